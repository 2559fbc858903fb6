"""Answers about an evidence are kept: given again, only so many, and never the evidence itself."""

import gc
import re
from dataclasses import replace
from weakref import ref

import pytest
from conftest import ROOT
from kept_answers import ASKED

from models.evidence import Evidence
from models.kept import kept


@pytest.mark.parametrize("name", ASKED)
def test_a_kept_answer_does_not_keep_its_evidence(evidence, name):
    copy = replace(evidence)
    ASKED[name](copy)
    weakly = ref(copy)
    del copy
    gc.collect()
    assert weakly() is None


def test_every_function_that_keeps_answers_is_asked_here():
    keeping = set()
    for path in (p for folder in ("models", "pages") for p in (ROOT / folder).rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        text = path.read_text(encoding="utf-8")
        keeping |= {f"{module}.{name}" for name in re.findall(r"^@kept\(\w+\)\ndef (\w+)", text, re.M)}
        assert text.count("\n@kept(") == sum(name.rpartition(".")[0] == module for name in keeping)
    assert keeping == set(ASKED)


def test_a_kept_answer_is_given_again_and_only_so_many_are_kept(evidence):
    asked = []

    @kept(2)
    def answer(about: Evidence, number: int) -> int:
        asked.append(number)
        return number + len(about.treatments)

    other = replace(evidence)
    assert [answer(evidence, n) for n in (1, 1, 2, 1)] == [16, 16, 17, 16]
    assert asked == [1, 2]
    answer(other, 1)
    answer(other, 2)
    answer(evidence, 1)
    assert asked == [1, 2, 1, 2, 1]
