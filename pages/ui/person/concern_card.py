"""What the concern is, what it is not, and its usual course."""

import streamlit as st

from models.evidence.nouns import Evidence
from models.person.preferences import Preferences
from pages.ui.blocks.source_notes import source_list


def draw(evidence: Evidence, preferences: Preferences) -> None:
    concern = evidence.concerns[preferences.concern_id]
    with st.container(border=True, key="concern_card"):
        st.header(f"About {concern.label.lower()}", anchor=False)
        st.markdown(concern.about)
        source_list(evidence, concern.source_ids)
