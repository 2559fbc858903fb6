"""How sure the order is: ranks over 10,000 draws of every figure within its range.

Each cell is drawn on the value scale, between the same ends as in ``ValueTable``. That is equivalent to
drawing the figure and valuing it, since a partial value is linear and every figure lies on its scale
(``models.validate`` checks that; a clinic's own price beyond the scale counts as the end of the scale in
every draw). A measured cell follows a Beta-PERT (Vose 2008, Risk Analysis, 3rd edition); a cell that
nobody has measured is uniform between its ends (Jimenez, Mateos and Rios-Insua 2009). The share of draws
in which a treatment has a rank is its rank acceptability (Lahdelma and Salminen 2001, SMAA-2), here for
the one set of weights that the person gave.

The draws of a cell are the 10,000 middle quantiles of its distribution in an order of its own: a Latin
hypercube (McKay, Beckman and Conover 1979). So the mean and spread of each cell carry no sampling noise;
only the pairing of cells does. The standard error of a share is at most about 0.005.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from models.evidence.scales import Array
from models.evidence.terms import COST
from models.ranking.scoring import ValueTable

#: Draws of each cell.
DRAWS = 10_000

#: Weight of the typical figure in a Beta-PERT: mean (low + 4 typical + high) / 6.
PERT_LAMBDA = 4.0

#: Correlation of the normal scores of any two costs that move together. A judgement.
COST_CORRELATION = 0.8

#: Cells kept in memory: 480 times 40 kB is 19.2 MB.
CELLS_KEPT = 480

#: Overall values are compared in thousandths of a point, 100,000 to the whole scale, so that rounding
#: neither makes nor breaks a tie.
STEPS = 100_000

#: Points at which the Beta density is integrated; its quantiles are accurate to 0.0005 of the range.
GRID = 4097

Draw = npt.NDArray[np.float32]
Cells = Sequence[Sequence[Draw]]


@dataclass(frozen=True, eq=False)
class RankProbabilities:
    """Shares of the draws for the n treatments shown, in the order requested.

    ``by_rank[i, r]`` is the share in which treatment i has rank r + 1; rows and columns sum to 1.
    ``above[i, j]`` is the share in which i comes before j; 0.5 on the diagonal. Treatments level to a
    thousandth of a point share their ranks equally, so ``above[i, j] + above[j, i]`` is 1.
    """

    by_rank: Array
    above: Array

    @property
    def first(self) -> Array:
        """Share of the draws in which each comes first, shape (n,)."""
        return self.by_rank[:, 0] if len(self.by_rank) else np.zeros(0)

    @property
    def top_three(self) -> Array:
        """Share of the draws in which each is among the first three, shape (n,)."""
        total: Array = self.by_rank[:, :3].sum(axis=1)
        return total

    @property
    def span(self) -> npt.NDArray[np.int64]:
        """The central 90%: the 5th and 95th percentile of each one's rank, 1 the first, shape (n, 2)."""
        up_to = np.cumsum(self.by_rank, axis=1)
        # A share that misses the percentile by rounding alone counts as reaching it.
        ends = [(up_to < share - 1e-9).sum(axis=1) + 1 for share in (0.05, 0.95)]
        return np.stack(ends, axis=1).astype(np.int64)


@dataclass(frozen=True, slots=True)
class MissingFigure:
    """A cell that nobody has measured, and how often its treatment comes first at each of its ends."""

    treatment_id: str
    criterion_id: str
    first_if_good: float
    first_if_bad: float

    @property
    def change(self) -> float:
        """How much depends on the figure: the total variation distance between the first places at its two
        ends. The others lose what this treatment gains, so its own difference is enough."""
        return self.first_if_good - self.first_if_bad


def sample(values: ValueTable, *, triangular: bool = False, costs_together: bool = False) -> Cells:
    """Draws of every cell: ``cells[i][k]`` is treatment i on criterion k, read-only, shape (DRAWS,).

    The seed depends on treatment and criterion alone: an added row changes no other, and all weights,
    concerns and phototypes use the same draws (common random numbers). ``triangular`` replaces the
    Beta-PERT. With ``costs_together``, prices rise and fall together, each with the same spread as before.
    """
    low = np.minimum(values.floor, values.headline).tolist()
    high = np.maximum(values.ceiling, values.best_case).tolist()
    typical = values.headline.tolist()
    return tuple(
        tuple(
            _cell(
                treatment,
                criterion,
                low[i][k],
                typical[i][k] if values.readings[i][k].is_measured else None,
                high[i][k],
                triangular,
                costs_together and criterion == COST,
            )
            for k, criterion in enumerate(values.criterion_ids)
        )
        for i, treatment in enumerate(values.treatment_ids)
    )


@lru_cache(maxsize=CELLS_KEPT)
def _cell(
    treatment_id: str,
    criterion_id: str,
    low: float,
    typical: float | None,
    high: float,
    triangular: bool,
    together: bool,
) -> Draw:
    """The draws of one cell, shared between visitors.

    With ``together``, the same values are put in the order of normal scores that share a factor, as in
    Iman and Conover (1982). No value changes, so the spread of each cell is exactly the same.
    """
    score = _normal(treatment_id, criterion_id)
    if together:
        shared = _normal("", criterion_id)
        score = math.sqrt(COST_CORRELATION) * shared + math.sqrt(1 - COST_CORRELATION) * score
    draws = np.empty(DRAWS, dtype=np.float32)
    draws[np.argsort(score)] = quantiles(low, typical, high, triangular=triangular)
    draws.setflags(write=False)
    return draws


def _normal(treatment_id: str, criterion_id: str) -> Array:
    """Standard normal scores from a seed that is the same on every machine and in every run."""
    name = f"{treatment_id}/{criterion_id}".encode()
    seed = int.from_bytes(hashlib.blake2b(name, digest_size=8).digest())
    return np.random.default_rng(seed).standard_normal(DRAWS)


