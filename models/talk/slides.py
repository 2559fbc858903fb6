"""The screens of the presenter view as plain data: one idea each, with the same answers as elsewhere.

Texts are shortened by whole sentences or items only, with a note that there is more. Harms, warnings and
figures are never shortened. No screen holds a health answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from models.doubt.standings import Doubt
from models.evidence.citing import sources_behind
from models.evidence.nouns import Evidence, Treatment
from models.options.answers import Cell, answer
from models.options.profile import Figure
from models.options.questions import WORDS, Question
from models.options.side_by_side import meaning
from models.person.hard_stops import MOST_TOPICS, NOTHING_LISTED, WHOM_NOT, not_asked_here
from models.person.preferences import Preferences, SlideId
from models.ranking.comparison import Comparison
from models.take_home import ask
from models.talk import slide_fit
from models.talk.alterations import Alterations
from models.talk.shared_screen import Head, heads
from models.talk.slide_fit import Fit
from models.talk.slide_texts import backing, concern_in_short, how_many_here
from models.talk.slide_titles import SLIDE_TITLES
from models.wording import aftercare_words
from models.wording.citations import checked_by, long_date

#: The waits that most people ask about; the others can be expanded.
WAITS = ("work", "makeup", "sun")

#: How many gaps of one option fit on a screen, and how many questions.
MOST_GAPS, MOST_QUESTIONS = 6, 9


@dataclass(frozen=True, slots=True)
class SlideRow:
    """One question with an answer for each column."""

    words: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen. ``lead`` is above the columns, ``points`` is a list in their place.

    ``behind`` holds what can be expanded besides the cells: full texts, and questions with their reasons.
    """

    slide_id: SlideId
    title: str
    number: int
    of: int
    lead: tuple[str, ...] = ()
    heads: tuple[Head, ...] = ()
    rows: tuple[SlideRow, ...] = ()
    fits: tuple[Fit, ...] = ()
    points: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    @property
    def progress(self) -> str:
        return f"Screen {self.number} of {self.of}"


@dataclass(frozen=True, eq=False)
class View:
    """The data that the screens are made from."""

    evidence: Evidence
    comparison: Comparison
    found: Doubt | None
    altered: Alterations
    heads: tuple[Head, ...]

    @property
    def preferences(self) -> Preferences:
        return self.comparison.preferences


def slide(evidence: Evidence, comparison: Comparison, found: Doubt | None, altered: Alterations) -> Slide:
    """The screen that the person's view names."""
    order = list(SLIDE_TITLES)
    slide_id = SlideId(comparison.preferences.slide)
    view = View(evidence, comparison, found, altered, heads(evidence, comparison))
    empty = Slide(slide_id, SLIDE_TITLES[slide_id], order.index(slide_id) + 1, len(order))
    return _SLIDES[slide_id](view, empty)


def _row(view: View, question: Question, change: Callable[[Cell], Cell] = lambda cell: cell) -> SlideRow:
    cells = (answer(view.evidence, h.treatment, question, view.preferences) for h in view.heads)
    return SlideRow(WORDS[question], tuple(change(cell) for cell in cells))


def _asked(question: Question) -> Callable[[View, Slide], Slide]:
    """A screen with the answers to one question; what the question means can be expanded."""

    def build(view: View, empty: Slide) -> Slide:
        means = meaning(view.evidence, question)
        rows = (_row(view, question),)
        return replace(empty, heads=view.heads, rows=rows, behind=(means,) if means else ())

    return build


def _choice(view: View, empty: Slide) -> Slide:
    concern = view.evidence.concerns[view.preferences.concern_id]
    short, more = concern_in_short(concern.about)
    what = _row(view, Question.WHAT_HAPPENS, lambda cell: replace(cell, more=""))
    return replace(
        empty,
        lead=(
            f"{view.comparison.decision} {how_many_here(view.comparison)}",
            short,
            *filter(None, [not_asked_here(view.evidence, most=MOST_TOPICS)]),
        ),
        heads=view.heads,
        rows=(what, _row(view, Question.SUITS_ME, _skin_only)),
        behind=(f"{concern.label}. {concern.about}",) if more else (),
    )


def _skin_only(cell: Cell) -> Cell:
    """The rating for the skin type. Its reason can be expanded; what health answers mean is left out."""
    rating = cell.figures[0]
    notes = (*rating.notes, *([cell.named] if cell.named else []))
    return replace(cell, named="", health=None, figures=(replace(rating, notes=notes),))


def _effect(view: View, empty: Slide) -> Slide:
    effect = _row(view, Question.RESULT, lambda cell: replace(cell, figures=cell.figures[:1]))
    return replace(empty, heads=view.heads, rows=(effect, _row(view, Question.NO_CHANGE)))


def _time(view: View, empty: Slide) -> Slide:
    first_seen = _row(view, Question.RESULT, lambda cell: replace(cell, figures=cell.figures[1:]))
    rows = (replace(first_seen, words="When would I see it?"), _row(view, Question.LASTS))
    return replace(empty, heads=view.heads, rows=rows)


def _cost(view: View, empty: Slide) -> Slide:
    """How a total was worked out can be expanded; why there is none stays visible."""

    def formula_unfolds(cell: Cell) -> Cell:
        total = cell.figures[0]
        if total.is_gap:
            return cell
        return replace(cell, text="", figures=(replace(total, notes=(cell.text, *total.notes)),))

    rows = (_row(view, Question.COURSE_COST), _row(view, Question.THREE_YEARS, formula_unfolds))
    return replace(empty, heads=view.heads, rows=rows)


