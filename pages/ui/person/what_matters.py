"""The third step: what each slider weighs, how much it counts now, and the person's own words."""

import streamlit as st

from models.evidence.nouns import Evidence
from models.ranking.comparison import Comparison
from models.wording.estimate_words import swing
from models.wording.units import span
from pages.ui.frame import paper

#: Session key of what the person writes. Keys that start with an underscore are not in links.
OWN_WORDS = "_own_words"


def sliders_explained(evidence: Evidence, comparison: Comparison) -> None:
    """Each criterion in plain words, its share of the weight, and the range of the options on it."""
    box = st.container(key="sliders_explained")
    box.header("What each slider weighs", anchor=False)
    for criterion in evidence.weighted:
        box.subheader(criterion.label, anchor=False)
        box.markdown(criterion.plain_definition)
        now = comparison.preferences.importances[criterion.criterion_id]
        share = round(100 * comparison.weights[criterion.criterion_id]) if comparison.weights else 0
        figures = [
            reading.typical
            for row in comparison.values.readings
            for reading in row
            if reading.criterion == criterion and reading.typical is not None
        ]
        differ = span(min(figures), max(figures), criterion.unit) if figures else "nobody has measured it"
        box.markdown(
            f"The slider weighs the whole way {swing(evidence, criterion.criterion_id)}. It is at {now} "
            f"of 10, which is {share} of 100 of all weight. The options run over: {differ}."
        )


def own_words() -> None:
    """A field for anything that no slider covers."""
    st.header("Does something else matter to you?", anchor=False)
    written = st.text_area(
        "In your own words",
        key=OWN_WORDS,
        max_chars=600,
        placeholder="I look after small children, so I cannot hide from the sun.",
        persist_state="session",
    )
    paper.words(written or "")
    st.markdown(
        ":small[This changes no figure and no order. It stays in this visit and goes into the notes and "
        "the handout that you download in the last step. It is in no link and no log.]"
    )
