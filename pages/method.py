"""Method and scorecard: how the ranking is made, from what, by whom, and how good a decision aid this is."""

import streamlit as st

from models.comparison import compare
from pages.ui import method, state
from pages.ui.in_view import evidence_in_view

evidence = evidence_in_view()
comparison = compare(evidence, state.read_widgets(evidence))

st.title("Method and scorecard", anchor=False)
method.ranking(evidence, comparison)
method.evidence_gathered(evidence)
method.who_and_when(evidence)
method.privacy()
method.reading(evidence)
method.card()
