"""The frame that every page shares: page config, link check, navigation. Run by ``dashboard.py``."""

from datetime import date

import streamlit as st

from pages.ui.clinic import own_table
from pages.ui.frame import appearance, notices, paper, route, share
from pages.ui.person import priorities
from pages.visit import beyond_link, state, turns
from pages.visit.current_evidence import current_evidence
from pages.visit.in_view import evidence_in_view, of_visit, public_evidence

#: Paths of the pages that follow the sliders: a phone keeps the sliders within reach there.
FOLLOW_SLIDERS = {"", "how-sure", "what-matters"}


def head(title: str) -> None:
    """The title in the tab, in bookmarks and for screen readers, and the logo."""
    st.set_page_config(page_title=title, page_icon=str(appearance.MARK), layout="wide")
    st.logo(str(appearance.LOGO), size="large")


if of_visit() is None:
    head("Skin Options")
    notices.no_evidence()
    st.stop()
own_table.renew(public_evidence())
evidence = evidence_in_view()

page = st.navigation(
    [
        st.Page("compare.py", title="Compare", default=True),
        st.Page("right_for_me.py", title="Is it right for me?", url_path="right-for-me"),
        st.Page("side_by_side.py", title="Side by side", url_path="side-by-side"),
        st.Page("recovery_calendar.py", title="Recovery calendar", url_path="recovery-calendar"),
        st.Page("treatment.py", title="One option in full", url_path="treatment"),
        st.Page("present.py", title="Present", url_path="present"),
        st.Page("how_sure.py", title="How sure", url_path="how-sure"),
        st.Page("for_clinics.py", title="For clinics", url_path="for-clinics"),
        st.Page("evidence.py", title="Evidence", url_path="evidence"),
        st.Page("method.py", title="Method", url_path="method"),
        # Steps of the route that are not in the menu. The route bar links to them.
        st.Page("my_concern.py", title="My concern", url_path="my-concern", visibility="hidden"),
        st.Page("what_matters.py", title="What matters", url_path="what-matters", visibility="hidden"),
        st.Page("where_i_lean.py", title="Where I lean", url_path="where-i-lean", visibility="hidden"),
    ],
    position="top",
)
# All the slow work is done within this turn.
with turns.turn(evidence):
    head(f"{page.title} \N{EN DASH} Skin Options")
    opened = state.open_link_once(evidence)
    notices.overdue(evidence, date.today())
    notices.newer_evidence(public_evidence(), current_evidence())
    notices.link_repaired(opened.note)
    beyond_link.lost(page.url_path)
    notices.figures_changed(public_evidence(), opened)

    shown = share.Shown(page.title, page.url_path)
    with st.container(key="top", horizontal=True, gap="small", vertical_alignment="center"):
        route.bar(page.url_path)
        share.button(shown)
    with st.container(key="frame", horizontal=True, gap="large"):
        with st.container(key="priorities"):
            priorities.about_you(evidence)
            with st.container(key="within_reach" if page.url_path in FOLLOW_SLIDERS else "after_the_page"):
                priorities.what_matters(evidence)
        with st.container(key="page"):
            paper.head(evidence)
            notices.whose_figures(evidence, state.read_widgets(evidence))
            page.run()

    paper.foot(shown, date.today())
    with st.container(key=beyond_link.mark()):
        notices.footer(evidence)
