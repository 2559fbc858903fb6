"""Tipping points, differences and all weights, checked by hand, brute force, an LP solver and properties."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from models.doubt.any_weights import acceptability, all_weights, first_places, roc, solve_game
from models.doubt.sensitivity import (
    Interval,
    crossings,
    differences,
    dominates,
    leader,
    on_slider,
    stability,
    value_needed,
)
from models.evidence.scales import figure_at
from models.person.preferences import MOST_IMPORTANT

thousandths = st.integers(0, 1000).map(lambda x: x / 1000)


@st.composite
def tables(draw, most_rows=8, most_columns=5, values=thousandths, fewest_rows=1):
    """Partial values and importances, not all zero."""
    n, m = draw(st.integers(fewest_rows, most_rows)), draw(st.integers(1, most_columns))
    importances = draw(st.lists(st.integers(0, 10), min_size=m, max_size=m).filter(any))
    return draw(arrays(float, (n, m), elements=values)), np.array(importances, dtype=float)


def moved(weights, k, t):
    """The weights with criterion k at t and the others in their old ratios, computed step by step."""
    others = np.delete(weights, k)
    return np.insert(others / others.sum() * (1 - t), k, t)


def drawn_tables(count, n, m, seed, coarse):
    """Random values (count, n, m) and importances (count, m); coarse ones have many equal cells."""
    rng = np.random.default_rng(seed)
    values = rng.random((count, n, m))
    importances = rng.integers(0, 11, (count, m)).astype(float)
    importances[:, 0] += importances.sum(axis=1) == 0
    return (np.round(values * 8) / 8 if coarse else values), importances


def led(values, weights, first):
    """Whether ``first`` (count,) leads under ``weights`` (count, m, m): one set per criterion moved."""
    totals = np.einsum("cnj,ckj->ckn", values, weights, optimize=True)
    return np.take_along_axis(totals, first[:, None, None], axis=2)[..., 0] >= totals.max(axis=2) - 1e-13


def bisected(values, first, now, end, weights_at):
    """The farthest setting from ``now`` towards ``end``, both (count, m), at which ``first`` still leads."""
    good, bad = now.copy(), np.full_like(now, end)
    reaches_end = led(values, weights_at(bad), first)
    for _ in range(40):
        middle = (good + bad) / 2
        leads = led(values, weights_at(middle), first)
        good, bad = np.where(leads, middle, good), np.where(leads, bad, middle)
    return np.where(reaches_end, end, good)


# Tipping points by hand


def test_two_treatments_swap_where_their_lines_cross():
    """With weight t on the first criterion, A has 0.2 + 0.6t and B has 0.6 - 0.4t: level at t = 0.4.

    With importances 5 and 5 the slider is then at p = 5 * 0.4/0.6 = 10/3.
    """
    values = np.array([[0.8, 0.2], [0.2, 0.6]])
    first, second = stability(values, np.array([0.5, 0.5]))
    assert first == Interval(pytest.approx(0.4), 1.0, 1, None)
    assert second == Interval(0.0, pytest.approx(0.6), None, 1)
    on_first, on_second = on_slider((first, second), [5, 5])
    assert on_first == Interval(pytest.approx(10 / 3), 10, 1, None)
    assert on_second == Interval(0.0, pytest.approx(7.5), None, 1)


def test_the_nearest_of_several_rivals_is_named():
    """A stays at 0.6. B = 0.9 - 0.8t meets it at t = 0.375, C = 0.7 - 0.4t at 0.25, D = 0.9t at 2/3."""
    values = np.array([[0.6, 0.6], [0.1, 0.9], [0.3, 0.7], [0.9, 0.0]])
    assert stability(values, np.array([0.5, 0.5]))[0] == Interval(
        pytest.approx(0.375), pytest.approx(2 / 3), 1, 3
    )


def test_the_closed_formula_gives_the_same_weight():
    """t = (r_B - r_A) / ((v_A - v_B) - (r_A - r_B)), for a table of three criteria, by hand.

    Weights 1/2, 1/4, 1/4; without criterion 0: r_A = (0.2 + 0.4)/2 = 0.3, r_B = (0.9 + 0.7)/2 = 0.8.
    """
    values = np.array([[1.0, 0.2, 0.4], [0.3, 0.9, 0.7]])
    by_hand = (0.8 - 0.3) / ((1.0 - 0.3) - (0.3 - 0.8))
    assert crossings(values, np.array([0.5, 0.25, 0.25]), 0)[1, 0] == pytest.approx(by_hand, abs=1e-15)


def test_parallel_treatments_never_swap():
    values = np.array([[0.7, 0.5], [0.5, 0.3]])
    assert stability(values, np.array([0.5, 0.5])) == (Interval(0, 1, None, None),) * 2
    assert not any(i.can_flip for i in stability(values, np.array([0.5, 0.5])))


def test_a_criterion_with_all_the_weight_has_no_interval():
    values = np.array([[0.7, 0.5], [0.5, 0.9]])
    first, second = stability(values, np.array([1.0, 0.0]))
    assert first is None
    assert second == Interval(0.0, pytest.approx(1 / 3), None, 1)
    assert on_slider((first, second), [10, 0]) == (None, Interval(0.0, pytest.approx(5.0), None, 1))
    level = np.array([[0.7, 0.5], [0.7, 0.9], [0.5, 0.9]])
    assert np.isnan(crossings(level, np.array([1.0, 0.0]), 0)[:, 0]).all()


def test_a_tie_for_the_lead_leaves_only_the_current_weight():
    values = np.array([[0.8, 0.2], [0.2, 0.8], [0.1, 0.1]])
    assert stability(values, np.array([0.5, 0.5])) == (Interval(0.5, 0.5, 1, 1),) * 2
    assert on_slider(stability(values, np.array([0.5, 0.5])), [7, 7]) == (Interval(7, 7, 1, 1),) * 2


@settings(deadline=None)
@given(
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 1),
    st.integers(1, 10),
    st.integers(1, 10),
    st.sampled_from([0, 1]),
)
def test_rounding_does_not_hide_a_tie(one, other, same, importance, rest, turn):
    """Two criteria of equal importance have swapped values: A and B are level whatever the third adds."""
    assume(abs(one - other) > 1e-6)
    values = np.array([[one, same, other], [other, same, one]])
    importances = [importance, rest, importance]
    weights = np.roll(np.array(importances) / sum(importances), turn)
    intervals = stability(np.roll(values, turn, axis=1), weights)
    sliders = on_slider(intervals, np.roll(importances, turn).tolist())
    for k in (turn, turn + 2):
        k %= 3
        assert intervals[k].low == intervals[k].high == weights[k]
        assert sliders[k].low <= importance <= sliders[k].high
        assert (sliders[k].low, sliders[k].high) == pytest.approx((importance, importance))
    assert not intervals[1 + turn].can_flip


def test_identical_treatments_do_not_overtake_each_other():
    values = np.array([[0.8, 0.2], [0.8, 0.2], [0.1, 0.1]])
    assert stability(values, np.array([0.5, 0.5])) == (Interval(0, 1, None, None),) * 2


def test_a_single_treatment_stays_first_whatever_the_weights():
    assert stability(np.array([[0.3, 0.9]]), np.array([0.2, 0.8])) == (Interval(0, 1, None, None),) * 2


def test_a_weight_of_one_is_out_of_reach_of_the_slider():
    """B equals A on criterion 0 and is behind on the other: they are level only if nothing else counts."""
    values = np.array([[0.5, 0.9], [0.5, 0.1]])
    interval = stability(values, np.array([0.5, 0.5]))
    assert interval[0] == Interval(0.0, 1.0, None, 1)
    assert on_slider(interval, [5, 5])[0] == Interval(0.0, 10, None, None)


def test_a_weight_of_zero_is_within_reach_of_the_slider():
    """A is ahead on criterion 0 only: A and B are level once its importance is 0."""
    interval = stability(np.array([[0.6, 0.5], [0.5, 0.5]]), np.array([0.5, 0.5]))
    assert interval[0] == Interval(0.0, 1.0, 1, None)
    assert on_slider(interval, [5, 5])[0] == Interval(0.0, 10, 1, None)


def test_a_tipping_point_beyond_the_slider_is_out_of_reach():
    """A = 0.9 - 0.7t and B = 0.2 + 0.1t are level at t = 0.875, so at p = 7 * P: 7 for P = 1, 35 for 5."""
    values = np.array([[0.2, 0.9], [0.3, 0.2]])
    near = on_slider(stability(values, np.array([0.5, 0.5])), [1, 1])[0]
    far = on_slider(stability(values, np.array([0.5, 0.5])), [5, 5])[0]
    assert near == Interval(0.0, pytest.approx(7.0), None, 1)
    assert near.can_flip
    assert far == Interval(0.0, 10, None, None)
    assert not far.can_flip


def test_the_leader_is_the_first_line_of_the_board():
    assert leader(np.array([[0.2], [0.7], [0.7]]), np.array([1.0])) == 1


# Tipping points by brute force and by property


@pytest.mark.parametrize(
    ("n", "m", "seed", "coarse"), [(15, 6, 1, False), (15, 6, 2, True), (4, 3, 3, True), (2, 2, 4, False)]
)
def test_tipping_points_agree_with_a_search(n, m, seed, coarse):
    """Bisection on "does it still lead", with the weights moved and normalised step by step."""
    values, importances = drawn_tables(800, n, m, seed, coarse)
    weights = importances / importances.sum(axis=1, keepdims=True)
    totals = np.sort(np.einsum("cnj,cj->cn", values, weights), axis=1)
    plain = (totals[:, -1] - totals[:, -2] > 1e-9) & (weights.max(axis=1) < 1)
    assert plain.sum() > 500
    values, importances, weights = values[plain], importances[plain], weights[plain]
    first = np.array([leader(v, w) for v, w in zip(values, weights, strict=True)])
    ours = [stability(v, w) for v, w in zip(values, weights, strict=True)]
    sliders = [on_slider(i, p) for i, p in zip(ours, importances.tolist(), strict=True)]
    eye = np.eye(m)

    def by_weight(t):
        moved = weights[:, None, :] * ((1 - t) / (1 - weights))[:, :, None]
        return moved * (1 - eye) + t[:, :, None] * eye

    def by_importance(p):
        moved = importances[:, None, :] * (1 - eye) + p[:, :, None] * eye
        return moved / moved.sum(axis=2, keepdims=True)

    for intervals, now, top, weights_at in (
        (ours, weights, 1.0, by_weight),
        (sliders, importances, MOST_IMPORTANT, by_importance),
    ):
        low = np.array([[i.low for i in row] for row in intervals])
        high = np.array([[i.high for i in row] for row in intervals])
        np.testing.assert_allclose(low, bisected(values, first, now, 0.0, weights_at), atol=2e-9)
        np.testing.assert_allclose(high, bisected(values, first, now, top, weights_at), atol=2e-9)


@settings(deadline=None)
@given(tables())
def test_at_a_tipping_weight_both_values_are_equal(table):
    values, importances = table
    weights = importances / importances.sum()
    first = leader(values, weights)
    for k, interval in enumerate(stability(values, weights)):
        ends = [(interval.low, interval.rival_low), (interval.high, interval.rival_high)] if interval else []
        for t, rival in ends:
            if rival is not None:
                totals = values @ moved(weights, k, t)
                assert totals[first] == pytest.approx(totals[rival], abs=1e-12)


@settings(deadline=None)
@given(tables(), st.floats(0.0, 1.0))
def test_the_leader_stays_first_inside_its_interval_only(table, share):
    values, importances = table
    weights = importances / importances.sum()
    first = leader(values, weights)
    for k, interval in enumerate(stability(values, weights)):
        if interval is None:
            assert weights[k] == 1
            continue
        assert 0 <= interval.low <= weights[k] <= interval.high <= 1
        inside = values @ moved(weights, k, interval.low + share * (interval.high - interval.low))
        assert inside[first] >= inside.max() - 1e-12
        tied = interval.low == interval.high
        for end, edge, rival in (
            (interval.low, 0.0, interval.rival_low),
            (interval.high, 1.0, interval.rival_high),
        ):
            if rival is not None and abs(edge - end) > 1e-6 and not tied:
                outside = values @ moved(weights, k, end + 0.001 * (edge - end))
                assert outside[rival] > outside[first]
            if rival is None:
                assert end == edge


@settings(deadline=None)
@given(tables())
def test_tipping_points_on_the_slider_match_those_of_the_weights(table):
    """With the other importances unchanged, A and B are level at p_k - gap/(v_Ak - v_Bk).

    The smallest change of one weight that reverses a pair, as in Triantaphyllou and Sanchez (1997),
    Decision Sciences 28:151: a second way to the same point. The gap is in importance times value.
    """
    values, importances = table
    weights = importances / importances.sum()
    first = leader(values, weights)
    for k, interval in enumerate(on_slider(stability(values, weights), importances.tolist())):
        if interval is None:
            continue
        assert 0 <= interval.low <= importances[k] <= interval.high <= MOST_IMPORTANT
        for p, rival in ((interval.low, interval.rival_low), (interval.high, interval.rival_high)):
            if rival is not None:
                lead = values[first] - values[rival]
                assert p == pytest.approx(importances[k] - lead @ importances / lead[k], abs=1e-7)


@settings(deadline=None)
@given(tables(fewest_rows=2), st.data())
def test_two_treatments_are_level_only_where_they_cross(table, data):
    values, importances = table
    weights = importances / importances.sum()
    a = data.draw(st.integers(0, len(values) - 1))
    level_at = crossings(values, weights, a)
    for (b, k), t in np.ndenumerate(level_at):
        if weights[k] == 1 or a == b:
            assert np.isnan(t)
        elif np.isnan(t):
            leads = [np.subtract(*(values @ moved(weights, k, end))[[a, b]]) for end in (0.0, 1.0)]
            assert leads[0] * leads[1] > 0 or leads == pytest.approx([0, 0])
        else:
            assert 0 <= t <= 1
            assert np.subtract(*(values @ moved(weights, k, t))[[a, b]]) == pytest.approx(0, abs=1e-12)


@settings(deadline=None)
@given(tables(fewest_rows=2), st.data())
def test_the_order_of_rows_and_columns_does_not_move_a_tipping_point(table, data):
    values, importances = table
    weights = importances / importances.sum()
    totals = np.sort(values @ weights)
    assume(totals[-1] - totals[-2] > 1e-9)
    rows = data.draw(st.permutations(range(len(values))))
    columns = data.draw(st.permutations(range(len(weights))))
    shuffled = stability(values[rows][:, columns], weights[columns])
    straight = stability(values, weights)
    for k, interval in zip(columns, shuffled, strict=True):
        assert (interval is None) == (straight[k] is None)
        if interval is not None:
            assert (interval.low, interval.high) == pytest.approx(
                (straight[k].low, straight[k].high), abs=1e-9
            )


# Value needed


def test_the_price_at_which_two_treatments_are_level():
    """A: 0.5, 0.9; B: 0.6, 0.6; weights 1/2 each: 70 points and 60. B needs 0.2 more on the second.

    From 0.6 to 0.8 on a scale from $12,000 to nothing: $2,400 in place of $4,800.
    """
    values, weights = np.array([[0.5, 0.9], [0.6, 0.6]]), np.array([0.5, 0.5])
    needed = value_needed(values, weights, 0, 1, 1)
    assert needed == pytest.approx(0.8)
    assert figure_at(needed, 12000.0, 0.0) == pytest.approx(2400)


def test_the_value_needed_is_none_if_no_value_closes_the_gap():
    values = np.array([[0.9, 0.9], [0.6, 0.6]])
    assert value_needed(values, np.array([0.5, 0.5]), 0, 1, 1) is None


def test_a_criterion_without_weight_cannot_close_a_gap():
    values = np.array([[0.9, 0.1], [0.6, 0.6]])
    assert value_needed(values, np.array([1.0, 0.0]), 0, 1, 1) is None
    assert value_needed(values, np.array([1.0, 0.0]), 0, 0, 1) == 0.1


@settings(deadline=None)
@given(tables(fewest_rows=2), st.data())
def test_two_treatments_are_level_at_the_value_needed(table, data):
    values, importances = table
    weights = importances / importances.sum()
    k = data.draw(st.integers(0, len(weights) - 1))
    needed = value_needed(values, weights, 0, 1, k)
    changed = values.copy()
    if needed is None:
        changed[1, k] = 1.0 if values[0] @ weights > values[1] @ weights else 0.0
        assert abs((changed[0] - changed[1]) @ weights) > 0
    else:
        changed[1, k] = needed
        assert changed[0] @ weights == pytest.approx(changed[1] @ weights, abs=1e-10)


# Differences


def test_a_gap_is_the_sum_of_its_lines():
    """Weights 0.5, 0.3, 0.2; differences 0.4, -0.3, 0.1: +20, -9 and +2 points make 13.

    20 + 9 = 29 of 31 is over 80 %, so one smaller line is not shown.
    """
    values = np.array([[0.9, 0.2, 0.6], [0.5, 0.5, 0.5]])
    found = differences(values, np.array([0.5, 0.3, 0.2]), 0, 1)
    assert found.points.tolist() == pytest.approx([20, -9, 2])
    assert found.gap == pytest.approx(13)
    assert (found.shown, found.smaller) == ((0, 1), 1)


def test_the_largest_line_against_is_always_shown():
    """Lines +40, +5, +3, -1: the first is over 80 % of 49, the last is the largest against."""
    values = np.array([[1.0, 0.7, 0.5, 0.4], [0.0, 0.5, 0.3, 0.5]])
    found = differences(values, np.array([0.4, 0.25, 0.15, 0.1]), 0, 1)
    assert found.points.tolist() == pytest.approx([40, 5, 3, -1])
    assert (found.shown, found.smaller) == ((0, 3), 2)


def test_equal_treatments_have_no_lines():
    found = differences(np.full((2, 3), 0.4), np.full(3, 1 / 3), 0, 1)
    assert (found.gap, found.shown, found.smaller) == (0.0, (), 0)


@settings(deadline=None)
@given(tables(fewest_rows=2, values=st.floats(0, 1)))
def test_lines_sum_to_the_gap_and_include_the_largest_against(table):
    values, importances = table
    weights = importances / importances.sum()
    found = differences(values, weights, 0, 1)
    assert found.gap == pytest.approx(float((values[0] - values[1]) @ weights) * 100, abs=1e-9)
    sizes = np.abs(found.points)
    assert sizes[list(found.shown)].sum() >= 0.8 * sizes[sizes > 1e-9].sum() - 1e-9
    assert sorted(sizes[list(found.shown)], reverse=True) == sizes[list(found.shown)].tolist()
    assert len(found.shown) + found.smaller == (sizes > 1e-9).sum()
    if found.points.min() < -1e-9:
        assert found.points.min() in found.points[list(found.shown)]


def test_dominance_ignores_criteria_without_weight():
    values = np.array([[0.5, 0.8, 0.0], [0.5, 0.7, 1.0]])
    assert dominates(values, np.array([0.5, 0.5, 0.0]), 0, 1)
    assert not dominates(values, np.array([0.4, 0.4, 0.2]), 0, 1)
    assert not dominates(values, np.array([1.0, 0.0, 0.0]), 0, 1)


@settings(deadline=None)
@given(tables(fewest_rows=2))
def test_a_dominating_treatment_is_ahead_with_no_line_against_it(table):
    values, importances = table
    weights = importances / importances.sum()
    if dominates(values, weights, 0, 1):
        assert differences(values, weights, 0, 1).gap > 0
        assert (differences(values, weights, 0, 1).points >= 0).all()
        assert not dominates(values, weights, 1, 0)


# Rank-order centroid


@pytest.mark.parametrize(
    "published",
    [
        [0.75, 0.25],
        [0.6111, 0.2778, 0.1111],
        [0.5208, 0.2708, 0.1458, 0.0625],
        [0.4567, 0.2567, 0.1567, 0.0900, 0.0400],
        [0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278],
    ],
    ids=lambda row: f"{len(row)} criteria",
)
def test_centroid_weights_match_the_published_table(published):
    """To four decimal places, as published by Barron and Barrett (1996)."""
    assert np.round(roc(range(len(published))), 4).tolist() == published


def test_centroid_weights_follow_the_given_order_of_criteria():
    assert roc([2, 0, 1]).tolist() == pytest.approx([5 / 18, 2 / 18, 11 / 18])


@settings(deadline=None)
@given(st.integers(1, 30))
def test_centroid_weights_sum_to_one_and_decrease(m):
    weights = roc(range(m))
    assert weights.sum() == pytest.approx(1, abs=1e-12)
    assert (np.diff(weights) < 0).all()


@pytest.mark.parametrize("order", [[], [0, 0, 1], [1, 2], [0, 2]])
def test_an_order_with_ties_or_gaps_is_refused(order):
    with pytest.raises(ValueError, match="once, most important first"):
        roc(order)


def in_order(drawn, order):
    """Turn uniform draws from all weights into uniform draws from those in ``order``, by sorting."""
    weights = np.empty_like(drawn)
    weights[:, list(order)] = np.sort(drawn, axis=1)[:, ::-1]
    return weights


def test_the_mean_of_random_weights_in_an_order_is_the_centroid():
    """The standard error of a mean of 10,000 draws is at most 0.002; the tolerance is three."""
    order = [3, 0, 5, 1, 4, 2]
    drawn = in_order(all_weights(6), order)
    assert (np.diff(drawn[:, order], axis=1) <= 0).all()
    assert drawn.sum(axis=1) == pytest.approx(1)
    assert drawn.mean(axis=0) == pytest.approx(roc(order), abs=0.006)


# Any weights


def test_the_drawn_weights_are_always_the_same_and_read_only():
    assert all_weights(4) is all_weights(4)
    assert (all_weights(4, 50, 7) == np.random.default_rng(7).dirichlet(np.ones(4), 50)).all()
    with pytest.raises(ValueError, match="read-only"):
        all_weights(4)[0, 0] = 1


def test_two_opposites_share_the_weights_and_an_average_third_gets_none():
    """A is first if the first weight is over 1/2, on average 3/4. C is always below A or B.

    Neither A nor B beats C on both criteria, but the mixture of half A and half B does, by 0.1.
    """
    values = np.array([[1.0, 0.0], [0.0, 1.0], [0.4, 0.4]])
    found = acceptability(values, all_weights(2))
    assert found.share == pytest.approx([0.5, 0.5, 0.0], abs=0.02)
    assert found.central[0] == pytest.approx([0.75, 0.25], abs=0.01)
    assert found.central[1] == pytest.approx([0.25, 0.75], abs=0.01)
    assert found.central[2] is None
    best_a, best_b, never = first_places(values)
    assert (best_a.margin, best_b.margin) == (pytest.approx(60), pytest.approx(60))
    assert never.margin == pytest.approx(-10)
    assert (best_a.possible, never.possible, never.alone) == (True, False, False)


def test_each_of_three_specialists_is_first_where_its_own_weight_is_the_largest():
    """The mean of the largest of three weights is 11/18; the other two share the rest."""
    found = acceptability(np.eye(3), all_weights(3))
    assert found.share == pytest.approx([1 / 3] * 3, abs=0.02)
    assert found.central[1] == pytest.approx([7 / 36, 11 / 18, 7 / 36], abs=0.01)


def test_equal_treatments_share_the_first_place():
    found = acceptability(np.array([[0.5, 0.5], [0.5, 0.5], [0.1, 0.1]]), all_weights(2))
    assert found.share.tolist() == pytest.approx([0.5, 0.5, 0.0])
    assert found.central[0] == pytest.approx(found.central[1])


def test_first_in_a_tie_only_differs_from_first_alone():
    """With all the weight on the first criterion A and B are level; with any other weights B is ahead."""
    level, ahead = first_places(np.array([[1.0, 0.2], [1.0, 0.5]]))
    assert (level.possible, level.alone) == (True, False)
    assert (ahead.possible, ahead.alone) == (True, True)


def test_a_treatment_without_rivals_is_first_with_any_weights():
    (only,) = first_places(np.array([[0.1, 0.3]]))
    assert only.possible


def test_a_corner_too_small_to_be_drawn_is_still_found():
    """B is first only where the first weight is less than a millionth of the second."""
    values = np.array([[1.0, 0.999999], [0.0, 1.0]])
    assert acceptability(values, all_weights(2)).central[1] is None
    assert first_places(values)[1].alone


@pytest.mark.parametrize("coarse", [False, True], ids=["smooth", "with many equal cells"])
def test_the_options_that_could_be_first_agree_with_a_linear_programme(coarse):
    """scipy's HiGHS: maximise z with (v_A - v_B) w >= z for every B, w >= 0, sum w = 1."""
    decided = []
    for seed in range(16):
        values, _ = drawn_tables(1, 2 + seed, 2 + seed % 5, seed, coarse)
        for a, ours in enumerate(first_places(values[0])):
            leads = np.delete(values[0][a] - values[0], a, axis=0)
            m = leads.shape[1]
            theirs = linprog(
                c=[0.0] * m + [-1.0],
                A_ub=np.c_[-leads, np.ones(len(leads))],
                b_ub=np.zeros(len(leads)),
                A_eq=[[1.0] * m + [0.0]],
                b_eq=[1.0],
                bounds=[(0, None)] * m + [(None, None)],
            )
            assert ours.margin / 100 == pytest.approx(-theirs.fun, abs=1e-9)
            decided.append(ours.possible)
    assert {True, False} == set(decided)


