"""Results in plain sentences. Screen, handout, screen reader and tests share this wording."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.evidence.clinic_prices import CLINIC_SOURCE
from models.evidence.looked_up import first_of
from models.evidence.nouns import Evidence
from models.evidence.readings import Reading, read_cell
from models.evidence.terms import COST, DOWNTIME, NO_TREATMENT, RESULTS, Action, VariesBy
from models.person.preferences import Preferences
from models.ranking.screening import Reason
from models.wording.estimate_words import gap_in_words, in_words, range_in_words
from models.wording.listing import listed
from models.wording.units import figure, improvement

#: A loss of fewer points than this is not mentioned.
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
    """Which decision this is. ``left`` holds the ids of the treatments that are not set aside."""
    concern = evidence.concerns[preferences.concern_id].label.lower()
    every = len(evidence.treatments)
    if not left:
        return f"None of {every} options is left for {concern}: each is set aside."
    if len(left) == 1:
        return f"Only one of {every} options is left for {concern}: {evidence.treatments[left[0]].label}."
    count = f"{every}" if len(left) == every else f"{len(left)} of {every}"
    nothing = ", including doing nothing for now" if NO_TREATMENT in left else ""
    return f"You are choosing between {count} options for {concern}{nothing}."


def why(
    evidence: Evidence,
    treatment_id: str,
    readings: Sequence[Reading],
    points_lost: np.ndarray,
) -> str:
    """One sentence on what a treatment gives and what it loses most points on.

    ``points_lost`` has shape (m,): how far each criterion is below its best end, in points.
    Raises LookupError without a reading of the criterion ``results``, which every folder has.
    """
    missing = f"{treatment_id} has no reading of {RESULTS}: criteria.csv must weigh it."
    result = first_of((r for r in readings if r.criterion.criterion_id == RESULTS), missing)
    if treatment_id == NO_TREATMENT:
        return f"No cost, no time off and no harm from treatment. Effect: {_effect(result, evidence)}."
    burdens = [
        (lost, reading)
        for lost, reading in zip(points_lost.tolist(), readings, strict=True)
        if reading is not result and lost >= WORTH_A_WORD
    ]
    burdens.sort(key=lambda pair: -pair[0])
    named = [_burden(reading) for _, reading in burdens[:NAMED_BURDENS]]
    asks = f" Loses most on {listed(named)}." if named else ""
    return f"Effect: {_effect(result, evidence)}.{asks}"


def _effect(result: Reading, evidence: Evidence) -> str:
    return gap_in_words(result) if result.typical is None else improvement(result.typical, evidence.grades)


def _burden(reading: Reading) -> str:
    name = reading.criterion.short_label.lower()
    gap = gap_in_words(reading) if reading.is_from_table else "not measured"
    value = gap if reading.typical is None else figure(reading.typical, reading.criterion.unit)
    return f"{name} ({value.removeprefix(f'{name} ')})"


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
        cell = evidence.estimate(treatment_id, RESULTS, concern_id=preferences.concern_id)
        text = f"Not used for {concern}. {cell.plain_note}".strip()
        found.append(Because(Reason.NOT_APPLICABLE, text, cell.source_ids))
    for reason, criterion_id, limit, what in (
        (Reason.BUDGET, COST, preferences.budget, "costs about"),
        (Reason.DAYS_OFF, DOWNTIME, preferences.days_off, "keeps most people at home for"),
    ):
        if flags[reason] and limit is not None:
            cell, unit = evidence.estimate(treatment_id, criterion_id), evidence.criteria[criterion_id].unit
            usual = figure(cell.typical if cell.typical is not None else cell.low, unit)
            text = f"Over your limit of {figure(limit, unit)}. A full course {what} {usual}"
            found.append(Because(reason, f"{text} ({range_in_words(cell)}).", cell.source_ids))
    if flags[Reason.NOT_OFFERED] and evidence.clinic is not None:
        text = f"Not offered by {evidence.clinic.clinic}."
        found.append(Because(Reason.NOT_OFFERED, text, (CLINIC_SOURCE,)))
    return tuple(found)


def _figures_by_phototype(evidence: Evidence, treatment_id: str, phototype: str) -> str:
    """The figures that depend on the skin type, to follow the reason: dark marks, in our evidence."""
    sentences = []
    for criterion in evidence.weighted:
        if criterion.varies_by is VariesBy.PHOTOTYPE:
            cell = read_cell(evidence, treatment_id, criterion, concern_id="", phototype=phototype)
            name, value = criterion.short_label, in_words(cell, evidence)
            sentences.append(f" {name}: {value} ({range_in_words(cell)}).")
    return "".join(sentences)
