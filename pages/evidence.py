"""Evidence: every figure with its origin, and every source with what rests on it."""

import streamlit as st

from models.sources.evidence_list import EvidenceList
from models.sources.studied import criterion_by_phototype, in_words
from pages.charts.studied_map import studied_map
from pages.ui.blocks.chart_block import chart_block
from pages.ui.frame import appearance
from pages.ui.sources import (
    evidence_about,
    evidence_claims,
    evidence_downloads,
    evidence_figures,
    evidence_filters,
    evidence_sources,
)
from pages.visit import state
from pages.visit.in_view import evidence_in_view, public_evidence

evidence = public_evidence()

appearance.of_page(evidence_about.STYLE)
st.title("Evidence", anchor=False)
evidence_about.head(evidence)
if evidence_in_view() is not evidence:
    st.info("This page shows the public figures alone.")

evidence_about.section("figures")
evidence_filters.draw(evidence)
preferences = state.read_widgets(evidence)
shown = EvidenceList(evidence, preferences.filters)
evidence_figures.draw(shown)

evidence_about.section("skin-types")
criterion = criterion_by_phototype(evidence)
if criterion is None:
    st.info("No figure here differs by skin type.")
else:
    st.markdown(f"About {criterion.short_label.lower()}. {in_words(evidence, criterion)}")
    chart_block(studied_map(evidence, criterion, preferences.phototype), key="studied_map", of=evidence)

evidence_about.section("sources")
evidence_sources.draw(evidence)

evidence_about.section("claims")
evidence_claims.draw(evidence)

evidence_about.section("downloads")
evidence_downloads.draw(shown)
