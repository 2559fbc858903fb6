"""Widget keys, and the way between the widgets, the address bar and ``Preferences``.

Widgets bound to the address bar keep the link in step by themselves. The link is read here once,
before the first widget is drawn, because Streamlit drops what it cannot read without a word.
"""

import streamlit as st

from models import preferences, share_link
from models.evidence import Evidence
from models.preferences import ChartChoices, DoubtChoices, Preferences
from models.share_link import Opened
from models.terms import PHOTOTYPES
from pages.ui.health import condition_key

#: Our own session keys start with an underscore, so that none is mistaken for a link key.
_OPENED = "_opened_link"


def open_link_once(evidence: Evidence) -> Opened:
    """Read the link on the first run of a visit, and rewrite it where the widgets could not read it.

    The widgets take their first values from the address bar, so a repaired link is written there
    before any of them is drawn, and the script runs once more.
    """
    if _OPENED not in st.session_state:
        query = {key: st.query_params.get_all(key) for key in st.query_params}
        opened = share_link.open_link(query, evidence)
        st.session_state[_OPENED] = opened
        repaired = _repaired_query(opened, query, evidence)
        if repaired is not None:
            st.query_params.from_dict(repaired)
            st.rerun()
    kept: Opened = st.session_state[_OPENED]
    return kept


def read_widgets(evidence: Evidence) -> Preferences:
    """The preferences that the widgets show. What a page has not drawn keeps what the link said."""
    state = st.session_state
    linked: Preferences = state[_OPENED].preferences
    concern_ids = {c.label: c.concern_id for c in evidence.concerns.values()}
    treatment_ids = {t.label: t.treatment_id for t in evidence.treatments.values()}
    criterion_ids = {c.label: c.criterion_id for c in evidence.weighted}

    def chart(key: str, otherwise: str) -> str:
        return criterion_ids.get(state.get(key) or "", otherwise)

    phototypes = {share_link.phototype_option(evidence, p): p for p in (*PHOTOTYPES, None)}
    return Preferences(
        concern_id=concern_ids[state[share_link.CONCERN]],
        phototype=phototypes[state[share_link.PHOTOTYPE]],
        importances={c.criterion_id: state[c.criterion_id] for c in evidence.weighted},
        budget=state[share_link.BUDGET],
        days_off=state[share_link.DAYS_OFF],
        put_back=frozenset(treatment_ids[label] for label in state[share_link.PUT_BACK]),
        treatment=treatment_ids.get(state.get(share_link.TREATMENT, ""), linked.treatment),
        charts=ChartChoices(
            across=chart(share_link.CHART_ACROSS, linked.charts.across),
            up=chart(share_link.CHART_UP, linked.charts.up),
            ranges=chart(share_link.CHART_RANGES, linked.charts.ranges),
        ),
        doubt=DoubtChoices(
            costs_together=state[share_link.COSTS_TOGETHER],
            triangular=state[share_link.TRIANGULAR],
            gaps_as_on_board=state[share_link.GAPS_AS_ON_BOARD],
            above=treatment_ids.get(state.get(share_link.ABOVE, "")),
            below=treatment_ids.get(state.get(share_link.BELOW, "")),
            order=tuple(criterion_ids[label] for label in state.get(share_link.ORDER, ())),
        ),
        conditions=frozenset(c for c in evidence.conditions if state.get(condition_key(c))),
    )


def _as_widgets(wanted: Preferences, evidence: Evidence) -> dict[str, object]:
    """What each widget shows for ``wanted``, by its key."""
    charts = wanted.charts
    return {
        share_link.CONCERN: evidence.concerns[wanted.concern_id].label,
        share_link.PHOTOTYPE: share_link.phototype_option(evidence, wanted.phototype),
        **wanted.importances,
        share_link.BUDGET: wanted.budget,
        share_link.DAYS_OFF: wanted.days_off,
        share_link.PUT_BACK: [
            t.label for t in evidence.treatments.values() if t.treatment_id in wanted.put_back
        ],
        share_link.TREATMENT: evidence.treatments[wanted.treatment].label,
        share_link.CHART_ACROSS: evidence.criteria[charts.across].label,
        share_link.CHART_UP: evidence.criteria[charts.up].label,
        share_link.CHART_RANGES: evidence.criteria[charts.ranges].label,
        share_link.COSTS_TOGETHER: wanted.doubt.costs_together,
        share_link.TRIANGULAR: wanted.doubt.triangular,
        share_link.GAPS_AS_ON_BOARD: wanted.doubt.gaps_as_on_board,
        share_link.ABOVE: _label(evidence, wanted.doubt.above, share_link.FIRST),
        share_link.BELOW: _label(evidence, wanted.doubt.below, share_link.SECOND),
        share_link.ORDER: [evidence.criteria[c].label for c in wanted.doubt.order],
    }


def _label(evidence: Evidence, treatment_id: str | None, otherwise: str) -> str:
    return otherwise if treatment_id is None else evidence.treatments[treatment_id].label


def _spelt(value: object) -> list[str]:
    """A widget's value as Streamlit writes it to the address bar."""
    if isinstance(value, list):
        return [str(item) for item in value]
    return [str(value).lower() if isinstance(value, bool) else str(value)]


def _repaired_query(
    opened: Opened, query: dict[str, list[str]], evidence: Evidence
) -> dict[str, list[str]] | None:
    """The query as the widgets write it, or None where the link says the same in the same words.

    What equals its default is left out, as the widgets do.
    """
    defaults = _as_widgets(preferences.start(evidence), evidence)
    wanted = _as_widgets(opened.preferences, evidence)
    written = {key: _spelt(value) for key, value in wanted.items() if value != defaults[key]}
    spelt = {key: _spelt(value) for key, value in defaults.items()} | written
    asked = {k: v for k, v in query.items() if k in share_link.keys(evidence) and k != share_link.VERSION}
    same = all(spelt.get(key) == values for key, values in asked.items()) and written.keys() <= asked.keys()
    if same and not opened.note:
        return None
    foreign = {key: values for key, values in query.items() if share_link.FOREIGN_KEYS.fullmatch(key)}
    return foreign | written
