"""How the skin looks on each day of a plan: the phases after every session."""

from dataclasses import dataclass

from models.evidence.after_session import RecoveryPhase
from models.recovery.recovery_calendar import CLEAR, Calendar, Pattern, Plan


@dataclass(frozen=True, slots=True)
class Stretch:
    """One phase, from the start of day ``begins`` to the start of day ``ends``."""

    phase: RecoveryPhase
    begins: int
    ends: int


def session_days(plan: Plan, calendar: Calendar) -> tuple[int, ...]:
    """The days of all sessions at the usual pace; without a day to be ready for, only the first.

    Repeated use at home continues until the last use that still heals in time.
    """
    gap, days = plan.gap_days.usual, calendar.days
    if plan.pattern is Pattern.NOTHING:
        return ()
    if days is None or calendar.one_session or not gap:
        return (0,)
    if plan.pattern is Pattern.HOME_USES and plan.wait.days.usual is not None:
        return tuple(range(0, max(1, days - plan.wait.days.usual + 1), gap))
    return tuple(gap * k for k in range(plan.count.usual or 1))


def stretches(plan: Plan, calendar: Calendar, until: int) -> tuple[Stretch, ...]:
    """Every phase up to the start of day ``until``.

    A phase ends when the next session begins. Clear skin is assumed to stay clear after the last day that
    the evidence describes.
    """
    firsts = session_days(plan, calendar) or (0,)
    found = []
    for first, following in zip(firsts, (*firsts[1:], until), strict=True):
        ends_by = min(following, until)
        for phase in plan.phases:
            stays = phase.phase == CLEAR and phase is plan.phases[-1]
            begins = first + phase.day_from
            ends = ends_by if stays else min(first + phase.day_to + 1, ends_by)
            if begins < ends:
                found.append(Stretch(phase, begins, ends))
    return tuple(found)
