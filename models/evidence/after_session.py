"""The days after a session: rows of recovery.csv, aftercare.csv and dark_marks_duration.csv."""

from dataclasses import dataclass

from models.evidence.terms import Basis, Certainty


@dataclass(frozen=True, slots=True)
class RecoveryPhase:
    """What people notice from ``day_from`` to ``day_to`` after one session, both included."""

    treatment_id: str
    day_from: int
    day_to: int
    phase: str
    plain_notice: str
    at_home: bool
    certainty: Certainty
    basis: Basis
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aftercare:
    """Days to wait after one session before ``what`` is usual again; None where no figure was found."""

    treatment_id: str
    what: str
    low: float | None
    typical: float | None
    high: float | None
    certainty: Certainty
    basis: Basis
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DarkMarksDuration:
    """Weeks that dark marks last, and how many of 100 people with them keep them."""

    treatment_id: str
    weeks_low: float | None
    weeks_typical: float | None
    weeks_high: float | None
    lasting_per_100: float | None
    certainty: Certainty
    basis: Basis
    source_ids: tuple[str, ...]
    plain_note: str

    @property
    def is_assumed(self) -> bool:
        return self.basis.is_assumed
