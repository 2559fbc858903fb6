"""Questions on skin and health, and what the answers mean. No answer is bound to the address bar."""

from collections.abc import Collection

import streamlit as st

from models.evidence.nouns import Evidence, Treatment
from models.evidence.suitability import Contraindication
from models.link import link_settings
from models.person.hard_stops import not_asked
from models.person.phototype_questions import questions, suggest
from models.person.precautions import nothing_found, precautions
from models.person.preferences import Preferences
from models.wording.estimate_words import ACTION_WORDS, RATING_WORDS
from pages.ui.blocks.source_notes import source_list
from pages.visit.state import condition_key

#: Conditions that are asked about together with earlier marks and scars.
SCAR_CONDITIONS = frozenset({"keloid_history"})

#: Session key of the box that allows health answers in files.
HEALTH_IN_NOTES = "_health_in_notes"


def skin_questions(evidence: Evidence) -> None:
    """How the skin burns and tans, with a suggested skin type that the person can accept."""
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
    phototype, why = suggest(evidence, burns, tans)
    st.markdown(why)
    if phototype is not None:
        option = link_settings.phototype_option(evidence, phototype)
        st.button(
            f"Use skin type {phototype}",
            key="use_phototype",
            on_click=st.session_state.update,
            args=({link_settings.PHOTOTYPE: option},),
        )
    st.markdown(
        ":small[A skin type says how skin reacts to sun. It is not a colour and not a race. "
        "It is a rough guide to who gets dark marks, and no test: a clinician knows more.]"
    )


def scar_questions(evidence: Evidence) -> None:
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
    _boxes(evidence, SCAR_CONDITIONS)


def condition_boxes(evidence: Evidence) -> None:
    """The other health conditions as tick boxes, and whether they may be in the person's own notes."""
    st.header("Your health", anchor=False)
    st.markdown(
        "Tick what is true for you. Your answers stay in this visit. They are in no link and no log, and "
        "our server forgets them within half an hour after you close the page. They are in no file either, "
        "unless you tick the last box."
    )
    _boxes(evidence, evidence.conditions.keys() - SCAR_CONDITIONS)
    st.markdown("**Your own notes**")
    st.checkbox(
        "Put my health answers into the notes and the handout that I download",
        key=HEALTH_IN_NOTES,
        persist_state="session",
    )


def _boxes(evidence: Evidence, condition_ids: Collection[str]) -> None:
    for condition in evidence.conditions.values():
        if condition.condition_id in condition_ids:
            st.checkbox(
                condition.plain_label, key=condition_key(condition.condition_id), persist_state="session"
            )


def what_it_means(evidence: Evidence, preferences: Preferences) -> None:
    """For every treatment: what the skin type means, and each precaution with its wait and its sources."""
    st.header("What this means for each option", anchor=False)
    conditions = preferences.all_conditions(evidence)
    if not conditions and preferences.phototype is None:
        st.info(
            "You have ticked nothing and your skin type is not sure, so there is nothing to show yet. "
            "Answer what you can above."
        )
        return
    for treatment_id, treatment in evidence.treatments.items():
        with st.container(border=True, key=f"precautions_{treatment_id}"):
            st.subheader(treatment.label, anchor=False)
            _skin(evidence, treatment, preferences.phototype)
            if conditions:
                precaution_rows(evidence, treatment_id, conditions)


def _skin(evidence: Evidence, treatment: Treatment, phototype: str | None) -> None:
    if phototype is None:
        return
    row = evidence.suitability[treatment.treatment_id, phototype]
    symbol, words = RATING_WORDS[row.rating]
    certainty = row.certainty.in_words if row.certainty else "not graded"
    of_what = f"skin type {phototype}, certainty {certainty}"
    st.markdown(f"**{symbol} {words.capitalize()}** ({of_what}). {row.plain_reason}")
    source_list(evidence, row.source_ids)


def precaution_rows(evidence: Evidence, treatment_id: str, conditions: Collection[str]) -> None:
    """What the ticked conditions mean for one treatment, the strictest first."""
    rows = precautions(evidence, treatment_id, conditions)
    if not rows:
        st.markdown(nothing_found(evidence, treatment_id))
    for row in rows:
        precaution_row(evidence, row)


def precaution_row(evidence: Evidence, row: Contraindication) -> None:
    symbol, words = ACTION_WORDS[row.action]
    name = evidence.conditions[row.condition_id].label.lower()
    wait = f" {row.plain_wait}" if row.plain_wait else ""
    st.markdown(f"**{symbol} {words}** ({name}). {row.plain_reason}{wait}")
    source_list(evidence, row.source_ids)


def unasked(evidence: Evidence, preferences: Preferences) -> None:
    """The unanswered questions that may rule an option out, with a link to them."""
    if words := not_asked(evidence, preferences):
        with st.container(key="not_asked"):
            st.markdown(f"**{words}**")
            st.page_link("right_for_me.py", label="Answer the health questions")
