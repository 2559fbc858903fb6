"""The last step: what the person leans to, what to ask, files to take along, and a private quiz."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from models.doubt.standings import Doubt
from models.evidence.nouns import Evidence
from models.link import link_settings
from models.ranking.comparison import Comparison
from models.take_home import leaning, understanding
from models.take_home.ask import Ask
from pages.ui.blocks.choices import one_of
from pages.ui.take_home import take_home_files


def pick(evidence: Evidence) -> None:
    options = [link_settings.NO_LEAN, *(t.label for t in evidence.treatments.values())]
    one_of(options, "Which option do you lean to?", link_settings.LEAN)


def fit(evidence: Evidence, comparison: Comparison, found: Doubt | None) -> None:
    """Whether the leaning fits the sliders, in sentences."""
    with st.container(border=True, key="leaning_card"):
        for sentence in leaning.fit(evidence, comparison, found):
            st.markdown(sentence)
        st.page_link("how_sure.py", label="What would change the order")


def ask(asked: Sequence[Ask]) -> None:
    st.header("What to ask", anchor=False)
    st.markdown("Made from your own view: its gaps, its close calls, your answers and the prices.")
    lines = [f"1. **{item.question}**  \n:small[{item.why}]" for item in asked]
    st.markdown("\n".join(lines))


def take_along(
    evidence: Evidence, comparison: Comparison, found: Doubt | None, asked: Sequence[Ask], today: date
) -> None:
    """The handout and the notes. Health answers are left out unless their box is ticked."""
    st.header("Take it along", anchor=False)
    holds = (
        "They hold your health answers, since you ticked that box."
        if take_home_files.with_health()
        else (
            "Your health answers are left out, and what would give them away. To put them in, tick the box "
            "under your health."
        )
    )
    st.markdown(f"The files stay with you; we keep no copy. {holds}")
    written = take_home_files.writer(evidence, comparison, found, asked, today)
    take_home_files.handout_file(written)
    st.markdown(
        "The notes say the same as plain text, with nothing cut, for a health record. If the handout cannot "
        "be made, take the notes."
    )
    take_home_files.notes_file(written)
    st.page_link("right_for_me.py", label="Change my health answers")


def check(evidence: Evidence, comparison: Comparison, found: Doubt | None) -> None:
    """Five questions with the answer explained. Answers are not stored."""
    st.header("Check for yourself", anchor=False)
    if not comparison.lines:
        st.info("Every option is set aside, so there is nothing to ask about. Put one back first.")
        return
    st.markdown("Five questions on what you saw. They are for you alone: we keep no answer.")
    for number, item in enumerate(understanding.check(evidence, comparison, found), start=1):
        answer = st.radio(
            f"{number}. {item.text}",
            item.options,
            index=None,
            key=f"_check_{item.question_id}",
            persist_state="session",
        )
        if answer is not None:
            right = answer == item.options[item.answer]
            st.markdown(f"{'✓ Yes.' if right else f'✗ Not quite: {item.options[item.answer]}.'} {item.why}")
