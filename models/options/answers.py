"""The answers of one treatment to each side-by-side question, as plain data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from models.evidence.citing import sources_behind
from models.evidence.nouns import Estimate, Evidence, Treatment
from models.evidence.readings import Reading
from models.evidence.terms import PHOTOTYPES, Basis, Certainty, Rating, Slot, Status
from models.options import profile
from models.options.course_costs import AT_HOME, three_years
from models.options.profile import Figure
from models.options.questions import CRITERION_OF, Question
from models.person.precautions import NOTHING_TICKED, nothing_found, precautions
from models.person.preferences import Preferences
from models.wording.estimate_words import (
    ACTION_WORDS,
    NOT_IN_TABLE,
    RATING_WORDS,
    certainty_in_words,
    no_serious_harm,
)
from models.wording.people import People, in_both_frames, people_of
from models.wording.units import UNKNOWN, figure, span

#: Shown in place of a text that would reveal an option's name.
HIDDEN = "Hidden while the names are hidden."

#: Both sides of the frame, for the questions that count people.
FRAMES = {
    Question.NO_CHANGE: ("see little or no change", "see more"),
    Question.DARK_MARKS: ("get dark marks", "do not"),
    Question.OTHER_HARM: ("get other lasting harm", "do not"),
}

#: The fact that answers the question on little or no change, whose criterion is ``results``.
NO_CHANGE_FACT = "no_visible_change"

#: Days in each unit. A time that starts below one unit is given in days.
DAYS_IN = {"weeks": 7.0, "months": 365.25 / 12}

#: Shown if another evidence folder has no such criterion or fact.
NOT_ASKED = "Not asked here."


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer. Each of its ``figures`` has its own words, range, certainty and sources.

    ``named`` is text that may reveal the option's name, and ``more`` the rest of it, to be expanded;
    ``instead`` is shown while names are hidden. ``health`` is what the health answers mean: shown on screen,
    never part of a file.
    """

    text: str = ""
    named: str = ""
    instead: str = HIDDEN
    more: str = ""
    points: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    people: People | None = None
    source_ids: tuple[str, ...] = ()
    health: "Cell | None" = None

    @property
    def content(self) -> tuple[object, ...]:
        """All that the answer states, without notes and sources."""
        words = tuple((f.name, f.typical, f.range, f.certainty) for f in self.figures)
        health = self.health.content if self.health else ()
        return self.text, self.named, self.more, self.points, words, self.people, health

    def without_names(self) -> "Cell":
        """The same answer without anything that names the option, such as notes and sources."""
        return replace(
            self,
            named=self.instead if self.named else "",
            more="",
            figures=tuple(replace(f, notes=(), source_ids=()) for f in self.figures),
            source_ids=(),
            health=self.health.without_names() if self.health else None,
        )


def answer(evidence: Evidence, treatment: Treatment, question: Question, preferences: Preferences) -> Cell:
    """The answer of one treatment to one question, for one person."""
    return _ANSWERS[question](evidence, treatment, preferences)


def _texts(slot: Slot, rest: Slot | None = None) -> "Answer":
    """The text in a slot, and another to be expanded; both say what is done, and so reveal the name."""

    def tell(evidence: Evidence, treatment: Treatment, _: Preferences) -> Cell:
        every = [p for p in evidence.passages if p.treatment_id == treatment.treatment_id]
        found = {s: [p for p in every if p.slot is s] for s in (slot, rest) if s is not None}
        words = [" ".join(p.text for p in passages) for passages in found.values()]
        sources = sources_behind(p for passages in found.values() for p in passages)
        if not words[0] and evidence.is_from_table(treatment.treatment_id):
            return Cell(text=NOT_IN_TABLE)
        return Cell(named=words[0], more=" ".join(words[1:]), source_ids=sources)

    return tell


def _figures(*criterion_ids: str) -> "Answer":
    """The figures of some criteria or facts, or that the evidence does not ask for them."""

    def tell(evidence: Evidence, treatment: Treatment, preferences: Preferences) -> Cell:
        known = [evidence.criteria[c] for c in criterion_ids if c in evidence.criteria]
        found = [profile.figure_of(evidence, treatment.treatment_id, c, preferences) for c in known]
        return Cell(figures=tuple(found), text="" if found else NOT_ASKED)

    return tell


