"""Ranks over draws, checked by closed forms, published SMAA results, pymcdm and properties.

Published results, with inputs and outputs from the source and our own random numbers: the two anticoagulants
and the four antidepressants. All other expected numbers are exact, with the derivation in the docstring.
"""

import os
import subprocess
import sys
from dataclasses import replace
from itertools import product
from math import asin, comb, pi
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pymcdm.helpers import rankdata
from pymcdm.methods import WSM

from models import ROOT
from models.doubt.uncertainty import (
    CELLS_KEPT,
    COST_CORRELATION,
    DRAWS,
    RankProbabilities,
    missing_matters,
    quantiles,
    rank_probabilities,
    sample,
    to_nearest_five,
)
from models.evidence.terms import COST, PHOTOTYPES
from models.ranking.scoring import ValueTable, ranks, value_table, weights

#: Three times the largest standard error of a share of 10,000 draws.
CLOSE = 0.015

unit = st.floats(0, 1, width=32)


def table(low, typical, high, treatments=None, criteria=None):
    """A table of shape (n, m); a typical value of NaN is an unmeasured cell."""
    low, typical, high = (np.array(x, dtype=float) for x in (low, typical, high))
    n, m = typical.shape
    measured = ~np.isnan(typical)
    return ValueTable(
        treatment_ids=tuple(treatments or (f"treatment {i}" for i in range(n))),
        criterion_ids=tuple(criteria or (f"criterion {k}" for k in range(m))),
        headline=np.where(measured, typical, low),
        best_case=np.where(measured, typical, high),
        floor=low,
        ceiling=high,
        readings=tuple(tuple(SimpleNamespace(is_measured=bool(x)) for x in row) for row in measured),
    )


def column(*cells):
    """A table of one criterion: (low, typical, high) for each treatment, NaN for not measured."""
    return table(*([[cell[end]] for cell in cells] for end in range(3)))


UNKNOWN = (0, np.nan, 1)
ALONE = np.ones(1)


def everything(values):
    return list(range(len(values.treatment_ids)))


def ranked(values, weight=ALONE, **options):
    return rank_probabilities(sample(values, **options), weight, everything(values))


def with_drawn_weights(values, weight):
    """Our ranks for weights that differ from draw to draw, as in SMAA.

    ``values`` has shape (draws, n, m), ``weight`` (draws, m). Each draw's weights are multiplied into its
    values, and the criteria then count the same.
    """
    m = weight.shape[1]
    cells = np.moveaxis(values * weight[:, None, :] * m, 0, -1).astype(np.float32)
    return rank_probabilities(cells, np.full(m, 1 / m), range(cells.shape[0]))


@pytest.fixture(scope="module")
def scars(evidence):
    return value_table(evidence, "acne_scars", "IV")


@pytest.fixture(scope="module")
def balanced(evidence, scars):
    return weights(evidence.start_preset.importances, scars.criterion_ids)


# Distributions of one cell


@pytest.mark.parametrize(
    ("low", "typical", "high"), [(0, 0.5, 1), (0, 0, 1), (0.2, 0.9, 0.9), (0.1, 0.13, 0.8), (0.4, 0.401, 0.9)]
)
def test_a_pert_has_the_mean_and_variance_of_the_formula(low, typical, high):
    """Mean (l + 4t + h) / 6 and variance (mean - l)(h - mean) / 7 (Vose 2008)."""
    drawn = quantiles(low, typical, high)
    mean = (low + 4 * typical + high) / 6
    assert drawn.mean() == pytest.approx(mean, abs=1e-4)
    assert drawn.var() == pytest.approx((mean - low) * (high - mean) / 7, abs=1e-4)


@pytest.mark.parametrize(("quarters", "x"), [*product(range(5), (0.1, 0.25, 0.5, 0.8))])
def test_a_pert_has_the_distribution_function_of_the_matching_beta(quarters, x):
    """If the typical value is j/4, Beta-PERT is Beta(1 + j, 5 - j). For whole numbers
    I_x(a, n - a + 1) is the chance of at least a successes in n trials (NIST DLMF 8.17.5), n = 5."""
    drawn = quantiles(0, quarters / 4, 1)
    exact = sum(comb(5, s) * x**s * (1 - x) ** (5 - s) for s in range(1 + quarters, 6))
    assert np.mean(drawn <= x) == pytest.approx(exact, abs=5e-4)


