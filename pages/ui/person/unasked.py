"""What nobody has asked the person, which may rule an option out, and the way to the questions."""

import streamlit as st

from models.evidence.nouns import Evidence
from models.person.hard_stops import not_asked
from models.person.preferences import Preferences


def draw(evidence: Evidence, preferences: Preferences) -> None:
    said = not_asked(evidence, preferences)
    if said:
        with st.container(key="not_asked"):
            st.markdown(f"**{said}**")
            st.page_link("right_for_me.py", label="Answer the health questions")
