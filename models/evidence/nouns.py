"""The nouns: the rows of ``data/`` as objects, once they have been read and checked.

``models/folder/load.py`` fills each field from the column of the same name, with the exceptions listed there.
``data/README.md`` says what each column means and which words it may hold. A number is in the unit that its
docstring names; None is a blank cell, and a blank text is ''.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.evidence.after_session import Aftercare, DarkMarksDuration, RecoveryPhase
from models.evidence.clinic_prices import ClinicPrices
from models.evidence.provenance import ArticleClaim, Review, Source
from models.evidence.suitability import Condition, Contraindication, Suitability
from models.evidence.terms import NO_TREATMENT, Basis, Certainty, Slot, Status, VariesBy


@dataclass(frozen=True, slots=True)
class Treatment:
    """An option to compare: a row of ``treatments.csv``. Doing nothing for now is one (``NO_TREATMENT``).

    ``treatment_id`` never changes: links hold it. ``family`` is the kind of treatment, such as 'laser';
    ``setting`` is where it is done: 'clinic', 'home' or 'none'.
    """

    treatment_id: str
    label: str
    family: str
    setting: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One text about a treatment, in one slot: a row of ``treatment_texts.csv``, in order of ``position``."""

    treatment_id: str
    slot: Slot
    text: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concern:
    """What bothers the person, such as acne scars: a row of ``concerns.csv``.

    ``implies_condition`` is the id of a health condition that everybody with this concern has, None
    where there is none. ``about`` says in plain words what it is and how it usually develops.
    """

    concern_id: str
    label: str
    implies_condition: str | None
    about: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is compared, or a fact that is only shown: a row of ``criteria.csv``.

    ``scale_worst`` and ``scale_best``, in ``unit``, are the figures worth 0 and 100 points; a fact has
    neither. ``unit`` is one of 'grade 0-4', 'USD', 'days', 'per 100', '0-10', 'sessions', 'weeks',
    'months', 'minutes'. ``varies_by`` is what its figures depend on besides the treatment, None for
    nothing. ``is_weighted`` says that it has an importance (column ``role``). ``plain_definition`` is ''
    where the name says enough.
    """

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
    """One figure, or a gap and the reason for it: a row of ``estimates.csv``.

    ``low`` and ``high`` are the ends of the plausible range and ``typical`` is the usual figure, all in
    ``unit``; each is None where nobody knows it. ``concern_id`` and ``phototype`` are None where the
    criterion does not vary by them. ``certainty`` is the GRADE rating, None where nobody has graded it.
    ``as_of`` is the day on which the evidence was gathered. ``second_reader`` is the verdict of an
    independent reader, None where only one person has read it. ``public`` comes from no column: it is the row
    that a clinic's own figure replaces.

    Raises ValueError for a figure without a basis, or without the source that its basis needs.
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
        """Whether it is a clinic's own price, number of sessions or cost, in place of the public one."""
        return self.basis is Basis.CLINIC

    @property
    def is_from_table(self) -> bool:
        """Whether it is from a visitor's own table, where a gap does not mean that nobody has measured it."""
        return self.basis is Basis.OWN_TABLE


@dataclass(frozen=True, slots=True)
class SeriousHarm:
    """A serious harm that was reported but never counted: a row of ``warnings.csv``."""

    treatment_id: str
    plain_warning: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preset:
    """A named starting point for the sliders: a row of ``presets.csv``.

    ``importances``, by criterion id, are whole numbers from 0 to 10 (``preset_importances.csv``). ``assumes``
    says in a sentence what the preset takes for granted.
    """

    preset_id: str
    label: str
    assumes: str
    importances: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TableInView:
    """A visitor's own table, shown in place of the evidence. ``opened`` is the day it was opened.

    ``clinic`` is the clinic that it belongs to, '' if none was named. ``kept_prices`` is the clinic whose
    prices are shown again when the table is closed, '' if there are none.
    """

    file: str
    opened: date
    clinic: str = ""
    kept_prices: str = ""


@dataclass(frozen=True, eq=False)
class Evidence:
    """Everything in one evidence folder, immutable and checked. Mappings keep the files' order.

    ``version`` names the content: two folders with the same rows have the same version. ``clinic`` holds
    a clinic's own prices where they are laid over it, ``table`` a visitor's own table where it replaces it.
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

    def estimate(
        self,
        treatment_id: str,
        criterion_id: str,
        *,
        concern_id: str | None = None,
        phototype: str | None = None,
    ) -> Estimate:
        """The row of ``estimates.csv`` for one treatment and one weighted criterion.

        ``concern_id`` counts only where ``criteria.csv`` says that the criterion varies by concern, and
        ``phototype`` only where it varies by skin type. Raises KeyError where there is no such row. Every
        weighted criterion has one for each treatment; for a fact, use ``fact``.
        """
        row = self.fact(treatment_id, criterion_id, concern_id=concern_id, phototype=phototype)
        if row is None:
            asked = (treatment_id, criterion_id, concern_id, phototype)
            raise KeyError(f"No row of estimates.csv is for {asked}. Ask for another, or add the row.")
        return row

    def fact(
        self,
        treatment_id: str,
        criterion_id: str,
        *,
        concern_id: str | None = None,
        phototype: str | None = None,
    ) -> Estimate | None:
        """The same row, or None where there is none: not every folder has every fact for every concern."""
        criterion = self.criteria.get(criterion_id)
        if criterion is None:
            return None
        concern = concern_id if criterion.varies_by is VariesBy.CONCERN else None
        kind = phototype if criterion.varies_by is VariesBy.PHOTOTYPE else None
        return self._by_cell.get((treatment_id, criterion_id, concern, kind))

    @cached_property
    def _from_tables(self) -> frozenset[str]:
        return frozenset(e.treatment_id for e in self.estimates if e.is_from_table)

    def is_from_table(self, treatment_id: str) -> bool:
        """Whether everything known about a treatment is from a visitor's own table."""
        return treatment_id in self._from_tables and treatment_id != NO_TREATMENT

    def passages_of(self, treatment_id: str, slot: Slot) -> tuple[str, ...]:
        return tuple(p.text for p in self.passages if p.treatment_id == treatment_id and p.slot is slot)


def not_offered(evidence: Evidence) -> tuple[str, ...]:
    """Ids of the treatments that the clinic does not offer, never doing nothing; empty without a clinic."""
    clinic = evidence.clinic
    if clinic is None:
        return ()
    return tuple(t for t in evidence.treatments if t not in clinic.offers and t != NO_TREATMENT)