@pytest.mark.parametrize(("typical", "x"), [*product((0.0, 0.3, 1.0), (0.1, 0.3, 0.7))])
def test_a_triangle_has_the_distribution_function_of_a_triangle(typical, x):
    """x^2 / t up to the mode, 1 - (1 - x)^2 / (1 - t) beyond it."""
    exact = x * x / typical if x <= typical else 1 - (1 - x) ** 2 / (1 - typical)
    assert np.mean(quantiles(0, typical, 1, triangular=True) <= x) == pytest.approx(exact, abs=2e-4)


def test_an_unmeasured_cell_is_drawn_uniformly_between_its_ends():
    drawn = sample(column((0.2, np.nan, 0.6)))[0][0]
    assert drawn.min() >= 0.2
    assert drawn.max() <= 0.6
    assert np.histogram(drawn, bins=4, range=(0.2, 0.6))[0] == pytest.approx([2500] * 4, abs=1)


def test_a_range_with_one_known_end_is_drawn_only_towards_that_end():
    drawn = sample(column((0.5, 0.5, 0.9)))[0][0]
    assert 0.5 <= drawn.min() < 0.51
    assert 0.8 < drawn.max() <= 0.9


def test_a_figure_measured_for_some_skin_types_is_drawn_up_to_its_best_case():
    """With an unknown skin type the median is 0.3, because unmeasured types count at their worst; at best it
    would be 0.8."""
    values = replace(column((0.3, 0.3, 0.3)), best_case=np.array([[0.8]]))
    drawn = sample(values)[0][0]
    assert 0.3 <= drawn.min() < 0.31
    assert 0.7 < drawn.max() <= 0.8


@given(unit, st.booleans())
def test_a_range_without_width_gives_one_value(value, triangular):
    assert (quantiles(value, value, value, triangular=triangular) == value).all()
    assert (quantiles(value, None, value, triangular=triangular) == value).all()


@settings(max_examples=40, deadline=None)
@given(st.tuples(unit, unit, unit).map(sorted), st.booleans())
def test_no_draw_leaves_its_range(ends, triangular):
    drawn = quantiles(*ends, triangular=triangular)
    assert drawn.min() >= ends[0] - 1e-12
    assert drawn.max() <= ends[2] + 1e-12
    assert (np.diff(drawn) >= 0).all()


# Worked examples from outside


def test_two_anticoagulants_with_any_weights_ranked_weights_and_fixed_weights():
    """drugis mcda-elicitation-web (github.com/drugis), the inputs in examples/thrombolytics.json, the
    outputs in R/test/thrombo.R: heparin comes first with 0.3381 (no preferences), 0.1369 (proximal
    clots before bleeding before distal clots) and 0.1049 (weights 4, 1, 2 of 7); they also use 10,000
    draws. The R package smaa prints 0.3504 for the first, so its tolerance is wider."""
    random = np.random.default_rng(0)
    events = {  # Beta posteriors of heparin and enoxaparin, worst and best end of the scale
        "proximal": ((20, 116), (8, 121), (0.25, 0)),
        "distal": ((40, 96), (32, 97), (0.4, 0.15)),
        "bleeding": ((1, 135), (5, 124), (0.1, 0)),
    }
    values = np.stack(
        [
            np.stack([(random.beta(*drug, DRAWS) - worst) / (best - worst) for drug in drugs], axis=1)
            for *drugs, (worst, best) in events.values()
        ],
        axis=2,
    )
    anything = random.dirichlet(np.ones(3), DRAWS)
    in_order = -np.sort(-anything, axis=1)[:, [0, 2, 1]]
    exact = rank_probabilities(
        np.moveaxis(values, 0, -1).astype(np.float32), np.array([4, 1, 2]) / 7, range(2)
    )
    assert with_drawn_weights(values, anything).first == pytest.approx([0.344, 0.656], abs=0.02)
    assert with_drawn_weights(values, in_order).first == pytest.approx([0.1369, 0.8631], abs=CLOSE)
    assert exact.first == pytest.approx([0.1049, 0.8951], abs=CLOSE)


