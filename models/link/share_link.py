"""Preferences <-> query string. A link must always open, whatever it holds.

Reading is tolerant: what can be kept is kept, and each repair is noted. Health answers and free text
are never part of a link.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.evidence.nouns import Evidence
from models.history.snapshot import figures_version
from models.link.link_reader import LinkReader, Query, whole
from models.link.link_settings import (
    assembled,
    settings,
)
from models.person.preferences import Preferences
from models.wording.listing import listed

#: Raise it when the default of a setting, a label in the address bar or the meaning of a key changes, and
#: keep the old default in PAST_DEFAULTS. The address bar leaves out every default, the version too, and
#: writing it there from code would add a step to the browser's history. So give every key a new name with
#: each version: the keys of a link then show its version. Full links state it.
LINK_VERSION = 1

VERSION = "v"

#: Which figures a full link was made with: ``snapshot.figures_version``. It is not a setting.
FIGURES = "d"

#: By link version, then by key: the old default of a missing key where it differs from today's.
PAST_DEFAULTS: Mapping[int, Mapping[str, str | Sequence[str]]] = {}

#: Keys that other sites or Streamlit itself append; they are ignored without a note.
FOREIGN_KEYS = re.compile(r"embed|embed_options|utm_\w+|fbclid|gclid|msclkid")


@dataclass(frozen=True, slots=True)
class Opened:
    """A link as it was read. ``repaired`` names the settings that could not be kept as they were.

    ``figures`` is the version of the figures that the link says it was made with, '' where it does not say.
    Nothing has checked it.
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
            # Keep it short, however much was wrong.
            names = listed(self.repaired, 3 if len(self.repaired) <= 3 else 2, more="more settings")
            parts.append(f"its {names} could not be read as written, so we set what came closest")
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
    unpublished = version is None or version < 1
    reader = LinkReader(query, PAST_DEFAULTS.get(version or LINK_VERSION, {}))
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
    query = {VERSION: [str(LINK_VERSION)], FIGURES: [figures_version(evidence)]}
    for setting in settings(evidence):
        written = setting.in_link(setting.of(preferences))
        if written:
            query[setting.key] = written
        elif setting.default:
            query[setting.key] = [""]  # nothing is chosen; a missing key would mean the default
    return query
