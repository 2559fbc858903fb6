"""The top of the evidence page, and the headings of its sections."""

from html import escape
from pathlib import Path

import streamlit as st

from models.evidence.nouns import Evidence
from models.wording.citations import checked_by, long_date

#: The style of this page.
STYLE = Path(__file__).with_name("evidence.css")

#: The titles of the sections by their anchors, in order.
SECTIONS = {
    "figures": "Figures",
    "skin-types": "Which skin types have been studied",
    "sources": "Sources",
    "claims": "What the first article said",
    "downloads": "Downloads",
}


def head(evidence: Evidence) -> None:
    """Version, date and review in one sentence, whom the figures are about, and links to the sections."""
    review = evidence.review
    gathered = long_date(review.compiled_on)
    st.markdown(f"Evidence version {evidence.version}, gathered {gathered}: {checked_by(review)}.")
    st.markdown(
        "Who was studied? Our files do not hold that figure by figure: not the age, not the skin type, not "
        "how many. Where we know it, the note or the source of the figure says it."
    )
    links = "".join(f'<li><a href="#{place}">{escape(title)}</a></li>' for place, title in SECTIONS.items())
    # Streamlit draws markdown at once; for ``st.html`` it first shows a grey box.
    st.markdown(
        f'<nav class="ev-nav" aria-label="On this page"><ul>{links}</ul></nav>', unsafe_allow_html=True
    )


def section(place: str) -> None:
    """The heading of one section, with the anchor that the links at the top refer to."""
    with st.container(gap=None):
        st.markdown(f'<div class="ev-place" id="{place}"></div>', unsafe_allow_html=True)
        st.header(SECTIONS[place], anchor=False)