def _suits_me(evidence: Evidence, treatment: Treatment, preferences: Preferences) -> Cell:
    """The rating for the skin type, or for all six, and the strictest rule that the health answers bring."""
    wanted = (preferences.phototype,) if preferences.phototype else PHOTOTYPES
    rows = [evidence.suitability[treatment.treatment_id, kind] for kind in wanted]
    reasons = tuple(dict.fromkeys(row.plain_reason for row in rows))
    parts = []
    for rating in Rating:
        kinds = [row.phototype for row in rows if row.rating is rating]
        if kinds:
            symbol, word = RATING_WORDS[rating]
            parts.append(f"{symbol} {word} for {', '.join(kinds)}")
    certainty = Certainty.weakest(row.certainty for row in rows)
    found = Figure(
        name="Skin type",
        typical="; ".join(parts),
        range="",
        certainty=certainty.in_words if certainty else "not graded",
        source_ids=sources_behind(rows),
        notes=() if preferences.phototype else reasons,
    )
    return Cell(
        named=reasons[0] if preferences.phototype else "",
        figures=(found,),
        health=_health(evidence, treatment, preferences),
    )


def _health(evidence: Evidence, treatment: Treatment, preferences: Preferences) -> Cell:
    conditions = preferences.all_conditions(evidence)
    if not conditions:
        return Cell(text=NOTHING_TICKED)
    found = precautions(evidence, treatment.treatment_id, conditions)
    if not found:
        return Cell(text=nothing_found(evidence, treatment.treatment_id))
    row = found[0]
    symbol, words = ACTION_WORDS[row.action]
    more = len(found) - 1
    rest = f" And {more} more: see the page Is it right for me?" if more else ""
    return Cell(
        text=f"{symbol} {words} ({evidence.conditions[row.condition_id].label.lower()}).{rest}",
        named=row.reason_and_wait,
        source_ids=row.source_ids,
    )


def _visits(evidence: Evidence, treatment: Treatment, preferences: Preferences) -> Cell:
    """Sessions, the time between them and the time each takes; at home there are no sessions."""
    home = treatment.setting == AT_HOME
    names = {
        "sessions": "How long you use it" if home else "Sessions in a course",
        "session_interval": "Time between uses" if home else "Time between sessions",
        "time_per_visit": "Time for each use" if home else "Time for each session",
    }
    rows = {c: evidence.fact(treatment.treatment_id, c, concern_id=preferences.concern_id) for c in names}
    asked = {c: row for c, row in rows.items() if row and row.status is not Status.NOT_APPLICABLE}
    sessions = asked.get("sessions")
    if sessions is not None and sessions.high == 0:
        asked = {"sessions": sessions}
    found = tuple(profile.figure_of_fact(names[c], _in_days(row), evidence) for c, row in asked.items())
    where = "You do it at home. There are no sessions in a clinic." if home else ""
    return Cell(text=where or ("" if found else NOT_ASKED), figures=found)


def _lasts(evidence: Evidence, treatment: Treatment, preferences: Preferences) -> Cell:
    names = {"result_duration": "Result lasts", "maintenance_interval": "Upkeep every"}
    rows = {c: evidence.fact(treatment.treatment_id, c, concern_id=preferences.concern_id) for c in names}
    found = [profile.figure_of_fact(names[c], _in_days(row), evidence) for c, row in rows.items() if row]
    why = profile.upkeep_and_fading(evidence, treatment.treatment_id, preferences)
    return Cell(figures=tuple(found), text=why if found else NOT_ASKED)


def _in_days(row: Estimate) -> Estimate:
    """A time that starts below one week or month, in days to one decimal; other times unchanged."""
    first = row.low if row.low is not None else row.typical
    if row.unit not in DAYS_IN or first is None or first >= 1:
        return row

    def days(time: float | None) -> float | None:
        return None if time is None else round(time * DAYS_IN[row.unit], 1)

    return replace(row, low=days(row.low), typical=days(row.typical), high=days(row.high), unit="days")


def _three_years(evidence: Evidence, treatment: Treatment, _: Preferences) -> Cell:
    cost = three_years(evidence, treatment.treatment_id)
    found = Figure(
        name="Over three years",
        typical=figure(cost.typical, "USD") if cost.is_known else UNKNOWN,
        range=span(cost.low, cost.high, "USD") if cost.is_known else "",
        certainty=certainty_in_words(cost),
        source_ids=cost.source_ids,
        notes=tuple(dict.fromkeys(row.plain_note for row in cost.rows if row.plain_note)),
        is_gap=cost.typical is None,
        is_assumed=cost.is_assumed,
    )
    return Cell(text=cost.how, figures=(found,))


