"""The filters of the evidence page. Each is bound to the address bar by its key."""

import streamlit as st

from models.evidence.nouns import Evidence
from models.link import link_settings
from pages.ui.blocks.choices import some_of

#: Of each filter: key, label, and placeholder.
FILTERS = (
    (link_settings.OF_TREATMENT, "Option", "every option"),
    (link_settings.OF_CRITERION, "What is compared", "everything"),
    (link_settings.OF_CONCERN, "Concern", "every concern"),
    (link_settings.OF_CERTAINTY, "Certainty", "any certainty"),
    (link_settings.OF_BASIS, "How we know", "in any way"),
)

#: Session key of the page of the list, and what a changed filter sets it to.
PAGE = "_figures_page"
FIRST_PAGE: dict[str, object] = {PAGE: 1}


def draw(evidence: Evidence) -> None:
    st.markdown(
        "Pick what you want to see. Certainty says how sure we can be that the true figure is close to ours. "
        "Its words come from GRADE, a widely used way to rate evidence."
    )
    options = {s.key: [o.label for o in s.options] for s in link_settings.settings(evidence)}
    with st.container(key="evidence_filters"):
        for key, label, empty in FILTERS:
            some_of(options[key], label, key, empty, on_change=st.session_state.update, args=(FIRST_PAGE,))


def show_everything() -> None:
    """A button that clears the filters."""
    cleared: dict[str, object] = FIRST_PAGE | {key: [] for key, _, _ in FILTERS}
    st.button("Show every figure", key="show_everything", on_click=st.session_state.update, args=(cleared,))
