"""What a link can hold, one row per setting: links are read and written, and widgets filled, from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from models.cells import RefusedError
from models.column_names import COURSE, DAYS
from models.evidence import Evidence
from models.evidence_words import BASIS_WORDS
from models.kept import kept
from models.preferences import (
    MOST_IMPORTANT,
    CalendarChoices,
    ChartChoices,
    DoubtChoices,
    EvidenceFilters,
    Occasion,
    Preferences,
    SideChoices,
)
from models.questions import WORDS
from models.sheet import text_cell
from models.slide_titles import SLIDE_TITLES
from models.terms import PHOTOTYPES, Certainty
from models.typed_numbers import Mark, NumberRule, read_number

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

#: Who is compared where nobody is named.
FIRST, SECOND = "The first on the board", "The second on the board"

#: How it is said that a person leans to no option.
NO_LEAN = "I do not know yet"

#: What filters call a row without a figure.
NO_FIGURE = "no_figure"

OCCASION_WORDS = {
    Occasion.CLEAR: "A day when my skin should look clear",
    Occasion.WORK: "Going back to work",
    Occasion.SUN: "A holiday in strong sun",
}

#: The limits that can be set: whole US dollars and whole days.
BUDGET_RANGE = (0, 100_000)
DAYS_RANGE = (0, 365)

#: What may be typed for them.
_LIMITS = {
    BUDGET: NumberRule(*BUDGET_RANGE, "1500", COURSE, is_whole=True),
    DAYS_OFF: NumberRule(*DAYS_RANGE, "7", DAYS, is_whole=True),
}

#: Dates that a link or a calendar may hold.
DATE_RANGE = (date(2020, 1, 1), date(2099, 12, 31))

#: How many treatments stand side by side, at the least and at the most.
SIDE_RANGE = (2, 4)


class Kind(StrEnum):
    NUMBER = "number"
    LIMIT = "limit"
    CHOICE = "choice"
    CHOICES = "choices"
    SWITCH = "switch"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Option:
    """``value`` as ``Preferences`` hold it, ``id`` as a full link writes it, ``label`` as it is shown."""

    value: Any
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``key`` names it in a link and its widget, ``path`` its place in ``Preferences``.

    ``name`` is what a repair calls it. ``bounds`` are for numbers and dates, ``most`` is how many
    options may be chosen. ``as_set``: the order of the options chosen says nothing.
    """

    key: str
    path: str
    name: str
    kind: Kind
    options: tuple[Option, ...] = ()
    bounds: tuple[Any, Any] = (None, None)
    most: int | None = None
    as_set: bool = False

    def of(self, preferences: Preferences) -> Any:
        """The value of this setting."""
        value: Any = preferences
        for part in self.path.split("."):
            value = value[part] if isinstance(value, Mapping) else getattr(value, part)
        return value

    def in_link(self, value: Any) -> list[str]:
        """``value`` as a full link writes it; empty where there is nothing to write."""
        if value is None and self.kind in (Kind.LIMIT, Kind.DATE):
            return []
        match self.kind:
            case Kind.CHOICE:
                return [next(o.id for o in self.options if o.value == value)]
            case Kind.CHOICES:
                return [o.id for o in self._chosen(value)]
            case Kind.SWITCH:
                return [str(value).lower()]
            case _:
                return [str(value)]

    def in_widget(self, value: Any) -> Any:
        """``value`` as the widget holds it: a label, a list of labels, a typed text, or the value itself."""
        if self.kind is Kind.CHOICE:
            return next(o.label for o in self.options if o.value == value)
        if self.kind is Kind.LIMIT:
            return "" if value is None else str(value)
        return [o.label for o in self._chosen(value)] if self.kind is Kind.CHOICES else value

    def kept(self, value: Any, otherwise: Any) -> Any:
        """``value`` as far as its options are there: a visitor's own table has treatments of its own."""
        there = {o.value for o in self.options}
        if self.kind is Kind.CHOICE:
            return value if value in there else otherwise
        return self.collected(v for v in value if v in there) if self.kind is Kind.CHOICES else value

    def from_widget(self, shown: Any, otherwise: Any) -> Any:
        """The value behind what a widget holds; ``otherwise`` where the widget is empty or stale."""
        by_label = {o.label: o.value for o in self.options}
        if self.kind is Kind.CHOICE:
            return by_label.get(shown, otherwise)
        if self.kind is Kind.CHOICES:
            return self.collected(by_label[label] for label in shown or () if label in by_label)
        if self.kind is Kind.LIMIT:
            try:
                return typed_limit(self.key, shown)
            except RefusedError:
                return None  # the field says that it does not count
        return shown

    def collected(self, values: Iterable[Any]) -> tuple[Any, ...] | frozenset[Any]:
        return frozenset(values) if self.as_set else tuple(values)

    def _chosen(self, values: Iterable[Any]) -> list[Option]:
        by_value = {o.value: o for o in self.options}
        return (
            [o for o in self.options if o.value in values] if self.as_set else [by_value[v] for v in values]
        )


