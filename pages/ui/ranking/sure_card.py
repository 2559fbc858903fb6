"""The short form of the doubt, above the board."""

import streamlit as st

from models.doubt import doubt_words
from models.doubt.standings import Doubt
from models.evidence.nouns import Evidence
from models.ranking.comparison import Comparison


def draw(evidence: Evidence, comparison: Comparison, found: Doubt | None) -> None:
    """What comes first and how firmly, which slider would change that, and the way to the rest."""
    if comparison.weights is None or not comparison.lines:
        return  # the board says why
    with st.container(border=True, key="sure_card"):
        st.markdown(f"**How sure?** {' '.join(doubt_words.how_sure(evidence, comparison, found))}")
        if found is not None:
            st.page_link("how_sure.py", label="What would change it")