def quantiles(low: float, typical: float | None, high: float, *, triangular: bool = False) -> Array:
    """The DRAWS middle quantiles between ``low`` and ``high``, ascending, shape (DRAWS,).

    Uniform where ``typical`` is None. Beta-PERT: Beta(1 + 4 m, 5 - 4 m) with m how far along the range
    the typical value lies; its distribution function is integrated by the trapezium rule.
    """
    share = (np.arange(DRAWS) + 0.5) / DRAWS
    if high <= low:
        return np.full(DRAWS, low)
    if typical is None:
        return low + (high - low) * share
    mode = (typical - low) / (high - low)
    if triangular:
        rising, falling = np.sqrt(share * mode), 1 - np.sqrt((1 - share) * (1 - mode))
        return low + (high - low) * np.where(share < mode, rising, falling)
    x = np.linspace(0, 1, GRID)
    density = x ** (PERT_LAMBDA * mode) * (1 - x) ** (PERT_LAMBDA * (1 - mode))
    up_to = np.concatenate([[0.0], np.cumsum(density[1:] + density[:-1])])
    return low + (high - low) * np.interp(share, up_to / up_to[-1], x)


def rank_probabilities(cells: Cells, weight: Array, shown: Sequence[int]) -> RankProbabilities:
    """Ranks of the treatments ``shown`` (indices) among each other, over all draws.

    ``weight`` has shape (m,) and sums to 1.
    """
    totals = [_total(cells[i], weight) for i in shown]
    n, draws = len(totals), len(totals[0]) if totals else 1
    ahead = np.zeros((n, draws), dtype=np.int16)
    level = np.zeros((n, draws), dtype=np.int16)
    above = np.full((n, n), 0.5)
    for i in range(n):
        for j in range(i):
            wins, losses = totals[i] > totals[j], totals[i] < totals[j]
            ahead[j] += wins
            ahead[i] += losses
            won, lost = np.count_nonzero(wins), np.count_nonzero(losses)
            above[i, j], above[j, i] = (1 + (won - lost) / draws) / 2, (1 + (lost - won) / draws) / 2
            if won + lost < draws:
                ties = totals[i] == totals[j]
                level[i] += ties
                level[j] += ties
    return RankProbabilities(_shares(ahead, level) / draws, above)


def _shares(ahead: npt.NDArray[np.int16], level: npt.NDArray[np.int16]) -> Array:
    """How many draws put each treatment on each rank, shape (n, n).

    ``ahead`` and ``level``, shape (n, draws), count the others that come before and that tie: with t
    ties, ranks ``ahead`` to ``ahead + t`` get 1 / (t + 1) each.
    """
    n = len(ahead)
    counts = np.zeros((n, n))
    for i in range(n):
        counts[i] = np.bincount(ahead[i], minlength=n)
        tied = np.flatnonzero(level[i])
        first, ties = ahead[i, tied], level[i, tied]
        counts[i] -= np.bincount(first, minlength=n)
        for further in range(int(ties.max(initial=-1)) + 1):
            sharing = ties >= further
            counts[i] += np.bincount(first[sharing] + further, 1 / (1.0 + ties[sharing]), minlength=n)
    return counts


def _total(row: Sequence[Draw], weight: Array) -> Draw:
    """Overall values of one treatment in whole steps, shape (draws,).

    Summed cell by cell, so that equal rows have equal totals and a criterion without weight has no effect.
    """
    total = np.zeros_like(row[0])
    for k in np.flatnonzero(weight).tolist():
        total += np.float32(weight[k] * STEPS) * row[k]
    return np.rint(total, out=total)


def missing_matters(
    values: ValueTable, cells: Cells, weight: Array, shown: Sequence[int]
) -> tuple[MissingFigure, ...]:
    """The unmeasured cells that have weight, the one that matters most first.

    Each in turn is set to the best and to the worst end of its range; all else stays as drawn.
    ``shown`` holds indices, ``weight`` has shape (m,) and sums to 1.
    """
    found: list[MissingFigure] = []
    totals = np.array([_total(cells[i], weight) for i in shown])
    for row, i in enumerate(shown):
        gaps = [k for k in np.flatnonzero(weight).tolist() if not values.readings[i][k].is_measured]
        others = np.delete(totals, row, axis=0) if gaps else totals
        for k in gaps:
            good, bad = (
                _first(
                    _total([*cells[i][:k], np.full_like(cells[i][k], end), *cells[i][k + 1 :]], weight),
                    others,
                )
                for end in (values.ceiling[i, k], values.floor[i, k])
            )
            found.append(MissingFigure(values.treatment_ids[i], values.criterion_ids[k], good, bad))
    return tuple(sorted(found, key=lambda figure: -figure.change))


def _first(own: Draw, others: Draw) -> float:
    """Share of the draws in which ``own``, shape (draws,), is ahead of ``others``, shape (n - 1, draws)."""
    rival = others.max(axis=0, initial=-np.inf)
    ties = (others == own).sum(axis=0)
    return float(np.mean((own >= rival) / (1.0 + ties)))


def to_nearest_five(share: float) -> str:
    """A share of the draws as a count of 100: 'about 60', 'fewer than 5', 'more than 95'.

    Never none and never all, which draws cannot show. Raises ValueError outside 0 to 1.
    """
    if not -1e-9 <= share <= 1 + 1e-9:
        raise ValueError(f"A share lies between 0 and 1, not at {share}.")
    if share < 0.05:
        return "fewer than 5"
    if share > 0.95:
        return "more than 95"
    return f"about {5 * math.floor(share * 20 + 0.5)}"