def _days(view: View, empty: Slide) -> Slide:
    def named(cell: Cell) -> Cell:
        words = "Days at home, whole course"
        return replace(cell, figures=tuple(replace(figure, name=words) for figure in cell.figures))

    home = _row(view, Question.DAYS_AT_HOME, named)
    waits = [_waits(view, h.treatment) for h in view.heads]
    lead = "Each wait counts from one session. Exercise, swimming and creams: under Why, and sources."
    again = SlideRow("When are things as usual again?", tuple(waits))
    return replace(empty, heads=view.heads, rows=(home, again), lead=(lead,))


def _waits(view: View, treatment: Treatment) -> Cell:
    """Three waits visible, the others to be expanded."""
    shown: list[Figure] = []
    others: list[str] = []
    found = aftercare_words.usual_again(view.evidence, treatment.treatment_id)
    for what, wait, row in found:
        certainty = row.certainty.in_words
        if row.what in WAITS:
            shown.append(Figure(what, wait, "", certainty, row.source_ids))
        else:
            others.append(f"{what}: {wait}. Certainty: {certainty}.")
    return Cell(
        text="" if shown else "No figure found.",
        figures=tuple(shown),
        more=" ".join(others),
        source_ids=sources_behind(row for *_, row in found),
    )


def _serious(view: View, empty: Slide) -> Slide:
    """Whom each option is not for, then the serious harm that has been reported."""
    found = _asked(Question.SERIOUS_HARM)(view, empty)
    stops = SlideRow(WHOM_NOT, tuple(Cell(text=head.stops or NOTHING_LISTED) for head in view.heads))
    return replace(found, rows=(stops, *found.rows)) if any(h.stops for h in view.heads) else found


def _feel(view: View, empty: Slide) -> Slide:
    """The pain of a session, and what happens in it."""
    pain = _asked(Question.PAIN)(view, empty)
    sessions = _row(view, Question.WHAT_HAPPENS, lambda cell: replace(cell, named=cell.more, more=""))
    return replace(pain, rows=(*pain.rows, replace(sessions, words="What happens in a session?")))


def _fit(view: View, empty: Slide) -> Slide:
    found = [slide_fit.fit_of(view.evidence, view.comparison, view.found, head) for head in view.heads]
    lead, behind = slide_fit.about_the_order(view.evidence, view.comparison, view.found, found)
    return replace(empty, heads=view.heads, fits=tuple(found), lead=lead, behind=behind)


def _unknown(view: View, empty: Slide) -> Slide:
    every = _row(view, Question.NOT_KNOWN)
    short = replace(every, cells=tuple(_few_gaps(cell) for cell in every.cells))
    return replace(empty, heads=view.heads, rows=(short,), lead=("A gap is not a zero.",))


def _few_gaps(cell: Cell) -> Cell:
    rest = cell.points[MOST_GAPS:]
    if not rest:
        return cell
    points = (*cell.points[:MOST_GAPS], f"And {len(rest)} more, under Why, and sources")
    return replace(cell, points=points, more=f"{'. '.join(rest)}.")


def _ask(view: View, empty: Slide) -> Slide:
    """Questions that health answers raise are asked in private; the screen says that there are some."""
    among = view.preferences.side.treatments
    every = ask.questions(view.evidence, view.comparison, view.found, among)
    asked = [item for item in every if not item.tells_health]
    shown = [_question(item) for item in asked[: MOST_QUESTIONS - 1]]
    # The last question, on doing nothing, is never left out.
    shown += [asked[-1].question] if len(asked) >= MOST_QUESTIONS else []
    about = ", ".join(s.treatment.label for s in ask.subjects(view.comparison, among))
    lead = [f"Made from your own view. They are about: {about}."] if about else ["Made from your own view."]
    left = len(asked) - len(shown)
    if left:
        lead.append(f"Left out here: {left}, under Why, and sources.")
    if len(asked) < len(every):
        lead.append("More come from what you told us: see the page Where I lean, for you alone.")
    behind = tuple(f"{item.question} {item.why}" for item in asked)
    return replace(empty, lead=(" ".join(lead),), points=tuple(shown), behind=behind)


def _question(item: ask.Ask) -> str:
    return f"{item.why} {item.question}" if item.needs_why else item.question


def _sources(view: View, empty: Slide) -> Slide:
    review, table = view.evidence.review, view.evidence.table
    counts = tuple(backing(view.evidence, h.treatment, view.preferences) for h in view.heads)
    return replace(
        empty,
        lead=() if table else (f"Gathered {long_date(review.compiled_on)}: {checked_by(review)}.",),
        heads=view.heads,
        rows=(SlideRow("What are the figures based on?", counts),),
        points=view.altered.in_words,
    )


_SLIDES: dict[SlideId, Callable[[View, Slide], Slide]] = {
    SlideId.CHOICE: _choice,
    SlideId.EFFECT: _effect,
    SlideId.TIME: _time,
    SlideId.COST: _cost,
    SlideId.DAYS: _days,
    SlideId.DARK_MARKS: _asked(Question.DARK_MARKS),
    SlideId.OTHER_HARM: _asked(Question.OTHER_HARM),
    SlideId.SERIOUS_HARM: _serious,
    SlideId.FEEL: _feel,
    SlideId.FIT: _fit,
    SlideId.UNKNOWN: _unknown,
    SlideId.ASK: _ask,
    SlideId.SOURCES: _sources,
}
