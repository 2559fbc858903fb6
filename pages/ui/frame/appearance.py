"""The style of the pages.

The style that all pages share is in the page that the server sends first
(``pages/served/link/link_preview.py``): if it came later, a phone would first show two columns and a huge
title. The style of a single page is added as markdown, which Streamlit draws at once, while ``st.html``
waits for further code.
"""

from pathlib import Path

import streamlit as st

from models.evidence.nouns import Evidence
from pages.charts.parts.theme import coloured

_FOLDER = Path(__file__).parent

#: The style that every page shares, on the screen and on paper.
SHARED = "".join(
    (_FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in ("style", "touch", "forced", "print")
)

#: The logo with the name of the app, and the mark alone for the browser tab.
LOGO, MARK = _FOLDER / "logo.svg", _FOLDER / "mark.svg"


def of_page(style: Path) -> None:
    """The style that only one page needs, from its file."""
    _add(style.read_text(encoding="utf-8"))


def colour_keys(evidence: Evidence) -> None:
    """The colour of each criterion on the board, as a small square before its slider's name."""
    _add(
        "".join(
            f".st-key-{c.criterion_id} [data-testid=stWidgetLabel] p::before {{ background: {colour}; }}"
            for c, colour in coloured(evidence.weighted)
        )
    )


def _add(css: str) -> None:
    st.markdown(f"<style>{css}</style>", unsafe_allow_html=True)
