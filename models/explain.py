"""Results in plain sentences. Screen, handout, screen reader and tests share this wording."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from models.clinic_prices import CLINIC_SOURCE
from models.evidence import Estimate, Evidence
from models.preferences import Preferences
from models.readings import Reading, read_cell
from models.screening import Reason
from models.terms import (
    COST,
    DOWNTIME,
    NO_TREATMENT,
    RESULTS,
    Action,
    Certainty,
    Rating,
    Slot,
    Status,
    VariesBy,
)
from models.units import figure, improvement, scale_ends, span

#: Fewer points lost than this are not worth a word.
WORTH_A_WORD = 0.5

#: How many burdens a sentence names.
NAMED_BURDENS = 2


@dataclass(frozen=True, slots=True)
class Because:
    """One reason for setting a treatment aside."""

    reason: Reason
    text: str
    source_ids: tuple[str, ...]


def decision(evidence: Evidence, preferences: Preferences, left: Sequence[str]) -> str:
    """Which decision this is. ``left``: the ids of what is not set aside."""
    concern = evidence.concerns[preferences.concern_id].label.lower()
    every = len(evidence.treatments)
    if not left:
        return f"None of {every} options is left for {concern}: each is set aside."
    if len(left) == 1:
        return f"Only one of {every} options is left for {concern}: {evidence.treatments[left[0]].label}."
    count = f"{every}" if len(left) == every else f"{len(left)} of {every}"
    nothing = ", including doing nothing for now" if NO_TREATMENT in left else ""
    return f"You are choosing between {count} options for {concern}{nothing}."


def swing(evidence: Evidence, criterion_id: str) -> str:
    """What an importance weighs: the whole way from the worst to the best end."""
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
        return "does not apply"  # of a fact, "not used for this" would say that the treatment is not
    return "no typical figure" if estimate.status is Status.ESTIMATED else gap_in_words(estimate)


def ends_in_words(estimate: Estimate) -> str:
    """The plausible range of one row; empty for a gap."""
    return range_in_words(estimate) if estimate.status.has_figures else ""


def _figure(value: float, unit: str, criterion_id: str, evidence: Evidence) -> str:
    better = f": {improvement(value, evidence.grades)}" if criterion_id == RESULTS else ""
    return figure(value, unit) + better


#: What is said in place of a figure that nobody has.
GAPS = {
    Status.BOUNDED: "not measured",
    Status.DIRECTION_ONLY: "it helps, how much is not known",
    Status.NO_EVIDENCE: "not studied",
    Status.NOT_REPORTED: "not reported",
    Status.NOT_APPLICABLE: "not used for this",
    Status.ESTIMATED: "not measured",
}


def gap_in_words(cell: Reading | Estimate) -> str:
    """What is said in place of a typical figure. A blank in somebody's table says nothing of the world."""
    if cell.is_from_table:
        return "not in the table" if cell.status is Status.NOT_REPORTED else "no typical figure"
    return GAPS[cell.status]


def nobody_knows(cells: Iterable[Reading]) -> str:
    """Who is without a figure, as a sentence begins: all the world, or the table that was opened."""
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


#: Stands where there is no figure to be certain of.
UNGRADED = "no figure"


class Graded(Protocol):
    """A figure with a GRADE word."""

    @property
    def certainty(self) -> Certainty | None: ...

    @property
    def is_assumed(self) -> bool: ...


def certainty_in_words(cell: Graded) -> str:
    """The GRADE word of a cell, and whose figure it is: 'very low, assumed'; 'no figure' for a gap."""
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


#: Said where a visitor's own table is silent.
NOT_IN_TABLE = "Your table says nothing of this. Ask about it."

_NO_SERIOUS_HARM = "We found no report of serious harm without a rate. That is not proof that there is none."


def no_serious_harm(evidence: Evidence, treatment_id: str) -> str:
    """Said where no serious harm is on file; a table that is silent proves nothing."""
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


