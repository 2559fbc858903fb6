"""docs/accessibility.md matches the tests, and every test that it names exists."""

import re

from axe import STREAMLITS_OWN

from models import ROOT

TEXT = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")


def test_the_list_of_streamlits_own_defects_matches_the_tests():
    section = TEXT.split("## Streamlit's own defects")[1]
    told = dict(re.findall(r"^\| `([\w-]+)` \| `([^`]+)` \| \w", section, re.MULTILINE))
    assert told == STREAMLITS_OWN


def test_every_claim_names_an_existing_test():
    rows = [row.split("|")[1:3] for row in TEXT.split("\n\n")[2].splitlines()[2:]]
    assert len(rows) >= 10
    for claim, test in rows:
        functions, files = re.findall(r"`(\w+)`", test), re.findall(r"`(tests/[\w/]+\.py)`", test)
        assert files, claim
        code = "".join((ROOT / name).read_text(encoding="utf-8") for name in files)
        assert [name for name in functions if f"{name}(" not in code] == [], claim
