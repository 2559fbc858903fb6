"""The filters of the evidence page. Each is bound to the address bar by its key."""

import streamlit as st

from models.evidence.nouns import Evidence
from models.link import link_settings
from pages.ui.blocks.paging import to_the_first_page

#: Key, label, and what stands in a filter while it is empty.
FILTERS = (
    (link_settings.OF_TREATMENT, "Option", "every option"),
    (link_settings.OF_CRITERION, "What is compared", "everything"),
    (link_settings.OF_CONCERN, "Concern", "every concern"),
    (link_settings.OF_CERTAINTY, "Certainty", "any certainty"),
    (link_settings.OF_BASIS, "How we know", "in any way"),
)

#: The page of the list that is on screen; another filter starts at the first again.
PAGE = "_figures_page"


def draw(evidence: Evidence) -> None:
    st.markdown(
        "Pick what you want to see. Certainty says how sure we can be that the true figure is close to ours. "
        "Its words come from GRADE, a widely used way to rate evidence."
    )
    options = {s.key: [o.label for o in s.options] for s in link_settings.settings(evidence)}
    with st.container(key="evidence_filters"):
        for key, label, empty in FILTERS:
            st.multiselect(
                label,
                options[key],
                key=key,
                bind="query-params",
                placeholder=empty,
                filter_mode=None,
                select_all=False,
                on_change=to_the_first_page,
                args=(PAGE,),
            )


def show_everything() -> None:
    """The way out of the filters."""
    st.button("Show every figure", key="show_everything", on_click=_clear)


def _clear() -> None:
    for key, _, _ in FILTERS:
        st.session_state[key] = []
    to_the_first_page(PAGE)
