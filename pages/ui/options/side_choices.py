"""What is compared side by side: the options, the questions and their order. All of it is in the link."""

from collections.abc import Sequence

import streamlit as st

from models.evidence.nouns import Evidence, Treatment
from models.link import link_settings
from models.options.questions import WORDS
from models.options.side_by_side import SideBySide
from models.person.preferences import SIDE_RANGE, Preferences, start
from pages.ui.blocks.choices import some_of


def options(evidence: Evidence, preferences: Preferences) -> None:
    """Which options, and whether their names are shown. The choice itself shows names, so it folds."""
    hidden = st.toggle(
        "Hide the names while I weigh",
        key=link_settings.NAMES_HIDDEN,
        bind="query-params",
        help="The options become A, B, C and D. Texts and sources that name an option are hidden too.",
    )
    # In a container, so that changes in here do not move the widgets below: those would be created again and
    # could lose a click.
    with st.container(key="side_choice"):
        if not hidden:
            picked(evidence)
            return
        st.markdown(
            ":small[The names are hidden. Turn the switch off to show them. A figure may still give an "
            "option away, such as a cost of $0.]"
        )
        too_few = len(preferences.side.treatments) < SIDE_RANGE[0]
        with st.expander("Which options? This shows their names.", expanded=too_few, key="side_options"):
            picked(evidence)


def picked(evidence: Evidence) -> None:
    labels = {t.treatment_id: t.label for t in evidence.treatments.values()}
    some_of(
        list(labels.values()),
        "Which options? Two to four",
        link_settings.SIDE,
        "Pick two to four",
        default=[labels[t] for t in start(evidence).side.treatments],
        max_selections=SIDE_RANGE[1],
    )


def questions() -> None:
    with st.expander("Which questions, and in which order?", key="side_questions"):
        some_of(list(WORDS.values()), "Only these questions", link_settings.ROWS, "all of them")
        st.toggle(
            "The same order for everyone",
            key=link_settings.STANDARD_ORDER,
            bind="query-params",
            help="Without it, the questions on what matters most to you come first.",
        )
        st.toggle("Only what differs", key=link_settings.DIFFERENCES, bind="query-params")


def too_few(treatments: Sequence[Treatment]) -> None:
    """If fewer than two options are chosen: three to start with."""
    st.info("Pick at least two options, or start with these:")
    st.button(
        "The first two on the board, and no treatment",
        key="side_start",
        on_click=st.session_state.update,
        args=({link_settings.SIDE: [t.label for t in treatments]},),
    )


def order_in_words(preferences: Preferences) -> None:
    first = (
        "The questions are in the same order for everyone."
        if preferences.side.standard_order
        else "The questions on what matters most to you come first: they follow the sliders."
    )
    st.markdown(f":small[{first}]")


def left_out(side: SideBySide) -> None:
    """The questions that were left out since all options have the same answer."""
    if side.left_out:
        count = len(side.left_out)
        names = " ".join(WORDS[question] for question in side.left_out)
        noun = "1 question" if count == 1 else f"{count} questions"
        st.info(f"Not shown, as all the options say the same: {noun}. {names}")


def in_full(side: SideBySide) -> None:
    """Links to the page of each option, unless names are hidden."""
    if side.names_hidden:
        return
    with st.container(key="only_on_screen"):
        st.header("One option in full", anchor=False)
        with st.container(horizontal=True, key="side_links"):
            for column in side.columns:
                st.page_link(
                    "treatment.py",
                    label=column.treatment.label,
                    query_params={link_settings.TREATMENT: column.treatment.label},
                )
