"""What would change the order: tipping points, the value needed to draw level, and where a gap comes from.

Every result is in closed form, without a grid search. Partial values ``values`` have shape (n, m) and
lie in [0, 1]; ``weights`` have shape (m,) and sum to 1. Treatments are identified by row, criteria by
column.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.evidence.scales import Array
from models.person.preferences import MOST_IMPORTANT
from models.ranking.scoring import POINTS, TIE, ranks

#: Overall values in [0, 1] closer than this are level, as on the board.
LEVEL = TIE / POINTS

#: An explanation lists enough criteria to cover this share of the sum of all differences.
SHARE_EXPLAINED = 0.8


@dataclass(frozen=True, slots=True)
class Interval:
    """How far one criterion can move before another treatment draws level with the leader.

    ``low`` and ``high`` are weights in [0, 1], or importances from 0 to ``MOST_IMPORTANT`` if it
    comes from ``on_slider``. ``rival_low`` and ``rival_high`` are the rows that draw level there; None
    means that the scale ends first: no move that way changes the leader. If several rivals draw level at
    once, it is the first of them.
    """

    low: float
    high: float
    rival_low: int | None
    rival_high: int | None

    @property
    def can_flip(self) -> bool:
        """Whether any move on this scale brings another treatment level with the leader."""
        return self.rival_low is not None or self.rival_high is not None


@dataclass(frozen=True, eq=False)
class Differences:
    """Why A's overall value differs from B's, in points, criterion by criterion.

    ``points`` has shape (m,) and sums to ``gap``; positive points favour A. ``shown`` are the criteria
    to list, largest first; ``smaller`` counts the others that differ at all.
    """

    points: Array
    shown: tuple[int, ...]
    smaller: int

    @property
    def gap(self) -> float:
        return float(self.points.sum())


def leader(values: Array, weights: Array) -> int:
    """The row that ranks first; if several share that rank, the first of them, as on the board."""
    return int(np.argmin(ranks(values @ weights * POINTS)))


def crossings(values: Array, weights: Array, a: int) -> Array:
    """The weight of each criterion at which each treatment is level with ``a``; shape (n, m).

    One weight w_k moves to t and the others keep their ratios. With r_i = (S_i - w_k v_ik)/(1 - w_k),
    the value without criterion k, ``s_i(t) = t v_ik + (1 - t) r_i``, so A and B are level at
    ``t = (r_B - r_A)/((v_Ak - v_Bk) - (r_A - r_B))``: a straight line, so at most once.

    NaN where there is no such weight in [0, 1]: the two never meet, they are level throughout (as A is
    with itself), or the criterion has all the weight already, so that the others have no ratios to keep.
    """
    at_one = values[a] - values
    gaps = at_one @ weights
    with np.errstate(divide="ignore", invalid="ignore"):
        at_zero = (gaps[:, None] - weights * at_one) / (1.0 - weights)
        at_one = np.where(np.abs(at_one) <= LEVEL, 0.0, at_one)
        at_zero = np.where(np.abs(at_zero) <= LEVEL, 0.0, at_zero)
        level_at: Array = at_zero / (at_zero - at_one)
    level_at = np.where(np.abs(gaps)[:, None] <= LEVEL, weights, level_at)
    level_at[(at_zero * at_one > 0) | ((at_zero == 0) & (at_one == 0))] = np.nan
    level_at[:, weights >= 1.0 - TIE] = np.nan
    return level_at


def stability(values: Array, weights: Array) -> tuple[Interval | None, ...]:
    """Per criterion, the weights with which the current leader stays first.

    The nearest crossings below and above the current weight, over all rivals. None for a criterion that
    has all the weight: how the others would share what it gives up is undefined. If another treatment is
    level with the leader now but would not stay level, the interval is the current weight alone.
    """
    level_at = crossings(values, weights, leader(values, weights))
    below = np.where(level_at <= weights, level_at, -np.inf)
    above = np.where(level_at >= weights, level_at, np.inf)
    return tuple(
        None
        if weight >= 1.0 - TIE
        else Interval(
            low=max(low, 0.0),
            high=min(high, 1.0),
            rival_low=rival_low if low >= 0 else None,
            rival_high=rival_high if high <= 1 else None,
        )
        for weight, low, high, rival_low, rival_high in zip(
            weights.tolist(),
            below.max(axis=0).tolist(),
            above.min(axis=0).tolist(),
            below.argmax(axis=0).tolist(),
            above.argmin(axis=0).tolist(),
            strict=True,
        )
    )


def on_slider(
    intervals: Sequence[Interval | None], importances: Sequence[float]
) -> tuple[Interval | None, ...]:
    """The intervals of ``stability`` as importances, the other importances unchanged.

    Weight t corresponds to the importance ``P t/(1 - t)``, where P is the sum of the others; a weight of 1
    corresponds to none. An end beyond the slider is cut off there, and its rival is None: out of reach.
    ``importances`` are those that the weights were computed from, in the same order.
    """
    total = sum(importances)
    return tuple(
        None if interval is None else _on_slider(interval, now, total - now)
        for interval, now in zip(intervals, importances, strict=True)
    )


def _on_slider(interval: Interval, now: float, rest: float) -> Interval:
    low, high = (
        math.inf if weight >= 1.0 else rest * weight / (1.0 - weight)
        for weight in (interval.low, interval.high)
    )
    # If the leader is tied now, rounding must not push the current importance out of the interval.
    return Interval(
        low=min(low, now),
        high=max(min(high, MOST_IMPORTANT), now),
        rival_low=interval.rival_low,
        rival_high=interval.rival_high if high <= MOST_IMPORTANT + TIE else None,
    )


def value_needed(values: Array, weights: Array, a: int, b: int, k: int) -> float | None:
    """The partial value that B needs on criterion k to be level with A: ``v_Bk + (S_A - S_B)/w_k``.

    Nothing else changes. If B is ahead, the result is below B's own value: B could drop that far. None if
    no value in [0, 1] is enough, or if the criterion has no weight and the two are not level already.
    """
    now, weight = float(values[b, k]), float(weights[k])
    gap = float((values[a] - values[b]) @ weights)
    if abs(gap) <= LEVEL:
        return now
    needed = now + gap / weight if weight > 0 else math.inf
    return min(max(needed, 0.0), 1.0) if -LEVEL <= needed <= 1.0 + LEVEL else None


def differences(values: Array, weights: Array, a: int, b: int) -> Differences:
    """The differences ``w_k (v_Ak - v_Bk)`` in points, and which of them to show.

    The largest are shown until they cover ``SHARE_EXPLAINED`` of the absolute total. The largest one that
    favours B is always shown, so that an explanation never hides it.
    """
    points = (values[a] - values[b]) * weights * POINTS
    sizes = np.abs(points)
    order = [k for k in np.argsort(-sizes, kind="stable").tolist() if sizes[k] > TIE]
    covered = np.cumsum(sizes[order])
    enough = int(np.searchsorted(covered, SHARE_EXPLAINED * sizes[order].sum() - TIE)) + 1
    shown = order[:enough]
    against = [k for k in order if points[k] < 0][:1]
    shown += [k for k in against if k not in shown]
    return Differences(points, tuple(shown), len(order) - len(shown))


def dominates(values: Array, weights: Array, a: int, b: int) -> bool:
    """Whether A is at least as good as B on every criterion with weight, and better on at least one."""
    by = (values[a] - values[b])[weights > 0]
    return bool((by >= 0).all() and (by > 0).any())