def test_four_antidepressants_on_six_criteria_with_any_weights():
    """The benefit-risk model of Tervonen et al. (2011, Statistics in Medicine 30) as JSMAA tests it
    (github.com/tommite/jsmaa, SMAA2SimulationTest, testCorrectResultsWithBRModel): normal measurements,
    scales from the lowest to the highest end of the 95% intervals, all 16 rank acceptabilities to 0.02."""
    # The effect is on a log scale, the harms are events in 100.
    effect = ([0.086, 0.0, 0.095, 0.113], [0.056, 0.0, 0.044, 0.048])
    harms = [
        ([9.2, 11.7, 15.4, 5.5], [1.86, 2.5, 2.65, 2.32]),
        ([10.6, 7.2, 7.5, 15.7], [1.58, 1.45, 1.48, 4.44]),
        ([21.2, 16.6, 20.2, 12.8], [5.15, 3.27, 3.78, 2.45]),
        ([14.3, 13.7, 15.0, 11.2], [2.93, 1.89, 3.21, 3.98]),
        ([18.3, 18.6, 19.5, 31.0], [3.7, 1.79, 2.6, 1.68]),
    ]
    random = np.random.default_rng(0)
    columns = []
    for (mean, spread), shape, worst_is_low in [(effect, np.exp, True)] + [
        (h, np.array, False) for h in harms
    ]:
        mean, spread = np.array(mean), np.array(spread)
        low, high = shape(mean - 1.96 * spread).min(), shape(mean + 1.96 * spread).max()
        drawn = (shape(mean + spread * random.standard_normal((DRAWS, 4))) - low) / (high - low)
        columns.append(drawn if worst_is_low else 1 - drawn)
    result = with_drawn_weights(np.stack(columns, axis=2), random.dirichlet(np.ones(6), DRAWS))
    published = {
        "paroxetine": [0.25, 0.29, 0.27, 0.19],
        "fluoxetine": [0.20, 0.28, 0.30, 0.22],
        "sertraline": [0.17, 0.25, 0.29, 0.30],
        "venlafaxine": [0.39, 0.18, 0.15, 0.29],
    }
    assert result.by_rank == pytest.approx(np.array(list(published.values())), abs=0.02)


def test_better_on_two_of_three_criteria_is_first_for_three_quarters_of_all_weights():
    """A has (1, 0, 1), B (0, 1, 0): A is ahead where w2 < 1/2, and for a flat Dirichlet of three
    P(w2 > t) = (1 - t)^2. The values are those of JSMAA's testCorrectResults; 3/4 is exact."""
    weight = np.random.default_rng(0).dirichlet(np.ones(3), DRAWS)
    values = np.tile([[1.0, 0, 1], [0, 1, 0]], (DRAWS, 1, 1))
    assert with_drawn_weights(values, weight).first == pytest.approx([0.75, 0.25], abs=CLOSE)


@pytest.mark.parametrize("quarters", range(5))
def test_a_pert_among_two_unknowns_has_the_ranks_of_an_order_statistic(quarters):
    """Exact: Beta(1 + j, 5 - j) is the (1 + j)-th smallest of 5 uniform numbers, so with two more all
    orders of 7 are equally likely: s of the two are above it in C(4 - j + s, s) C(j + 2 - s, 2 - s) of the
    C(7, 2) orders."""
    result = ranked(column((0, quarters / 4, 1), UNKNOWN, UNKNOWN))
    exact = [comb(4 - quarters + s, s) * comb(quarters + 2 - s, 2 - s) / comb(7, 2) for s in range(3)]
    assert result.by_rank[0] == pytest.approx(exact, abs=CLOSE)


def test_the_higher_of_two_perts_is_ahead_as_often_as_order_statistics_give():
    """Exact: Beta(4, 2) and Beta(2, 4) are the 4th and the 2nd smallest of 5 uniform numbers each, and
    all C(10, 5) orders of the two sets are equally likely."""
    above = sum(
        comb(place - 1, 3) * comb(10 - place, 1)  # of the first five, three are below this place, one above
        for place in range(4, 10)
        if place - 4 >= 2  # at least two of the second five are below it
    ) / comb(10, 5)
    result = ranked(column((0, 0.75, 1), (0, 0.25, 1)))
    assert result.above[0, 1] == pytest.approx(above, abs=CLOSE)


