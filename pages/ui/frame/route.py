"""The way through in five steps: which step this is, which were seen, and the way on. Nobody has to."""

import streamlit as st

#: Session key of the pages seen in this visit.
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
    """Which step is on the page with this file name, from 1. Raises ValueError where no step is."""
    return list(STEPS).index(page) + 1


def bar(url_path: str) -> None:
    """All five steps as links, with those marked that were seen. ``url_path`` is that of the page shown."""
    # A page's address is its file's name with dashes; the start page has none.
    shown = f"{url_path.replace('-', '_') or 'compare'}.py"
    seen: set[str] = st.session_state.setdefault(_SEEN, set())
    seen.add(shown)
    with st.container(key="route", horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"Five steps, {len(seen & STEPS.keys())} seen")
        for number, (page, title) in enumerate(STEPS.items(), start=1):
            with st.container(key=f"step_{number}{'_now' if page == shown else ''}", width="content"):
                tick = "✓ " if page in seen else ""
                # A phone shows the number alone, which is why it stands in bold; the title is still read out.
                st.page_link(page, label=f"**{tick}{number}** {title}")


def onward(page: str) -> None:
    """At the foot of a step: which one it is, and the steps before and after it."""
    number, steps = number_of(page), list(STEPS.items())
    with st.container(key="onward", horizontal=True, gap="medium", vertical_alignment="center"):
        st.markdown(f"Step {number} of {len(steps)}.")
        for way, k in (("Back", number - 2), ("Next", number)):
            if 0 <= k < len(steps):
                other, title = steps[k]
                st.page_link(other, label=f"{way}: {title}")
