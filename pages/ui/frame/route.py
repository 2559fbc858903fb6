"""The optional route through the app in five steps: the bar at the top, and the links below each step."""

import streamlit as st

#: Session key of the pages that this visit has seen.
_SEEN = "_pages_seen"

#: The title of each step by the page that it is on, in order.
STEPS = {
    "my_concern.py": "My concern",
    "right_for_me.py": "Skin and health",
    "what_matters.py": "What matters",
    "compare.py": "The options",
    "where_i_lean.py": "Where I lean",
}


def number_of(page: str) -> int:
    """The number, from 1, of the step on the page with this file name. Raises ValueError if there is none."""
    return list(STEPS).index(page) + 1


def bar(url_path: str) -> None:
    """All five steps as links, with a tick at those already seen. ``url_path`` is that of the page shown."""
    # The path of a page is the name of its file with dashes; that of the start page is empty.
    shown = f"{url_path.replace('-', '_') or 'compare'}.py"
    seen: set[str] = st.session_state.setdefault(_SEEN, set())
    seen.add(shown)
    with st.container(key="route", horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"Five steps, {len(seen & STEPS.keys())} seen")
        for number, (page, title) in enumerate(STEPS.items(), start=1):
            with st.container(key=f"step_{number}{'_now' if page == shown else ''}", width="content"):
                tick = "✓ " if page in seen else ""
                # The number is in bold since a phone shows it alone; screen readers still read the title.
                st.page_link(page, label=f"**{tick}{number}** {title}")


def onward(page: str) -> None:
    """Below a step: its number, and links to the previous and the next step."""
    number, steps = number_of(page), list(STEPS.items())
    with st.container(key="onward", horizontal=True, gap="medium", vertical_alignment="center"):
        st.markdown(f"Step {number} of {len(steps)}.")
        for way, k in (("Back", number - 2), ("Next", number)):
            if 0 <= k < len(steps):
                other, title = steps[k]
                st.page_link(other, label=f"{way}: {title}")