def _dark_marks(evidence: Evidence, treatment: Treatment, preferences: Preferences) -> Cell:
    cell = _people(Question.DARK_MARKS)(evidence, treatment, preferences)
    lasts = evidence.dark_marks_duration.get(treatment.treatment_id)
    if lasts is None or lasts.weeks_typical is None:
        return cell
    keep = profile.who_keeps_them(lasts)
    return replace(cell, figures=(*cell.figures, profile.weeks(lasts)), points=(keep,))


def _people(question: Question) -> "Answer":
    """People of 100 in both frames, and the data for a picture of them."""
    criterion_id = NO_CHANGE_FACT if question is Question.NO_CHANGE else CRITERION_OF[question]

    def tell(evidence: Evidence, treatment: Treatment, preferences: Preferences) -> Cell:
        cell = _figures(criterion_id)(evidence, treatment, preferences)
        criterion = evidence.criteria.get(criterion_id)
        if criterion is None:
            return cell
        row: Reading | Estimate | None
        if criterion.is_weighted:
            row = profile.read(evidence, treatment.treatment_id, criterion, preferences)
        else:
            row = evidence.fact(treatment.treatment_id, criterion_id, concern_id=preferences.concern_id)
        people = people_of(row, criterion.unit, *FRAMES[question]) if row else None
        if row is None or people is None:
            return cell
        none = " Among those who were counted, it was none." if _none_seen(row) else ""
        return replace(cell, people=people, text=in_both_frames(people) + none)

    return tell


def _none_seen(row: Reading | Estimate) -> bool:
    """Whether people were counted and none was found. A zero by definition or assumption does not count."""
    rows = row.estimates if isinstance(row, Reading) else (row,)
    return all(r.typical == 0 and r.basis in (Basis.SOURCED, Basis.DERIVED) for r in rows)


def _serious_harm(evidence: Evidence, treatment: Treatment, _: Preferences) -> Cell:
    harm = evidence.serious_harms.get(treatment.treatment_id)
    if harm is None:
        return Cell(text=no_serious_harm(evidence, treatment.treatment_id))
    there_is = "There is a warning. It appears here once you show the names."
    return Cell(named=harm.plain_warning, instead=there_is, source_ids=harm.source_ids)


def _not_known(evidence: Evidence, treatment: Treatment, preferences: Preferences) -> Cell:
    """Every missing figure, and every other one that was assumed."""
    found = list(profile.figures(evidence, treatment.treatment_id, preferences))
    gaps = [f"{f.name}: {f.typical}" for f in found if f.is_gap]
    lasts = evidence.dark_marks_duration.get(treatment.treatment_id)
    if lasts is not None and lasts.weeks_typical is not None:
        found.append(replace(profile.weeks(lasts), name="How long dark marks last"))
        if lasts.lasting_per_100 is None:
            gaps.append("How many keep dark marks: not reported")
    assumed = [f"{f.name}: assumed, at least in part" for f in found if f.is_assumed and not f.is_gap]
    text = "" if gaps or assumed else "Each question has a figure. Its range says how far it may be off."
    return Cell(text=text, points=(*gaps, *assumed))


Answer = Callable[[Evidence, Treatment, Preferences], Cell]

_ANSWERS: Mapping[Question, Answer] = {
    Question.WHAT_HAPPENS: _texts(Slot.WHAT_IT_IS, Slot.SESSION),
    Question.WHO_DOES_IT: _texts(Slot.WHO_DOES_IT),
    Question.SUITS_ME: _suits_me,
    Question.VISITS: _visits,
    Question.COURSE_COST: _figures("cost"),
    Question.THREE_YEARS: _three_years,
    Question.DAYS_AT_HOME: _figures("downtime"),
    Question.PAIN: _figures("pain"),
    Question.RESULT: _figures("results", "time_to_visible_result"),
    Question.NO_CHANGE: _people(Question.NO_CHANGE),
    Question.LASTS: _lasts,
    Question.DARK_MARKS: _dark_marks,
    Question.OTHER_HARM: _people(Question.OTHER_HARM),
    Question.SERIOUS_HARM: _serious_harm,
    Question.NOT_KNOWN: _not_known,
}
