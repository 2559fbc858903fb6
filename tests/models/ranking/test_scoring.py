"""The additive model, checked by worked examples, by pymcdm and by properties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pymcdm.methods import WSM
from pymcdm.normalizations import minmax_normalization

from models.evidence.scales import figure_at, partial_value
from models.evidence.terms import NO_TREATMENT
from models.ranking.scoring import ranks, score, value_table, weights

unit = st.floats(0, 1, allow_nan=False)
importance = st.integers(0, 10)


@st.composite
def problems(draw, most_rows=12, most_columns=6):
    """Partial values, best cases above them, and weights."""
    n, m = draw(st.integers(2, most_rows)), draw(st.integers(1, most_columns))
    headline = draw(arrays(float, (n, m), elements=unit))
    best_case = np.maximum(headline, draw(arrays(float, (n, m), elements=unit)))
    points = draw(st.lists(importance, min_size=m, max_size=m).filter(any))
    return headline, best_case, np.array(points) / sum(points)


def test_a_figure_in_the_middle_of_its_scale_is_worth_half():
    assert partial_value(6000, worst=12000, best=0) == 0.5
    assert partial_value(3, worst=0, best=4) == 0.75
    assert partial_value([35, 0, 7], worst=35, best=0).tolist() == pytest.approx([0, 1, 0.8])


def test_a_figure_beyond_its_scale_is_worth_no_more_than_the_end():
    assert partial_value([-5, 50], worst=35, best=0).tolist() == [1, 0]


@given(st.floats(0, 1), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_figure_converts_to_a_value_and_back(value, worst, best):
    if abs(worst - best) > 1e-3:
        figure = figure_at(value, worst, best)
        assert partial_value(figure, worst, best) == pytest.approx(value, abs=1e-6)


def test_two_treatments_by_hand():
    """Importances 10, 5, 5 are weights 1/2, 1/4, 1/4.

    A: values 0.5, 1, 0 -> 25 + 25 + 0 = 50. B: 1, 0.2, 0.4 -> 50 + 5 + 10 = 65.
    """
    values = np.array([[0.5, 1.0, 0.0], [1.0, 0.2, 0.4]])
    weight = weights({"a": 10, "b": 5, "c": 5}, ["a", "b", "c"])
    result = score(values, values, weight)
    assert weight.tolist() == [0.5, 0.25, 0.25]
    assert result.totals.tolist() == pytest.approx([50, 65])
    assert result.contributions[1].tolist() == pytest.approx([50, 5, 10])
    assert result.ranks.tolist() == [2, 1]


def test_the_clinic_pen_for_acne_scars_and_phototype_iv_by_hand(evidence):
    """From the rows of estimates.csv: grade 2, $1,600, 6 days, 7 of 100, 1 of 100, pain 4.5.

    Balanced: weights 10, 5, 5, 5, 5, 2 of 32, so
    (10*2/4 + 5*(1-1600/12000) + 5*(1-6/35) + 5*(1-7/100) + 5*(1-1/30) + 2*(1-4.5/10)) * 100/32.
    """
    table = value_table(evidence, "acne_scars", "IV")
    row = table.treatment_ids.index("microneedling_pen")
    weight = weights(evidence.start_preset.importances, table.criterion_ids)
    by_hand = (5 + 5 * (1 - 1600 / 12000) + 5 * (1 - 6 / 35) + 4.65 + 5 * (1 - 1 / 30) + 1.1) * 100 / 32
    assert score(table.headline, table.best_case, weight).totals[row] == pytest.approx(by_hand, abs=1e-9)


def test_no_treatment_loses_only_the_points_for_results(evidence):
    table = value_table(evidence, "acne_scars", "VI")
    row = table.treatment_ids.index(NO_TREATMENT)
    assert table.headline[row].tolist() == [0, 1, 1, 1, 1, 1]


def test_there_are_no_weights_if_every_importance_is_zero():
    assert weights({"a": 0, "b": 0}, ["a", "b"]) is None


@pytest.mark.parametrize("bad", [-1, float("nan"), float("inf")])
def test_an_invalid_importance_is_refused(bad):
    with pytest.raises(ValueError, match="0 or more"):
        weights({"a": bad, "b": 1}, ["a", "b"])


def test_ties_share_a_rank_and_the_next_is_skipped():
    assert ranks(np.array([70.0, 80.0, 70.0 + 1e-10, 60.0])).tolist() == [2, 1, 2, 4]


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_weighted_sum_agrees_with_pymcdm(problem):
    """With both ends of every scale as extra rows, pymcdm's min-max scaling equals our fixed scale."""
    headline, _, weight = problem
    worst = np.linspace(10, 60, len(weight))
    best = worst[::-1] - 70
    # Lower is better and higher is better in turn.
    worst[::2], best[::2] = best[::2].copy(), worst[::2].copy()
    figures = worst + headline * (best - worst)
    matrix = np.vstack([figures, worst, best])
    types = np.where(best > worst, 1, -1)
    theirs = WSM(minmax_normalization)(matrix, weight, types, validation=False)[: len(headline)]
    ours = score(partial_value(figures, worst, best), headline, weight).totals
    assert ours == pytest.approx(theirs * 100, abs=1e-9)


