"""Preferences <-> query string. The link is the only state there is: it must never fail to open.

Reading is tolerant: what can be kept is kept, and each repair is noted. Health answers and free text
are no part of a link.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.evidence import Evidence
from models.link_reader import LinkReader, Query, whole
from models.link_settings import (
    ABOVE,
    BELOW,
    CHART_ACROSS,
    CHART_RANGES,
    CHART_UP,
    CONCERN,
    COSTS_TOGETHER,
    DIFFERENCES,
    FIRST,
    GAPS_AS_ON_BOARD,
    LEAN,
    NAMES_HIDDEN,
    NO_LEAN,
    NOT_SURE,
    OCCASION,
    OFFERED,
    ONE_SESSION,
    PHOTOTYPE,
    SECOND,
    SIDE,
    SLIDE,
    STANDARD_ORDER,
    TREATMENT,
    TRIANGULAR,
    assembled,
    settings,
)
from models.preferences import Preferences

#: Raise it when a default below, a label in the address bar or the meaning of a key changes, and keep the
#: old defaults. The address bar leaves out whatever equals its default, the version too, and writing it
#: there from code adds a step to the browser's history. So give every key a new name with the new version:
#: a link then tells its version by its keys. Full links write it out.
LINK_VERSION = 1

VERSION = "v"

#: Which figures a full link was made with: ``Evidence.figures_version``. It sets nothing.
FIGURES = "d"

#: What a missing key means, by link version. The importances are those of the start preset when the
#: version was published. A setting that is not named here is empty: no limit, no date, nothing chosen.
DEFAULTS: Mapping[int, Mapping[str, str | Sequence[str]]] = {
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
        SIDE: ("microneedling_pen", "at_home_roller", "laser_co2_fractional", "no_treatment"),
        STANDARD_ORDER: "false",
        DIFFERENCES: "false",
        NAMES_HIDDEN: "false",
        OCCASION: "clear",
        ONE_SESSION: "false",
        LEAN: NO_LEAN,
        OFFERED: "false",
        SLIDE: "choice",
    }
}

#: Keys that other sites or Streamlit itself append; they carry no setting and are not worth a word.
FOREIGN_KEYS = re.compile(r"embed|embed_options|utm_\w+|fbclid|gclid|msclkid")


@dataclass(frozen=True, slots=True)
class Opened:
    """A link as it was read. ``repaired`` names the settings that could not be kept as they were.

    ``figures`` names the figures that it was made with, as far as the link can be trusted to: it may hold
    anything, and is empty where the link does not say.
    """

    preferences: Preferences
    repaired: tuple[str, ...] = ()
    unknown_keys: bool = False
    newer: bool = False
    figures: str = ""

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


def keys(evidence: Evidence) -> tuple[str, ...]:
    """Every key that a link may hold, in the order in which a full link writes them."""
    return (VERSION, FIGURES, *(setting.key for setting in settings(evidence)))


def open_link(query: Query, evidence: Evidence) -> Opened:
    """The preferences that a query string asks for; never raises, whatever it holds.

    ``query`` maps each key to all its values, in order.
    """
    version = whole((query.get(VERSION) or ("",))[0]) if VERSION in query else LINK_VERSION
    newer = version is not None and version > LINK_VERSION
    unpublished = version is None or (version not in DEFAULTS and not newer)
    defaults = dict(DEFAULTS.get(version or LINK_VERSION, DEFAULTS[LINK_VERSION]))
    for criterion_id, importance in evidence.start_preset.importances.items():
        defaults.setdefault(criterion_id, str(importance))
    reader = LinkReader(query, defaults)
    preferences = assembled({setting.path: reader.read(setting) for setting in settings(evidence)})
    known = keys(evidence)
    return Opened(
        preferences,
        tuple(dict.fromkeys([*(["version"] if unpublished else []), *reader.repaired])),
        unknown_keys=any(k not in known and not FOREIGN_KEYS.fullmatch(k) for k in query),
        newer=newer,
        figures=(query.get(FIGURES) or ("",))[0].strip().lower(),
    )


def full_query(preferences: Preferences, evidence: Evidence) -> dict[str, list[str]]:
    """The query that reproduces ``preferences``, every value written out, defaults too."""
    query = {VERSION: [str(LINK_VERSION)], FIGURES: [evidence.figures_version]}
    for setting in settings(evidence):
        written = setting.in_link(setting.of(preferences))
        if written:
            query[setting.key] = written
        elif DEFAULTS[LINK_VERSION].get(setting.key):
            query[setting.key] = [""]  # nothing chosen, and left out would mean the default
    return query


def _listed(names: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and 3 more': short, however much was wrong."""
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} more settings"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
