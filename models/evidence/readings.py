"""A cell as it is read for one person: the estimate for their concern and their phototype.

A person who is not sure of their phototype may have any of the six, so their reading spans them all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from models.evidence.citing import sources_behind
from models.evidence.nouns import Criterion, Estimate, Evidence
from models.evidence.scales import on_scale
from models.evidence.terms import PHOTOTYPES, Certainty, Status, VariesBy


@dataclass(frozen=True, slots=True)
class Reading:
    """Figures in the criterion's unit. ``unmeasured_for`` names the phototypes without a figure."""

    criterion: Criterion
    low: float | None
    typical: float | None
    high: float | None
    best_case: float | None
    status: Status
    is_assumed: bool
    certainty: Certainty | None
    estimates: tuple[Estimate, ...]
    unmeasured_for: tuple[str, ...] = ()

    @property
    def is_measured(self) -> bool:
        return self.typical is not None

    @property
    def unit(self) -> str:
        return self.criterion.unit

    @property
    def is_clinics(self) -> bool:
        return any(e.is_clinics for e in self.estimates)

    @property
    def is_from_table(self) -> bool:
        return any(e.is_from_table for e in self.estimates)

    @property
    def public(self) -> Estimate | None:
        """The public row that a clinic's own figure replaces; None where the figure is not a clinic's."""
        return next((e.public for e in self.estimates if e.public is not None), None)

    @property
    def drawn_at(self) -> float | None:
        """The typical figure, clipped to its scale."""
        return None if self.typical is None else on_scale(self.typical, *self.criterion.scale)

    @property
    def source_ids(self) -> tuple[str, ...]:
        return sources_behind(self.estimates)

    @property
    def notes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(e.plain_note for e in self.estimates if e.plain_note))


def read_cell(
    evidence: Evidence, treatment_id: str, criterion: Criterion, *, concern_id: str, phototype: str | None
) -> Reading:
    """The reading of one cell; ``phototype`` None means not sure."""
    kinds = PHOTOTYPES if phototype is None and criterion.varies_by is VariesBy.PHOTOTYPE else (phototype,)
    estimates = tuple(
        evidence.estimate(treatment_id, criterion.criterion_id, concern_id=concern_id, phototype=kind)
        for kind in kinds
    )
    return _of_one(criterion, estimates[0]) if len(estimates) == 1 else _of_any(criterion, estimates)


def _of_one(criterion: Criterion, estimate: Estimate) -> Reading:
    return Reading(
        criterion=criterion,
        low=estimate.low,
        typical=estimate.typical,
        high=estimate.high,
        best_case=estimate.typical,
        status=estimate.status,
        is_assumed=estimate.is_assumed,
        certainty=estimate.certainty,
        estimates=(estimate,),
    )


def _of_any(criterion: Criterion, estimates: tuple[Estimate, ...]) -> Reading:
    """Lowest low, median typical, highest high.

    A phototype without a typical figure counts at its worst end in the median, so that a gap never
    makes the reading better; ``best_case`` is the median with those at their best end.
    """
    worst, best = criterion.scale
    up_is_worse = worst > best
    ends = [
        (e.low if e.low is not None else e.typical, e.high if e.high is not None else e.typical)
        for e in estimates
    ]

    def filled(at_worst: bool) -> float:
        use_high = at_worst == up_is_worse
        default = worst if at_worst else best
        return median(
            e.typical if e.typical is not None else (end if (end := pair[use_high]) is not None else default)
            for e, pair in zip(estimates, ends, strict=True)
        )

    measured = any(e.is_measured for e in estimates)
    low, high = _extreme(min, (low for low, _ in ends)), _extreme(max, (high for _, high in ends))
    if low == high and all(e.low is None and e.high is None for e in estimates):
        low = high = None  # one figure for all phototypes, without a range, is not a range
    return Reading(
        criterion=criterion,
        low=low,
        typical=filled(at_worst=True) if measured else None,
        high=high,
        best_case=filled(at_worst=False) if measured else None,
        status=max((e.status for e in estimates), key=list(Status).index)
        if not measured
        else Status.ESTIMATED,
        is_assumed=any(e.is_assumed for e in estimates),
        certainty=Certainty.weakest(e.certainty for e in estimates),
        estimates=estimates,
        unmeasured_for=tuple(e.phototype for e in estimates if not e.is_measured and e.phototype),
    )


def _extreme(pick: Callable[[list[float]], float], values: Iterable[float | None]) -> float | None:
    """The extreme end, or None where one of the rows has no end: a gap spans the whole scale."""
    every = list(values)
    known = [value for value in every if value is not None]
    return pick(known) if len(known) == len(every) else None


def beyond_scale(criterion: Criterion, value: float | None) -> bool:
    """Whether a figure lies beyond its scale, so that it counts as the end of the scale."""
    return value is not None and on_scale(value, *criterion.scale) != value