def test_two_triangles_with_opposite_modes_swap_in_one_of_six_draws():
    """Exact: densities 2(1 - x) and 2x, so P(X > Y) is the integral of x^2 * 2(1 - x), 1/6."""
    result = ranked(column((0, 0, 1), (0, 1, 1)), triangular=True)
    assert result.above[0, 1] == pytest.approx(1 / 6, abs=CLOSE)


@pytest.mark.parametrize(
    ("criteria", "rival", "exact"), [(2, 1 / 4, 7 / 8), (3, 1 / 3, 5 / 6), (3, 1 / 2, 1 / 2)]
)
def test_an_unmeasured_treatment_beats_a_certain_one_as_often_as_a_sum_of_uniforms(criteria, rival, exact):
    """Exact, Irwin-Hall: P(U1 + U2 > 1/2) = 7/8, P(U1 + U2 + U3 > 1) = 5/6, P(U1 + U2 + U3 > 3/2) = 1/2."""
    certain = np.full((1, criteria), rival)
    values = table(
        np.vstack([np.zeros((1, criteria)), certain]),
        np.vstack([np.full((1, criteria), np.nan), certain]),
        np.vstack([np.ones((1, criteria)), certain]),
    )
    result = ranked(values, np.full(criteria, 1 / criteria))
    assert result.first == pytest.approx([exact, 1 - exact], abs=CLOSE)


@pytest.mark.parametrize("n", [1, 2, 5])
def test_unmeasured_treatments_have_every_rank_equally_often(n):
    """Exact, by symmetry: 1/n."""
    result = ranked(column(*[UNKNOWN] * n))
    assert result.by_rank == pytest.approx(np.full((n, n), 1 / n), abs=CLOSE)
    assert result.top_three == pytest.approx(np.full(n, min(1, 3 / n)), abs=CLOSE)


def test_the_shares_with_the_start_weights_agree_with_pymcdm_draw_by_draw(scars, balanced):
    """Draws in which two totals are within two thousandths of a point are left out: we count them as ties."""
    few = np.array(sample(scars))[:, :, :300]
    totals = np.sort(np.tensordot(balanced, few, (0, 1)), axis=0)
    few = few[:, :, (np.diff(totals, axis=0) > 2e-5).all(axis=0)]
    n, _, draws = few.shape
    method = WSM(lambda values, cost: values)
    by_rank, above = np.zeros((n, n)), np.eye(n) / 2
    for matrix in np.moveaxis(few, -1, 0).astype(float):
        rank = rankdata(method(matrix, balanced, np.ones(6), validation=False), reverse=True)
        by_rank[np.arange(n), rank.astype(int) - 1] += 1 / draws
        above += (rank[:, None] < rank) / draws
    ours = rank_probabilities(few, balanced, range(n))
    assert draws > 280
    assert ours.by_rank == pytest.approx(by_rank, abs=1e-12)
    assert ours.above == pytest.approx(above, abs=1e-12)


# Properties


@st.composite
def problems(draw, most_rows=7, most_columns=4, draws=30):
    """Draws on a coarse grid, so that ties occur, and weights."""
    n, m = draw(st.integers(1, most_rows)), draw(st.integers(1, most_columns))
    cells = draw(arrays(np.int8, (n, m, draws), elements=st.integers(0, 6))) / np.float32(6)
    points = draw(st.lists(st.integers(0, 10), min_size=m, max_size=m).filter(any))
    return cells, np.array(points) / sum(points)


@settings(max_examples=40, deadline=None)
@given(problems())
def test_every_treatment_has_one_rank_and_every_rank_one_treatment(problem):
    cells, weight = problem
    result = rank_probabilities(cells, weight, range(len(cells)))
    assert result.by_rank.sum(axis=0) == pytest.approx(1)
    assert result.by_rank.sum(axis=1) == pytest.approx(1)
    assert (result.by_rank >= 0).all()
    assert result.above + result.above.T == pytest.approx(1)


