"""How hard the texts are to read, as computed when the app was built (tools/reading_levels.py)."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("reading_levels.csv")
COLUMNS = ("section", "texts", "half_at_or_below", "hardest", "evidence_version")


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """School grades (Flesch-Kincaid, names of procedures left out) of the texts of one kind."""

    section: str
    texts: int
    half_at_or_below: str
    hardest: str


@lru_cache(maxsize=4)
def reading_levels(evidence_version: str) -> tuple[ReadingLevel, ...]:
    """Every section; empty if the evidence in use is not the one that was graded."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        ReadingLevel(row["section"], int(row["texts"]), row["half_at_or_below"], row["hardest"])
        for row in rows
        if row["evidence_version"] == evidence_version
    )
