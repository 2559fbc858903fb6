"""A long list in pages."""

import streamlit as st


def page_of(count: int, *, key: str) -> int:
    """The page buttons, and in words where one is; gives the page, counted from 1. One page needs none."""
    if count < 2:
        return 1
    page = st.pagination(count, key=key, persist_state="session")
    st.markdown(f":small[Page {page} of {count}]")
    return page


def back_to(place: str, count: int) -> None:
    """Under one of several pages: the way back up to the page buttons, which are long out of sight."""
    if count > 1:
        st.html(f'<p class="on-screen"><a href="#{place}">Back up to the page buttons</a></p>')
