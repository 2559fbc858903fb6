"""What to ask in the consultation, from the rules, gaps, close calls and prices of this comparison."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from models.doubt import doubt_words
from models.doubt.standings import Doubt, missing_figures
from models.doubt.uncertainty import MissingFigure
from models.evidence.nouns import Evidence
from models.evidence.readings import Reading
from models.evidence.terms import COST, NO_TREATMENT, Action, VariesBy
from models.ranking.comparison import Comparison, Line, SetAside
from models.ranking.scoring import ABOUT_EQUAL
from models.ranking.screening import Reason
from models.wording.estimate_words import in_words, range_in_words
from models.wording.units import figure

#: How many options the questions are about if the person leans to none.
ASKED_ABOUT = 2

#: How many of the missing figures become a question.
MOST_GAPS = 3

#: A gap of another option is worth a question if it changes the chance of the first place by this much.
WORTH_ASKING = 0.05


Subjects = Sequence[Line | SetAside]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question for the clinician. ``why``: what in this comparison raises it.

    ``needs_why``: the question alone does not say what it is about.
    ``tells_health``: it reveals a health answer, so it is in no file unless the person asks for that.
    """

    question: str
    why: str
    tells_health: bool = False
    needs_why: bool = False


def subjects(comparison: Comparison, among: Collection[str] | None = None) -> tuple[Line | SetAside, ...]:
    """What the questions are about: the option that the person leans to, else the first on the board.

    ``among``: the ids to choose from, if not all are on screen.
    """
    lean = comparison.preferences.lean
    everything: list[Line | SetAside] = [*comparison.lines, *comparison.set_aside]
    if lean is not None and lean != NO_TREATMENT:
        return tuple(x for x in everything if x.treatment.treatment_id == lean)
    active = [line for line in comparison.lines if not line.is_no_treatment]
    return tuple(x for x in active if among is None or x.treatment.treatment_id in among)[:ASKED_ABOUT]


def questions(
    evidence: Evidence,
    comparison: Comparison,
    found: Doubt | None,
    among: Collection[str] | None = None,
) -> tuple[Ask, ...]:
    """The questions in the order to ask them: whether it is possible, harm, gaps, close calls, price.

    ``found`` None: nothing is ranked, so no gap matters more than another. ``among``: see ``subjects``.
    """
    asked: list[Ask] = []
    about = subjects(comparison, among)
    for subject in about:
        asked += _may_i(evidence, comparison, subject)
        asked += _harm(evidence, comparison, subject)
    if found is not None:
        asked += _gaps(evidence, comparison, found, about)
    asked += _close_calls(comparison, about)
    asked += [_price(subject) for subject in about]
    asked.append(
        Ask(
            "What happens if I do nothing for now, and could I decide later?",
            "Doing nothing for now is one of the options.",
        )
    )
    return tuple(asked)


def _may_i(evidence: Evidence, comparison: Comparison, subject: Line | SetAside) -> list[Ask]:
    """Questions on why it was set aside, and on the health conditions that call for a wait or a question."""
    treatment = subject.treatment
    name, preferences = treatment.label, comparison.preferences
    asked = []
    if isinstance(subject, SetAside):
        for because in subject.reasons:
            ask = f"Is {name} out of the question for me?"
            if because.reason is Reason.NOT_OFFERED:
                ask = f"Why is {name} not offered here, and who does offer it?"
            asked.append(Ask(ask, because.text, because.reason is Reason.CONDITION))
    for condition in sorted(preferences.all_conditions(evidence)):
        row = evidence.contraindications.get((condition, treatment.treatment_id))
        if row is not None and row.action is not Action.DO_NOT:
            what = evidence.conditions[condition].label.lower()
            wait = f" {row.plain_wait}" if row.plain_wait else ""
            when = "How long do I have to wait for" if row.action is Action.POSTPONE else "May I have"
            told = condition in preferences.conditions
            asked.append(Ask(f"{when} {name}, with {what}?", f"{row.plain_reason}{wait}", told))
    return asked


def _harm(evidence: Evidence, comparison: Comparison, subject: Line | SetAside) -> list[Ask]:
    name, phototype = subject.treatment.label, comparison.preferences.phototype
    asked = []
    for reading in subject.readings:
        if reading.criterion.varies_by is VariesBy.PHOTOTYPE:
            skin = f"skin type {phototype}" if phototype else "skin like mine"
            what = reading.criterion.short_label.lower()
            asked.append(
                Ask(
                    f"Of your last 100 people with {skin}, how many had {what} after {name}?",
                    _what_we_found(evidence, reading),
                )
            )
    harm = evidence.serious_harms.get(subject.treatment.treatment_id)
    if harm is not None:
        asked.append(
            Ask(
                f"Have you seen this after {name}, and what do you do about it?",
                harm.plain_warning,
                needs_why=True,
            )
        )
    return asked


def _what_we_found(evidence: Evidence, reading: Reading) -> str:
    assumed = ", assumed" if reading.is_assumed else ""
    where = "This clinic's table" if reading.is_from_table else "The evidence here"
    return f"{where}: {in_words(reading, evidence)} ({range_in_words(reading)}{assumed})."


def _gaps(evidence: Evidence, comparison: Comparison, found: Doubt, asked_about: Subjects) -> list[Ask]:
    """Questions on the missing figures that matter most, those of the options asked about first."""
    about = {subject.treatment.treatment_id for subject in asked_about}
    every = missing_figures(comparison)
    figures = [m for m in every if m.treatment_id in about or (found.standings and m.change >= WORTH_ASKING)]
    figures.sort(key=lambda m: m.treatment_id not in about)
    return [
        Ask(
            f"What do you know about {evidence.criteria[m.criterion_id].label.lower()} of "
            f"{evidence.treatments[m.treatment_id].label}?",
            f"{_who(comparison, m)}."
            + (f" {doubt_words.missing(evidence, m, found)}" if found.standings else ""),
        )
        for m in figures[:MOST_GAPS]
    ]


def _who(comparison: Comparison, found: MissingFigure) -> str:
    from_table = comparison.line(found.treatment_id).reading(found.criterion_id).is_from_table
    return "The table gives no figure for it" if from_table else "Nobody has measured it"


def _close_calls(comparison: Comparison, about: Subjects) -> list[Ask]:
    """Questions on options about level with those asked about."""
    asked = []
    for subject in about:
        if not isinstance(subject, Line) or subject.total is None:
            continue
        near = [
            line.treatment.label
            for line in comparison.lines
            if line is not subject
            and line.total is not None
            and abs(line.total - subject.total) < ABOUT_EQUAL
        ]
        if near:
            others = " or ".join(near)
            asked.append(
                Ask(
                    f"What are the reasons for {subject.treatment.label}, and for {others}?",
                    "With your priorities they are about equal: less than 1 point apart.",
                )
            )
    return asked


def _price(subject: Line | SetAside) -> Ask:
    cost = subject.reading(COST)
    found = f"The public range here: {range_in_words(cost)} for a course."
    if cost.is_clinics:
        found = f"On the list: {figure(cost.typical, cost.unit)} for a course ({range_in_words(cost)})."
    elif cost.is_from_table:
        found = f"The table says: {figure(cost.typical, cost.unit)} ({range_in_words(cost)}) for a course."
    return Ask(
        f"What does a whole course of {subject.treatment.label} cost here, with how many sessions, "
        "and what is included?",
        found,
    )
