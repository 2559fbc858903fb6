"""Present: the chosen options on a big screen or an upright tablet, one idea at a time."""

import streamlit as st

from models.doubt.standings import doubt
from models.options.side_by_side import first_choice
from models.person.preferences import SIDE_RANGE
from models.ranking.comparison import compare
from models.talk.alterations import alterations
from models.talk.shared_screen import heads
from models.talk.slides import slide
from pages.ui.frame import appearance
from pages.ui.options import side_choices
from pages.ui.talk import presenter
from pages.visit import state
from pages.visit.in_view import evidence_in_view

evidence = evidence_in_view()

appearance.of_page(presenter.STYLE)
comparison = compare(evidence, state.read_widgets(evidence))
preferences = comparison.preferences
shown = preferences.side.treatments
enough = len(shown) >= SIDE_RANGE[0]
altered = alterations(evidence, comparison, shown)
screen = slide(evidence, comparison, doubt(comparison), altered)

st.title(screen.title, anchor=False)
presenter.priorities(evidence, preferences, screen)
# The controls are rendered first, although they appear below, so that they work as soon as the slide changes.
content, controls = st.container(key="present_content"), st.container()
with controls:
    presenter.controls(evidence, screen, altered, heads(evidence, comparison), can_move=enough)
with content:
    if enough:
        presenter.content(evidence, comparison, screen)
    else:
        side_choices.too_few(first_choice(comparison))
