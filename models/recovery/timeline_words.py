"""The words of the timeline: above each row, in its table, and for readers who cannot see the figure."""

from models.recovery.by_day_words import READY, READY_BY, RESULT, YES, Words, answers, questions
from models.recovery.paces import Pace, Verdict
from models.recovery.recovery_calendar import Calendar, Pattern, Plan
from models.recovery.recovery_words import READY_WORDS, latest, result_days
from models.wording.citations import long_date
from models.wording.estimate_words import certainty_in_words, gap_in_words
from models.wording.units import UNKNOWN


def shown(plan: Plan, calendar: Calendar) -> Pace:
    """The days that are drawn: of the whole plan, or of one session without a day to be ready for."""
    return plan.wait.days if calendar.days is None else plan.ready


def above_row(plan: Plan, calendar: Calendar) -> str:
    """The option, its two answers or its wait, and any marks, separated by ``<br>``."""
    marks = ["⊘ set aside"] if plan.is_set_aside else []
    marks += ["⏸ wait first"] if plan.wait_first else []
    lines = [f"<b>{plan.treatment.label}</b>", *_in_short(plan, calendar), " · ".join(marks)]
    return "<br>".join(line for line in lines if line)


def _in_short(plan: Plan, calendar: Calendar) -> tuple[str, ...]:
    assumed = " (assumed)" if plan.is_assumed and shown(plan, calendar).usual is not None else ""
    ready, result = plan.verdict, plan.result.by_then
    if ready is None or result is None:
        return (f"{READY_WORDS[calendar.occasion][2]}: {after_one_session(plan)}{assumed}",)
    head = READY_BY[calendar.occasion][1]
    seen = plan.result.days.usual
    guessed = " (assumed)" if plan.result.is_assumed and seen is not None else ""
    return (
        f"{head}: {_answered(READY, ready, 'from', plan.ready.usual, calendar)}{assumed}",
        f"Result: {_answered(RESULT, result, 'by', seen, calendar)}{guessed}",
    )


def _answered(words: Words, verdict: Verdict, since: str, usual: int | None, calendar: Calendar) -> str:
    """'✓ yes, from 12 December 2026'; if the answer is no, the usual day follows as such."""
    symbol, _, short = words[verdict]
    if not usual:
        return f"{symbol} {short}"
    day = f"{since} {_day(usual, calendar)}"
    return f"{symbol} {short}, {day}" if verdict in YES else f"{symbol} {short}; usual: {day}"


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
    """What the figure shows, for readers who cannot see it."""
    if calendar.days is None:
        waits = "; ".join(f"{p.treatment.label}: {after_one_session(p)}" for p in calendar.plans)
        return f"Days after one session from red to clear. {READY_WORDS[calendar.occasion][2]}: {waits}."
    parts = []
    for place, question in enumerate(questions(calendar)):
        by_answer: dict[str, list[str]] = {}
        for plan in calendar.plans:
            by_answer.setdefault(answers(plan)[place], []).append(plan.treatment.label)
        said = [f"{a[:1].upper()}{a[1:]}: {', '.join(names)}." for a, names in by_answer.items()]
        parts.append(f"{question}? {' '.join(said)}")
    return f"Calendar of {len(calendar.plans)} options from red to clear. {' '.join(parts)}"


def table_row(plan: Plan, calendar: Calendar) -> dict[str, str]:
    """The figures of one row in words. What depends on a day to be ready for is left out without one."""
    ready = READY_WORDS[calendar.occasion][2]
    from_first, from_last = result_days(plan)
    cells = {"Treatment": plan.treatment.label}
    if calendar.days is not None:
        cells |= dict(zip(questions(calendar), answers(plan), strict=True))
    cells |= {
        "After one session": after_one_session(plan),
        "Last session": _last_session(plan, calendar),
        f"{ready}: fast pace": _day(plan.ready.fast, calendar),
        f"{ready}: usual pace": _day(plan.ready.usual, calendar),
        f"{ready}: slow pace": latest(plan.ready, calendar),
    }
    if plan.verdict is not None:
        usual, slow = (_start_by(days, calendar) for days in (plan.ready.usual, plan.ready.slow))
        or_earlier = " or earlier" if plan.ready.is_open and plan.ready.slow is not None else ""
        fit = plan.sessions_that_fit
        cells |= {
            "Start by, to be ready": f"{usual}; slow pace: {slow}{or_earlier}",
            "Start by, to see a result": _start_by(plan.result.days.usual, calendar),
            "Sessions that fit": "no visits to count" if fit is None else str(fit),
        }
    seen = plan.result.days
    return cells | {
        "First result: early": _first_result(seen.fast, plan, calendar),
        "First result: usual, counted from the first session": _first_result(from_first, plan, calendar),
        "First result: usual, counted from the last": _first_result(from_last, plan, calendar),
        "First result: late": _first_result(seen.slow, plan, calendar, latest(seen, calendar)),
        "Certainty of the first result": certainty_in_words(plan.result),
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


def _first_result(offset: int | None, plan: Plan, calendar: Calendar, words: str = "") -> str:
    """A day, or why there is none. ``words`` replaces the plain date."""
    if plan.pattern is Pattern.NOTHING:
        return "no result of a treatment"
    if plan.result.has_effect is False:
        return "no change to expect"
    row = plan.result.row if plan.result.has_effect else plan.result.effect
    if offset is None and row is not None and not row.status.has_figures:
        return gap_in_words(row)
    return words or _day(offset, calendar)
