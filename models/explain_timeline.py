"""The words of the timeline: above each row, in its table, and in place of the figure."""

from models.citations import long_date
from models.explain import GAPS, certainty_in_words
from models.explain_recovery import READY_WORDS, VERDICT_WORDS, latest, result_days
from models.paces import Pace
from models.recovery_calendar import Calendar, Pattern, Plan, Verdict
from models.units import UNKNOWN


def shown(plan: Plan, calendar: Calendar) -> Pace:
    """The days that are drawn: of the whole plan, or of one session where there is no day to plan for."""
    return plan.wait.days if calendar.days is None else plan.ready


def above_row(plan: Plan, calendar: Calendar) -> str:
    """The option, its verdict or wait, and what to know before the dates. Lines are split by ``<br>``."""
    assumed = " (assumed)" if plan.is_assumed and shown(plan, calendar).usual is not None else ""
    marks = ["⊘ set aside"] if plan.is_set_aside else []
    marks += ["⏸ wait first"] if plan.wait_first else []
    lines = [f"<b>{plan.treatment.label}</b>", f"{_in_short(plan, calendar)}{assumed}", " · ".join(marks)]
    return "<br>".join(line for line in lines if line)


def _in_short(plan: Plan, calendar: Calendar) -> str:
    _, from_when, ready = READY_WORDS[calendar.occasion]
    if plan.verdict is None:
        return f"{ready}: {after_one_session(plan)}"
    symbol, _, words = VERDICT_WORDS[plan.verdict]
    if not plan.ready.usual:
        return f"{symbol} {words}"
    usual = _day(plan.ready.usual, calendar)
    if plan.verdict in (Verdict.FITS_SLOW, Verdict.FITS):
        return f"{symbol} {words}: {from_when} {usual}"
    return f"{symbol} {words}; usual pace: {usual}"


def after_one_session(plan: Plan) -> str:
    """The wait after one session: 'day 6 or later', 'day 35 (28 to 42)'."""
    if plan.pattern is Pattern.NOTHING:
        return "nothing to heal"
    days = plan.wait.days
    if days.usual is None:
        return UNKNOWN
    if days.fast == days.slow:
        return f"day {days.usual}{' or later' if days.is_open else ''}"
    return f"day {days.usual} ({days.fast} to {days.slow}{' or more' if days.is_open else ''})"


def spoken(calendar: Calendar) -> str:
    """What the figure shows, for whoever cannot see it."""
    if calendar.days is None:
        waits = "; ".join(f"{p.treatment.label}: {after_one_session(p)}" for p in calendar.plans)
        return f"Days after one session from red to clear. {READY_WORDS[calendar.occasion][2]}: {waits}."
    parts = []
    for verdict, (_, words, _) in VERDICT_WORDS.items():
        names = [p.treatment.label for p in calendar.plans if p.verdict is verdict]
        parts += [f"{words[0].upper()}{words[1:]}: {', '.join(names)}."] if names else []
    return f"Calendar of {len(calendar.plans)} options from red to clear. {' '.join(parts)}"


def table_row(plan: Plan, calendar: Calendar) -> dict[str, str]:
    """The figures of one row in words. What depends on a day to be ready for is left out without one."""
    ready = READY_WORDS[calendar.occasion][2]
    from_first, from_last = result_days(plan)
    cells = {"Treatment": plan.treatment.label}
    if plan.verdict is not None:
        cells["By your day"] = VERDICT_WORDS[plan.verdict][1]
    cells |= {
        "After one session": after_one_session(plan),
        "Last session": _last_session(plan, calendar),
        f"{ready}: fast pace": _day(plan.ready.fast, calendar),
        f"{ready}: usual pace": _day(plan.ready.usual, calendar),
        f"{ready}: slow pace": latest(plan.ready, calendar),
    }
    if plan.verdict is not None:
        slow = _start_by(plan.ready.slow, calendar)
        or_earlier = " or earlier" if plan.ready.is_open and plan.ready.slow is not None else ""
        fit = plan.sessions_that_fit
        cells |= {
            "Start by, usual pace": _start_by(plan.ready.usual, calendar),
            "Start by, slow pace": f"{slow}{or_earlier}",
            "Sessions that fit": "no visits to count" if fit is None else str(fit),
        }
    return cells | {
        "First result, counted from the first session": _first_result(from_first, plan, calendar),
        "First result, counted from the last": _first_result(from_last, plan, calendar),
        "Certainty": certainty_in_words(plan),
        "Set aside": "yes" if plan.is_set_aside else "no",
    }


def _day(offset: int | None, calendar: Calendar) -> str:
    return UNKNOWN if offset is None else long_date(calendar.day(offset))


def _start_by(offset: int | None, calendar: Calendar) -> str:
    day = None if offset is None else calendar.start_by(offset)
    return UNKNOWN if day is None else long_date(day)


def _last_session(plan: Plan, calendar: Calendar) -> str:
    match plan.pattern:
        case Pattern.NOTHING:
            return "no session"
        case Pattern.HOME_USES | Pattern.ALL_THE_TIME:
            return "goes on at home"
        case _:
            return _day(plan.last.usual, calendar)


def _first_result(offset: int | None, plan: Plan, calendar: Calendar) -> str:
    if plan.pattern is Pattern.NOTHING:
        return "no result from a treatment"
    row = plan.first_result
    if offset is None and row is not None and not row.status.has_figures:
        return GAPS[row.status]
    return _day(offset, calendar)
