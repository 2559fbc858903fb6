"""Method and scorecard: how the ranking is made, from what, by whom, and how good a decision aid this is."""

import streamlit as st

from models.ranking.comparison import compare
from pages.ui.sources import method
from pages.visit import state
from pages.visit.in_view import evidence_in_view, public_evidence

evidence, public = evidence_in_view(), public_evidence()
comparison = compare(evidence, state.read_widgets(evidence))

st.title("Method and scorecard", anchor=False)
method.ranking(evidence, comparison)
if evidence is not public:
    st.info("From here on, this page is about the public figures.")
method.evidence_gathered(public)
method.who_and_when(public)
method.privacy()
method.reading(public)
method.card()
