"""Preferences <-> query string. The link is the only state there is: it must never fail to open.

Reading is tolerant: what can be kept is kept, and each repair is noted. Health answers and free text
are no part of a link.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.evidence import Evidence
from models.preferences import MOST_IMPORTANT, ChartChoices, DoubtChoices, Preferences
from models.terms import PHOTOTYPES

#: Raise it when a default below, a label in the address bar or the meaning of a key changes, and keep the
#: old defaults. The address bar leaves out whatever equals its default, the version too, and writing it
#: there from code adds a step to the browser's history. So give every key a new name with the new version:
#: a link then tells its version by its keys. Full links write it out.
LINK_VERSION = 1

VERSION = "v"
CONCERN = "concern"
PHOTOTYPE = "phototype"
BUDGET = "budget"
DAYS_OFF = "days"
PUT_BACK = "back"
TREATMENT = "treatment"
CHART_ACROSS = "across"
CHART_UP = "up"
CHART_RANGES = "ranges"
COSTS_TOGETHER = "together"
TRIANGULAR = "triangle"
GAPS_AS_ON_BOARD = "gaps"
ABOVE = "above"
BELOW = "below"
ORDER = "order"
COSTS_TOGETHER = "together"
TRIANGULAR = "triangle"
ABOVE = "above"
BELOW = "below"
ORDER = "order"

#: How "not sure" is written in a link, and on the button.
NOT_SURE = "Not sure"

#: Who is compared where nobody is named.
FIRST, SECOND = "The first on the board", "The second on the board"

#: Who is compared where nobody is named.
FIRST, SECOND = "The first on the board", "The second on the board"

#: The limits that can be set: whole US dollars and whole days.
BUDGET_RANGE = (0, 100_000)
DAYS_RANGE = (0, 365)

#: What a missing key means, by link version. The importances are those of the start preset when the
#: version was published.
DEFAULTS: Mapping[int, Mapping[str, str]] = {
    1: {
        CONCERN: "acne_scars",
        PHOTOTYPE: NOT_SURE,
        "results": "10",
        "cost": "5",
        "downtime": "5",
        "dark_marks": "5",
        "complications": "5",
        "pain": "2",
        TREATMENT: "microneedling_pen",
        CHART_ACROSS: "cost",
        CHART_UP: "results",
        CHART_RANGES: "dark_marks",
        COSTS_TOGETHER: "false",
        TRIANGULAR: "false",
        GAPS_AS_ON_BOARD: "false",
        ABOVE: FIRST,
        BELOW: SECOND,
    }
}

#: Keys that other sites or Streamlit itself append; they carry no setting and are not worth a word.
FOREIGN_KEYS = re.compile(r"embed|embed_options|utm_\w+|fbclid|gclid|msclkid")

Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Opened:
    """A link as it was read. ``repaired`` names the settings that could not be kept as they were."""

    preferences: Preferences
    repaired: tuple[str, ...] = ()
    unknown_keys: bool = False
    newer: bool = False

    @property
    def note(self) -> str:
        """One plain sentence on what was repaired; empty where nothing was."""
        if not (self.repaired or self.unknown_keys or self.newer):
            return ""
        parts = []
        if self.repaired:
            parts.append(
                f"its {_listed(self.repaired)} could not be read as written, so we set what came closest"
            )
        if self.unknown_keys:
            parts.append("settings that this page does not have were left out")
        if self.newer:
            parts.append("it was made by a newer version of this page")
        return f"This link was repaired: {'; '.join(parts)}."


def phototype_option(evidence: Evidence, phototype: str | None) -> str:
    """How a phototype is shown, and written in the address bar; only the part before ':' is read."""
    return NOT_SURE if phototype is None else f"{phototype}: {evidence.phototypes[phototype]}"


def keys(evidence: Evidence) -> tuple[str, ...]:
    """Every key that a link may hold, in the order in which a full link writes them."""
    importances = tuple(c.criterion_id for c in evidence.weighted)
    limits = (BUDGET, DAYS_OFF, PUT_BACK, TREATMENT)
    charts = (CHART_ACROSS, CHART_UP, CHART_RANGES)
    doubt = (COSTS_TOGETHER, TRIANGULAR, GAPS_AS_ON_BOARD, ABOVE, BELOW, ORDER)
    return (VERSION, CONCERN, PHOTOTYPE, *importances, *limits, *charts, *doubt)


def open_link(query: Query, evidence: Evidence) -> Opened:
    """The preferences that a query string asks for; never raises, whatever it holds.

    ``query`` maps each key to all its values, in order.
    """
    reader = _Reader(query, evidence)
    importances = {
        c.criterion_id: reader.whole_number(c.criterion_id, c.short_label.lower(), (0, MOST_IMPORTANT)) or 0
        for c in evidence.weighted
    }
    criteria = {c.criterion_id: c.label for c in evidence.weighted}
    phototype = reader.choice(PHOTOTYPE, "skin type", dict.fromkeys((*PHOTOTYPES, NOT_SURE)))
    concerns = {c.concern_id: c.label for c in evidence.concerns.values()}
    treatments: dict[str, str | None] = {t.treatment_id: t.label for t in evidence.treatments.values()}
    switch = {"false": None, "true": None}
    preferences = Preferences(
        concern_id=reader.choice(CONCERN, "concern", concerns),
        phototype=None if phototype == NOT_SURE else phototype,
        importances=importances,
        budget=reader.whole_number(BUDGET, "budget", BUDGET_RANGE),
        days_off=reader.whole_number(DAYS_OFF, "days off", DAYS_RANGE),
        put_back=frozenset(reader.choices(PUT_BACK, "treatments put back", treatments)),
        treatment=reader.choice(TREATMENT, "treatment", treatments),
        charts=ChartChoices(
            across=reader.choice(CHART_ACROSS, "chart choices", criteria),
            up=reader.choice(CHART_UP, "chart choices", criteria),
            ranges=reader.choice(CHART_RANGES, "chart choices", criteria),
        ),
        doubt=DoubtChoices(
            costs_together=reader.choice(COSTS_TOGETHER, "switches", switch) == "true",
            triangular=reader.choice(TRIANGULAR, "switches", switch) == "true",
            gaps_as_on_board=reader.choice(GAPS_AS_ON_BOARD, "switches", switch) == "true",
            above=_named(reader.choice(ABOVE, "pair", {FIRST: None} | treatments)),
            below=_named(reader.choice(BELOW, "pair", {SECOND: None} | treatments)),
            order=tuple(reader.choices(ORDER, "order", criteria)),
        ),
    )
    known = keys(evidence)
    return Opened(
        preferences,
        tuple(dict.fromkeys(reader.repaired)),
        unknown_keys=any(k not in known and not FOREIGN_KEYS.fullmatch(k) for k in query),
        newer=reader.newer,
    )


def full_query(preferences: Preferences, evidence: Evidence) -> dict[str, list[str]]:
    """The query that reproduces ``preferences``, every value written out, defaults too."""
    query = {
        VERSION: [str(LINK_VERSION)],
        CONCERN: [preferences.concern_id],
        PHOTOTYPE: [preferences.phototype or NOT_SURE],
    }
    query |= {c.criterion_id: [str(preferences.importances[c.criterion_id])] for c in evidence.weighted}
    if preferences.budget is not None:
        query[BUDGET] = [str(preferences.budget)]
    if preferences.days_off is not None:
        query[DAYS_OFF] = [str(preferences.days_off)]
    if preferences.put_back:
        query[PUT_BACK] = [t for t in evidence.treatments if t in preferences.put_back]
    query[TREATMENT] = [preferences.treatment]
    query[CHART_ACROSS] = [preferences.charts.across]
    query[CHART_UP] = [preferences.charts.up]
    query[CHART_RANGES] = [preferences.charts.ranges]
    doubt = preferences.doubt
    query[COSTS_TOGETHER] = [str(doubt.costs_together).lower()]
    query[TRIANGULAR] = [str(doubt.triangular).lower()]
    query[GAPS_AS_ON_BOARD] = [str(doubt.gaps_as_on_board).lower()]
    query[ABOVE], query[BELOW] = [doubt.above or FIRST], [doubt.below or SECOND]
    if doubt.order:
        query[ORDER] = list(doubt.order)
    return query


def _named(choice: str) -> str | None:
    return None if choice in (FIRST, SECOND) else choice


def _listed(names: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and 3 more': short, however much was wrong."""
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} more settings"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _folded(text: str) -> str:
    return re.sub(r"[\s_]+", " ", text).strip().casefold()


