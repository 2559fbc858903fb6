"""How long people usually wait after a session, in words."""

from models.evidence.after_session import Aftercare
from models.evidence.nouns import Evidence
from models.wording.units import figure, span

#: What people wait to do after a session, in words, in the order of a day.
AFTERCARE_WORDS = {
    "work": "Work and going out",
    "makeup": "Make-up",
    "exercise": "Exercise",
    "swimming": "Swimming",
    "retinoids": "Retinoid creams",
    "sun": "Strong sun",
}


def usual_again(evidence: Evidence, treatment_id: str) -> tuple[tuple[str, str, Aftercare], ...]:
    """When things are usual again after a session: what, how long, and the row with the figure."""
    rows = {a.what: a for a in evidence.aftercare if a.treatment_id == treatment_id}
    return tuple(
        (words, _wait(rows[what]), rows[what]) for what, words in AFTERCARE_WORDS.items() if what in rows
    )


def _wait(row: Aftercare) -> str:
    if row.typical is None:
        return "no figure found"
    if row.typical == row.high == 0:
        return "no wait (assumed)" if row.basis.is_assumed else "no wait"
    assumed = ", assumed" if row.basis.is_assumed else ""
    return f"{figure(row.typical, 'days')} ({span(row.low, row.high, 'days')}{assumed})"
