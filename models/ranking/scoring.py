"""Partial values, weights, contributions, overall values and ranks.

An additive value model on fixed scales (Keeney and Raiffa 1976, Decisions with Multiple Objectives,
chapter 3). An unmeasured figure counts at the worst end of its range, so that a gap in the evidence is
never rewarded; the most that it could add is kept separately.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.evidence.kept import kept
from models.evidence.nouns import Evidence
from models.evidence.readings import Reading, read_cell
from models.evidence.scales import Array, partial_value

#: Overall values run from 0 to 100.
POINTS = 100.0

#: Values closer than this share a rank: they differ by rounding only.
TIE = 1e-9

#: A difference below this many points is called "about equal".
ABOUT_EQUAL = 1.0


@dataclass(frozen=True, eq=False)
class ValueTable:
    """Partial values of n treatments on m criteria, each in [0, 1], shape (n, m).

    ``headline`` is what counts; ``best_case`` is the same with every unmeasured cell at its best end;
    ``floor`` and ``ceiling`` are the ends of the plausible range.
    """

    treatment_ids: tuple[str, ...]
    criterion_ids: tuple[str, ...]
    headline: Array
    best_case: Array
    floor: Array
    ceiling: Array
    readings: tuple[tuple[Reading, ...], ...]


@dataclass(frozen=True, eq=False)
class Scores:
    """Points out of 100. ``contributions`` and ``could_add`` have shape (n, m), the rest (n,)."""

    contributions: Array
    could_add: Array
    totals: Array
    upper: Array
    ranks: npt.NDArray[np.int64]


@kept(256)
def value_table(evidence: Evidence, concern_id: str, phototype: str | None) -> ValueTable:
    """The partial values for one concern and one phototype (None: not sure).

    Cached per process and shared between visitors: it depends on no importance.
    """
    rows = tuple(
        tuple(
            read_cell(evidence, treatment, criterion, concern_id=concern_id, phototype=phototype)
            for criterion in evidence.weighted
        )
        for treatment in evidence.treatments
    )
    worst, best = np.array([c.scale for c in evidence.weighted]).T
    low, typical, high, best_typical = (
        np.array([[np.nan if (x := getattr(r, name)) is None else x for r in row] for row in rows])
        for name in ("low", "typical", "high", "best_case")
    )
    ends = np.stack([partial_value(low, worst, best), partial_value(high, worst, best)])
    unmeasured = np.isnan(typical)
    # A range with one end missing reaches only to the known end; without any figure it is the whole scale.
    fallback = np.where(unmeasured, [[[0.0]], [[1.0]]], partial_value(typical, worst, best))
    with np.errstate(invalid="ignore"):
        floor = np.fmin(np.fmin(*ends), np.where(np.isnan(ends).any(axis=0), fallback[0], np.inf))
        ceiling = np.fmax(np.fmax(*ends), np.where(np.isnan(ends).any(axis=0), fallback[1], -np.inf))
    headline = np.where(unmeasured, floor, partial_value(typical, worst, best))
    best_case = np.where(unmeasured, ceiling, partial_value(best_typical, worst, best))
    for array in (headline, best_case, floor, ceiling):
        array.setflags(write=False)
    return ValueTable(
        treatment_ids=tuple(evidence.treatments),
        criterion_ids=tuple(c.criterion_id for c in evidence.weighted),
        headline=headline,
        best_case=best_case,
        floor=floor,
        ceiling=ceiling,
        readings=rows,
    )


def weights(importances: Mapping[str, float], criterion_ids: Sequence[str]) -> Array | None:
    """Importances as weights that sum to 1, shape (m,); None where all are zero: no ranking then.

    Raises ValueError for a negative or infinite importance, KeyError for a missing one.
    """
    points = np.array([importances[c] for c in criterion_ids], dtype=float)
    if not np.isfinite(points).all() or (points < 0).any():
        raise ValueError(f"Importances must be 0 or more, not {points.tolist()}.")
    total = points.sum()
    return points / total if total > 0 else None


def score(headline: Array, best_case: Array, weight: Array) -> Scores:
    """Overall value ``S = V @ w`` in points, its parts, and the ranks.

    ``headline`` and ``best_case`` have shape (n, m), ``weight`` shape (m,) and sums to 1.
    """
    contributions = headline * (weight * POINTS)
    could_add = (best_case - headline) * (weight * POINTS)
    totals = contributions.sum(axis=1)
    return Scores(contributions, could_add, totals, totals + could_add.sum(axis=1), ranks(totals))


def ranks(totals: Array) -> npt.NDArray[np.int64]:
    """Rank of each total, 1 for the highest; totals within ``TIE`` share a rank, and the next is skipped."""
    order = np.argsort(-totals, kind="stable")
    drops = np.flatnonzero(np.diff(totals[order]) < -TIE) + 1
    first_of_group = np.zeros(len(totals), dtype=np.int64)
    first_of_group[drops] = drops
    result = np.empty(len(totals), dtype=np.int64)
    result[order] = np.maximum.accumulate(first_of_group) + 1
    return result
