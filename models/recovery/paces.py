"""Durations at three paces, in whole days: a range of figures as days on a calendar.

Part of a day counts as a whole day: 1.5 days count as 2. Weeks are converted to days and then rounded up:
4.3 weeks are 30.1 days and count as 31.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

DAYS_PER_WEEK = 7


class Verdict(StrEnum):
    """Whether something has happened by a day, from the most time to spare to the least.

    NO_RESULT applies to results only: there is none to wait for.
    """

    FITS_SLOW = "fits_slow"
    FITS = "fits"
    FITS_FAST = "fits_fast"
    DOES_NOT_FIT = "does_not_fit"
    NOT_KNOWN = "not_known"
    NO_RESULT = "no_result"


@dataclass(frozen=True, slots=True)
class Pace:
    """Whole days, or numbers of sessions, at the fast, usual and slow pace. None: not known.

    ``is_open``: nobody has reported a slow end, so ``slow`` is only the most that has been reported, and
    the real one may be later.
    """

    fast: int | None
    usual: int | None
    slow: int | None
    is_open: bool = False

    def then(self, other: "Pace") -> "Pace":
        """This duration followed by ``other``."""
        return Pace(
            _sum(self.fast, other.fast),
            _sum(self.usual, other.usual),
            _sum(self.slow, other.slow),
            self.is_open or other.is_open,
        )


NO_TIME = Pace(0, 0, 0)
ONCE = Pace(1, 1, 1)
NOT_KNOWN = Pace(None, None, None, is_open=True)


def pace(low: float | None, typical: float | None, high: float | None, *, days: float = 1) -> Pace:
    """A range in units of ``days`` days.

    A missing low end is never taken to be lower than the typical figure, and a missing high end leaves
    the slow pace open.
    """
    lowest = low if low is not None else typical
    highest = high if high is not None else lowest if typical is None else typical
    fast, usual, slow = (None if x is None else rounded_up(days * x) for x in (lowest, typical, highest))
    return Pace(fast, usual, slow, is_open=high is None)


def last_session(sessions: Pace, gap: Pace) -> Pace:
    """Days from the first session to the last: one gap fewer than there are sessions."""
    days = [
        0 if n is not None and n <= 1 else None if n is None or g is None else (n - 1) * g
        for n, g in zip(_ends(sessions), _ends(gap), strict=True)
    ]
    several = sessions.slow is None or sessions.slow > 1
    return Pace(days[0], days[1], days[2], sessions.is_open or (several and gap.is_open))


def verdict(length: Pace, days: int) -> Verdict:
    """Whether ``length`` is over within ``days``. A pace that is not known is never taken to fit."""
    if length.slow is not None and not length.is_open and length.slow <= days:
        return Verdict.FITS_SLOW
    if length.usual is not None and length.usual <= days:
        return Verdict.FITS
    if length.fast is None:
        return Verdict.NOT_KNOWN
    if length.fast > days:
        return Verdict.DOES_NOT_FIT
    return Verdict.NOT_KNOWN if length.usual is None else Verdict.FITS_FAST


def rounded_up(value: float) -> int:
    """``value`` rounded up to a whole number, apart from floating-point error."""
    return math.ceil(round(value, 6))


def _ends(pace: Pace) -> tuple[int | None, int | None, int | None]:
    return pace.fast, pace.usual, pace.slow


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
