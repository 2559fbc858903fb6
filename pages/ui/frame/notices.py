"""The notices that every page may show, about its age, its evidence, its link and its failures."""

from datetime import date

import streamlit as st

from models.clinic.overlay import altered
from models.clinic.own_table import OWN_TABLE_NOTE
from models.clinic.table_in_view import whose_numbers
from models.evidence.nouns import Evidence
from models.history import changes
from models.history.snapshot import figures_version
from models.history.versions import held
from models.link.share_link import Opened
from models.person.preferences import Preferences
from models.wording.citations import is_overdue, long_date, notice_of
from models.wording.outside_words import as_text
from pages.visit.current_evidence import evidence_folder
from pages.visit.in_view import public_evidence


def footer(evidence: Evidence) -> None:
    """The notice at the foot of every page."""
    with st.container(key="footer"):
        st.markdown(notice_of(evidence))


def overdue(evidence: Evidence, today: date) -> None:
    """A notice at the head of every page once the review date has passed."""
    if is_overdue(evidence.review, today):
        due = long_date(evidence.review.next_review)
        st.warning(f"These figures were due for review on {due} and have not been reviewed since.")


def newer_evidence(begun_with: Evidence, current: Evidence | None) -> None:
    """A notice if there is newer evidence than the visit began with: a tab may stay open for days."""
    if current is not None and current.version != begun_with.version:
        st.info("There is newer evidence. Reload this page to see it.", icon=":material/history:")


def whose_figures(evidence: Evidence, preferences: Preferences) -> None:
    """If the figures are not only the public ones: whose they are and what was changed."""
    if evidence is public_evidence():
        return
    changed = altered(evidence, preferences)
    with st.container(border=True, key="whose_figures"):
        if evidence.table is not None:
            numbers = as_text(" ".join(whose_numbers(evidence.table)))
            st.markdown(f"**Your own table.** {numbers} {OWN_TABLE_NOTE}")
            st.page_link("for_clinics.py", label="Back to the public figures")
            return
        st.markdown(f"**{changed[0]}**")
        with st.expander("What this clinic changed"):
            st.markdown("\n".join(f"- {sentence}" for sentence in changed[1:]))


def link_repaired(note: str) -> None:
    """One sentence on what in a link could not be used."""
    if note:
        st.info(note, icon=":material/link:")


def figures_changed(evidence: Evidence, opened: Opened) -> None:
    """Which figures have changed since a link was made, those in its own view first."""
    if opened.figures in ("", figures_version(evidence)):
        return
    then = held(evidence_folder(), opened.figures)
    if then is None:
        st.info(changes.NO_COPY, icon=":material/history:")
        return
    found = changes.changes(evidence, then)
    if not found:
        return
    with st.container(key="figures_changed"):
        st.info(changes.in_short(found, then), icon=":material/history:")
        with st.expander("What has changed since this link was made"):
            for title, part in zip(
                ("In this view", "Elsewhere"), changes.by_view(found, opened.preferences), strict=True
            ):
                if part:
                    st.markdown(f"**{title}**\n" + "".join(f"\n- {change.sentence}" for change in part))


def failed(_: Exception) -> bool:
    """What a visitor sees of an unexpected error, which Streamlit has already logged.

    Streamlit's own message mentions redaction and a host that may not be ours. True: do not show it.
    """
    st.error(
        "Something went wrong on our side, and a part of this page is missing. Please load this page again. "
        "If it is missing again, please come back later."
    )
    return True


def no_evidence() -> None:
    """The page that visitors get while no evidence has passed its checks."""
    st.title("Skin Options cannot show its figures right now")
    st.markdown(
        "The evidence behind this page did not pass its checks. Rather than show you something wrong, "
        "we show nothing. Nothing is broken on your side. Please come back later.\n\n"
        "If you run this app: the full list of problems is in its log."
    )