class _Reader:
    """Reads one value at a time and collects the names of those that had to be repaired."""

    def __init__(self, query: Query, evidence: Evidence) -> None:
        self.query = query
        self.repaired: list[str] = []
        version = self._whole(self._values(VERSION)[0]) if VERSION in query else LINK_VERSION
        self.newer = version is not None and version > LINK_VERSION
        if version is None or (version not in DEFAULTS and not self.newer):
            self.repaired.append("version")
        self.defaults = dict(DEFAULTS.get(version or LINK_VERSION, DEFAULTS[LINK_VERSION]))
        for criterion_id, importance in evidence.start_preset.importances.items():
            self.defaults.setdefault(criterion_id, str(importance))

    def _values(self, key: str) -> Sequence[str]:
        return self.query.get(key) or ("",)

    @staticmethod
    def _whole(text: str) -> int | None:
        """A whole number of at most nine digits, or None. A fraction is cut off."""
        match = re.fullmatch(r"\s*([+-]?\d{1,9})(?:\.\d{0,9})?\s*", text, re.ASCII)
        return int(match[1]) if match else None

    def whole_number(self, key: str, name: str, allowed: tuple[int, int]) -> int | None:
        """The number under ``key``, moved into ``allowed``; the default where there is none.

        A limit given as a range, in either order, means its upper end.
        """
        default = self.defaults.get(key)
        fallback = int(default) if default is not None else None
        if key not in self.query:
            return fallback
        texts = list(self._values(key))
        if len(texts) == 1 and (range_ := re.fullmatch(r"(\d+)\s*(?:-|,|\.\.)\s*(\d+)", texts[0], re.ASCII)):
            texts = list(range_.groups())
        numbers = [n for text in texts if (n := self._whole(text)) is not None]
        low, high = allowed
        if not numbers:
            self.repaired.append(name)
            return fallback
        kept = min(max(max(numbers) if key in (BUDGET, DAYS_OFF) else numbers[0], low), high)
        if len(texts) > 1 or texts[0].strip() != str(kept):
            self.repaired.append(name)
        return kept

    def choice(self, key: str, name: str, options: Mapping[str, str | None]) -> str:
        """The id under ``key``, whether it is written as id or as label, in any case."""
        found, clean = self._found(key, options)
        if key in self.query and (len(found) != 1 or not clean):
            self.repaired.append(name)
        if found:
            return found[0]
        default = self.defaults[key]
        return default if default in options else next(iter(options))

    def choices(self, key: str, name: str, options: Mapping[str, str | None]) -> list[str]:
        """Every id named under ``key``, each once, in the order of the link."""
        found, clean = self._found(key, options)
        if not clean:
            self.repaired.append(name)
        return found

    def _found(self, key: str, options: Mapping[str, str | None]) -> tuple[list[str], bool]:
        """The options named under ``key`` in order, and whether every value named one, once."""
        by_name: dict[str, str] = {}
        for option, label in options.items():
            by_name.setdefault(_folded(option), option)
            by_name.setdefault(_folded(label or option), option)
        values = list(self.query.get(key, ()))
        if key == PHOTOTYPE:
            # In the address bar its words follow, which may be reworded: 'IV: burns little, ...'.
            values = [v.split(":")[0] for v in values]
        found = [by_name[_folded(v)] for v in values[: len(options)] if _folded(v) in by_name]
        return list(dict.fromkeys(found)), len(found) == len(values) == len(set(found))
