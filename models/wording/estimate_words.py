"""A figure, a gap, a range and a certainty in words, for screen, paper, screen reader and tests alike."""

from collections.abc import Iterable
from typing import Protocol

from models.evidence.nouns import Estimate, Evidence
from models.evidence.readings import Reading
from models.evidence.terms import RESULTS, Action, Certainty, Rating, Slot, Status
from models.wording.units import figure, improvement, scale_ends, span


def swing(evidence: Evidence, criterion_id: str) -> str:
    """What an importance weighs: the whole scale, from its worst to its best end."""
    worst, best = scale_ends(evidence.criteria[criterion_id], evidence.grades)
    return f"from {worst} to {best}"


def in_words(reading: Reading, evidence: Evidence) -> str:
    """The typical figure of a cell, or the word for the gap."""
    if reading.typical is None:
        return gap_in_words(reading)
    return _figure(reading.typical, reading.criterion.unit, reading.criterion.criterion_id, evidence)


def figure_in_words(estimate: Estimate, evidence: Evidence) -> str:
    """The typical figure of one row, or the word for what is missing."""
    if estimate.typical is not None:
        return _figure(estimate.typical, estimate.unit, estimate.criterion_id, evidence)
    if estimate.status is Status.NOT_APPLICABLE and estimate.criterion_id != RESULTS:
        return "does not apply"  # for a fact, "not used for this" would mean the treatment
    return "no typical figure" if estimate.status is Status.ESTIMATED else gap_in_words(estimate)


def ends_in_words(estimate: Estimate) -> str:
    """The plausible range of one row; empty for a gap."""
    return range_in_words(estimate) if estimate.status.has_figures else ""


def _figure(value: float, unit: str, criterion_id: str, evidence: Evidence) -> str:
    better = f": {improvement(value, evidence.grades)}" if criterion_id == RESULTS else ""
    return figure(value, unit) + better


#: Words in place of a figure that is not known.
GAPS = {
    Status.BOUNDED: "not measured",
    Status.DIRECTION_ONLY: "it helps, how much is not known",
    Status.NO_EVIDENCE: "not studied",
    Status.NOT_REPORTED: "not reported",
    Status.NOT_APPLICABLE: "not used for this",
    Status.ESTIMATED: "not measured",
}


def gap_in_words(cell: Reading | Estimate) -> str:
    """Words in place of a typical figure. A blank in an own table does not mean not measured."""
    if cell.is_from_table:
        return "not in the table" if cell.status is Status.NOT_REPORTED else "no typical figure"
    return GAPS[cell.status]


def nobody_knows(cells: Iterable[Reading]) -> str:
    """The start of a sentence on missing figures: they are missing everywhere, or in the opened table."""
    return "The table gives no figure for" if any(c.is_from_table for c in cells) else "Nobody has measured"


def range_in_words(cell: Reading | Estimate) -> str:
    """The plausible range of a cell in words; beside a clinic's figure, the public range."""
    if cell.low is None and cell.high is None:
        return "range not reported" if cell.is_measured else "could be anything on the scale"
    own = span(cell.low, cell.high, cell.unit)
    if cell.public is None:
        return own
    own = "clinic's figure" if cell.low == cell.high else f"clinic's figure {own}"
    known = cell.public.status.has_figures
    return (
        f"{own}, public range {span(cell.public.low, cell.public.high, cell.unit) if known else 'not known'}"
    )


#: The words in place of a certainty where there is no figure.
UNGRADED = "no figure"


class Graded(Protocol):
    """A figure with a GRADE rating."""

    @property
    def certainty(self) -> Certainty | None: ...

    @property
    def is_assumed(self) -> bool: ...


def certainty_in_words(cell: Graded) -> str:
    """The GRADE rating of a cell, and where from: 'very low, assumed'; 'no figure' for a gap."""
    own = cell if isinstance(cell, Reading | Estimate) else None
    none = "not graded" if own and own.status.has_figures else UNGRADED
    words = cell.certainty.in_words if cell.certainty else none
    words += ", assumed" if cell.is_assumed else ""
    return f"{words}, clinic's figure" if own and own.is_clinics else words


#: What each text about a treatment answers, in reading order.
SLOT_TITLES = {
    Slot.WHAT_IT_IS: "What it is",
    Slot.WHO_DOES_IT: "Who does it",
    Slot.SESSION: "What happens in a session",
    Slot.MAY_DO: "What it may do for you",
    Slot.MAY_COST: "What it may cost you",
}


#: The texts that are lists, benefits and harms side by side; the others are paragraphs.
LISTED = (Slot.MAY_DO, Slot.MAY_COST)


#: Shown where a visitor's own table has no information.
NOT_IN_TABLE = "Your table says nothing of this. Ask about it."


_NO_SERIOUS_HARM = "We found no report of serious harm without a rate. That is not proof that there is none."


def no_serious_harm(evidence: Evidence, treatment_id: str) -> str:
    """Shown where no serious harm is recorded."""
    return NOT_IN_TABLE if evidence.is_from_table(treatment_id) else _NO_SERIOUS_HARM


#: Symbol and word of each rating of a treatment for a skin type.
RATING_WORDS: dict[str, tuple[str, str]] = {
    Rating.SUITABLE: ("✓", "suitable"),
    Rating.CAUTION: ("△", "caution"),
    Rating.SPECIALIST_ONLY: ("◇", "specialist"),
    Rating.AVOID: ("⊘", "avoid"),
}


#: Symbol and words of what a health condition means for a treatment.
ACTION_WORDS = {
    Action.DO_NOT: ("⊘", "Do not have this"),
    Action.POSTPONE: ("⏸", "Wait"),
    Action.ASK_FIRST: ("?", "Ask first"),
}
