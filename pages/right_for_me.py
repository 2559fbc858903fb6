"""Is it right for me? Skin and health questions, and what the answers mean for each option."""

import streamlit as st

from pages.ui.frame import route
from pages.ui.person import health
from pages.visit import state
from pages.visit.in_view import evidence_in_view

evidence = evidence_in_view()

st.title("Is it right for me?", anchor=False)
health.skin_questions(evidence)
health.scar_questions(evidence)
health.condition_boxes(evidence)
health.what_it_means(evidence, state.read_widgets(evidence))
route.onward("right_for_me.py")