@settings(max_examples=60, deadline=None)
@given(tables(most_rows=15, most_columns=6, values=st.integers(0, 4).map(lambda x: x / 4), fewest_rows=2))
def test_the_proof_that_an_option_is_never_first_is_valid(table):
    """The best weights reach the margin against every rival, and the mixture of rivals allows no more."""
    values, _ = table
    for a, found in enumerate(first_places(values)):
        mixture, weights = solve_game(np.delete(values[a] - values, a, axis=0))
        rivals = np.delete(values, a, axis=0)
        for shares in (mixture, weights):
            assert (shares >= 0).all()
            assert shares.sum() == pytest.approx(1)
        lead = values[a] @ weights - (rivals @ weights).max()
        assert lead == pytest.approx(found.margin / 100, abs=1e-12)
        assert (values[a] - mixture @ rivals).max() == pytest.approx(found.ceiling / 100, abs=1e-12)
        assert found.ceiling == pytest.approx(found.margin, abs=1e-9)


def test_near_ties_are_decided():
    """Rows that differ by about the rounding error are the hardest cases for a simplex."""
    rng = np.random.default_rng(5)
    for size in (1e-7, 1e-9, 1e-11, 1e-13, 1e-15):
        for _ in range(8):
            values = np.clip(rng.integers(0, 5, (8, 4)) / 4 + rng.normal(0, size, (8, 4)), 0, 1)
            for found in first_places(values):
                assert found.margin <= found.ceiling + 1e-12
                assert found.ceiling - found.margin < 1e-3


@settings(max_examples=40, deadline=None)
@given(tables(fewest_rows=2))
def test_a_treatment_that_was_first_in_a_draw_could_be_first(table):
    values, _ = table
    found = acceptability(values, all_weights(values.shape[1], 200))
    assert found.share.sum() == pytest.approx(1)
    for share, central, exact in zip(found.share, found.central, first_places(values), strict=True):
        assert (central is None) == (share == 0)
        if central is not None:
            assert exact.possible
            assert central.sum() == pytest.approx(1)


def test_scissors_paper_stone_is_solved_with_equal_shares():
    """The textbook game: both players choose each move a third of the time."""
    game = np.array([[0.0, 1.0, -1.0], [-1.0, 0.0, 1.0], [1.0, -1.0, 0.0]])
    rows, columns = solve_game(game)
    assert rows == pytest.approx([1 / 3] * 3)
    assert columns == pytest.approx([1 / 3] * 3)
