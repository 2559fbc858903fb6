"""Two to four treatments as columns, the same questions as rows for all: the table as plain data."""

from dataclasses import dataclass

from models.evidence.nouns import Evidence, Treatment
from models.evidence.terms import NO_TREATMENT
from models.options.answers import NO_CHANGE_FACT, Cell, answer
from models.options.course_costs import MONTHS
from models.options.questions import CRITERION_OF, WORDS, Question
from models.person.hard_stops import not_for, sentence
from models.person.preferences import SIDE_RANGE, Preferences
from models.ranking.badges import Mark
from models.ranking.comparison import Comparison

#: What a column is called while names are hidden.
LETTERS = "ABCD"

#: Never left out as "the same for all": people need these answers before they agree to anything, and a harm
#: or a gap must not vanish because all options share it.
ALWAYS_SHOWN = (Question.SERIOUS_HARM, Question.NOT_KNOWN)

#: What a question means, if the evidence has no definition for it.
MEANINGS = {
    Question.SUITS_ME: "The rating for your skin type. Then the strictest thing that your health answers "
    "mean.",
    Question.THREE_YEARS: f"We worked this out. It is the course, then upkeep until month {MONTHS}, at the "
    "prices of today. No upkeep counts before the result is said to fade. The low end is a cheap course "
    "with upkeep far apart. The high end is a dear course with upkeep close together. Care at home counts by "
    "the year.",
    Question.NOT_KNOWN: "Figures that nobody has, and figures that we had to assume.",
}

#: Shown in place of the reason, which may name the option.
REASON_HIDDEN = "The reason appears here once you show the names."


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an option is set aside, or was set aside before the person put it back."""

    text: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One option. ``name`` is what the table calls it; ``mark`` is set if it is or was set aside.

    ``stop``: whom it is not for, among the conditions not asked about; '' if nothing rules it out.
    """

    treatment: Treatment
    name: str
    mark: str
    reasons: tuple[Reason, ...]
    stop: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question with an answer for each column."""

    question: Question
    means: str
    cells: tuple[Cell, ...]

    @property
    def words(self) -> str:
        return WORDS[self.question]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """``left_out`` holds the questions with the same answer in all columns, if only differences are shown."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    left_out: tuple[Question, ...]
    names_hidden: bool


def side_by_side(evidence: Evidence, comparison: Comparison) -> SideBySide:
    """The table for one person. With names hidden, no text in it names an option."""
    preferences = comparison.preferences
    side = preferences.side
    chosen = [evidence.treatments[t] for t in side.treatments]
    rows, left_out = [], []
    for question in ordered(preferences):
        cells = tuple(answer(evidence, treatment, question, preferences) for treatment in chosen)
        same = len({cell.content for cell in cells}) == 1
        if side.differences_only and same and question not in ALWAYS_SHOWN:
            left_out.append(question)
            continue
        if side.names_hidden:
            cells = tuple(cell.without_names() for cell in cells)
        rows.append(Row(question, meaning(evidence, question), cells))
    columns = [column_of(evidence, comparison, treatment, k) for k, treatment in enumerate(chosen)]
    return SideBySide(tuple(columns), tuple(rows), tuple(left_out), side.names_hidden)


def ordered(preferences: Preferences) -> tuple[Question, ...]:
    """The questions asked, the one whose criterion matters most to this person first.

    Questions of equal importance keep the standard order. A question without a criterion keeps its place:
    what happens, who does it, whether it suits and how many visits come first; serious harm and what is
    not known come last. They are not weighed, so no slider can push them out of sight.
    """
    side = preferences.side
    asked = [q for q in WORDS if not side.rows or q in side.rows]
    if side.standard_order:
        return tuple(asked)
    weighed = [q for q in asked if q in CRITERION_OF]
    weighed.sort(key=lambda q: -preferences.importances.get(CRITERION_OF[q], 0))
    return tuple(weighed.pop(0) if q in CRITERION_OF else q for q in asked)


def meaning(evidence: Evidence, question: Question) -> str:
    """What a question means, in the definition of its criterion; '' if it needs no explanation."""
    if question in MEANINGS:
        return MEANINGS[question]
    asked = {Question.NO_CHANGE: NO_CHANGE_FACT, Question.LASTS: ""}.get(question, CRITERION_OF.get(question))
    criterion = evidence.criteria.get(asked or "")
    return criterion.plain_definition if criterion else ""


def column_of(evidence: Evidence, comparison: Comparison, treatment: Treatment, place: int) -> Column:
    """The heading of one column; ``place`` sets its letter while names are hidden."""
    hidden = comparison.preferences.side.names_hidden
    name = f"Option {LETTERS[place]}" if hidden else treatment.label
    aside = next((item for item in comparison.set_aside if item.treatment == treatment), None)
    if aside is not None:
        mark, reasons = "set aside for you", [Reason(b.text, b.source_ids) for b in aside.reasons]
    else:
        line = comparison.line(treatment.treatment_id)
        reasons = [Reason(b.reason, b.source_ids) for b in line.badges if b.mark is Mark.PUT_BACK]
        mark = "put back by you" if reasons else ""
    if hidden and reasons:
        reasons = [Reason(REASON_HIDDEN, ())]
    answered = comparison.preferences.all_conditions(evidence)
    stop = sentence(not_for(evidence, treatment.treatment_id, answered))
    return Column(treatment, name, mark, tuple(reasons), stop)


def first_choice(comparison: Comparison) -> tuple[Treatment, ...]:
    """The first two on the board and no treatment. On a shorter board, options set aside fill the gap."""
    everyone = [line.treatment for line in comparison.lines]
    everyone += [item.treatment for item in comparison.set_aside]
    nothing = [t for t in everyone if t.treatment_id == NO_TREATMENT]
    others = [t for t in everyone if t.treatment_id != NO_TREATMENT]
    return (*others[: SIDE_RANGE[0]], *nothing)
