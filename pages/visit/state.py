"""Widget keys, and the conversion between the widgets, the address bar and ``Preferences``.

Widgets bound to the address bar keep the link up to date by themselves. The link is read here once, before
the first widget is drawn, because Streamlit silently drops what it cannot read.
"""

from dataclasses import replace
from datetime import date

import streamlit as st

from models.evidence.nouns import Evidence
from models.link import share_link
from models.link.link_settings import assembled, settings
from models.link.share_link import Opened
from models.person import preferences
from models.person.preferences import Preferences

#: Our own session keys start with an underscore, which no link key does.
_OPENED = "_opened_link"


def condition_key(condition_id: str) -> str:
    """Session key of one health tick box."""
    return f"_condition_{condition_id}"


def open_link_once(evidence: Evidence) -> Opened:
    """Read the link on the first run of a visit, and rewrite it if the widgets could not read it.

    The widgets take their initial values from the address bar, so a repaired link is written there before any
    of them is drawn, and the script runs again.
    """
    if _OPENED not in st.session_state:
        query = {key: st.query_params.get_all(key) for key in st.query_params}
        opened = share_link.open_link(query, evidence)
        st.session_state[_OPENED] = opened
        _hand_on(opened.preferences, evidence)
        repaired = _repaired_query(opened, query, evidence)
        if repaired is not None:
            st.query_params.from_dict(repaired)
            st.rerun()
    kept: Opened = st.session_state[_OPENED]
    return kept


def _hand_on(linked: Preferences, evidence: Evidence) -> None:
    """Give the values of the link to the widgets of pages that have not been opened yet.

    On a change of page, Streamlit drops from the address every value whose widget has not been drawn.
    """
    start = preferences.start(evidence)
    for setting in settings(evidence):
        value = setting.of(linked)
        if value != setting.of(start) and setting.key not in st.session_state:
            st.session_state[setting.key] = setting.in_widget(value)


def read_widgets(evidence: Evidence) -> Preferences:
    """The preferences that the widgets show. For widgets not drawn yet, those of the link."""
    state = st.session_state
    linked: Preferences = state[_OPENED].preferences
    start = preferences.start(evidence)
    values = {}
    for setting in settings(evidence):
        in_link = setting.kept(setting.of(linked), setting.of(start))
        shown = setting.key in state
        values[setting.path] = setting.from_widget(state[setting.key], in_link) if shown else in_link
    conditions = frozenset(c for c in evidence.conditions if state.get(condition_key(c)))
    return replace(assembled(values), conditions=conditions)


def of_public(evidence: Evidence, wanted: Preferences) -> Preferences:
    """``wanted`` without what the public evidence does not have, such as options of a visitor's own table."""
    start = preferences.start(evidence)
    values = {s.path: s.kept(s.of(wanted), s.of(start)) for s in settings(evidence)}
    return replace(assembled(values), conditions=wanted.conditions)


def _spelt(value: object) -> list[str]:
    """The value of a widget as Streamlit writes it to the address bar."""
    if isinstance(value, list):
        return [str(item) for item in value] or [""]
    if isinstance(value, date):
        return [value.isoformat()]
    return [str(value).lower() if isinstance(value, bool) else str(value)]


def _repaired_query(
    opened: Opened, query: dict[str, list[str]], evidence: Evidence
) -> dict[str, list[str]] | None:
    """The query as the widgets write it, or None if the link already has that form.

    Values that equal their default are left out, as the widgets do. So are the version of the link and that
    of its figures, which describe the link as it was made and not the current view.
    """
    start = preferences.start(evidence)
    defaults = {s.key: s.in_widget(s.of(start)) for s in settings(evidence)}
    wanted = {s.key: s.in_widget(s.of(opened.preferences)) for s in settings(evidence)}
    written = {key: _spelt(value) for key, value in wanted.items() if value != defaults[key]}
    spelt = {key: _spelt(value) for key, value in defaults.items()} | written
    only_of_links = (share_link.VERSION, share_link.FIGURES)
    asked = {k: v for k, v in query.items() if k in share_link.keys(evidence) and k not in only_of_links}
    same = all(spelt.get(key) == values for key, values in asked.items()) and written.keys() <= asked.keys()
    if same and not opened.note and not opened.figures:
        return None
    foreign = {key: values for key, values in query.items() if share_link.FOREIGN_KEYS.fullmatch(key)}
    return foreign | written
