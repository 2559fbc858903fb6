"""The settings that a link can hold. Links, widgets, the Share panel and docs/link.md all use this list."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from models.evidence.kept import kept
from models.evidence.nouns import Evidence
from models.evidence.terms import COST, PHOTOTYPES, RESULTS, Certainty
from models.link.setting import Kind, Option, Setting
from models.options.questions import WORDS
from models.person.preferences import (
    MOST_IMPORTANT,
    NO_FIGURE,
    SIDE_RANGE,
    START_CONCERN,
    START_SIDE,
    START_TREATMENT,
    CalendarChoices,
    ChartChoices,
    DoubtChoices,
    EvidenceFilters,
    Occasion,
    Preferences,
    SideChoices,
)
from models.talk.slide_titles import SLIDE_TITLES
from models.uploads.column_names import COURSE, DAYS
from models.uploads.typed_numbers import NumberRule
from models.wording.provenance import BASIS_WORDS

#: Keys of the settings; the importances have the ids of their criteria.
CONCERN, PHOTOTYPE = "concern", "phototype"
BUDGET, DAYS_OFF, PUT_BACK = "budget", "days", "back"
TREATMENT = "treatment"
CHART_ACROSS, CHART_UP, CHART_RANGES = "across", "up", "ranges"
COSTS_TOGETHER, TRIANGULAR, GAPS_AS_ON_BOARD = "together", "triangle", "gaps"
ABOVE, BELOW, ORDER = "above", "below", "order"
SIDE, ROWS, STANDARD_ORDER, DIFFERENCES, NAMES_HIDDEN = "side", "rows", "standard", "differ", "hide"
START_DATE, READY_DATE, OCCASION, ONE_SESSION = "from", "ready", "for", "one"
OF_TREATMENT, OF_CRITERION, OF_CONCERN = "of_treatment", "of_criterion", "of_concern"
OF_CERTAINTY, OF_BASIS = "of_certainty", "of_basis"
LEAN = "lean"
OFFERED = "offered"
SLIDE = "slide"

#: How "not sure" is written in a link, and on the button.
NOT_SURE = "Not sure"

#: The pair that is compared where none is chosen.
FIRST, SECOND = "The first on the board", "The second on the board"

#: The answer of a person who leans towards no option.
NO_LEAN = "I do not know yet"


OCCASION_WORDS = {
    Occasion.CLEAR: "A day when my skin should look clear",
    Occasion.WORK: "Going back to work",
    Occasion.SUN: "A holiday in strong sun",
}

#: The limits that can be set: whole US dollars and whole days.
BUDGET_RANGE = (0, 100_000)
DAYS_RANGE = (0, 365)

#: Rules for what may be typed for them.
LIMITS = {
    BUDGET: NumberRule(*BUDGET_RANGE, "1500", COURSE, is_whole=True),
    DAYS_OFF: NumberRule(*DAYS_RANGE, "7", DAYS, is_whole=True),
}

#: The importances of the start preset when this version of the link was published.
IMPORTANCES = {"results": 10, "cost": 5, "downtime": 5, "dark_marks": 5, "complications": 5, "pain": 2}

#: The line in the Share panel that holds all importances.
WHAT_MATTERS = f"What matters to you, 0 to {MOST_IMPORTANT}"

#: Dates that a link or a calendar may hold.
DATE_RANGE = (date(2020, 1, 1), date(2099, 12, 31))


def phototype_option(evidence: Evidence, phototype: str | None) -> str:
    """A phototype as it is shown and as the address bar holds it; only the part before ':' is read."""
    return NOT_SURE if phototype is None else f"{phototype}: {evidence.phototypes[phototype]}"


@kept(8)
def settings(evidence: Evidence) -> tuple[Setting, ...]:
    """Every setting, in the order in which a full link writes them."""
    concerns = _named(evidence.concerns.values(), "concern_id")
    treatments = _named(evidence.treatments.values(), "treatment_id")
    criteria = _named(evidence.criteria.values(), "criterion_id")
    weighted = _named(evidence.weighted, "criterion_id")
    phototypes = tuple(Option(p, p or NOT_SURE, phototype_option(evidence, p)) for p in (*PHOTOTYPES, None))
    certainties = tuple(Option(str(c), str(c), c.in_words) for c in Certainty)
    no_figure = Option(NO_FIGURE, NO_FIGURE, "no figure")
    choice, choices, switch = Kind.CHOICE, Kind.CHOICES, ("switches", Kind.SWITCH)
    start_preset = evidence.start_preset.importances
    ranked = partial(Setting, changes_ranking=True)
    importance = partial(ranked, kind=Kind.NUMBER, line=WHAT_MATTERS, bounds=(0, MOST_IMPORTANT))
    limited = partial(ranked, kind=Kind.LIMIT, line="Your limits")
    chart = partial(Setting, name="chart choices", kind=choice, options=weighted, line="Charts")
    sure = partial(Setting, line="How sure")
    drawn = partial(sure, name="switches", kind=Kind.SWITCH, changes_ranking=True)
    side = partial(Setting, line="Side by side")
    calendar = partial(Setting, line="Recovery calendar")
    dated = partial(calendar, name="dates", kind=Kind.DATE, bounds=DATE_RANGE)
    shown = partial(Setting, name="filters", kind=choices, line="Evidence")
    return (
        ranked(
            CONCERN, "concern_id", "concern", choice, concerns, line="What bothers you", default=START_CONCERN
        ),
        ranked(
            PHOTOTYPE, "phototype", "skin type", choice, phototypes, line="Your skin type", default=NOT_SURE
        ),
        *(
            importance(
                *(c.criterion_id, f"importances.{c.criterion_id}", c.short_label.lower()),
                says=f"{c.label} {{}}",
                default=str(IMPORTANCES.get(c.criterion_id, start_preset.get(c.criterion_id, 0))),
            )
            for c in evidence.weighted
        ),
        limited(
            BUDGET,
            "budget",
            "budget",
            bounds=BUDGET_RANGE,
            rule=LIMITS[BUDGET],
            says="cost up to {}",
            empty="no limit on cost",
        ),
        limited(
            DAYS_OFF,
            "days_off",
            "days off",
            bounds=DAYS_RANGE,
            rule=LIMITS[DAYS_OFF],
            says="up to {} at home",
            empty="no limit on days at home",
        ),
        ranked(
            PUT_BACK,
            "put_back",
            "treatments put back",
            choices,
            treatments,
            line="Shown although set aside",
            empty="none",
            as_set=True,
        ),
        Setting(
            TREATMENT,
            "treatment",
            "treatment",
            choice,
            treatments,
            line="One option in full",
            default=START_TREATMENT,
        ),
        chart(CHART_ACROSS, "charts.across", says="across: {}", default=COST),
        chart(CHART_UP, "charts.up", says="up: {}", default=RESULTS),
        chart(CHART_RANGES, "charts.ranges", says="ranges of: {}", default="dark_marks"),
        drawn(COSTS_TOGETHER, "doubt.costs_together", says="costs move together: {}"),
        drawn(TRIANGULAR, "doubt.triangular", says="triangular ranges: {}"),
        drawn(GAPS_AS_ON_BOARD, "doubt.gaps_as_on_board", says="gaps count as on the board: {}"),
        sure(ABOVE, "doubt.above", "pair", choice, (_nobody(FIRST), *treatments)),
        sure(BELOW, "doubt.below", "pair", choice, (_nobody(SECOND), *treatments), says="against {}"),
        sure(
            ORDER,
            "doubt.order",
            "order",
            choices,
            weighted,
            says="changes in order: {}",
            empty="no order of changes",
        ),
        side(
            SIDE,
            "side.treatments",
            "options side by side",
            choices,
            treatments,
            empty="no options",
            default=START_SIDE,
            most=SIDE_RANGE[1],
        ),
        side(ROWS, "side.rows", "rows", choices, _worded(WORDS), says="questions: {}", empty="all questions"),
        side(STANDARD_ORDER, "side.standard_order", *switch, says="the same order for all: {}"),
        side(DIFFERENCES, "side.differences_only", *switch, says="only what differs: {}"),
        side(NAMES_HIDDEN, "side.names_hidden", *switch, says="names hidden: {}"),
        dated(START_DATE, "calendar.start", says="from {}", empty="from today"),
        dated(READY_DATE, "calendar.ready", says="ready by {}", empty="no day to be ready for"),
        calendar(OCCASION, "calendar.occasion", "occasion", choice, _worded(OCCASION_WORDS)),
        calendar(ONE_SESSION, "calendar.one_session", *switch, says="one session only: {}"),
        shown(
            OF_TREATMENT, "filters.treatments", options=treatments, says="options: {}", empty="all options"
        ),
        shown(
            OF_CRITERION,
            "filters.criteria",
            options=criteria,
            says="figures on: {}",
            empty="all kinds of figures",
        ),
        shown(OF_CONCERN, "filters.concerns", options=concerns, says="concerns: {}", empty="all concerns"),
        shown(
            OF_CERTAINTY,
            "filters.certainties",
            options=(*certainties, no_figure),
            says="certainty: {}",
            empty="any certainty",
        ),
        shown(
            OF_BASIS,
            "filters.bases",
            options=(*_worded(BASIS_WORDS), no_figure),
            says="what it is based on: {}",
            empty="whatever it is based on",
        ),
        Setting(LEAN, "lean", "leaning", choice, (_nobody(NO_LEAN), *treatments), line="Where you lean"),
        # A link holds no clinic's prices, so this changes the ranking only once a price list is opened.
        Setting(OFFERED, "offered_here", *switch, line="Your limits", says="only what a clinic offers: {}"),
        Setting(SLIDE, "slide", "screen", choice, _worded(SLIDE_TITLES), line="Present"),
    )


def _nobody(label: str) -> Option:
    return Option(None, label, label)


def _named(items: Iterable[Any], id_name: str) -> tuple[Option, ...]:
    return tuple(Option(getattr(x, id_name), getattr(x, id_name), x.label) for x in items)


def _worded(words: Mapping[Any, str]) -> tuple[Option, ...]:
    return tuple(Option(str(value), str(value), said) for value, said in words.items())


_GROUPS: Mapping[str, Any] = {
    "importances": dict,
    "charts": ChartChoices,
    "doubt": DoubtChoices,
    "side": SideChoices,
    "calendar": CalendarChoices,
    "filters": EvidenceFilters,
}


def assembled(values: Mapping[str, Any]) -> Preferences:
    """Preferences from the value of every setting by its path."""
    plain: dict[str, Any] = {}
    grouped: dict[str, dict[str, Any]] = {name: {} for name in _GROUPS}
    for path, value in values.items():
        group, _, field = path.rpartition(".")
        (grouped[group] if group else plain)[field] = value
    return Preferences(**plain, **{name: _GROUPS[name](**parts) for name, parts in grouped.items()})
