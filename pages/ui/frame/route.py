"""The way through in five steps: which step this is, which were seen, and the way on. Nobody has to."""

from dataclasses import dataclass

import streamlit as st

#: Session key of the pages seen in this visit.
_SEEN = "_pages_seen"


@dataclass(frozen=True, slots=True)
class Step:
    """One step, and the page it is on."""

    page: str
    title: str


STEPS = (
    Step("my_concern.py", "My concern"),
    Step("right_for_me.py", "Skin and health"),
    Step("what_matters.py", "What matters"),
    Step("compare.py", "The options"),
    Step("where_i_lean.py", "Where I lean"),
)


def number_of(page: str) -> int:
    """Which step is on the page with this file name, from 1. Raises ValueError where no step is."""
    return [step.page for step in STEPS].index(page) + 1


def bar(url_path: str) -> None:
    """All five steps as links, with those marked that were seen. ``url_path`` is that of the page shown."""
    # A page's address is its file's name with dashes; the start page has none.
    page = f"{url_path.replace('-', '_') or 'compare'}.py"
    seen: set[str] = st.session_state.setdefault(_SEEN, set())
    seen.add(page)
    done = sum(step.page in seen for step in STEPS)
    with st.container(key="route", horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"Five steps, {done} seen")
        for number, step in enumerate(STEPS, start=1):
            with st.container(key=f"step_{number}{'_now' if step.page == page else ''}", width="content"):
                tick = "✓ " if step.page in seen else ""
                # A phone shows the number alone, which is why it stands in bold; the title is still read out.
                st.page_link(step.page, label=f"**{tick}{number}** {step.title}")


def onward(page: str) -> None:
    """At the foot of a step: which one it is, and the steps before and after it."""
    at = number_of(page) - 1
    with st.container(key="onward", horizontal=True, gap="medium", vertical_alignment="center"):
        st.markdown(f"Step {at + 1} of {len(STEPS)}.")
        if at:
            st.page_link(STEPS[at - 1].page, label=f"Back: {STEPS[at - 1].title}")
        if at + 1 < len(STEPS):
            st.page_link(STEPS[at + 1].page, label=f"Next: {STEPS[at + 1].title}")
