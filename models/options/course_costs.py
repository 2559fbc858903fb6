"""What a treatment costs over three years: the course, and the upkeep of its result.

No upkeep is counted before the result is said to fade (``models/options/upkeep.py``). The cost is
computed from several rows of the evidence: the page says so, and shows their sources and the weakest of
their certainties.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from models.evidence.citing import sources_behind
from models.evidence.nouns import Estimate, Evidence
from models.evidence.terms import COST, Certainty, Status
from models.options.upkeep import Spacing, spacing, why_apart
from models.wording.units import figure, span

#: The period that the costs cover, in months from the first session.
MONTHS = 36

MONTHS_PER_YEAR = 12
WEEKS_PER_MONTH = 365.25 / 7 / 12

#: The setting of home treatments, whose ``cost`` is a year of use (criteria.csv).
AT_HOME = "home"

#: Floating-point tolerance: a session that is due exactly at the end of the period counts.
_A_MOMENT = 1e-9


@dataclass(frozen=True, slots=True)
class ThreeYears:
    """US dollars over ``MONTHS`` months. Low: cheap, with rare upkeep; high: expensive, with frequent upkeep.

    ``typical`` is None if the upkeep or a price is not known; ``how`` then says what is known.
    """

    low: float | None
    typical: float | None
    high: float | None
    how: str
    rows: tuple[Estimate, ...]

    @property
    def is_known(self) -> bool:
        return self.low is not None or self.typical is not None or self.high is not None

    @property
    def is_assumed(self) -> bool:
        return any(row.is_assumed for row in self.rows)

    @property
    def certainty(self) -> Certainty | None:
        """The weakest certainty of the rows; None without a figure."""
        return Certainty.weakest(row.certainty for row in self.rows) if self.is_known else None

    @property
    def source_ids(self) -> tuple[str, ...]:
        return sources_behind(self.rows)


def three_years(evidence: Evidence, treatment_id: str) -> ThreeYears:
    """The cost of one treatment over three years, or what is known of it."""
    course = evidence.fact(treatment_id, COST)
    if course is None or not course.status.has_figures:
        own = course is not None and course.is_from_table
        who = "The table does not say" if own else "Nobody has reported"
        return _unknown(f"{who} what the course costs.", (course,))
    if evidence.treatments[treatment_id].setting == AT_HOME:
        return _home_care(course)
    between = evidence.fact(treatment_id, "maintenance_interval")
    if between is not None and between.status is Status.NOT_APPLICABLE:
        how = "There is no upkeep to pay for."
        return ThreeYears(course.low, course.typical, course.high, how, (course,))
    return _with_upkeep(evidence, treatment_id, course, between)


def _unknown(how: str, rows: Sequence[Estimate | None]) -> ThreeYears:
    return ThreeYears(None, None, None, how, tuple(row for row in rows if row is not None))


def _home_care(year: Estimate) -> ThreeYears:
    years = MONTHS // MONTHS_PER_YEAR
    low, typical, high = (
        None if dollars is None else years * dollars for dollars in (year.low, year.typical, year.high)
    )
    a_year = span(year.low, year.high, "USD") if year.typical is None else figure(year.typical, "USD")
    how = f"We worked this out: {years} years of use, at {a_year} a year."
    return ThreeYears(low, typical, high, how, (year,))


def _with_upkeep(
    evidence: Evidence, treatment_id: str, course: Estimate, between: Estimate | None
) -> ThreeYears:
    price = evidence.fact(treatment_id, "cost_per_session")
    sessions = evidence.fact(treatment_id, "sessions")
    apart = evidence.fact(treatment_id, "session_interval")
    lasts = evidence.fact(treatment_id, "result_duration")
    end = _end_of_course(sessions, apart)
    if (
        end is None
        or between is None
        or price is None
        or not (between.status.has_figures and price.status.has_figures)
    ):
        return _course_and_no_more(course, between, lasts)
    months = spacing(between, lasts)
    counts = (_upkeep(end, months.far), _upkeep(end, months.usual), _upkeep(end, months.close))
    low, typical, high = (
        None if base is None or count is None or each is None else base + count * each
        for base, count, each in zip(
            (course.low, course.typical, course.high),
            counts,
            (price.low, price.typical, price.high),
            strict=True,
        )
    )
    how = " ".join(_formula(course, price, months, counts) + _reasons(between, months, lasts))
    rows = tuple(row for row in (course, price, sessions, apart, between, lasts) if row is not None)
    return ThreeYears(low, typical, high, how, rows)


def _course_and_no_more(course: Estimate, between: Estimate | None, lasts: Estimate | None) -> ThreeYears:
    """The course alone is never given as the total, since the upkeep is not known."""
    price = span(course.low, course.high, "USD")
    if course.typical is not None:
        price = f"{figure(course.typical, 'USD')} ({price})"
    who = "the table does not say" if course.is_from_table else "nobody has reported"
    how = f"The course alone costs {price}. Upkeep comes on top, and {who} how much."
    if lasts is None or not lasts.status.has_figures:
        return _unknown(how, (course, between))
    months = span(lasts.low, lasts.high, "months")
    if lasts.typical is not None:
        months = f"about {figure(lasts.typical, 'months')} ({months})"
    return _unknown(f"{how} The result lasts {months}.", (course, between, lasts))


def _end_of_course(sessions: Estimate | None, apart: Estimate | None) -> float | None:
    """Months from the first to the last session of a usual course; None if it was not reported."""
    if sessions is None or sessions.typical is None:
        return None
    if sessions.typical <= 1:
        return 0.0
    if apart is None or apart.typical is None:
        return None
    return (sessions.typical - 1) * apart.typical / WEEKS_PER_MONTH


def _upkeep(end: float, months_apart: float | None) -> int | None:
    """Upkeep sessions from the end of the course up to the last day of ``MONTHS``."""
    if not months_apart:
        return None
    return max(0, floor((MONTHS - end) / months_apart + _A_MOMENT))


def _formula(
    course: Estimate, price: Estimate, months: Spacing, counts: tuple[int | None, int | None, int | None]
) -> list[str]:
    few, usual, many = counts
    parts = []
    if course.typical is not None and usual is not None and price.typical is not None:
        visits = f"{usual} upkeep session{'' if usual == 1 else 's'}"
        parts.append(
            f"We worked this out: the course, {figure(course.typical, 'USD')}, then {visits} at "
            f"{figure(price.typical, 'USD')}, one every {figure(months.usual, 'months')}."
        )
    for word, dollars, count, each in (
        ("Cheapest", course.low, few, price.low),
        ("Dearest", course.high, many, price.high),
    ):
        if dollars is not None and count is not None and each is not None:
            parts.append(f"{word}: {figure(dollars, 'USD')}, then {count} at {figure(each, 'USD')}.")
    return parts


def _reasons(between: Estimate, months: Spacing, lasts: Estimate | None) -> list[str]:
    """Why upkeep is counted at these intervals, if the reported interval alone does not explain it."""
    parts = [why] if (why := why_apart(between, lasts)) else []
    if between.low is None and between.high is None:
        is_even = months.close == months.usual == months.far
        follow = "all three use the same gap" if is_even else "the result's own range decides"
        parts.append(f"How far apart upkeep may be was not reported, so {follow}.")
    return parts
