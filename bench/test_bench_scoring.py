"""Time scoring and screening beside pymcdm's weighted sum in the same run. `make bench` prints the table.

Goals: 15 x 6 under 1 ms, 10,000 x 8 under 5 ms; loading and checking the data folder under 300 ms.
"""

from pathlib import Path

import numpy as np
import pytest
from pymcdm.methods import WSM

from models.evidence.scales import partial_value
from models.folder.load import load
from models.person.preferences import start
from models.ranking.scoring import score, value_table, weights
from models.ranking.screening import ScreeningTable, screen, screening_table

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="module")
def evidence():
    return load(DATA)


@pytest.fixture(scope="module")
def large():
    """10,000 rows, 8 criteria and 23 conditions, invented for this timing."""
    rng = np.random.default_rng(1)
    n, m, k = 10_000, 8, 23
    figures = rng.uniform(0, 100, (n, m))
    table = ScreeningTable(
        avoid=rng.random(n) < 0.1,
        not_applicable=rng.random(n) < 0.05,
        not_offered=np.zeros(n, dtype=bool),
        do_not=rng.random((n, k)) < 0.1,
        condition_column={str(c): c for c in range(k)},
        cost=rng.uniform(0, 12_000, n),
        days=rng.uniform(0, 35, n),
    )
    return figures, table


@pytest.mark.benchmark(group="screen and score 15 x 6")
def test_screen_and_score_15_by_6(benchmark, evidence):
    values = value_table(evidence, "acne_scars", "IV")
    table = screening_table(evidence, "acne_scars", "IV")
    importances = start(evidence).importances

    def job():
        shown = ~screen(table, conditions=("melasma",), budget=5000, days_off=20).any(axis=1)
        weight = weights(importances, values.criterion_ids)
        return score(values.headline[shown], values.best_case[shown], weight)

    assert benchmark(job).totals.size > 0


@pytest.mark.benchmark(group="screen and score 15 x 6")
def test_pymcdm_weighted_sum_15_by_6(benchmark, evidence):
    values = value_table(evidence, "acne_scars", "IV")
    weight = weights(start(evidence).importances, values.criterion_ids)
    method = WSM(lambda column, cost: column)
    types = np.ones(6)
    benchmark(lambda: method.rank(method(values.headline, weight, types, validation=False)))


@pytest.mark.benchmark(group="screen and score 10,000 x 8")
def test_screen_and_score_10000_by_8(benchmark, large):
    figures, table = large
    weight = np.full(8, 1 / 8)

    def job():
        shown = ~screen(table, conditions=("3", "7"), budget=8000, days_off=20).any(axis=1)
        values = partial_value(figures[shown], 100.0, 0.0)
        return score(values, values, weight)

    assert benchmark(job).totals.size > 0


@pytest.mark.benchmark(group="screen and score 10,000 x 8")
def test_pymcdm_weighted_sum_10000_by_8(benchmark, large):
    figures, _ = large
    method = WSM(lambda column, cost: column)
    weight, types = np.full(8, 1 / 8), np.ones(8)
    benchmark(
        lambda: method.rank(method(partial_value(figures, 100.0, 0.0), weight, types, validation=False))
    )


@pytest.mark.benchmark(group="load and check the data folder")
def test_load_and_check_the_data_folder(benchmark):
    assert len(benchmark(load, DATA).treatments) == 15