@settings(max_examples=40, deadline=None)
@given(problems())
def test_the_mean_rank_follows_from_the_pairwise_shares(problem):
    """The mean rank is one plus the mean number of treatments above; a tie counts as a half."""
    cells, weight = problem
    result = rank_probabilities(cells, weight, range(len(cells)))
    mean = result.by_rank @ np.arange(1, len(cells) + 1)
    assert mean == pytest.approx(0.5 + result.above.sum(axis=0))


@settings(max_examples=40, deadline=None)
@given(problems())
def test_the_span_covers_at_least_nine_of_ten_draws(problem):
    cells, weight = problem
    result = rank_probabilities(cells, weight, range(len(cells)))
    for shares, (from_rank, to_rank) in zip(result.by_rank, result.span, strict=True):
        assert 1 <= from_rank <= to_rank <= len(cells)
        assert shares[from_rank - 1 : to_rank].sum() >= 0.9 - 1e-9
        assert shares[: from_rank - 1].sum() < 0.05
        assert shares[to_rank:].sum() <= 0.05 + 1e-9


def test_the_span_by_hand():
    shares = np.array([[0.04, 0.90, 0.06], [0.90, 0.06, 0.04], [0.06, 0.04, 0.90], [0.05, 0.90, 0.05]])
    assert RankProbabilities(shares, np.zeros((4, 4))).span.tolist() == [[2, 3], [1, 2], [1, 3], [1, 2]]


