"""Which treatments leave the skin ready by a day, which show a result by then, and when each must start.

Everything is counted in whole days from the first session (day 0), at three paces
(``models/recovery/paces.py``). Today's date is an argument.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.evidence.after_session import Aftercare, RecoveryPhase
from models.evidence.citing import sources_behind
from models.evidence.looked_up import first_of
from models.evidence.nouns import Estimate, Evidence, Treatment
from models.evidence.suitability import Contraindication
from models.evidence.terms import NO_TREATMENT, RESULTS, Action, Certainty, Status
from models.person.precautions import precautions
from models.person.preferences import Occasion, Preferences
from models.ranking.comparison import Comparison
from models.ranking.explain import Because
from models.recovery.first_result import FirstResult, first_result
from models.recovery.paces import (
    DAYS_PER_WEEK,
    NO_TIME,
    NOT_KNOWN,
    ONCE,
    Pace,
    Verdict,
    last_session,
    pace,
    rounded_up,
    verdict,
)

#: Ids of the facts that the calendar uses.
SESSIONS, GAP, FIRST_RESULT = "sessions", "session_interval", "time_to_visible_result"
REDNESS = "full_recovery"

#: The phase in which skin looks as it did before.
CLEAR = "clear"


class Pattern(StrEnum):
    """How a treatment is spread over time."""

    VISITS = "visits"
    HOME_USES = "home_uses"
    ALL_THE_TIME = "all_the_time"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Wait:
    """Days from a session until the skin is ready for the occasion, and how they are known."""

    days: Pace
    certainty: Certainty | None = None
    is_assumed: bool = False
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One treatment on the calendar. ``last`` and ``ready`` count days from the first session.

    ``verdict`` (is the skin ready by the day?) and ``sessions_that_fit`` (at the usual pace) are None without
    a day to be ready for, the latter also where there are no visits to count. ``result`` is the other answer.
    ``certainty`` is that of the weakest figure behind ``ready``. ``reasons``: why it was set aside;
    ``wait_first``: health answers that require a wait before the first session; the days do not include it.
    """

    treatment: Treatment
    pattern: Pattern
    sessions: Estimate | None
    gap: Estimate | None
    phases: tuple[RecoveryPhase, ...]
    count: Pace
    gap_days: Pace
    wait: Wait
    last: Pace
    ready: Pace
    result: FirstResult
    certainty: Certainty | None
    is_assumed: bool
    source_ids: tuple[str, ...]
    reasons: tuple[Because, ...]
    wait_first: tuple[Contraindication, ...]
    verdict: Verdict | None
    sessions_that_fit: int | None

    @property
    def is_set_aside(self) -> bool:
        return bool(self.reasons)


@dataclass(frozen=True, slots=True)
class Calendar:
    """``ready`` None: no day yet. ``plans`` in the evidence's order, those set aside at the end."""

    start: date
    ready: date | None
    occasion: Occasion
    one_session: bool
    plans: tuple[Plan, ...]

    @property
    def days(self) -> int | None:
        """Days from the first session to the day to be ready for; None without one on or after it."""
        return days_between(self.start, self.ready)

    @property
    def is_backwards(self) -> bool:
        """Whether the day to be ready for comes before the first session."""
        return self.ready is not None and self.ready < self.start

    def plan(self, treatment: Treatment) -> Plan:
        """The plan of one treatment, set aside or not. Raises LookupError for an unknown treatment."""
        missing = f"The calendar has no plan for {treatment.treatment_id}: take a treatment of its evidence."
        return first_of((plan for plan in self.plans if plan.treatment == treatment), missing)

    def day(self, offset: int) -> date:
        return self.start + timedelta(days=offset)

    def start_by(self, offset: int) -> date | None:
        """The latest first day that leaves ``offset`` days before the day to be ready for."""
        return None if self.days is None else self.day(self.days - offset)


def days_between(start: date, ready: date | None) -> int | None:
    """Whole days from the first session to the day to be ready for; None without such a day, or before it."""
    return None if ready is None or ready < start else (ready - start).days


def calendar(evidence: Evidence, comparison: Comparison, *, today: date) -> Calendar:
    """Every treatment, from the person's first day, or from ``today`` if they chose none."""
    choices = comparison.preferences.calendar
    start, occasion = choices.start or today, Occasion(choices.occasion)
    days = days_between(start, choices.ready)
    reasons = {item.treatment.treatment_id: item.reasons for item in comparison.set_aside}
    conditions = comparison.preferences.all_conditions(evidence)
    plans = [
        _plan(
            evidence,
            treatment,
            comparison.preferences,
            days,
            reasons.get(treatment_id, ()),
            tuple(r for r in precautions(evidence, treatment_id, conditions) if r.action is Action.POSTPONE),
        )
        for treatment_id, treatment in evidence.treatments.items()
    ]
    plans.sort(key=lambda plan: plan.is_set_aside)
    return Calendar(start, choices.ready, occasion, choices.one_session, tuple(plans))


