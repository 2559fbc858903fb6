"""Where I lean and what to ask: the last step of the route."""

from datetime import date

import streamlit as st

from models.doubt.standings import doubt
from models.ranking.comparison import compare
from models.take_home import ask
from pages.ui.frame import route
from pages.ui.take_home import leaning
from pages.visit import state
from pages.visit.in_view import evidence_in_view

evidence = evidence_in_view()

st.title("Where I lean, and what to ask", anchor=False)
leaning.pick(evidence)
comparison = compare(evidence, state.read_widgets(evidence))
found = doubt(comparison)
asked = ask.questions(evidence, comparison, found)
leaning.fit(evidence, comparison, found)
leaning.ask(asked)
leaning.take_along(evidence, comparison, found, asked, date.today())
leaning.check(evidence, comparison, found)
route.onward("where_i_lean.py")
