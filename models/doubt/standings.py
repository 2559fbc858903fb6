"""How sure one comparison is: the ranks of each treatment over many plausible versions of the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from models.doubt.any_weights import Acceptability, FirstPlace, acceptability, all_weights, first_places, roc
from models.doubt.sensitivity import Interval, on_slider, stability
from models.doubt.uncertainty import (
    Cells,
    MissingFigure,
    missing_matters,
    rank_probabilities,
    sample,
)
from models.evidence.nouns import Treatment
from models.evidence.readings import Reading
from models.evidence.scales import Array
from models.ranking.comparison import Comparison, Line
from models.ranking.scoring import POINTS, ranks

#: Upper limit for the simulation: n times n comparisons in each of 10,000 draws. Only an uploaded table can
#: exceed it, and it would make other visitors wait.
MOST_DRAWN = 80

#: The share of the draws that an option must win to be called clearly first.
CLEARLY = 0.5


@dataclass(frozen=True, slots=True)
class Standing:
    """Shares of the draws, 0 to 1; ``low`` and ``high`` are the ranks that cover 90 of 100 draws."""

    treatment: Treatment
    rank: int
    first: float
    top_three: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class TableRanges:
    """How many figures with weight in an uploaded table have both ends of a range, and which do not."""

    ranged: int
    unranged: tuple[Reading, ...]

    @property
    def is_enough(self) -> bool:
        """Whether the table gives a range for each of its figures."""
        return self.ranged > 0 and not self.unranged


@dataclass(frozen=True, eq=False)
class Doubt:
    """``standings`` are in board order; ``flips`` follow the weighted criteria, in importances 0 to 10.

    ``set_aside`` counts the options that are left out of the draws. ``ranges`` describes an uploaded table;
    None without one. A figure without a range would be drawn as if it were exact, so there are no standings
    if the table has one, or gives no range at all.
    """

    standings: tuple[Standing, ...]
    flips: tuple[Interval | None, ...]
    set_aside: int
    ranges: TableRanges | None

    @property
    def first(self) -> Standing | None:
        """The top of the board if it comes first in at least half of the draws; else None."""
        top = self.standings[0] if self.standings else None
        return top if top is not None and top.first >= CLEARLY else None


def shown_values(comparison: Comparison) -> Array:
    """Partial values of the treatments on the board, in its order, shape (n, m)."""
    return comparison.values.headline[_rows(comparison)]


def weight_array(comparison: Comparison) -> Array:
    """The weights in the order of the columns, shape (m,). Raises ValueError without a ranking."""
    if comparison.weights is None:
        raise ValueError("Nothing is weighed, so there are no weights.")
    return np.array(list(comparison.weights.values()))


def doubt(comparison: Comparison) -> Doubt | None:
    """The standings and tipping points of one comparison; None without a ranking or with too many options."""
    if comparison.weights is None or not 1 < len(comparison.lines) <= MOST_DRAWN:
        return None
    weight = weight_array(comparison)
    importances = [comparison.preferences.importances[c] for c in comparison.weights]
    flips = on_slider(stability(shown_values(comparison), weight), importances)
    aside, ranges = len(comparison.set_aside), _table_ranges(comparison, comparison.weights)
    if ranges is not None and not ranges.is_enough:
        return Doubt((), flips, aside, ranges)
    chances = rank_probabilities(_cells(comparison), weight, _rows(comparison))
    standings = tuple(
        Standing(line.treatment, line.rank or 0, first, three, low, high)
        for line, first, three, (low, high) in zip(
            comparison.lines,
            chances.first.tolist(),
            chances.top_three.tolist(),
            chances.span.tolist(),
            strict=True,
        )
    )
    return Doubt(standings, flips, aside, ranges)


def _table_ranges(comparison: Comparison, weight: Mapping[str, float]) -> TableRanges | None:
    """None if no figure on the board is from an uploaded table. A blank cell counts as a gap."""
    cells = [r for line in comparison.lines for r in line.readings if weight[r.criterion.criterion_id]]
    found = [r for r in cells if r.is_from_table]
    # A reading for any skin type spans several rows; the ranges that the table gives are in the rows.
    open_ended = [r for r in found if any(e.low is None or e.high is None for e in r.estimates)]
    unranged = tuple(r for r in open_ended if r.is_measured)
    return TableRanges(len(found) - len(open_ended), unranged) if found else None


def missing_figures(comparison: Comparison) -> tuple[MissingFigure, ...]:
    """The unmeasured figures on the board, the one that matters most first."""
    cells = _cells(comparison, gaps_as_on_board=False)
    return missing_matters(comparison.values, cells, weight_array(comparison), _rows(comparison))


def in_fixed_order(comparison: Comparison) -> tuple[Line, ...]:
    """The lines of the board in the order of the evidence, which no slider changes."""
    return tuple(line for _, line in sorted(zip(_rows(comparison), comparison.lines, strict=True)))


def choices(comparison: Comparison) -> tuple[Acceptability, tuple[FirstPlace | None, ...]]:
    """Over all possible weights: how often and with which each option is first, and whether it can be at all.

    Rows follow ``in_fixed_order``, so that one answer serves all importances. A place is None if no solution
    was found, so that it is not known whether the option can be first.
    """
    values = comparison.values.headline[sorted(_rows(comparison))]
    return _choices(values.tobytes(), *values.shape)


@lru_cache(maxsize=64)
def _choices(values: bytes, n: int, m: int) -> tuple[Acceptability, tuple[FirstPlace | None, ...]]:
    table = np.frombuffer(values).reshape(n, m)
    return acceptability(table, all_weights(m)), first_places(table)


def second_way(comparison: Comparison, order: tuple[str, ...]) -> tuple[Array, Treatment]:
    """The weights that ``order`` implies, shape (m,), and the treatment that they put first.

    Raises ValueError unless ``order`` names every weighted criterion once.
    """
    columns = list(comparison.values.criterion_ids)
    weight = roc([columns.index(c) for c in order])
    totals = shown_values(comparison) @ weight * POINTS
    return weight, comparison.lines[int(np.argmin(ranks(totals)))].treatment


def _rows(comparison: Comparison) -> list[int]:
    ids = comparison.values.treatment_ids
    return [ids.index(line.treatment.treatment_id) for line in comparison.lines]


def _cells(comparison: Comparison, *, gaps_as_on_board: bool | None = None) -> Cells:
    chosen = comparison.preferences.doubt
    values = comparison.values
    if chosen.gaps_as_on_board if gaps_as_on_board is None else gaps_as_on_board:
        # Every gap is fixed at the end that the board counts, instead of drawn between its ends.
        measured = np.array([[reading.is_measured for reading in row] for row in values.readings])
        ceiling = np.where(measured, values.ceiling, values.headline)
        best_case = np.where(measured, values.best_case, values.headline)
        values = replace(values, ceiling=ceiling, best_case=best_case)
    return sample(values, triangular=chosen.triangular, costs_together=chosen.costs_together)
