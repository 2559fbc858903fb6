"""The presenter view around its screens: priorities, what was changed, and moving on by key or button.

The form, the menu and the route are only hidden by CSS, since their widgets keep the link up to date.
"""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from models.evidence.nouns import Evidence
from models.link import link_settings
from models.person.preferences import Preferences
from models.ranking.comparison import Comparison
from models.talk.alterations import Alterations
from models.talk.shared_screen import Head
from models.talk.slide_texts import no_treatment_strip
from models.talk.slide_titles import SLIDE_TITLES, neighbours
from models.talk.slides import Slide
from models.wording.outside_words import as_text
from pages.ui.blocks.answer_html import one_line, paragraph
from pages.ui.blocks.choices import one_of
from pages.ui.options import side_choices
from pages.ui.talk.presenter_html import behind, priorities_html, slide_html

#: The style of this page.
STYLE = Path(__file__).with_name("presenter.css")

#: Session key of the switch that shows the form.
EDIT = "_present_edit"

#: Session key of the screen that is shown. The widget "Which screen?" may be one step behind.
SHOWN = "_present_shown"


def priorities(evidence: Evidence, preferences: Preferences, screen: Slide) -> None:
    """On every screen: which one it is, and what matters to the person."""
    with st.container(key="present_head"):
        # Screen readers announce this when the screen changes, including the title.
        st.markdown(
            f'<p class="pr-progress" role="status" aria-live="polite">{screen.progress}'
            f'<span class="pr-spoken">: {escape(screen.title)}</span></p>',
            unsafe_allow_html=True,
        )
        st.markdown(priorities_html(evidence, preferences), unsafe_allow_html=True)


def content(evidence: Evidence, comparison: Comparison, screen: Slide) -> None:
    with st.container(key="present_screen"):
        st.markdown(slide_html(comparison, screen), unsafe_allow_html=True)
    strip = no_treatment_strip(evidence, comparison)
    if strip:
        with st.container(key="present_nothing"):
            st.markdown(one_line(paragraph(strip)), unsafe_allow_html=True)


def controls(
    evidence: Evidence, screen: Slide, altered: Alterations, heads: Sequence[Head], *, can_move: bool
) -> None:
    """Back, next, any screen, its sources, what was changed, the form, and leaving."""
    editing = bool(st.session_state.get(EDIT))
    st.session_state[SHOWN] = screen.slide_id
    with st.container(key="present_controls", horizontal=True, vertical_alignment="center", gap="small"):
        _moves(screen, by_keys=can_move and not editing)
        titles = list(SLIDE_TITLES.values())
        one_of(titles, "Which screen?", link_settings.SLIDE, label_visibility="collapsed")
        if can_move:
            with st.popover("Why, and sources", key="present_behind"):
                st.markdown(behind(evidence, screen, heads), unsafe_allow_html=True)
        with st.popover(f"What was changed: {altered.summary}", key="present_altered"):
            st.markdown("\n".join(f"- {as_text(sentence)}" for sentence in altered.in_words))
        st.markdown(f'<p class="pr-clinic">{escape(altered.clinic)}</p>', unsafe_allow_html=True)
        st.toggle("Edit", key=EDIT)
        st.page_link("compare.py", label="Leave")
    # Drawn even if hidden, since the link keeps only the values of widgets that are drawn.
    with st.container(key="present_edit" if editing or not can_move else "present_options"):
        side_choices.picked(evidence)


def _moves(screen: Slide, *, by_keys: bool) -> None:
    """Buttons with arrow keys and, for clickers, page keys. The sliders of an open form need the arrows."""
    ways = zip(("Back", "Next"), neighbours(screen.slide_id), (-1, 1), strict=True)
    keys = {"Back": ("Left", "PageUp"), "Next": ("Right", "PageDown")}
    for name, target, step in ways:
        arrow, page_key = keys[name] if by_keys else (None, None)
        key = f"present_{name.lower()}"
        _move(name, key, step, arrow, at_end=target is None)
        with st.container(key=f"{key}_clicker", width="content"):
            _move(f"{name}, by the page key", f"{key}_page", step, page_key, at_end=target is None)


def _move(label: str, key: str, step: int, shortcut: str | None, *, at_end: bool) -> None:
    st.button(label, key=key, shortcut=shortcut, disabled=at_end, on_click=_go, args=(step,))


def _go(step: int) -> None:
    """Move one screen on or back from the one that is shown.

    If a key is pressed while the previous move is still being drawn, both "Which screen?" and the buttons
    still have their old state, so neither is used.
    """
    titles = list(SLIDE_TITLES)
    to = titles.index(st.session_state[SHOWN]) + step
    st.session_state[SHOWN] = titles[min(max(to, 0), len(titles) - 1)]
    st.session_state[link_settings.SLIDE] = SLIDE_TITLES[st.session_state[SHOWN]]
