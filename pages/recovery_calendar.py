"""Recovery calendar: with which options the skin is ready for a given day."""

from datetime import date

import streamlit as st

from models.ranking.comparison import compare
from models.recovery.recovery_calendar import calendar
from pages.charts.recovery_timeline import recovery_timeline
from pages.ui.blocks.chart_block import chart_block
from pages.ui.options import recovery_calendar
from pages.visit import state
from pages.visit.in_view import evidence_in_view

evidence = evidence_in_view()

st.title("Recovery calendar", anchor=False)
recovery_calendar.two_days()
comparison = compare(evidence, state.read_widgets(evidence))
found = calendar(evidence, comparison, today=date.today())
recovery_calendar.answer(found)
chart_block(recovery_timeline(found), key="recovery_timeline", wide=True)
recovery_calendar.each_option(evidence, found)
recovery_calendar.usual_again(evidence, found)