def typed_limit(key: str, text: str) -> int | None:
    """The limit that somebody typed, None for none. Raises RefusedError."""
    number = read_number(text_cell(text or ""), Mark.POINT, _LIMITS[key])
    return None if number is None else int(number)


def phototype_option(evidence: Evidence, phototype: str | None) -> str:
    """How a phototype is shown, and written in the address bar; only the part before ':' is read."""
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
    bases = tuple(Option(str(b), str(b), words) for b, words in BASIS_WORDS.items())
    no_figure = Option(NO_FIGURE, NO_FIGURE, "no figure")
    number, limit, choice, choices, switch = (
        *(Kind.NUMBER, Kind.LIMIT, Kind.CHOICE),
        *(Kind.CHOICES, Kind.SWITCH),
    )
    return (
        Setting(CONCERN, "concern_id", "concern", choice, concerns),
        Setting(PHOTOTYPE, "phototype", "skin type", choice, phototypes),
        *(
            Setting(
                c.criterion_id,
                f"importances.{c.criterion_id}",
                c.short_label.lower(),
                number,
                bounds=(0, MOST_IMPORTANT),
            )
            for c in evidence.weighted
        ),
        Setting(BUDGET, "budget", "budget", limit, bounds=BUDGET_RANGE),
        Setting(DAYS_OFF, "days_off", "days off", limit, bounds=DAYS_RANGE),
        Setting(PUT_BACK, "put_back", "treatments put back", choices, treatments, as_set=True),
        Setting(TREATMENT, "treatment", "treatment", choice, treatments),
        Setting(CHART_ACROSS, "charts.across", "chart choices", choice, weighted),
        Setting(CHART_UP, "charts.up", "chart choices", choice, weighted),
        Setting(CHART_RANGES, "charts.ranges", "chart choices", choice, weighted),
        Setting(COSTS_TOGETHER, "doubt.costs_together", "switches", switch),
        Setting(TRIANGULAR, "doubt.triangular", "switches", switch),
        Setting(GAPS_AS_ON_BOARD, "doubt.gaps_as_on_board", "switches", switch),
        Setting(ABOVE, "doubt.above", "pair", choice, (Option(None, FIRST, FIRST), *treatments)),
        Setting(BELOW, "doubt.below", "pair", choice, (Option(None, SECOND, SECOND), *treatments)),
        Setting(ORDER, "doubt.order", "order", choices, weighted),
        Setting(SIDE, "side.treatments", "options side by side", choices, treatments, most=SIDE_RANGE[1]),
        Setting(
            ROWS, "side.rows", "rows", choices, tuple(Option(str(q), str(q), w) for q, w in WORDS.items())
        ),
        Setting(STANDARD_ORDER, "side.standard_order", "switches", switch),
        Setting(DIFFERENCES, "side.differences_only", "switches", switch),
        Setting(NAMES_HIDDEN, "side.names_hidden", "switches", switch),
        Setting(START_DATE, "calendar.start", "dates", Kind.DATE, bounds=DATE_RANGE),
        Setting(READY_DATE, "calendar.ready", "dates", Kind.DATE, bounds=DATE_RANGE),
        Setting(
            OCCASION,
            "calendar.occasion",
            "occasion",
            choice,
            tuple(Option(str(o), str(o), words) for o, words in OCCASION_WORDS.items()),
        ),
        Setting(ONE_SESSION, "calendar.one_session", "switches", switch),
        Setting(OF_TREATMENT, "filters.treatments", "filters", choices, treatments),
        Setting(OF_CRITERION, "filters.criteria", "filters", choices, criteria),
        Setting(OF_CONCERN, "filters.concerns", "filters", choices, concerns),
        Setting(OF_CERTAINTY, "filters.certainties", "filters", choices, (*certainties, no_figure)),
        Setting(OF_BASIS, "filters.bases", "filters", choices, (*bases, no_figure)),
        Setting(LEAN, "lean", "leaning", choice, (Option(None, NO_LEAN, NO_LEAN), *treatments)),
        Setting(OFFERED, "offered_here", "switches", switch),
        Setting(
            SLIDE,
            "slide",
            "screen",
            choice,
            tuple(Option(str(s), str(s), title) for s, title in SLIDE_TITLES.items()),
        ),
    )


def _named(items: Iterable[Any], id_name: str) -> tuple[Option, ...]:
    return tuple(Option(getattr(x, id_name), getattr(x, id_name), x.label) for x in items)


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
