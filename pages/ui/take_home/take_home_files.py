"""The files to take home: the notes as text, and the handout as PDF."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from models.doubt.standings import Doubt
from models.evidence.nouns import Evidence
from models.link.shared_view import for_others
from models.person.preferences import Preferences
from models.ranking.comparison import Comparison
from models.take_home.ask import Ask
from models.take_home.handout import handout
from models.take_home.handout_parts import Handout, Room
from models.take_home.notes import notes
from pages.printed import engine
from pages.printed import handout as printed
from pages.ui.frame import share
from pages.ui.person.health import HEALTH_IN_NOTES
from pages.ui.person.what_matters import OWN_WORDS
from pages.visit import state
from pages.visit.in_view import public_evidence

#: Session key of the paper size. Keys that start with an underscore are not in links.
PAPER = "_paper"

#: Shown if the engine has failed, until the process is restarted.
NO_HANDOUT = "The handout cannot be made right now. Please take the notes, or come back in a few minutes."


def link_back(preferences: Preferences) -> str:
    """The full link to the board of this view; '' if the page's own address is not known."""
    if not st.context.url:
        return ""
    # No link holds a clinic's prices or an own table, so it opens the public figures.
    public = public_evidence()
    # As on the share panel, what was put back must not reveal a health answer.
    shared = for_others(state.of_public(public, preferences), public, with_skin_type=True)
    return share.link_to(share.BOARD, shared, public)


def notes_file(written: Callable[[Room], Handout]) -> None:
    """The button for the notes, which are written when it is pressed."""
    st.download_button(
        "Download my notes (text)",
        data=lambda: notes(written),
        file_name="skin-options-notes.txt",
        mime="text/plain",
        key="notes_file",
        on_click="ignore",
    )


def handout_file(written: Callable[[Room], Handout]) -> None:
    """The button for the handout, and the choice of paper."""
    if not engine.works():
        st.info(NO_HANDOUT)
        return
    st.markdown(
        "The handout is two pages at most. It holds what matters to you, the first options with their "
        "ranges, what was set aside and why, dates, prices, questions to ask, and sources."
    )
    paper = st.segmented_control(
        "Paper", list(printed.PAPERS), default="A4", required=True, key=PAPER, persist_state="session"
    )
    st.download_button(
        f"Download the handout (PDF, {paper})",
        # If this raises, a sentence is shown under the button (pages/served/scripts/no_connection.css).
        data=lambda: printed.pdf(written, paper or "A4"),
        file_name="skin-options-handout.pdf",
        mime="application/pdf",
        key="handout_file",
        on_click="ignore",
    )


def writer(
    evidence: Evidence, comparison: Comparison, found: Doubt | None, asked: Sequence[Ask], today: date
) -> Callable[[Room], Handout]:
    """A function that writes the content of both files. The session is read now, not when a file is made."""
    back, words, health = link_back(comparison.preferences), own_words(), with_health()
    return lambda room: handout(
        evidence,
        comparison,
        found,
        asked,
        today=today,
        link_back=back,
        own_words=words,
        with_health=health,
        room=room,
    )


def own_words() -> str:
    """What the person wrote in their own words."""
    return str(st.session_state.get(OWN_WORDS) or "")


def with_health() -> bool:
    """Whether health answers may be in a file."""
    return bool(st.session_state.get(HEALTH_IN_NOTES))
