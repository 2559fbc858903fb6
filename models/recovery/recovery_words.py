"""The recovery calendar in plain sentences that the page, the chart, its table and the tests share."""

from datetime import date

from models.evidence.nouns import Estimate, Evidence
from models.person.preferences import Occasion
from models.recovery.paces import DAYS_PER_WEEK, Pace, Verdict, rounded_up
from models.recovery.recovery_calendar import Calendar, Pattern, Plan
from models.wording.aftercare_words import AFTERCARE_WORDS, usual_again
from models.wording.citations import long_date
from models.wording.estimate_words import certainty_in_words, gap_in_words
from models.wording.units import UNKNOWN, figure, span

#: Each occasion as the start of a sentence that ends in a date, in short for a figure, and as a column name.
READY_WORDS = {
    Occasion.CLEAR: ("Skin looks clear from", "clear from", "Skin looks clear"),
    Occasion.WORK: ("Back at work from", "at work from", "Back at work"),
    Occasion.SUN: ("The wait for strong sun ends on", "wait ends", "Wait for sun ends"),
}

PACES = (
    "Usual pace: the typical number of sessions, time between them and time to heal. Fast pace: the least of "
    "each that was reported. Slow pace: the most. Some people need longer still. Part of a day counts as a "
    "whole day. First result: early is the shortest time that was reported, counted from the first session. "
    "Usual and late count from the last session, since studies count from either. The same time is used for "
    "every concern."
)


def span_of_days(calendar: Calendar) -> str:
    """The two days and how far apart they are; or what is wrong with them, or missing."""
    if calendar.ready is None:
        return (
            "You have not picked a day yet, so the chart shows what comes after one session. Pick a day to "
            "be ready for, to see which options still fit."
        )
    start, ready = long_date(calendar.start), long_date(calendar.ready)
    if calendar.days is None:
        return (
            f"Your day, {ready}, comes before the first session on {start}. Change one of the two. Until "
            "then, the chart shows what comes after one session."
        )
    return f"From the first session on {start} to your day, {ready}: {figure(calendar.days, 'days')}."


def lines(plan: Plan, calendar: Calendar) -> tuple[str, ...]:
    """Everything stated about one option, a line for each question."""
    parts = (course, when, clear_note, start_by, what_fits, first_result, doubt)
    return tuple(text for part in parts if (text := part(plan, calendar).strip()))


def course(plan: Plan, calendar: Calendar) -> str:
    """How the treatment is spread over time, from the figures as they were reported."""
    match plan.pattern:
        case Pattern.NOTHING:
            return "Nothing is done, so there is nothing to heal, and no result from a treatment."
        case Pattern.HOME_USES:
            often = f", one use every {_in_brackets(plan.gap)}" if _has_figures(plan.gap) else ""
            return f"Used at home over and over{often}. No number of uses makes a course."
        case Pattern.ALL_THE_TIME:
            return f"Used all the time, for {_in_brackets(plan.sessions)}. Days count from the first use."
        case Pattern.UNKNOWN:
            return "How many sessions make a course is not known."
    if calendar.one_session:
        return f"One session here. A full course is {_in_brackets(plan.sessions)}."
    text = f"A full course is {_in_brackets(plan.sessions)}"
    if (plan.count.slow or 0) <= 1:
        return f"{text}."
    if not _has_figures(plan.gap):
        return f"{text}. How far apart they are is not known."
    text += f", {_in_brackets(plan.gap)} apart"
    weeks = plan.gap.typical if plan.gap is not None else None
    if weeks is None or plan.gap_days.usual == weeks * DAYS_PER_WEEK:
        return f"{text}."
    return f"{text}. We count {figure(weeks, 'weeks')} as {figure(plan.gap_days.usual, 'days')}."


def when(plan: Plan, calendar: Calendar) -> str:
    """The last session, and when the skin is ready, at each pace."""
    if plan.pattern is Pattern.NOTHING:
        return ""
    words = READY_WORDS[calendar.occasion][0]
    if plan.ready.fast is None and plan.ready.usual is None:
        return f"{words}: {UNKNOWN}. No figure was found."
    text = ""
    if plan.pattern is Pattern.VISITS and plan.last.usual:
        text = f"Last session at the usual pace: {long_date(calendar.day(plan.last.usual))}. "
    elif plan.pattern is Pattern.HOME_USES:
        text = "After one use: "
    return f"{text}{words} {paces_in_words(plan.ready, calendar)}"


def paces_in_words(days: Pace, calendar: Calendar) -> str:
    """'10 March 2027. Fast pace: 4 January 2027. Slow pace: 5 July 2027 or later.'"""
    usual = "a day not known at the usual pace" if days.usual is None else _date(calendar, days.usual)
    if days.fast == days.usual == days.slow:
        return f"{usual}, or later at the slow pace." if days.is_open else f"{usual}."
    fast = f" Fast pace: {_date(calendar, days.fast)}." if days.fast not in (None, days.usual) else ""
    return f"{usual}.{fast} Slow pace: {latest(days, calendar)}."


def latest(days: Pace, calendar: Calendar) -> str:
    """The date at the slow pace, with "or later" where it is open."""
    if days.slow is None:
        return UNKNOWN
    return f"{_date(calendar, days.slow)}{' or later' if days.is_open else ''}"


