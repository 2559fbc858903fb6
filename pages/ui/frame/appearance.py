"""The style of the pages.

What every page shares stands in the page that the server sends first (``pages/served/link/link_preview.py``):
drawn later, a phone showed two columns and a huge title until it came. What only one page needs goes in as
markdown, which Streamlit draws at once, while ``st.html`` waits for code of its own.
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


#: The mark beside the name of the app, and alone for the tab of the browser.
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
