"""Questions on skin and health, and what the answers mean. Nothing here is bound to the address bar."""

from collections.abc import Sequence

import streamlit as st

from models import link_settings
from models.evidence import Contraindication, Evidence
from models.phototype_questions import questions, suggest
from models.precautions import NOTHING_FOUND, Precautions
from models.terms import Action
from pages.ui.source_notes import source_list
from pages.ui.state import condition_key

#: Symbol and words of each action, and of none.
ACTION_WORDS = {
    Action.DO_NOT: ("⊘", "Do not have this"),
    Action.POSTPONE: ("⏸", "Wait"),
    Action.ASK_FIRST: ("?", "Ask first"),
}


def skin_questions(evidence: Evidence) -> None:
    """How skin burns and tans, with a suggestion that the person can take over."""
    st.header("Your skin and the sun", anchor=False)
    ways_to_burn, ways_to_tan = questions(evidence)
    burns = st.radio(
        "Your skin has had no sun for months. Now it gets an hour of strong sun. What happens?",
        ways_to_burn,
        index=None,
        key="_burns",
        persist_state="session",
    )
    tans = st.radio(
        "And after some weeks of sun?", ways_to_tan, index=None, key="_tans", persist_state="session"
    )
    found = suggest(evidence, burns, tans)
    st.markdown(found.why)
    if found.phototype is not None:
        option = link_settings.phototype_option(evidence, found.phototype)
        st.button(f"Use skin type {found.phototype}", key="use_phototype", on_click=_use, args=(option,))
    st.markdown(
        ":small[A skin type says how skin reacts to sun. It is not a colour and not a race. "
        "It is a rough guide to who gets dark marks, and no test: a clinician knows more.]"
    )


def _use(option: str) -> None:
    st.session_state[link_settings.PHOTOTYPE] = option


def dark_mark_question() -> None:
    st.header("Marks and scars you have had", anchor=False)
    answer = st.radio(
        "After a spot, a cut or a burn, did your skin stay darker there for weeks?",
        ["Yes", "No", "Not sure"],
        index=None,
        key="_past_dark_marks",
        persist_state="session",
    )
    if answer == "Yes":
        st.markdown(
            "Tell the clinician, and ask about trying a small area first. We found no figure for how much "
            "more such skin marks, so the figures on these pages do not change."
        )


def condition_boxes(evidence: Evidence) -> frozenset[str]:
    """The health conditions as tick boxes; the ids of those that are ticked."""
    st.header("Your health", anchor=False)
    st.markdown(
        "Tick what is true for you. Your answers stay in this visit. They are in no link, no file and no "
        "log, and they are gone when you close the page."
    )
    return frozenset(
        condition.condition_id
        for condition in evidence.conditions.values()
        if st.checkbox(
            condition.plain_label, key=condition_key(condition.condition_id), persist_state="session"
        )
    )


def what_it_means(evidence: Evidence, found: Sequence[Precautions], answered: bool) -> None:
    """Every treatment, with each reason, its wait and its sources."""
    st.header("What this means for each option", anchor=False)
    if not answered:
        st.info("Nothing is ticked, so there is nothing to show yet. Tick what is true for you above.")
        return
    for item in found:
        with st.container(border=True, key=f"precautions_{item.treatment.treatment_id}"):
            st.subheader(item.treatment.label, anchor=False)
            precaution_rows(evidence, item)


def precaution_rows(evidence: Evidence, item: Precautions) -> None:
    """What the ticked conditions mean for one treatment, strictest first."""
    if not item.rows:
        st.markdown(NOTHING_FOUND)
    for row in item.rows:
        _row(evidence, row)


def _row(evidence: Evidence, row: Contraindication) -> None:
    symbol, words = ACTION_WORDS[row.action]
    name = evidence.conditions[row.condition_id].label.lower()
    wait = f" {row.plain_wait}" if row.plain_wait else ""
    st.markdown(f"**{symbol} {words}** ({name}). {row.plain_reason}{wait}")
    source_list(evidence, row.source_ids)
