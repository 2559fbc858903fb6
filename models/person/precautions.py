"""What a person's health answers mean for each treatment."""

from collections.abc import Collection
from dataclasses import dataclass

from models.evidence.nouns import Evidence, Treatment
from models.evidence.suitability import Contraindication
from models.evidence.terms import Action

#: Said where a condition has no row for a treatment. It is never the same as safe.
NOTHING_FOUND = "No specific precaution found. That is not proof that it can do no harm."

#: Said of a visitor's own table, which has no place for health conditions.
NOT_CHECKED = "Your table says nothing of health conditions. Ask about yours."


def nothing_found(evidence: Evidence, treatment_id: str) -> str:
    return NOT_CHECKED if evidence.is_from_table(treatment_id) else NOTHING_FOUND


#: Said before any condition is ticked.
NOTHING_TICKED = "You have ticked no health condition."


@dataclass(frozen=True, slots=True)
class Precautions:
    """``rows`` hold the person's conditions that say something of the treatment, strictest first."""

    treatment: Treatment
    rows: tuple[Contraindication, ...]


def precautions(evidence: Evidence, conditions: Collection[str]) -> tuple[Precautions, ...]:
    """Every treatment in the evidence's order, with what the conditions say of it."""
    return tuple(precautions_of(evidence, t, conditions) for t in evidence.treatments.values())


def precautions_of(evidence: Evidence, treatment: Treatment, conditions: Collection[str]) -> Precautions:
    """What the conditions say of one treatment."""
    strictest_first = list(reversed(Action))
    rows = [
        row
        for condition in evidence.conditions
        if condition in conditions
        and (row := evidence.contraindications.get((condition, treatment.treatment_id))) is not None
    ]
    rows.sort(key=lambda row: strictest_first.index(row.action))
    return Precautions(treatment, tuple(rows))
