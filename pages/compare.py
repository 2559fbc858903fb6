"""Compare: which options fit this person's priorities most closely, and why."""

import streamlit as st

from models.doubt.standings import doubt
from models.ranking.comparison import compare
from pages.charts.range_chart import range_chart
from pages.charts.suitability_grid import suitability_grid
from pages.charts.trade_off import trade_off
from pages.ui.blocks.chart_block import chart_block
from pages.ui.frame import route
from pages.ui.person import concern
from pages.ui.ranking import board, chart_choices, how_sure, set_aside
from pages.visit import state
from pages.visit.in_view import evidence_in_view

evidence = evidence_in_view()
comparison = compare(evidence, state.read_widgets(evidence))
found = doubt(comparison)

with st.container(key="title_of_board"):
    st.title(comparison.decision, anchor=False)
# Always in a container, filled or not, so that the charts below keep their position: else they would be
# created again.
with st.container():
    how_sure.card(evidence, comparison, found)
board.draw(evidence, comparison, found)
set_aside.draw(evidence, comparison)
concern.card(evidence, comparison.preferences)

st.header("Two things at once", anchor=False)
across, up = chart_choices.axes(evidence)
chart_block(trade_off(evidence, comparison, across, up), key="trade_off")

st.header("How wide the ranges are", anchor=False)
criterion_id = chart_choices.range_criterion(evidence)
chart_block(range_chart(evidence, comparison, criterion_id), key="range_chart")

st.header("Which skin types each option suits", anchor=False)
chart_block(suitability_grid(evidence, comparison.preferences.phototype), key="suitability_grid")
route.onward("compare.py")
