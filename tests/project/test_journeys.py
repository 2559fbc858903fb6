"""The files and functions that docs/journeys.md names exist."""

import re

from models import ROOT

JOURNEYS = (ROOT / "docs/journeys.md").read_text(encoding="utf-8")


def defined(path):
    return set(
        re.findall(r"^(?:def|class|function) (\w+)", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
    )


def test_each_function_named_in_a_step_is_in_a_file_of_that_step():
    steps = re.split(r"^\d+\. ", JOURNEYS, flags=re.MULTILINE)[1:]
    lost = []
    for step in steps:
        files = re.findall(r"`([\w/]+\.(?:py|js))`", step)
        names = re.findall(r"`([A-Za-z_]\w*)`", step)
        there = set().union(*(defined(path) for path in files))
        lost += [f"{name} of {files}" for name in names if name not in there]
    assert len(steps) == 28
    assert lost == []


def test_every_file_named_in_a_journey_exists():
    files = re.findall(r"`([\w/]+\.\w+)`", JOURNEYS)
    assert len(files) > 30
    assert [path for path in files if not (ROOT / path).is_file()] == []