def why(
    evidence: Evidence,
    treatment_id: str,
    readings: Sequence[Reading],
    points_lost: np.ndarray,
) -> str:
    """One sentence on what a treatment gives and what it loses most points on.

    ``points_lost`` has shape (m,): how far each criterion stays below its best end, weighed.
    """
    result = next(r for r in readings if r.criterion.criterion_id == RESULTS)
    if treatment_id == NO_TREATMENT:
        return f"No cost, no time off and no harm from treatment. Effect: {_effect(result, evidence)}."
    burdens = [
        (lost, reading)
        for lost, reading in zip(points_lost.tolist(), readings, strict=True)
        if reading is not result and lost >= WORTH_A_WORD
    ]
    burdens.sort(key=lambda pair: -pair[0])
    named = [_burden(reading) for _, reading in burdens[:NAMED_BURDENS]]
    asks = f" Loses most on {' and '.join(named)}." if named else ""
    return f"Effect: {_effect(result, evidence)}.{asks}"


def _effect(result: Reading, evidence: Evidence) -> str:
    return gap_in_words(result) if result.typical is None else improvement(result.typical, evidence.grades)


def _burden(reading: Reading) -> str:
    name = reading.criterion.short_label.lower()
    gap = gap_in_words(reading) if reading.is_from_table else "not measured"
    value = gap if reading.typical is None else figure(reading.typical, reading.criterion.unit)
    return f"{name} ({value.removeprefix(f'{name} ')})"


def near(label: str) -> str:
    return f"About equal to {label} (less than 1 point apart)."


def reasons(
    evidence: Evidence, preferences: Preferences, treatment_id: str, flags: np.ndarray
) -> tuple[Because, ...]:
    """The reasons against one treatment; ``flags`` has shape (6,), a column per ``Reason``."""
    found: list[Because] = []
    if flags[Reason.PHOTOTYPE] and preferences.phototype is not None:
        row = evidence.suitability[treatment_id, preferences.phototype]
        text = f"Not advised for skin type {preferences.phototype}. {row.plain_reason}"
        text += _figures_by_phototype(evidence, treatment_id, preferences.phototype)
        found.append(Because(Reason.PHOTOTYPE, text, row.source_ids))
    if flags[Reason.CONDITION]:
        for condition in sorted(preferences.all_conditions(evidence)):
            rule = evidence.contraindications.get((condition, treatment_id))
            if rule is not None and rule.action is Action.DO_NOT:
                text = f"Not advised with {evidence.conditions[condition].label.lower()}. {rule.plain_reason}"
                text += f" {rule.plain_wait}" if rule.plain_wait else ""
                found.append(Because(Reason.CONDITION, text, rule.source_ids))
    if flags[Reason.NOT_APPLICABLE]:
        concern = evidence.concerns[preferences.concern_id].label.lower()
        cell = evidence.estimate(treatment_id, RESULTS, concern_id=preferences.concern_id, phototype="I")
        text = f"Not used for {concern}. {cell.plain_note}".strip()
        found.append(Because(Reason.NOT_APPLICABLE, text, cell.source_ids))
    for reason, criterion_id, limit in (
        (Reason.BUDGET, COST, preferences.budget),
        (Reason.DAYS_OFF, DOWNTIME, preferences.days_off),
    ):
        if flags[reason] and limit is not None:
            found.append(_over_limit(evidence, treatment_id, reason, criterion_id, limit))
    if flags[Reason.NOT_OFFERED] and evidence.clinic is not None:
        text = f"Not offered by {evidence.clinic.clinic}."
        found.append(Because(Reason.NOT_OFFERED, text, (CLINIC_SOURCE,)))
    return tuple(found)


def _figures_by_phototype(evidence: Evidence, treatment_id: str, phototype: str) -> str:
    """The figures that the skin type decides, to stand beside the reason: dark marks, in our evidence."""
    sentences = []
    for criterion in evidence.weighted:
        if criterion.varies_by is VariesBy.PHOTOTYPE:
            cell = read_cell(evidence, treatment_id, criterion, concern_id="", phototype=phototype)
            name, value = criterion.short_label, in_words(cell, evidence)
            sentences.append(f" {name}: {value} ({range_in_words(cell)}).")
    return "".join(sentences)


def _over_limit(
    evidence: Evidence, treatment_id: str, reason: Reason, criterion_id: str, limit: int
) -> Because:
    cell = evidence.estimate(treatment_id, criterion_id, concern_id="", phototype="")
    unit = evidence.criteria[criterion_id].unit
    usual = cell.typical if cell.typical is not None else cell.low
    what = (
        "A full course costs about"
        if reason is Reason.BUDGET
        else "A full course keeps most people at home for"
    )
    text = f"Over your limit of {figure(limit, unit)}. {what} {figure(usual, unit)} ({range_in_words(cell)})."
    return Because(reason, text, cell.source_ids)
