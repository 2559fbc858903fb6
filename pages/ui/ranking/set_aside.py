"""Treatments screened out before scoring, each with its reasons and a button to put it back."""

import streamlit as st

from models.evidence.nouns import Evidence
from models.link import link_settings
from models.ranking.comparison import Comparison, SetAside
from pages.ui.blocks.source_notes import source_list


def draw(evidence: Evidence, comparison: Comparison) -> None:
    with st.container(border=True, key="set_aside_card"):
        st.header(f"Set aside ({len(comparison.set_aside)})", anchor=False)
        if not comparison.set_aside:
            st.markdown("Nothing is set aside for your skin, your concern, your answers or your limits.")
        for item in comparison.set_aside:
            _one(evidence, item)


def _one(evidence: Evidence, item: SetAside) -> None:
    label = item.treatment.label
    with st.container(key=f"aside_{item.treatment.treatment_id}"):
        st.markdown(f"**⊘ {label}**")
        for because in item.reasons:
            st.markdown(because.text)
            source_list(evidence, because.source_ids)
        st.button(
            f"Put back: {label}", key=f"put_back_{item.treatment.treatment_id}", on_click=_add, args=(label,)
        )


def _add(label: str) -> None:
    st.session_state[link_settings.PUT_BACK] = [*st.session_state[link_settings.PUT_BACK], label]
