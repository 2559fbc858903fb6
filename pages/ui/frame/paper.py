"""What only a printed page needs: whose view it is, and when and where it was printed.

On paper there is no form and no address bar, so both stand there as words. The screen hides them.
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
    """The person's priorities in words, in place of the form."""
    lines = priorities(state.read_widgets(evidence), evidence)
    _on_paper("".join(f"<p><b>{escape(name)}:</b> {escape(said)}</p>" for name, said in lines))


def foot(page: share.Shown, today: date) -> None:
    """The day of printing and the full address of this view, without what no link holds."""
    public = public_evidence()
    mine = state.of_public(public, state.read_widgets(evidence_in_view()))
    shared = for_others(mine, public, with_skin_type=not st.session_state.get(share.LEAVE_OUT))
    link = escape(share.link_to(page, shared, public))
    _on_paper(f'<p>Printed on {long_date(today)}. The same view: <a href="{link}">{link}</a></p>')


def words(text: str) -> None:
    """What the person wrote into a field: a field shows only as much as it has room for."""
    if text:
        _on_paper("".join(f"<p>{escape(line)}</p>" for line in text.splitlines()))


def _on_paper(html: str) -> None:
    # Two colons or two dollar signs look like an emoji or a formula, for which Streamlit fetches code.
    html = html.translate({ord(":"): "&#58;", ord("$"): "&#36;"})
    st.markdown(f'<div class="paper">{html}</div>', unsafe_allow_html=True)
