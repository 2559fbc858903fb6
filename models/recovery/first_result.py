"""When a first result may be seen, and whether it may be seen by a given day."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.evidence.nouns import Estimate
from models.evidence.terms import Certainty, Status
from models.recovery.paces import DAYS_PER_WEEK, NOT_KNOWN, Pace, Verdict, pace, verdict


@dataclass(frozen=True, slots=True)
class FirstResult:
    """``days`` counts from the first session, and is not known unless there is a result to wait for.

    ``row`` is the reported time, ``effect`` what the treatment does for the concern. ``has_effect`` is None
    if nobody has measured it. ``by_then`` is None without a day to be ready for. ``certainty`` is that of
    the weakest figure behind ``days``.
    """

    row: Estimate | None
    effect: Estimate | None
    days: Pace
    by_then: Verdict | None
    certainty: Certainty | None
    is_assumed: bool
    source_ids: tuple[str, ...]
    has_effect: bool | None


def first_result(
    row: Estimate | None,
    effect: Estimate | None,
    last: Pace,
    *,
    course: Sequence[Estimate],
    days: int | None,
    nothing_is_done: bool,
) -> FirstResult:
    """``last`` is the day of the last session, ``course`` the rows that it was counted from.

    Doing nothing has no treatment result, whatever the skin does by itself.
    """
    has_effect = not nothing_is_done and _has_effect(effect)
    found = _until(row, last) if has_effect else NOT_KNOWN
    behind = [x for x in (row, *course) if x is not None] if has_effect else []
    return FirstResult(
        row=row,
        effect=effect,
        days=found,
        # A result that nobody has measured is not known to have come by any day.
        by_then=None if days is None else Verdict.NO_RESULT if has_effect is False else verdict(found, days),
        certainty=Certainty.weakest(x.certainty for x in behind),
        is_assumed=any(x.is_assumed for x in behind),
        source_ids=() if row is None or not has_effect else row.source_ids,
        has_effect=has_effect,
    )


def _until(row: Estimate | None, last: Pace) -> Pace:
    """Days from the first session to a first result: early, usual and late.

    Some sources count from the first session and some from the last. Early therefore counts from the first
    and the others from the last, so that no usual or late date is sooner than a source supports.
    """
    if row is None:
        return NOT_KNOWN
    return Pace(0, last.usual, last.slow, last.is_open).then(
        pace(row.low, row.typical, row.high, days=DAYS_PER_WEEK)
    )


def _has_effect(effect: Estimate | None) -> bool | None:
    """Whether the usual result is a visible change. Help of an unknown size counts as one."""
    if effect is None:
        return None
    if effect.status is Status.DIRECTION_ONLY:
        return True
    return None if effect.typical is None else effect.typical > 0
