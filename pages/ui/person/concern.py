"""What the concern is, its usual course, and how much is known about each option for it."""

import pandas as pd
import streamlit as st

from models.evidence.nouns import Evidence
from models.options import overview
from models.person.preferences import Preferences
from pages.ui.blocks.source_notes import NO_SOURCE, source_list
from pages.ui.blocks.stacked_table import stacked_table


def card(evidence: Evidence, preferences: Preferences) -> None:
    concern = evidence.concerns[preferences.concern_id]
    with st.container(border=True, key="concern_card"):
        st.header(f"About {concern.label.lower()}", anchor=False)
        st.markdown(concern.about)
        source_list(evidence, concern.source_ids)


def what_may_help(evidence: Evidence, preferences: Preferences) -> None:
    concern = evidence.concerns[preferences.concern_id].label.lower()
    title = f"What the options may do for {concern}"
    st.header(title, anchor=False)
    st.markdown(overview.how_much_is_known(evidence, preferences))
    found = overview.effects(evidence, preferences)
    table = pd.DataFrame(
        [{"Option": e.name, "Typical": e.typical, "Range": e.range, "Certainty": e.certainty} for e in found]
    )
    stacked_table(table, name=title)
    with st.expander("Where each figure comes from", key="sources_of_effects"):
        for item in found:
            st.markdown(f"**{item.name}**")
            source_list(evidence, item.source_ids, without=NO_SOURCE)
