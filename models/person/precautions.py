"""What a person's health answers mean for each treatment."""

from collections.abc import Collection

from models.evidence.nouns import Evidence
from models.evidence.suitability import Contraindication
from models.evidence.terms import Action

#: Shown where a condition has no row for a treatment, which does not mean that it is safe.
NOTHING_FOUND = "No specific precaution found. That is not proof that it can do no harm."

#: Shown for a visitor's own table, which has no column for health conditions.
NOT_CHECKED = "Your table says nothing of health conditions. Ask about yours."


def nothing_found(evidence: Evidence, treatment_id: str) -> str:
    return NOT_CHECKED if evidence.is_from_table(treatment_id) else NOTHING_FOUND


#: Shown before any condition is ticked.
NOTHING_TICKED = "You have ticked no health condition."


def precautions(
    evidence: Evidence, treatment_id: str, conditions: Collection[str]
) -> tuple[Contraindication, ...]:
    """What these conditions mean for a treatment, strictest first."""
    rows = [
        row
        for condition in evidence.conditions
        if condition in conditions
        and (row := evidence.contraindications.get((condition, treatment_id))) is not None
    ]
    return tuple(sorted(rows, key=lambda row: list(Action).index(row.action), reverse=True))
