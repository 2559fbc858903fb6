"""Is it right for me? Skin and health questions, and what the answers mean for each option."""

import streamlit as st

from models.precautions import precautions
from pages.ui import health, state
from pages.ui.current_evidence import current_evidence

evidence = current_evidence()
assert evidence is not None, "the frame stops before any page where there is no evidence"

st.title("Is it right for me?", anchor=False)
health.skin_questions(evidence)
health.dark_mark_question()
health.condition_boxes(evidence)
conditions = state.read_widgets(evidence).all_conditions(evidence)
health.what_it_means(evidence, precautions(evidence, conditions), answered=bool(conditions))
