"""One treatment in full: its figures as rows of words, dark marks and recovery in sentences."""

from dataclasses import dataclass

from models.evidence.after_session import DarkMarksDuration, RecoveryPhase
from models.evidence.nouns import Criterion, Estimate, Evidence
from models.evidence.readings import Reading, read_cell
from models.evidence.terms import Status
from models.options.course_costs import AT_HOME
from models.options.upkeep import why_apart
from models.person.preferences import Preferences
from models.wording.estimate_words import (
    certainty_in_words,
    ends_in_words,
    figure_in_words,
    in_words,
    range_in_words,
)
from models.wording.people import both_frames
from models.wording.units import figure, plain_number, span


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in words, with its notes and sources. ``is_gap``: the figure is missing."""

    name: str
    typical: str
    range: str
    certainty: str
    source_ids: tuple[str, ...]
    notes: tuple[str, ...] = ()
    is_gap: bool = False
    is_assumed: bool = False


def for_whom(evidence: Evidence, preferences: Preferences) -> str:
    """Whom the figures are for."""
    concern = evidence.concerns[preferences.concern_id].label.lower()
    skin = f"skin type {preferences.phototype}" if preferences.phototype else "any skin type"
    return f"For {concern} and {skin}. A full course, unless it says otherwise."


def figures(evidence: Evidence, treatment_id: str, preferences: Preferences) -> tuple[Figure, ...]:
    """The weighted criteria and then the facts, for the person's concern and skin."""
    return tuple(figure_of(evidence, treatment_id, c, preferences) for c in evidence.criteria.values())


def figure_of(
    evidence: Evidence, treatment_id: str, criterion: Criterion, preferences: Preferences
) -> Figure:
    """One criterion or fact, for the person's concern and skin."""
    if criterion.is_weighted:
        return figure_of_reading(read(evidence, treatment_id, criterion, preferences), evidence)
    row = evidence.fact(treatment_id, criterion.criterion_id, concern_id=preferences.concern_id)
    if row is None:
        words = _not_asked(evidence, treatment_id)
        return Figure(criterion.label, words, "", "no figure", (), is_gap=True)
    return figure_of_fact(criterion.label, row, evidence)


def read(evidence: Evidence, treatment_id: str, criterion: Criterion, preferences: Preferences) -> Reading:
    """One weighted criterion for the person's concern and skin type. Raises KeyError without a row."""
    concern, phototype = preferences.concern_id, preferences.phototype
    return read_cell(evidence, treatment_id, criterion, concern_id=concern, phototype=phototype)


def upkeep_and_fading(evidence: Evidence, treatment_id: str, preferences: Preferences) -> str:
    """Why upkeep does not come when the result is said to fade; '' if it does, or if nobody knows."""
    upkeep, lasts = (
        evidence.fact(treatment_id, c, concern_id=preferences.concern_id)
        for c in ("maintenance_interval", "result_duration")
    )
    at_home = evidence.treatments[treatment_id].setting == AT_HOME
    return why_apart(upkeep, lasts, at_home=at_home)


def figure_of_reading(reading: Reading, evidence: Evidence) -> Figure:
    """A weighted criterion in words, under its own name; a note names the skin types without a figure."""
    words = in_words(reading, evidence), range_in_words(reading), certainty_in_words(reading)
    notes = reading.notes
    if reading.unmeasured_for:
        notes = (*notes, unmeasured(reading))
    is_gap = not reading.is_measured and reading.status is not Status.NOT_APPLICABLE
    name = reading.criterion.label
    return Figure(name, *words, reading.source_ids, notes, is_gap, reading.is_assumed)


def unmeasured(reading: Reading) -> str:
    """The skin types without a figure; '' if there are none."""
    kinds = ", ".join(reading.unmeasured_for)
    return f"Not measured for skin types {kinds}." if kinds else ""


def figure_of_fact(name: str, row: Estimate, evidence: Evidence) -> Figure:
    """One row of ``estimates.csv`` in words, under ``name``."""
    words = figure_in_words(row, evidence), ends_in_words(row), certainty_in_words(row)
    notes = (row.plain_note,) if row.plain_note else ()
    is_gap = row.typical is None and row.status is not Status.NOT_APPLICABLE
    return Figure(name, *words, row.source_ids, notes, is_gap, row.is_assumed)


