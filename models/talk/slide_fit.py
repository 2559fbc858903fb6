"""How one option fits a person's priorities, short enough for a screen read from across a room."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.doubt import doubt_words
from models.doubt.standings import Doubt
from models.evidence.nouns import Evidence
from models.ranking.comparison import Comparison
from models.ranking.scoring import POINTS
from models.talk.shared_screen import Head
from models.wording.units import plain_number

#: Shown in a column without a rank.
NOT_RANKED = "Nothing is ranked: every slider is at 0."
SET_ASIDE = "Set aside, so it has no rank."
ONLY_ONE = "The only one left, so it has no rank."


@dataclass(frozen=True, slots=True)
class Part:
    """One criterion's share of the total, in points. ``could_add``: the most that a gap could add."""

    name: str
    points: float
    most: float
    could_add: float

    @property
    def in_words(self) -> str:
        add = f", could add {_rounded(self.could_add)}" if self.could_add else ""
        return f"{self.name} {_rounded(self.points)} of {_rounded(self.most)}{add}"


@dataclass(frozen=True, slots=True)
class Fit:
    """One column. ``parts`` are in the order of the weighted criteria, and empty without a rank."""

    place: str
    reasons: tuple[str, ...]
    total: str = ""
    parts: tuple[Part, ...] = ()
    sure: str = ""


def fit_of(evidence: Evidence, comparison: Comparison, found: Doubt | None, head: Head) -> Fit:
    """How the option of one column fits."""
    reasons = _first(head.reasons)
    line = next((x for x in comparison.lines if x.treatment == head.treatment), None)
    if line is None:
        return Fit(SET_ASIDE, reasons)
    if line.total is None or line.upper is None or comparison.weights is None:
        return Fit(NOT_RANKED, reasons)
    parts = tuple(
        Part(
            c.short_label,
            line.contributions[c.criterion_id],
            POINTS * comparison.weights[c.criterion_id],
            line.could_add[c.criterion_id],
        )
        for c in evidence.weighted
        if comparison.weights[c.criterion_id]
    )
    count = len(comparison.lines)
    place = f"{line.rank} of {count} by points" if count > 1 else ONLY_ONE
    up_to = f", up to {_rounded(line.upper)}" if line.upper - line.total >= 0.05 else ""
    total = f"{_rounded(line.total)} of {POINTS:g} points{up_to}"
    standing = next((s for s in found.standings if s.treatment == line.treatment), None) if found else None
    sure = doubt_words.standing(standing, found) if standing and found else ""
    return Fit(place, reasons, total, parts, sure)


def _first(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """The first and strictest reason in full, and how many more can be expanded."""
    more = len(reasons) - 1
    if more < 1:
        return reasons
    return reasons[0], f"And {more} more {'reason' if more == 1 else 'reasons'}, under Why, and sources."


def about_the_order(
    evidence: Evidence, comparison: Comparison, found: Doubt | None, shown: Sequence[Fit]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What comes first and where the line of no treatment is; then the longer text, to be expanded.

    The line is drawn across the bars, so there is none if every column is set aside.
    """
    nothing, total = "", comparison.no_treatment_total
    if total is not None and any(fit.parts for fit in shown):
        nothing = (
            f"The dotted line is no treatment for now, at {_rounded(total)} of {POINTS:g} points. "
            "Below it, doing nothing fits better."
        )
    if comparison.weights is None or not comparison.lines:
        return (nothing,) if nothing else (), ()
    short, whole = (doubt_words.first_place(evidence, comparison, found, in_short=x) for x in (True, False))
    return (f"{short} {nothing}".strip(),), (whole,) if whole != short else ()


def _rounded(points: float) -> str:
    return plain_number(round(points, 1))
