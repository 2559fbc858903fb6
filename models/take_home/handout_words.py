"""The sentences of the handout and the text note."""

from models.clinic.overlay import altered
from models.clinic.table_in_view import whose_numbers
from models.doubt import doubt_words
from models.doubt.standings import Doubt
from models.evidence.nouns import Evidence
from models.evidence.terms import COST, DOWNTIME
from models.ranking.comparison import Comparison
from models.recovery import by_day_words, recovery_words
from models.recovery.recovery_calendar import Calendar, Plan
from models.wording.citations import long_date
from models.wording.units import figure

#: Shown in place of a reason that would reveal a health answer.
LEFT_OUT = "There is a reason that I left out here."

#: Shown whether or not there is such a reason, so that it reveals nothing.
HEALTH_COMES_FIRST = "A health reason can put the first session off. These days do not count that."

BACK = (
    "This link opens these settings with the public figures, ranges and sources. It holds no health answers, "
    "so what they set aside is back on the board there."
)

NO_PRICE_OF_OURS = "No clinic has given these prices: ask for a quote."


def about_me(evidence: Evidence, comparison: Comparison) -> tuple[str, ...]:
    """Skin type, limits and leaning, a sentence each."""
    preferences = comparison.preferences
    kind = preferences.phototype
    skin = f"{kind} ({evidence.phototypes[kind]})" if kind else "not sure, so the figures span all six"
    found = [f"My skin type: {skin}"]
    limits = []
    if preferences.budget is not None:
        limits.append(f"at most {figure(preferences.budget, evidence.criteria[COST].unit)} for a course")
    if preferences.days_off is not None:
        limits.append(f"at most {figure(preferences.days_off, evidence.criteria[DOWNTIME].unit)} at home")
    if limits:
        found.append(f"My limits: {', '.join(limits)}")
    if preferences.lean is not None:
        found.append(f"I lean to: {evidence.treatments[preferences.lean].label}")
    return tuple(found)


def health(evidence: Evidence, comparison: Comparison) -> tuple[str, ...]:
    ticked = [c for c in evidence.conditions if c in comparison.preferences.conditions]
    return tuple(evidence.conditions[c].plain_label for c in ticked) or ("I ticked nothing.",)


def order(comparison: Comparison) -> str:
    """What the order of the options means, or why there is none."""
    if not comparison.lines:
        return "Every option is set aside, so there is none to compare."
    if comparison.weights is None:
        return "No slider counts, so the options are not ranked."
    if len(comparison.lines) == 1:
        return "Only one option is left, so there is no order."
    return "The order says how closely an option fits what matters to me. It does not say what to choose."


def in_doubt(evidence: Evidence, comparison: Comparison, found: Doubt | None) -> tuple[str, ...]:
    """How sure the first place is, and what would change it; () if ``order`` says why there is none."""
    if comparison.weights is None or not comparison.lines:
        return ()
    return doubt_words.how_sure(evidence, comparison, found)


def standing(found: Doubt | None, treatment_id: str) -> str:
    if found is None:
        return ""
    mine = (s for s in found.standings if s.treatment.treatment_id == treatment_id)
    return next((doubt_words.standing(s, found) for s in mine), "")


def days_from(days: Calendar) -> str:
    """The first session and the day to be ready for, between which the dates are counted."""
    if days.is_backwards:
        first = f"Counted from a first session on {long_date(days.start)}. My day comes before it."
    elif days.ready is None:
        first = f"Counted from a first session on {long_date(days.start)}."
    else:
        first = recovery_words.span_of_days(days)
    return f"{first} {HEALTH_COMES_FIRST}"


def recovery(plan: Plan, days: Calendar) -> tuple[str, ...]:
    """The two answers, the last session, when the skin is ready, when to start, and how certain that is."""
    parts = (recovery_words.when, recovery_words.start_by, recovery_words.what_fits)
    said = [*by_day_words.in_sentences(plan, days, whose="my")]
    said += [text for part in parts if (text := part(plan, days).strip())]
    sure = recovery_words.doubt(plan, days)
    return tuple([*said, sure] if sure else said) or (recovery_words.course(plan, days),)


def prices(evidence: Evidence) -> str:
    if evidence.table is not None:
        return (
            "For a full course, in US dollars, as the opened table gives them. Nobody here has checked them."
        )
    return (
        "For a full course, in US dollars, from public sources gathered "
        f"{long_date(evidence.review.compiled_on)}. The numbers at each cost say who published it."
    )


def who_gave_prices(evidence: Evidence, comparison: Comparison) -> tuple[str, ...]:
    """Which table the numbers are from, what a clinic changed, or that no clinic has given a price."""
    if evidence.table is not None:
        return whose_numbers(evidence.table)[:1]
    return altered(evidence, comparison.preferences) or (NO_PRICE_OF_OURS,)


def version(evidence: Evidence) -> str:
    """Which figures these are."""
    return f"Version of the {'table' if evidence.table else 'evidence'}: {evidence.version}."


def more(count: int, what: str, where: str) -> str:
    """'And 3 more questions on the page Where I lean.'; '' for none."""
    return f"And {count} more {what}{'s' if count > 1 else ''} {where}." if count > 0 else ""
