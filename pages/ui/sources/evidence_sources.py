"""The list of sources, in pages, with two filters. Its settings are kept for the visit, not in the link."""

import streamlit as st

from models.evidence.nouns import Evidence
from models.sources.source_list import SourceList
from models.wording.provenance import kind_in_words
from pages.ui.blocks.paging import back_to, page_of
from pages.ui.blocks.source_entry import source_entries

ANY_KIND = "any kind"
KIND, WORDS, PAGE = "_source_kind", "_source_words", "_source_page"

#: What a changed filter sets the page to.
FIRST_PAGE = {PAGE: 1}


def draw(evidence: Evidence) -> None:
    st.markdown(
        "Open a source to see its full name, what we read of it, and which figures and texts rest on it. "
        "Of most studies we read only the summary."
    )
    kinds = {kind_in_words(k): k for k in sorted({s.kind for s in evidence.sources.values()})}
    with st.container(key="source_filters"):
        kind = st.selectbox(
            "Kind of source",
            [ANY_KIND, *sorted(kinds)],
            key=KIND,
            filter_mode=None,
            persist_state="session",
            on_change=st.session_state.update,
            args=(FIRST_PAGE,),
        )
        words = st.text_input(
            "Title, authors or year",
            key=WORDS,
            max_chars=100,
            persist_state="session",
            on_change=st.session_state.update,
            args=(FIRST_PAGE,),
        )
    shown = SourceList(evidence, kinds.get(kind), words or "")
    if not shown.sources:
        st.info(f"{shown.in_words()} Remove a word, or choose any kind.")
        return
    st.markdown(f"**{shown.in_words()}**")
    page = page_of(shown.page_count, key=PAGE)
    st.html(source_entries(evidence, [s.source_id for s in shown.page(page)]))
    back_to("sources", shown.page_count)
