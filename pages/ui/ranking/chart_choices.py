"""Which criteria the charts show. The choice is part of the link."""

import streamlit as st

from models.evidence.nouns import Evidence
from models.link import link_settings
from models.person.preferences import start
from pages.ui.blocks.choices import one_of


def axes(evidence: Evidence) -> tuple[str, str]:
    """The ids of the criteria across and up."""
    charts = start(evidence).charts
    left, right = st.columns(2)
    with left:
        across = _criterion(evidence, "Across", link_settings.CHART_ACROSS, charts.across)
    with right:
        up = _criterion(evidence, "Up", link_settings.CHART_UP, charts.up)
    return across, up


def range_criterion(evidence: Evidence) -> str:
    """The id of the criterion in the range chart."""
    return _criterion(
        evidence, "Show the ranges of", link_settings.CHART_RANGES, start(evidence).charts.ranges
    )


def _criterion(evidence: Evidence, label: str, key: str, default: str) -> str:
    ids = {c.label: c.criterion_id for c in evidence.weighted}
    index = list(ids.values()).index(default)
    return ids[one_of(list(ids), label, key, index=index)]