def _not_asked(evidence: Evidence, treatment_id: str) -> str:
    """The words for a fact without a row."""
    return "not in the table" if evidence.is_from_table(treatment_id) else "not asked for this concern"


def dark_marks(evidence: Evidence, treatment_id: str, preferences: Preferences) -> str:
    """How many get dark marks, in both frames, how long they last and how many keep them."""
    criterion = evidence.criteria.get("dark_marks")
    if criterion is None:
        return ""
    reading = read(evidence, treatment_id, criterion, preferences)
    if reading.typical is None:
        who = "The table gives no count" if reading.is_from_table else "Nobody has counted them"
        whose = "Its range is" if reading.is_from_table else "Our bounds are"
        bounds = f" {whose} {range_in_words(reading)}." if reading.status is Status.BOUNDED else ""
        how_many = f"{who}.{bounds}"
    else:
        frames = both_frames(reading.typical, "get them", "do not")
        how_many = f"About {frames} ({range_in_words(reading)})."
    lasts = evidence.dark_marks_duration.get(treatment_id)
    if lasts is None or lasts.weeks_typical is None:
        return how_many
    time = weeks(lasts)
    assumed = ", assumed" if lasts.is_assumed else ""
    return f"{how_many} They last about {time.typical} ({time.range}{assumed}). {who_keeps_them(lasts)}"


def weeks(lasts: DarkMarksDuration) -> Figure:
    """How long dark marks last."""
    typical, range_ = figure(lasts.weeks_typical, "weeks"), span(lasts.weeks_low, lasts.weeks_high, "weeks")
    notes = (lasts.plain_note,) if lasts.plain_note else ()
    words = typical, range_, certainty_in_words(lasts)
    return Figure("They last", *words, lasts.source_ids, notes, is_assumed=lasts.is_assumed)


def who_keeps_them(lasts: DarkMarksDuration) -> str:
    """How many of 100 people with dark marks keep them, or that nobody has reported it."""
    if lasts.lasting_per_100 is None:
        return "How many people keep them was not reported."
    if lasts.lasting_per_100 == 0:
        return "Of those who were counted, none kept them."
    return f"Of 100 people who get them, about {plain_number(lasts.lasting_per_100)} keep them."


def recovery_lines(evidence: Evidence, treatment_id: str) -> tuple[tuple[str, str, RecoveryPhase], ...]:
    """Each phase after a session: its days ('Day 0', 'Days 3 to 5'), what people notice, and the row."""
    return tuple(
        (
            f"Day {p.day_from}" if p.day_from == p.day_to else f"Days {p.day_from} to {p.day_to}",
            f"{p.plain_notice} Most people stay at home." if p.at_home else p.plain_notice,
            p,
        )
        for p in evidence.recovery
        if p.treatment_id == treatment_id
    )


def living_with_it(evidence: Evidence, treatment_id: str) -> tuple[str, ...]:
    """What others can see and for how long, and what no figure covers; the latter is always the same."""
    phases = [p for p in evidence.recovery if p.treatment_id == treatment_id]
    clear = next((p.day_from for p in phases if p.phase == "clear"), None)
    if clear is None:
        seen = "How long others can see it is not known."
    elif clear == 0:
        seen = "Others see nothing of it: the skin looks as it did before."
    else:
        seen = f"Others can see it for about {figure(clear, 'days')} after each session."
    if not phases:
        return (seen, "How long people stay at home after a session is not known.", *_UNSEEN)
    home = sum(p.day_to - p.day_from + 1 for p in phases if p.at_home)
    at_home = f"Most stay at home for about {figure(home, 'days')} after each session."
    return (
        seen,
        at_home if home else "Most need not stay at home.",
        *_UNSEEN,
    )


#: What no figure covers.
_UNSEEN = (
    "What you hide, cancel or ask of others in that time is up to you. Think of who is around you then.",
    "Waiting to see a change can be hard, and so can a mark that stays. How people feel with each option "
    "was not part of what we gathered.",
)
