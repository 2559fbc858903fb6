"""My concern: what it is, and what is known about each option for it. Step 1 of the route."""

import streamlit as st

from pages.ui.frame import route
from pages.ui.person import concern
from pages.visit import state
from pages.visit.in_view import evidence_in_view

evidence = evidence_in_view()
preferences = state.read_widgets(evidence)

st.title("What bothers me?", anchor=False)
st.markdown("Pick what bothers you most. Every page then speaks about that. You can change it at any time.")
concern.card(evidence, preferences)
concern.what_may_help(evidence, preferences)
route.onward("my_concern.py")
