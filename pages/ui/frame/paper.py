"""What only a printed page shows: whose view it is, its address, and when it was printed.

Paper has no form and no address bar, so their content is printed as text, which is hidden on the screen.
"""

from datetime import date
from html import escape

import streamlit as st

from models.evidence.nouns import Evidence
from models.link.shared_view import for_others, priorities
from models.wording.citations import long_date
from pages.ui.frame import share
from pages.visit import state
from pages.visit.in_view import evidence_in_view, public_evidence


def head(evidence: Evidence) -> None:
    """The person's priorities in words, instead of the form."""
    lines = priorities(state.read_widgets(evidence), evidence)
    _on_paper("".join(f"<p><b>{escape(name)}:</b> {escape(said)}</p>" for name, said in lines))


def foot(page: share.Shown, today: date) -> None:
    """The day of printing and the full link to this view."""
    public = public_evidence()
    mine = state.of_public(public, state.read_widgets(evidence_in_view()))
    shared = for_others(mine, public, with_skin_type=not st.session_state.get(share.LEAVE_OUT))
    link = escape(share.link_to(page, shared, public))
    _on_paper(f'<p>Printed on {long_date(today)}. The same view: <a href="{link}">{link}</a></p>')


def words(text: str) -> None:
    """The whole text that the person wrote in a field, which may show only a part of it."""
    if text:
        _on_paper("".join(f"<p>{escape(line)}</p>" for line in text.splitlines()))


def _on_paper(html: str) -> None:
    # Streamlit takes two colons or two dollar signs for an emoji or a formula, and loads code for it.
    html = html.translate({ord(":"): "&#58;", ord("$"): "&#36;"})
    st.markdown(f'<div class="paper">{html}</div>', unsafe_allow_html=True)
