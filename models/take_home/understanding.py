"""Five questions that a person can answer from the screen, each with its answer explained."""

from dataclasses import dataclass

from models.doubt import doubt_words
from models.doubt.standings import Doubt
from models.doubt.uncertainty import to_nearest_five
from models.evidence.nouns import Evidence
from models.evidence.terms import COST, NO_TREATMENT, VariesBy
from models.ranking.comparison import Comparison, Line
from models.wording.estimate_words import in_words, range_in_words
from models.wording.units import plain_number


@dataclass(frozen=True, slots=True)
class CheckQuestion:
    """``answer`` is the index of the right one in ``options``; ``why`` explains it."""

    question_id: str
    text: str
    options: tuple[str, ...]
    answer: int
    why: str


def check(evidence: Evidence, comparison: Comparison, found: Doubt | None) -> tuple[CheckQuestion, ...]:
    """The five questions for one comparison. ``found`` None: nothing is ranked."""
    return (
        _how_many(evidence, comparison),
        _not_studied(),
        _costs_nothing(evidence),
        _how_sure(evidence, comparison, found) if found else _slider_at_zero(),
        _who_decides(),
    )


def _subject(comparison: Comparison) -> Line:
    """The option that the person leans to if it is on the board, else the first treatment."""
    lean = comparison.preferences.lean
    does = [x for x in comparison.lines if not x.is_no_treatment] or list(comparison.lines)
    return next((x for x in does if x.treatment.treatment_id == lean), does[0])


def _how_many(evidence: Evidence, comparison: Comparison) -> CheckQuestion:
    line = _subject(comparison)
    reading = next(
        (r for r in line.readings if r.criterion.varies_by is VariesBy.PHOTOTYPE), line.readings[0]
    )
    name, what = line.treatment.label, reading.criterion.short_label.lower()
    phototype = comparison.preferences.phototype
    skin = f"with skin type {phototype}" if phototype else "of any skin type"
    text = f"Of 100 people {skin} who have {name}, about how many get {what}?"
    unknown = "The table does not say" if reading.is_from_table else "Nobody has counted it"
    if reading.typical is None or reading.criterion.unit != "per 100":
        why = f"For {name} the figure is missing: {in_words(reading, evidence)}."
        return CheckQuestion("how_many", text, ("About 10", "About 90", unknown), 2, why)
    with_it, without = plain_number(reading.typical), plain_number(100 - reading.typical)
    numbers = [f"About {with_it}", f"About {without}"] if with_it != without else [f"About {with_it}"]
    assumed = ", assumed" if reading.is_assumed else ""
    why = (
        f"About {with_it} get them and {without} do not. The range is {range_in_words(reading)}{assumed}. "
        "You see it on the board when you open the row."
    )
    return CheckQuestion("how_many", text, (*numbers, unknown), 0, why)


def _not_studied() -> CheckQuestion:
    return CheckQuestion(
        "not_studied",
        "In place of a figure, it says: not studied. What does that mean?",
        ("It does no harm", "Nobody has measured it", "It does not work"),
        1,
        "Nobody has measured it. It may turn out well or badly, so the board counts the bad end.",
    )


def _costs_nothing(evidence: Evidence) -> CheckQuestion:
    """No treatment beside the most expensive option and the cheapest that is not free. If no option has a
    price, beside any other, since a gap is not a price."""
    none = evidence.treatments[NO_TREATMENT].label
    others = [t for t in evidence.treatments if t != NO_TREATMENT]
    costs = {t: evidence.estimate(t, COST).typical for t in others}
    priced = sorted((t for t in others if costs[t]), key=lambda t: costs[t] or 0)
    picked = [priced[-1], priced[0]] if priced else [t for t in others if costs[t] is None][:1]
    options = tuple(dict.fromkeys((*(evidence.treatments[t].label for t in picked), none)))
    return CheckQuestion(
        "costs_nothing",
        "Which of these costs nothing and keeps nobody at home?",
        options,
        options.index(none),
        f"{none}. It is an option in every table and chart, with its own drawback: no effect from treatment.",
    )


def _how_sure(evidence: Evidence, comparison: Comparison, found: Doubt) -> CheckQuestion:
    """What the sentence on the first place means, in each of its three forms."""
    said = f"It says: {doubt_words.first_place(evidence, comparison, found)} What does that mean?"
    if not found.standings:
        return CheckQuestion(
            "no_ranges",
            said,
            ("The figures are exact", "The order may or may not be firm", "The order is firm"),
            1,
            "Without ranges nobody can tell how far off a figure is. So small gaps in points mean little.",
        )
    if found.first is None:
        return CheckQuestion(
            "none_first",
            said,
            ("All options do the same", "The figures do not settle the order", "None of them works"),
            1,
            "The ranges overlap so much that the order changes from one version to the next. It says nothing "
            "about how many people are helped.",
        )
    often = to_nearest_five(found.first.first)
    return CheckQuestion(
        "how_sure",
        said,
        (
            f"It works for {often} of 100 people",
            "In the other versions another option comes first",
            f"In a poll, {often} of 100 people chose it",
        ),
        1,
        "Each version draws every figure from its range. It shows how firm the order is. It says nothing "
        "about how many people are helped.",
    )


def _slider_at_zero() -> CheckQuestion:
    return CheckQuestion(
        "slider_at_zero",
        "A slider is at 0. What does that do?",
        ("It counts against an option", "It hides some options", "That point does not count"),
        2,
        "At 0 a point has no weight. With every slider at 0 nothing is ranked.",
    )


def _who_decides() -> CheckQuestion:
    return CheckQuestion(
        "who_decides",
        "What sets the order of the options?",
        ("Your sliders and the figures", "What most people pick", "What a clinic pays for"),
        0,
        "Your sliders weigh the figures, and nothing else does. Nobody pays for a place.",
    )