@settings(max_examples=40, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_treatments_does_not_matter(problem, random):
    cells, weight = problem
    mixed = list(range(len(cells)))
    random.shuffle(mixed)
    whole, other = (rank_probabilities(cells, weight, shown) for shown in (range(len(cells)), mixed))
    assert other.by_rank == pytest.approx(whole.by_rank[mixed])
    assert other.above == pytest.approx(whole.above[np.ix_(mixed, mixed)])


@settings(max_examples=40, deadline=None)
@given(problems())
def test_identical_treatments_share_every_rank(problem):
    cells, weight = problem
    twins = rank_probabilities(np.concatenate([cells, cells[:1]]), weight, range(len(cells) + 1))
    assert (twins.by_rank[0] == twins.by_rank[-1]).all()
    assert twins.above[0, -1] == 0.5


@settings(max_examples=40, deadline=None)
@given(problems())
def test_a_criterion_that_does_not_count_changes_nothing(problem):
    cells, weight = problem
    wider = np.concatenate([cells, 1 - cells[:, :1]], axis=1)
    ours, theirs = (
        rank_probabilities(c, w, range(len(c))).by_rank
        for c, w in ((cells, weight), (wider, np.append(weight, 0.0)))
    )
    assert (ours == theirs).all()


@settings(max_examples=40, deadline=None)
@given(problems(), st.data())
def test_a_treatment_beaten_in_every_draw_never_ranks_higher(problem, data):
    cells, weight = problem
    k = data.draw(st.sampled_from(np.flatnonzero(weight).tolist()))
    worse = cells[:1].copy()
    worse[0, k] -= 0.01
    result = rank_probabilities(np.concatenate([cells, worse]), weight, range(len(cells) + 1))
    assert result.above[-1, 0] == 0
    assert result.first[-1] == 0


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_figures_without_a_range_always_have_the_ranks_of_the_board(data):
    n, m = data.draw(st.integers(1, 8)), data.draw(st.integers(1, 4))
    values = data.draw(arrays(np.int8, (n, m), elements=st.integers(0, 100))) / 100
    points = data.draw(st.lists(st.integers(0, 10), min_size=m, max_size=m).filter(any))
    weight = np.array(points) / sum(points)
    totals = values @ weight * 100
    assume((np.diff(np.sort(totals)) > 0.003).all())
    cells = np.repeat(values[:, :, None], 10, axis=2).astype(np.float32)
    assert (rank_probabilities(cells, weight, range(n)).by_rank == np.eye(n)[ranks(totals) - 1]).all()


@settings(max_examples=15, deadline=None)
@given(i=st.integers(0, 14), k=st.integers(0, 5), rise=st.floats(0.01, 1))
def test_improving_a_cell_never_lowers_how_often_its_treatment_is_first(scars, balanced, i, k, rise):
    rise = min(rise, 1 - scars.ceiling[i, k])
    raised = {}
    for name in ("floor", "headline", "best_case", "ceiling"):
        raised[name] = getattr(scars, name).copy()
        raised[name][i, k] += rise
    before, after = (ranked(values, balanced) for values in (scars, replace(scars, **raised)))
    assert after.first[i] >= before.first[i]
    assert (after.above[i] >= before.above[i]).all()


@settings(max_examples=15, deadline=None)
@given(typical=st.floats(0, 0.9), rise=st.floats(0.01, 0.1))
def test_a_better_typical_figure_within_the_same_ends_never_makes_a_draw_worse(typical, rise):
    before, after = (quantiles(0, t, 1) for t in (typical, typical + rise))
    assert (after >= before - 1e-6).all()


# Common random numbers


def test_a_new_row_leaves_the_draws_of_the_others_unchanged(scars):
    kept = [0, 3, 4, 9, 14]
    fewer = replace(
        scars,
        treatment_ids=tuple(scars.treatment_ids[i] for i in kept),
        readings=tuple(scars.readings[i] for i in kept),
        **{name: getattr(scars, name)[kept] for name in ("headline", "best_case", "floor", "ceiling")},
    )
    whole, part = sample(scars), sample(fewer)
    assert all((part[row][k] == whole[i][k]).all() for row, i in enumerate(kept) for k in range(6))


def test_cells_that_do_not_depend_on_the_person_are_not_drawn_again(evidence):
    here, there = (
        sample(value_table(evidence, *person)) for person in (("acne_scars", "I"), ("melasma", "VI"))
    )
    ids = [c.criterion_id for c in evidence.weighted]
    for k in (ids.index(name) for name in ("cost", "downtime", "complications", "pain")):
        assert all(a[k] is b[k] for a, b in zip(here, there, strict=True))


def test_the_same_weights_give_the_same_numbers(scars, balanced):
    once, again = (ranked(scars, balanced) for _ in range(2))
    assert (once.by_rank == again.by_rank).all()
    assert (once.above == again.above).all()


def test_a_small_change_of_weights_changes_the_shares_a_little(scars, balanced):
    """New draws alone would change a share by about 0.004."""
    nudged = balanced + np.array([1, -1, 0, 0, 0, 0]) * 1e-5
    gap = np.abs(ranked(scars, balanced).by_rank - ranked(scars, nudged).by_rank)
    assert gap.max() < 0.001


def test_another_process_draws_the_same_numbers():
    code = (
        "from models.doubt.uncertainty import _cell;"
        "print(_cell('peel', 'cost', 0.1, 0.4, 0.9, False, True)[:5].tolist())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    assert printed.pop().startswith("[0.")


def test_the_draws_of_any_two_cells_are_uncorrelated(scars):
    drawn = np.array([cell for row in sample(scars) for cell in row if np.ptp(cell) > 0])
    apart = np.corrcoef(drawn) - np.eye(len(drawn))
    assert np.abs(apart).max() < 0.05


# Correlated costs


def test_correlated_costs_keep_their_drawn_values(scars):
    k = scars.criterion_ids.index(COST)
    alone, together = sample(scars), sample(scars, costs_together=True)
    for before, after in zip(alone, together, strict=True):
        assert (np.sort(before[k]) == np.sort(after[k])).all()
        assert all(before[other] is after[other] for other in range(6) if other != k)


def test_correlated_costs_have_the_rank_correlation_of_the_copula(scars):
    """Spearman's rho of a normal copula is 6/pi asin(r/2) (Kruskal 1958): 0.786 for r = 0.8."""
    k = scars.criterion_ids.index(COST)
    drawn = [row[k] for row in sample(scars, costs_together=True) if np.ptp(row[k]) > 0]
    rank = np.argsort(np.argsort(drawn, axis=1), axis=1)
    between = np.corrcoef(rank)[np.triu_indices(len(drawn), 1)]
    assert between == pytest.approx(6 / pi * asin(COST_CORRELATION / 2), abs=0.025)


def test_the_dearer_of_two_stays_dearer_more_often_with_correlated_costs():
    values = replace(column((0.2, 0.5, 0.8), (0.3, 0.6, 0.9)), criterion_ids=(COST,))
    alone, together = (ranked(values, costs_together=switch).first[1] for switch in (False, True))
    assert 0.5 < alone < together - 0.1


# Memory


def test_the_draws_of_one_process_stay_under_20_megabytes(evidence):
    kept = {
        id(cell): cell
        for concern, phototype in product(evidence.concerns, (None, *PHOTOTYPES))
        for row in sample(value_table(evidence, concern, phototype))
        for cell in row
    }
    assert sum(cell.nbytes for cell in kept.values()) < 20e6
    assert CELLS_KEPT * next(iter(kept.values())).nbytes < 20e6


def test_draws_shared_between_visitors_are_read_only(scars):
    for cell in sample(scars)[0]:
        assert cell.dtype == np.float32
        assert cell.shape == (DRAWS,)
        with pytest.raises(ValueError, match="read-only"):
            cell[0] = 1


# Missing figures


def test_a_gap_that_decides_everything_has_a_change_of_one():
    """A is exactly 0.5 and B is unknown: B is first at its best end and last at its worst."""
    values = column((0.5, 0.5, 0.5), UNKNOWN)
    (only,) = missing_matters(values, sample(values), ALONE, [0, 1])
    assert (only.treatment_id, only.criterion_id) == ("treatment 1", "criterion 0")
    assert (only.first_if_good, only.first_if_bad, only.change) == (1, 0, 1)


def test_the_effect_of_a_gap_is_the_distance_between_its_two_outcomes(evidence, balanced):
    """By definition the distance is half the sum of the absolute differences of the shares of first place."""
    values = value_table(evidence, "wrinkles", None)
    cells, shown = sample(values), [i for i in everything(values) if i != 4]
    found = missing_matters(values, cells, balanced, shown)
    assert len(found) == sum(not r.is_measured for i in shown for r in values.readings[i])
    for gap in found:
        i, k = values.treatment_ids.index(gap.treatment_id), values.criterion_ids.index(gap.criterion_id)
        pictures = []
        for end in (values.ceiling[i, k], values.floor[i, k]):
            changed = [list(row) for row in cells]
            changed[i][k] = np.full(DRAWS, end, dtype=np.float32)
            pictures.append(rank_probabilities(changed, balanced, shown).first)
        assert gap.change == pytest.approx(np.abs(pictures[0] - pictures[1]).sum() / 2, abs=1e-9)
        assert gap.first_if_good == pytest.approx(pictures[0][shown.index(i)], abs=1e-9)
        assert gap.first_if_bad == pytest.approx(pictures[1][shown.index(i)], abs=1e-9)


def test_gaps_are_sorted_by_their_effect(evidence, balanced):
    values = value_table(evidence, "other_scars", "III")
    found = missing_matters(values, sample(values), balanced, everything(values))
    changes = [gap.change for gap in found]
    assert changes == sorted(changes, reverse=True)
    assert min(changes) >= 0


def test_a_gap_without_weight_or_not_on_the_board_is_left_out(evidence):
    values = value_table(evidence, "other_scars", "III")
    only_cost = np.eye(6)[values.criterion_ids.index(COST)]
    measured = [i for i in everything(values) if all(r.is_measured for r in values.readings[i])]
    assert missing_matters(values, sample(values), only_cost, everything(values)) == ()
    assert missing_matters(values, sample(values), np.full(6, 1 / 6), measured) == ()


def test_an_empty_board_has_no_shares_and_no_gaps(scars, balanced):
    cells = sample(scars)
    assert rank_probabilities(cells, balanced, []).first.tolist() == []
    assert missing_matters(scars, cells, balanced, []) == ()


# In words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "fewer than 5"),
        (0.0499, "fewer than 5"),
        (0.05, "about 5"),
        (0.074, "about 5"),
        (0.076, "about 10"),
        (0.5, "about 50"),
        (0.612, "about 60"),
        (0.625, "about 65"),
        (0.95, "about 95"),
        (0.9501, "more than 95"),
        (1, "more than 95"),
    ],
)
def test_a_share_is_rounded_to_the_nearest_five_of_a_hundred(share, words):
    assert to_nearest_five(share) == words


@pytest.mark.parametrize("share", [-0.01, 1.01, float("nan")])
def test_a_share_outside_0_to_1_is_refused(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        to_nearest_five(share)
