"""How well the app meets the international standard for decision aids, item by item, and how we know.

The items are the 35 of IPDASi version 4.0 that apply to treatments; nine more are about tests that find
an illness. The wording is ours.
"""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("scorecard.csv")

#: How many items of the standard are about tests, not treatments.
ABOUT_TESTS_ONLY = 9


class KnownBy(StrEnum):
    """How it is known that an item is met."""

    MEASURED = "measured"
    PERSON = "person"
    DECLARED = "declared"
    NOT_DONE = "not_done"


class Met(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


#: The words for each on screen, with a symbol for ``Met``.
KNOWN_BY_WORDS = {
    KnownBy.MEASURED: "measured by a test",
    KnownBy.PERSON: "checked by a person",
    KnownBy.DECLARED: "declared",
    KnownBy.NOT_DONE: "not done yet",
}
MET_WORDS = {Met.YES: "✓ yes", Met.PARTLY: "◐ partly", Met.NO: "✗ no"}

#: The three groups, from the minimum for a decision aid to the marks of a good one.
GROUPS = {
    "qualifying": "What makes it a decision aid at all",
    "certifying": "What keeps it from leaning to one side",
    "quality": "What makes it a good one",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One item. ``test`` names the test that measures it; empty if no program can."""

    item: str
    group: str
    asks: str
    here: str
    known_by: KnownBy
    met: Met
    test: str


@cache
def items() -> tuple[Item, ...]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    return tuple(Item(**row | {"known_by": KnownBy(row["known_by"]), "met": Met(row["met"])}) for row in rows)


def tally(group: str) -> str:
    """'6 of 6 met, 6 of them measured by a test.'"""
    own = [item for item in items() if item.group == group]
    met = [item for item in own if item.met is Met.YES]
    measured = sum(item.known_by is KnownBy.MEASURED for item in met)
    partly = sum(item.met is Met.PARTLY for item in own)
    text = f"{len(met)} of {len(own)} met, {measured} of them measured by a test."
    return f"{text} {partly} met in part." if partly else text
