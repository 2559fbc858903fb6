"""Time the draws. Goals on one core: 150 ms for the first draws, 5 ms for new weights."""

from pathlib import Path
from timeit import repeat

import numpy as np
import pytest
from pymcdm.helpers import rankdata
from pymcdm.methods import WSM

from models.doubt import uncertainty
from models.doubt.uncertainty import missing_matters, rank_probabilities, sample
from models.folder.load import load
from models.ranking.scoring import value_table

ROOT = Path(__file__).parent.parent

#: pymcdm ranks one table at a time; this many draws are enough to time it.
LOOP = 200


@pytest.fixture(scope="module")
def values():
    return value_table(load(ROOT / "data"), "acne_scars", "IV")


@pytest.fixture(scope="module")
def cells(values):
    return sample(values)


@pytest.fixture
def new_weights():
    """Different weights on every call, as when a slider moves."""
    random = np.random.default_rng(0)
    return lambda: random.dirichlet(np.ones(6))


@pytest.mark.benchmark(group="first draws of a table")
@pytest.mark.parametrize("together", [False, True], ids=["costs alone", "costs together"])
def test_first_draws(benchmark, values, together):
    benchmark.pedantic(
        lambda: sample(values, costs_together=together),
        setup=uncertainty._cell.cache_clear,
        rounds=10,
        warmup_rounds=1,
    )


@pytest.mark.benchmark(group="draws that are already there")
def test_draws_from_memory(benchmark, values, cells):
    benchmark(sample, values)


@pytest.mark.benchmark(group="ranks of 10,000 draws of 15 x 6 for new weights")
def test_new_weights(benchmark, cells, new_weights):
    shown = range(len(cells))
    benchmark(lambda: rank_probabilities(cells, new_weights(), shown))


@pytest.mark.benchmark(group="ranks of 10,000 draws of 15 x 6 for new weights")
def test_one_criterion_with_many_ties(benchmark, cells):
    shown, downtime = range(len(cells)), np.eye(6)[2]
    benchmark(lambda: rank_probabilities(cells, downtime, shown))


@pytest.mark.benchmark(group="which missing figures matter")
def test_missing_figures(benchmark, values, cells, new_weights):
    shown = range(len(cells))
    benchmark(lambda: missing_matters(values, cells, new_weights(), shown))


@pytest.mark.benchmark(group="ranks of 200 draws of 15 x 6, side by side")
def test_few_draws(benchmark, cells, new_weights):
    few = [[cell[:LOOP] for cell in row] for row in cells]
    benchmark(lambda: rank_probabilities(few, new_weights(), range(len(few))))


@pytest.mark.benchmark(group="ranks of 200 draws of 15 x 6, side by side")
def test_few_draws_with_pymcdm_in_a_loop(benchmark, cells, new_weights):
    matrices = np.moveaxis(np.array(cells, dtype=float)[:, :, :LOOP], -1, 0)
    method, types = WSM(lambda column, cost: column), np.ones(6)

    def loop():
        weight = new_weights()
        counts = np.zeros((len(cells), len(cells)))
        for matrix in matrices:
            rank = rankdata(method(matrix, weight, types, validation=False), reverse=True)
            counts[np.arange(len(rank)), rank.astype(int) - 1] += 1
        return counts

    benchmark.pedantic(loop, rounds=5, warmup_rounds=1)


def test_how_many_times_faster_than_the_loop(cells, new_weights, capsys):
    """Print the ratios for 10,000 draws, with the loop's time scaled up from 200. Asserts no times.

    pymcdm is timed twice: as documented, and without its checks of each table.
    """
    matrices = np.moveaxis(np.array(cells, dtype=float)[:, :, :LOOP], -1, 0)
    method, types, weight = WSM(lambda column, cost: column), np.ones(6), new_weights()
    ours = min(repeat(lambda: rank_probabilities(cells, weight, range(len(cells))), number=1, repeat=20))

    def loop(**checks):
        return [rankdata(method(m, weight, types, **checks), reverse=True) for m in matrices]

    with capsys.disabled():
        print(f"\n10,000 draws: {ours * 1e3:.1f} ms", end="")
        for name, checks in (("as documented", {}), ("leanest", {"validation": False})):
            one_by_one = min(repeat(lambda checks=checks: loop(**checks), number=1, repeat=3))
            scaled = one_by_one * uncertainty.DRAWS / LOOP
            print(f"; pymcdm {name}: {scaled * 1e3:.0f} ms, {scaled / ours:.0f} times as long", end="")
        print()