@given(problems())
def test_contributions_sum_to_the_total(problem):
    result = score(*problem)
    assert result.contributions.sum(axis=1) == pytest.approx(result.totals, abs=1e-9)
    assert (result.totals + result.could_add.sum(axis=1)) == pytest.approx(result.upper, abs=1e-9)
    assert (result.upper >= result.totals - 1e-9).all()


@given(problems(), st.data())
def test_deleting_a_row_never_reorders_the_rest(problem, data):
    headline, best_case, weight = problem
    gone = data.draw(st.integers(0, len(headline) - 1))
    kept = np.delete(np.arange(len(headline)), gone)
    whole = score(headline, best_case, weight)
    part = score(headline[kept], best_case[kept], weight)
    assert (part.totals == whole.totals[kept]).all()
    assert (np.argsort(part.ranks, kind="stable") == np.argsort(whole.ranks[kept], kind="stable")).all()


@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_does_not_matter(problem, random):
    headline, best_case, weight = problem
    rows, columns = list(range(headline.shape[0])), list(range(headline.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    mixed = score(headline[np.ix_(rows, columns)], best_case[np.ix_(rows, columns)], weight[columns])
    assert mixed.totals == pytest.approx(score(headline, best_case, weight).totals[rows], abs=1e-9)


@given(problems(), st.integers(2, 50))
def test_the_scale_of_importances_does_not_matter(problem, factor):
    weight = problem[2]
    names = [str(k) for k in range(len(weight))]
    points = {name: w * factor for name, w in zip(names, weight, strict=True)}
    assert weights(points, names) == pytest.approx(weight, abs=1e-12)


@given(problems(), st.data())
def test_one_criterion_alone_ranks_by_that_criterion(problem, data):
    headline, best_case, weight = problem
    k = data.draw(st.integers(0, len(weight) - 1))
    alone = np.eye(len(weight))[k]
    assert (score(headline, best_case, alone).ranks == ranks(headline[:, k] * 100)).all()


@given(problems(), st.data())
def test_a_criterion_that_does_not_count_changes_nothing(problem, data):
    headline, best_case, weight = problem
    extra = data.draw(arrays(float, (len(headline), 1), elements=unit))
    wider = score(np.hstack([headline, extra]), np.hstack([best_case, extra]), np.append(weight, 0.0))
    assert wider.totals == pytest.approx(score(headline, best_case, weight).totals, abs=1e-9)


@given(problems(), st.data())
def test_improving_a_cell_never_lowers_its_row(problem, data):
    headline, best_case, weight = problem
    i = data.draw(st.integers(0, headline.shape[0] - 1))
    k = data.draw(st.integers(0, headline.shape[1] - 1))
    better = headline.copy()
    better[i, k] = min(1.0, better[i, k] + data.draw(unit))
    before, after = score(headline, best_case, weight), score(better, np.maximum(better, best_case), weight)
    assert after.totals[i] >= before.totals[i] - 1e-9
    assert after.ranks[i] <= before.ranks[i]


@given(problems())
def test_ranks_agree_with_a_count_of_the_totals_ahead(problem):
    totals = score(*problem).totals
    by_count = [1 + sum(other > own + 1e-9 for other in totals) for own in totals]
    assert ranks(totals).tolist() == by_count or _has_near_tie(totals)


def _has_near_tie(totals):
    """Whether a gap is near the tie limit. Ties may chain there: A ties B, B ties C, but A and C differ."""
    gaps = np.abs(totals[:, None] - totals[None, :])
    return bool(((gaps > 1e-10) & (gaps < 1e-8)).any())
