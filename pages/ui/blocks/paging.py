"""The pages of a long list."""

import streamlit as st


def page_of(count: int, *, key: str) -> int:
    """Draw the page buttons, unless there is a single page. Returns the current page, from 1."""
    if count < 2:
        return 1
    page = st.pagination(count, key=key, persist_state="session")
    st.markdown(f":small[Page {page} of {count}]")
    return page


def back_to(place: str, count: int) -> None:
    """Below one of several pages: a link back up to the page buttons, which are out of sight by then."""
    if count > 1:
        st.html(f'<p class="on-screen"><a href="#{place}">Back up to the page buttons</a></p>')
