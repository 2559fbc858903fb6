"""What matters to me: what each slider weighs, and the person's own words. Step 3 of the route."""

import streamlit as st

from models.ranking.comparison import compare
from pages.ui.frame import route
from pages.ui.person import what_matters
from pages.visit import state
from pages.visit.in_view import evidence_in_view

evidence = evidence_in_view()
comparison = compare(evidence, state.read_widgets(evidence))

st.title("What matters to me?", anchor=False)
st.markdown(
    "Move the sliders. A slider at 10 counts twice as much as one at 5, and one at 0 does not count. "
    "Under the sliders you can set the most you can spend and the most days you can stay at home."
)
if comparison.weights is None:
    st.info("Every slider is at 0, so nothing can be ranked. Move one above 0.")
what_matters.sliders_explained(evidence, comparison)
what_matters.own_words()
st.page_link("how_sure.py", label="A second way to weigh: put the changes in order")
route.onward("what_matters.py")
