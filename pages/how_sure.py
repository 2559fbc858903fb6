"""How sure is this ranking, and what would change it."""

import streamlit as st

from models.doubt import doubt_words
from models.doubt.standings import doubt
from models.ranking.comparison import compare
from pages.ui.ranking import how_sure
from pages.visit import state
from pages.visit.in_view import evidence_in_view

evidence = evidence_in_view()
st.title("How sure is this ranking, and what would change it?", anchor=False)
comparison = compare(evidence, state.read_widgets(evidence))
found = doubt(comparison)
if found is None:
    st.info(doubt_words.first_place(evidence, comparison, None))
else:
    # Each in a container: if one gains a sentence, the charts of the others are not created again.
    with st.container():
        how_sure.standings(evidence, comparison, found)
    with st.container():
        how_sure.pair(evidence, comparison)
    how_sure.flips(evidence, comparison, found)
    how_sure.whose_choice(evidence, comparison)
    how_sure.second_way(evidence, comparison)
    how_sure.missing(evidence, comparison, found)
