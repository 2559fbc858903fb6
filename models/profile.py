"""One treatment in full: its figures as rows of words, dark marks and recovery in sentences."""

from dataclasses import dataclass

from models.evidence import Aftercare, Criterion, Estimate, Evidence, RecoveryPhase
from models.explain import GAPS, certainty_in_words, in_words, range_in_words
from models.preferences import Preferences
from models.readings import Reading, read_cell
from models.units import figure, plain_number, span

#: What people wait for after a session, in words, in the order of a day.
AFTERCARE_WORDS = {
    "work": "Work and going out",
    "makeup": "Make-up",
    "exercise": "Exercise",
    "swimming": "Swimming",
    "retinoids": "Retinoid creams",
    "sun": "Strong sun",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in words, with the sources that stand behind it."""

    name: str
    typical: str
    range: str
    certainty: str
    source_ids: tuple[str, ...]


def figures(evidence: Evidence, treatment_id: str, preferences: Preferences) -> tuple[Figure, ...]:
    """The weighted criteria as the person reads them, then every fact that there is for their concern."""
    found = []
    for criterion in evidence.criteria.values():
        if criterion.is_weighted:
            reading = _read(evidence, treatment_id, criterion, preferences)
            words = in_words(reading, evidence), range_in_words(reading), certainty_in_words(reading)
            found.append(Figure(criterion.label, *words, reading.source_ids))
            continue
        try:
            estimate = evidence.estimate(
                treatment_id, criterion.criterion_id, concern_id=preferences.concern_id, phototype="I"
            )
        except KeyError:
            found.append(Figure(criterion.label, "not asked for this concern", "", "no figure", ()))
        else:
            found.append(_fact(criterion.label, estimate))
    return tuple(found)


def _read(evidence: Evidence, treatment_id: str, criterion: Criterion, preferences: Preferences) -> Reading:
    concern, phototype = preferences.concern_id, preferences.phototype
    return read_cell(evidence, treatment_id, criterion, concern_id=concern, phototype=phototype)


def _fact(name: str, estimate: Estimate) -> Figure:
    certainty = certainty_in_words(estimate)
    if not estimate.status.has_figures:
        return Figure(name, GAPS[estimate.status], "", certainty, estimate.source_ids)
    typical = figure(estimate.typical, estimate.unit) if estimate.typical is not None else "no typical figure"
    words = span(estimate.low, estimate.high, estimate.unit)
    return Figure(name, typical, words, certainty, estimate.source_ids)


def dark_marks(evidence: Evidence, treatment_id: str, preferences: Preferences) -> str:
    """How many get dark marks, in both frames, how long they last and how many keep them."""
    criterion = evidence.criteria.get("dark_marks")
    if criterion is None:
        return ""
    reading = _read(evidence, treatment_id, criterion, preferences)
    if reading.typical is None:
        how_many = f"Nobody has counted them. Our bounds are {range_in_words(reading)}."
    else:
        without = plain_number(100 - reading.typical)
        how_many = (
            f"About {in_words(reading, evidence)} get them, {without} do not ({range_in_words(reading)})."
        )
    lasts = evidence.dark_marks_duration.get(treatment_id)
    if lasts is None or lasts.weeks_typical is None:
        return how_many
    weeks = f"{figure(lasts.weeks_typical, 'weeks')} ({span(lasts.weeks_low, lasts.weeks_high, 'weeks')})"
    how_long = f" They last about {weeks}."
    if lasts.lasting_per_100 is None:
        return f"{how_many}{how_long} How many people keep them was not reported."
    if lasts.lasting_per_100 == 0:
        return f"{how_many}{how_long} Of those who were counted, none kept them."
    stay = f"Of 100 people who get them, about {plain_number(lasts.lasting_per_100)} keep them."
    return f"{how_many}{how_long} {stay}"


def recovery_lines(evidence: Evidence, treatment_id: str) -> tuple[tuple[str, RecoveryPhase], ...]:
    """Each phase after a session with its days in words: 'Day 0', 'Days 3 to 5'."""
    return tuple(
        (
            f"Day {p.day_from}" if p.day_from == p.day_to else f"Days {p.day_from} to {p.day_to}",
            p,
        )
        for p in evidence.recovery
        if p.treatment_id == treatment_id
    )


def usual_again(evidence: Evidence, treatment_id: str) -> tuple[tuple[str, str, Aftercare], ...]:
    """When things are usual again after a session: what, how long, and the row behind it."""
    rows = {a.what: a for a in evidence.aftercare if a.treatment_id == treatment_id}
    return tuple(
        (words, _wait(rows[what]), rows[what]) for what, words in AFTERCARE_WORDS.items() if what in rows
    )


def _wait(row: Aftercare) -> str:
    if row.typical is None:
        return "no figure found"
    if row.typical == row.high == 0:
        return "no wait"
    assumed = ", assumed" if row.basis.is_assumed else ""
    return f"{figure(row.typical, 'days')} ({span(row.low, row.high, 'days')}{assumed})"


def living_with_it(evidence: Evidence, treatment_id: str) -> tuple[str, ...]:
    """What others can see and for how long, and what no figure holds; the same lines for every treatment."""
    phases = [p for p in evidence.recovery if p.treatment_id == treatment_id]
    clear = next((p.day_from for p in phases if p.phase == "clear"), None)
    if clear is None:
        seen = "How long others can see it is not known."
    elif clear == 0:
        seen = "Others see nothing of it: the skin looks as it did before."
    else:
        seen = f"Others can see it for about {figure(clear, 'days')} after each session."
    home = sum(p.day_to - p.day_from + 1 for p in phases if p.at_home)
    at_home = f"Most stay at home for about {figure(home, 'days')} after each session."
    return (
        seen,
        at_home if home else "Most need not stay at home.",
        "What you hide, cancel or ask of others in that time is up to you. Think of who is around you then.",
        "Waiting to see a change can be hard, and so can a mark that stays. How people feel with each option "
        "was not part of what we gathered.",
    )