def _plan(
    evidence: Evidence,
    treatment: Treatment,
    preferences: Preferences,
    days: int | None,
    reasons: tuple[Because, ...],
    wait_first: tuple[Contraindication, ...],
) -> Plan:
    sessions, gap, first_seen, effect = (
        evidence.fact(treatment.treatment_id, name, concern_id=preferences.concern_id)
        for name in (SESSIONS, GAP, FIRST_RESULT, RESULTS)
    )
    one_session = preferences.calendar.one_session
    pattern = _pattern(treatment, sessions)
    count = _count(pattern, sessions, one_session)
    gap_days = NOT_KNOWN if gap is None else pace(gap.low, gap.typical, gap.high, days=DAYS_PER_WEEK)
    wait = wait_for(Occasion(preferences.calendar.occasion), evidence, treatment)
    last = last_session(count, gap_days)
    ready = last.then(wait.days)
    # The certainty depends only on the rows that the days were counted from.
    course: list[Estimate] = []
    if pattern is Pattern.VISITS and not one_session:
        course += [sessions] if sessions is not None else []
        course += [gap] if gap is not None and (count.slow or 0) > 1 else []
    behind: list[Estimate | Wait] = [wait, *course]
    visits = pattern in (Pattern.VISITS, Pattern.UNKNOWN)
    return Plan(
        treatment=treatment,
        pattern=pattern,
        sessions=sessions,
        gap=gap,
        phases=tuple(p for p in evidence.recovery if p.treatment_id == treatment.treatment_id),
        count=count,
        gap_days=gap_days,
        wait=wait,
        last=last,
        ready=ready,
        result=first_result(
            first_seen, effect, last, course=course, days=days, nothing_is_done=pattern is Pattern.NOTHING
        ),
        certainty=Certainty.weakest(x.certainty for x in behind),
        is_assumed=any(x.is_assumed for x in behind),
        source_ids=sources_behind(behind),
        reasons=reasons,
        wait_first=wait_first,
        verdict=None if days is None else verdict(ready, days),
        sessions_that_fit=sessions_that_fit(count, gap_days, wait, days) if visits else None,
    )


def _pattern(treatment: Treatment, sessions: Estimate | None) -> Pattern:
    if treatment.treatment_id == NO_TREATMENT:
        return Pattern.NOTHING
    if sessions is not None and sessions.status.has_figures:
        return Pattern.VISITS if sessions.unit == "sessions" else Pattern.ALL_THE_TIME
    repeated = sessions is not None and sessions.status is Status.NOT_APPLICABLE
    return Pattern.HOME_USES if repeated and treatment.setting == "home" else Pattern.UNKNOWN


def _count(pattern: Pattern, sessions: Estimate | None, one_session: bool) -> Pace:
    """How many sessions. Treatment at home is counted from its first use."""
    match pattern:
        case Pattern.VISITS if sessions is not None and not one_session:
            return pace(sessions.low, sessions.typical, sessions.high)
        case Pattern.UNKNOWN if not one_session:
            return NOT_KNOWN
        case _:
            return ONCE


def wait_for(occasion: Occasion, evidence: Evidence, treatment: Treatment) -> Wait:
    """How long after a session the skin is ready for ``occasion``."""
    if treatment.treatment_id == NO_TREATMENT:
        return Wait(NO_TIME, Certainty.HIGH)
    phases = [p for p in evidence.recovery if p.treatment_id == treatment.treatment_id]
    if occasion is Occasion.CLEAR:
        return _until_clear(phases, evidence.fact(treatment.treatment_id, REDNESS))
    rows = [a for a in evidence.aftercare if (a.treatment_id, a.what) == (treatment.treatment_id, occasion)]
    if not rows:
        return Wait(NOT_KNOWN)
    at_home = 1 + max((p.day_to for p in phases if p.at_home), default=-1)
    return _until_usual(rows[0], at_home if occasion is Occasion.WORK else 0)


def _until_clear(phases: Sequence[RecoveryPhase], redness: Estimate | None) -> Wait:
    """The first day on which skin looks clear.

    Nobody has reported how long the slowest skin takes. It takes at least as long as the longest redness
    reported, since red skin is not clear. The slow pace stays open.
    """
    clear = next((p for p in phases if p.phase == CLEAR), None)
    if clear is None:
        return Wait(NOT_KNOWN)
    usual, slow = clear.day_from, clear.day_from
    behind: list[RecoveryPhase | Estimate] = [clear]
    if redness is not None and redness.high is not None and rounded_up(redness.high) > usual:
        slow = rounded_up(redness.high)
        behind.append(redness)
    days = Pace(usual, usual, slow, is_open=True)
    return Wait(days, clear.certainty, clear.basis.is_assumed, sources_behind(behind))


def _until_usual(row: Aftercare, at_home: int) -> Wait:
    """The wait of ``row``, but at least as long as most people stay at home."""
    days = pace(row.low, row.typical, row.high)
    if days.usual is not None and days.usual < at_home:
        days = Pace(days.fast, at_home, max(at_home, days.slow or 0), days.is_open)
    return Wait(days, row.certainty, row.basis.is_assumed, row.source_ids)


def sessions_that_fit(count: Pace, gap_days: Pace, wait: Wait, days: int | None) -> int | None:
    """How many sessions of the usual course heal within ``days`` at the usual pace; None: not known."""
    if days is None or wait.days.usual is None:
        return None
    room = days - wait.days.usual
    if room < 0:
        return 0
    if count.usual is None or gap_days.usual is None:
        return 1
    return min(count.usual, 1 + room // max(1, gap_days.usual))
