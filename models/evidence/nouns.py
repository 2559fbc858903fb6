"""The nouns: what a row of ``data/`` is, once it has been read and found valid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.evidence.after_session import Aftercare, DarkMarksDuration, RecoveryPhase
from models.evidence.clinic_prices import ClinicPrices
from models.evidence.terms import (
    NO_TREATMENT,
    Action,
    Basis,
    Certainty,
    Rating,
    Slot,
    Status,
    Topic,
    VariesBy,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Treatment:
    treatment_id: str
    label: str
    family: str
    setting: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One text about a treatment, in one slot."""

    treatment_id: str
    slot: Slot
    text: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concern:
    concern_id: str
    label: str
    implies_condition: str | None
    about: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """``in_short`` is what follows "not" where an option is not for somebody: 'in pregnancy'."""

    condition_id: str
    label: str
    plain_label: str
    in_short: str
    topic: Topic


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is compared. ``scale_worst`` and ``scale_best`` are in ``unit``; a fact has neither."""

    criterion_id: str
    label: str
    short_label: str
    unit: str
    scale_worst: float | None
    scale_best: float | None
    varies_by: VariesBy | None
    is_weighted: bool
    plain_definition: str

    @property
    def scale(self) -> tuple[float, float]:
        """Worst and best end, in ``unit``. Raises ValueError for a fact."""
        if self.scale_worst is None or self.scale_best is None:
            raise ValueError(f"{self.criterion_id} is a fact: it has no scale.")
        return self.scale_worst, self.scale_best


@dataclass(frozen=True, slots=True)
class Estimate:
    """One figure: low, typical and high in ``unit``, or a gap with the reason why.

    Cannot be built with a figure that nothing stands behind. ``public`` is what a clinic's own figure
    stands in place of.
    """

    treatment_id: str
    criterion_id: str
    concern_id: str | None
    phototype: str | None
    low: float | None
    typical: float | None
    high: float | None
    unit: str
    status: Status
    basis: Basis | None
    certainty: Certainty | None
    source_ids: tuple[str, ...]
    as_of: date
    plain_note: str
    second_reader: str | None
    public: "Estimate | None" = None

    def __post_init__(self) -> None:
        unfounded = self.basis is None or (self.basis.needs_source and not self.source_ids)
        if self.status.has_figures and unfounded:
            raise ValueError(
                f"{self.treatment_id} / {self.criterion_id}: a figure needs a source, "
                "or a basis that says it is an assumption or a definition."
            )

    @property
    def is_measured(self) -> bool:
        """Whether there is a typical figure to count with."""
        return self.typical is not None

    @property
    def is_assumed(self) -> bool:
        return self.basis is not None and self.basis.is_assumed

    @property
    def is_clinics(self) -> bool:
        return self.basis is Basis.CLINIC

    @property
    def is_from_table(self) -> bool:
        """Whether a visitor's own table holds it: a gap then says nothing about what has been measured."""
        return self.basis is Basis.OWN_TABLE


@dataclass(frozen=True, slots=True)
class Suitability:
    """``certainty`` None: nobody graded it (a visitor's own table)."""

    treatment_id: str
    phototype: str
    rating: Rating
    plain_reason: str
    certainty: Certainty | None
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contraindication:
    condition_id: str
    treatment_id: str
    action: Action
    plain_wait: str
    plain_reason: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeriousHarm:
    """A serious harm that has been reported and not counted."""

    treatment_id: str
    plain_warning: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleClaim:
    """What the starting article says, and what the sources make of it. ``said`` is quoted, not a fact."""

    claim: int
    said: str
    verdict: Verdict
    finding: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    source_id: str
    kind: str
    title: str
    authors: str
    year: str
    url: str
    read_as: str
    accessed: date


@dataclass(frozen=True, slots=True)
class Preset:
    """Named importances, 0 to 10 by criterion id."""

    preset_id: str
    label: str
    assumes: str
    importances: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Review:
    """``notice``: what is said in place of all this, where the figures are not ours."""

    compiled_by: str
    compiled_on: date
    checked_by: str | None
    checked_on: date | None
    next_review: date
    funded_by: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class TableInView:
    """A table of somebody's own that stands in place of the evidence. ``opened``: the day.

    ``clinic``: whose it is; '' where nobody has said. ``kept_prices``: whose prices come back when the table
    is closed; '' where there are none.
    """

    file: str
    opened: date
    clinic: str = ""
    kept_prices: str = ""


@dataclass(frozen=True, eq=False)
class Evidence:
    """Everything in one evidence folder, immutable and checked. Mappings keep the files' order.

    ``version`` names the content: two folders with the same rows have the same version. ``clinic``: whose
    own prices are laid over it. ``table``: what a visitor opened in its place.
    """

    version: str
    treatments: Mapping[str, Treatment]
    concerns: Mapping[str, Concern]
    phototypes: Mapping[str, str]
    phototype_sources: Mapping[str, tuple[str, ...]]
    conditions: Mapping[str, Condition]
    criteria: Mapping[str, Criterion]
    grades: Mapping[int, str]
    presets: Mapping[str, Preset]
    start_preset: Preset
    estimates: tuple[Estimate, ...]
    passages: tuple[Passage, ...]
    suitability: Mapping[tuple[str, str], Suitability]
    contraindications: Mapping[tuple[str, str], Contraindication]
    serious_harms: Mapping[str, SeriousHarm]
    recovery: tuple[RecoveryPhase, ...]
    aftercare: tuple[Aftercare, ...]
    dark_marks_duration: Mapping[str, DarkMarksDuration]
    article_claims: tuple[ArticleClaim, ...]
    sources: Mapping[str, Source]
    review: Review
    clinic: ClinicPrices | None = None
    table: TableInView | None = None

    @cached_property
    def weighted(self) -> tuple[Criterion, ...]:
        """The criteria that have an importance, in order."""
        return tuple(c for c in self.criteria.values() if c.is_weighted)

    @cached_property
    def _by_cell(self) -> dict[tuple[str, str, str | None, str | None], Estimate]:
        return {(e.treatment_id, e.criterion_id, e.concern_id, e.phototype): e for e in self.estimates}

    def estimate(self, treatment_id: str, criterion_id: str, *, concern_id: str, phototype: str) -> Estimate:
        """The row for one treatment and criterion, read for one concern and one phototype.

        Raises KeyError where the table has no such row (facts are not all asked for every concern).
        """
        varies_by = self.criteria[criterion_id].varies_by
        concern = concern_id if varies_by is VariesBy.CONCERN else None
        kind = phototype if varies_by is VariesBy.PHOTOTYPE else None
        return self._by_cell[treatment_id, criterion_id, concern, kind]

    @cached_property
    def _from_tables(self) -> frozenset[str]:
        return frozenset(e.treatment_id for e in self.estimates if e.is_from_table)

    def is_from_table(self, treatment_id: str) -> bool:
        """Whether a visitor's own table is all that is known of a treatment."""
        return treatment_id in self._from_tables and treatment_id != NO_TREATMENT

    def passages_of(self, treatment_id: str, slot: Slot) -> tuple[str, ...]:
        return tuple(p.text for p in self.passages if p.treatment_id == treatment_id and p.slot is slot)


def not_offered(evidence: Evidence) -> tuple[str, ...]:
    """Ids of what the clinic does not offer; none without a clinic. Doing nothing needs no offer."""
    clinic = evidence.clinic
    if clinic is None:
        return ()
    return tuple(t for t in evidence.treatments if t not in clinic.offers and t != NO_TREATMENT)