def start_by(plan: Plan, calendar: Calendar) -> str:
    """The latest days to start for ready skin and for a result; '' without a day to be ready for."""
    if plan.pattern is Pattern.NOTHING:
        return ""
    text, usual = "", None if plan.ready.usual is None else calendar.start_by(plan.ready.usual)
    if usual is not None and plan.pattern is Pattern.HOME_USES:
        text = f"Last use before your day: {long_date(usual)} at the latest. {_slow_start(plan, calendar)}"
    elif usual is not None:
        text = f"To be ready, start by {long_date(usual)} at the latest.{_too_late(usual, calendar)}"
        text = f"{text} {_slow_start(plan, calendar)}"
    return f"{text.strip()} {_start_for_a_result(plan, calendar)}".strip()


def _start_for_a_result(plan: Plan, calendar: Calendar) -> str:
    """The latest day to start for a result, which may differ from the one for ready skin."""
    seen = plan.result.days.usual
    start = None if seen is None else calendar.start_by(seen)
    if start is None:
        return ""
    late = _too_late(start, calendar)
    return f"To see a result at the usual pace, start by {long_date(start)}.{late}"


def _too_late(start: date, calendar: Calendar) -> str:
    return " That is before your first session." if start < calendar.start else ""


def _slow_start(plan: Plan, calendar: Calendar) -> str:
    if plan.ready.slow == plan.ready.usual and not plan.ready.is_open:
        return ""
    slow = None if plan.ready.slow is None else calendar.start_by(plan.ready.slow)
    if slow is None:
        return "For the slow pace it is not known."
    return f"For the slow pace: by {long_date(slow)}{' or earlier' if plan.ready.is_open else ''}."


def what_fits(plan: Plan, calendar: Calendar) -> str:
    """How much of a course fits, if the whole does not at the usual pace; else ''."""
    fit, whole = plan.sessions_that_fit, plan.count.usual
    if plan.verdict in (None, Verdict.FITS_SLOW, Verdict.FITS) or calendar.one_session:
        return ""
    if fit is None:
        return ""
    if fit == 0:
        return "At the usual pace, not even one session fits."
    of = f" of the usual {whole} sessions" if whole is not None and whole > 1 else " session"
    fits = "fits" if fit == 1 else "fit"
    return f"At the usual pace, {fit}{of} {fits}. What we say of results holds for a full course."


def first_result(plan: Plan, calendar: Calendar) -> str:
    """When a first result may be seen: clear skin is not yet a result."""
    result = plan.result
    row, effect = result.row, result.effect
    if plan.pattern is Pattern.NOTHING:
        return ""
    if result.has_effect is None:
        known = UNKNOWN if effect is None else gap_in_words(effect)
        return f"What it does for your concern: {known}. So no day for a first result is known."
    if not result.has_effect:
        return "No change is the usual result for your concern, so there is no first result to wait for."
    if row is None or not row.status.has_figures or row.typical is None:
        return f"A first result: {gap_in_words(row) if row is not None else UNKNOWN}."
    first, last = result_days(plan)
    dates = UNKNOWN if first is None else _date(calendar, first)
    if first != last:
        after_last = UNKNOWN if last is None else _date(calendar, last)
        dates = f"{dates} if counted from the first session, {after_last} from the last"
        if calendar.days is not None and (first or 0) <= calendar.days < (last or 0):
            dates = f"{dates}. Your day lies between the two"
    # The note of an assumed row would repeat that it is assumed.
    note = row.plain_note if not row.is_assumed else ""
    early = "" if result.days.fast in (None, first) else f" Early: {_date(calendar, result.days.fast)}."
    late = f" Late: {latest(result.days, calendar)}." if row.high is not None else ""
    text = f"A first result may be seen after {_in_brackets(row)}: {dates}.{early}{late}"
    return f"{text} Certainty: {certainty_in_words(result)}. {note}".strip()


def result_days(plan: Plan) -> tuple[int | None, int | None]:
    """Days to a first result, counted from the first and from the last session; None: not known."""
    row = plan.result.row
    if row is None or row.typical is None or not plan.result.has_effect:
        return None, None
    return rounded_up(DAYS_PER_WEEK * row.typical), plan.result.days.usual


def doubt(plan: Plan, calendar: Calendar) -> str:
    """The certainty of the weakest figure behind the days."""
    if plan.pattern is Pattern.NOTHING or plan.ready.usual is None:
        return ""
    return f"Certainty of the weakest figure behind these days: {certainty_in_words(plan)}."


def clear_note(plan: Plan, calendar: Calendar) -> str:
    """What may still show on clear skin, which a single date does not say."""
    last = plan.phases[-1] if plan.phases else None
    if calendar.occasion is not Occasion.CLEAR or last is None or plan.pattern is Pattern.NOTHING:
        return ""
    return f"From then on: {last.plain_notice}"


def waits(evidence: Evidence, plan: Plan) -> dict[str, str]:
    """How long to wait with each part of daily life after a session, and how certain that is."""
    found = dict.fromkeys(AFTERCARE_WORDS.values(), "no figure found")
    for what, wait, row in usual_again(evidence, plan.treatment.treatment_id):
        if row.typical is not None:
            found[what] = f"{wait}, {row.certainty.in_words}"
    return found


def _in_brackets(row: Estimate | None) -> str:
    """'4.3 weeks (2 to 6 weeks)', with 'assumed' if it is."""
    if row is None:
        return UNKNOWN
    assumed = ", assumed" if row.is_assumed else ""
    if row.typical is None:
        return f"{span(row.low, row.high, row.unit)} (no typical figure{assumed})"
    return f"{figure(row.typical, row.unit)} ({span(row.low, row.high, row.unit)}{assumed})"


def _has_figures(row: Estimate | None) -> bool:
    return row is not None and row.status.has_figures


def _date(calendar: Calendar, offset: int) -> str:
    return long_date(calendar.day(offset))
