"""Side by side: two to four options as columns, the same questions for all."""

import streamlit as st

from models.options.profile import for_whom
from models.options.side_by_side import first_choice, side_by_side
from models.person.preferences import SIDE_RANGE
from models.ranking.comparison import compare
from pages.ui.options import side_choices, side_table
from pages.ui.person import health
from pages.visit import state
from pages.visit.in_view import evidence_in_view

evidence = evidence_in_view()

st.title("Side by side", anchor=False)
side_choices.options(evidence, state.read_widgets(evidence))
side_choices.questions()
preferences = state.read_widgets(evidence)
comparison = compare(evidence, preferences)
if len(preferences.side.treatments) < SIDE_RANGE[0]:
    side_choices.too_few(first_choice(comparison))
else:
    side = side_by_side(evidence, comparison)
    st.markdown(for_whom(evidence, preferences))
    health.unasked(evidence, preferences)
    side_choices.order_in_words(preferences)
    side_choices.left_out(side)
    side_table.draw(evidence, side)
    side_choices.in_full(side)
