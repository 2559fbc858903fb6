"""The short form of the doubt, above the board."""

import streamlit as st

from models import explain_doubt
from models.comparison import Comparison
from models.doubt import Doubt
from models.evidence import Evidence


def draw(evidence: Evidence, comparison: Comparison, found: Doubt | None) -> None:
    """How often the first comes first, which slider would change that, and the way to the rest."""
    if found is None:
        return
    with st.container(border=True, key="sure_card"):
        often = explain_doubt.leader(comparison, found)
        st.markdown(f"**How sure?** {often} {explain_doubt.nearest_flip(evidence, comparison, found)}")
        st.page_link("how_sure.py", label="What would change it")
