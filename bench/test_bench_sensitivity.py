"""Time all tipping points of a 15 x 6 table beside a grid search for the same answer."""

import numpy as np
import pytest
from pymcdm.methods import WSM
from pymcdm.normalizations import minmax_normalization

from models.doubt.any_weights import acceptability, all_weights, first_places
from models.doubt.sensitivity import leader, stability

RNG = np.random.default_rng(15)
VALUES = RNG.random((15, 6))
WEIGHTS = np.array([10, 5, 5, 5, 5, 2]) / 32
GRID = np.linspace(0, 1, 101)

#: The median seconds of each timing, for the ratio.
MEDIANS: dict[str, float] = {}


def grid_search():
    """The lowest and highest of 101 weights at which the leader stays first, for each criterion.

    Both ends of every scale are added as rows, so that pymcdm's min-max scaling equals our fixed scale.
    """
    method = WSM(minmax_normalization)
    matrix = np.vstack([VALUES, np.zeros(6), np.ones(6)])
    types = np.ones(6)
    first = leader(VALUES, WEIGHTS)
    found = []
    for k in range(6):
        others = WEIGHTS / (1 - WEIGHTS[k])
        stays = []
        for t in GRID:
            weights = others * (1 - t)
            weights[k] = t
            totals = method(matrix, weights, types, validation=False)[:15]
            stays.append(totals[first] >= totals.max())
        held = GRID[stays]
        found.append((held.min(), held.max()))
    return found


def timed(benchmark, name, function, *arguments):
    result = benchmark(function, *arguments)
    if benchmark.stats is not None:
        MEDIANS[name] = benchmark.stats.stats.median
    return result


@pytest.mark.benchmark(group="tipping points, 15 x 6")
def test_all_tipping_points(benchmark):
    assert all(timed(benchmark, "exact", stability, VALUES, WEIGHTS))


@pytest.mark.benchmark(group="tipping points, 15 x 6")
def test_grid_search_with_pymcdm(benchmark, capsys):
    found = timed(benchmark, "grid", grid_search)
    for (low, high), exact in zip(found, stability(VALUES, WEIGHTS), strict=True):
        assert exact.low - 1e-9 <= low <= exact.low + 0.01
        assert exact.high - 0.01 <= high <= exact.high + 1e-9
    if {"exact", "grid"} <= MEDIANS.keys():
        with capsys.disabled():
            print(f"\nA grid of 101 weights takes {MEDIANS['grid'] / MEDIANS['exact']:,.0f} times as long.")


@pytest.mark.benchmark(group="any weights, 15 x 6")
def test_which_options_could_be_first(benchmark):
    assert len(benchmark(first_places, VALUES)) == 15


@pytest.mark.benchmark(group="any weights, 15 x 6")
def test_acceptability_under_10000_weights(benchmark):
    assert benchmark(acceptability, VALUES, all_weights(6)).share.sum() == pytest.approx(1)
