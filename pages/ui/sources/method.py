"""The sections of the page Method and scorecard."""

import pandas as pd
import streamlit as st

from models.evidence.nouns import Evidence
from models.ranking import worked_example
from models.ranking.comparison import Comparison
from models.sources import gathered, scorecard
from models.sources.reading_levels import reading_levels
from models.wording.citations import checked_by, long_date
from models.wording.units import plain_number
from pages.ui.blocks.stacked_table import stacked_table


def ranking(evidence: Evidence, comparison: Comparison) -> None:
    """How the ranking is made, with the person's own numbers as an example."""
    st.header("How the ranking is made", anchor=False)
    st.markdown(
        "1. **First, rules.** An option is set aside if it is not advised for your skin type or your health, "
        "if it is not used for what bothers you, or if it goes over a limit of yours. A low price never "
        "makes up for that.\n"
        "2. **Then, scales.** Each figure is placed on a scale with fixed ends. The ends were set before "
        "anyone looked at the options, so hiding one never moves another.\n"
        "3. **Then, weights.** Your six sliders become shares of 100.\n"
        "4. **Then, a sum.** Place on the scale times weight gives points. The points of an option are "
        "added up, to 100 at most.\n"
        "5. **Gaps.** What nobody has measured counts at the bad end. The board shows what it could add.\n"
        "6. **Doubt.** We draw every figure from its range 10,000 times and rank the options each time."
    )
    if evidence.table is not None:
        st.markdown("Where a table gives a figure without a range, nothing is drawn.")
    line = worked_example.subject(comparison)
    if line is None:
        st.info("Every slider is at 0, so there is no sum to show. Move a slider above 0.")
        return
    st.subheader("Worked through with your own numbers", anchor=False)
    st.markdown(worked_example.in_a_sentence(evidence, comparison, line))
    found = worked_example.steps(evidence, comparison, line)
    table = pd.DataFrame(
        [
            {
                "What": step.criterion,
                "Its figure, and how far along its scale": (
                    f"{step.figure}. That is {plain_number(round(100 * step.along, 1))} of 100 of the way "
                    f"{step.scale}."
                ),
                "Slider, and weight of 100": f"{step.importance}, so {plain_number(round(step.weight, 1))}",
                "Points": plain_number(round(step.points, 1)),
            }
            for step in found
        ]
    )
    stacked_table(table, name="Worked through with your own numbers")
    st.markdown(f"Added up: **{line.total:.1f} points of 100** for {line.treatment.label}.")
    st.page_link("how_sure.py", label="How sure this order is")


def evidence_gathered(evidence: Evidence) -> None:
    st.header("How the evidence was gathered, and its limits", anchor=False)
    st.markdown(
        f"We searched published studies, product labels, regulators, hospitals and price pages. "
        f"{len(evidence.sources)} sources support {len(evidence.estimates)} rows of figures. "
        f"The evidence was gathered on {long_date(evidence.review.compiled_on)}, and its version is "
        f"{evidence.version}. {gathered.second_reader(evidence)}"
    )
    counted = {
        "What a figure rests on": gathered.figures_by_basis(evidence),
        "Kind of source": gathered.sources_by_kind(evidence),
    }
    for place, (name, counts) in zip(st.columns(2), counted.items(), strict=True):
        with place:
            numbers = [plain_number(count) for count in counts.values()]
            stacked_table(pd.DataFrame({name: list(counts), "How many": numbers}), name=name)
    st.markdown(
        "- Most studies were read as an abstract, not in full.\n"
        "- It was no systematic review: we did not list all that was found and left out.\n"
        "- Many prices and waits come from the pages of clinics, which sell these treatments.\n"
        "- Few people with skin types V and VI were studied. Many of those figures are carried over.\n"
        "- Studies grade results in different ways and follow people for different times.\n"
        "- Prices are in US dollars. Yours will differ: ask."
    )
    st.page_link("evidence.py", label="Every figure with its sources")


def who_and_when(evidence: Evidence) -> None:
    review = evidence.review
    st.header("Who made this, who paid, and when it is reviewed", anchor=False)
    months = round((review.next_review - review.compiled_on).days / 30.4)
    st.markdown(
        f"The evidence was {checked_by(review)}. It was paid for by {review.funded_by}. We "
        f"review it every {months} months: the next review is due on "
        f"{long_date(review.next_review)}. Once that day has passed, every page says that it is overdue. "
        "Each change of a figure is written down in the change log that comes with the code."
    )


def privacy() -> None:
    st.header("Your privacy, in four sentences", anchor=False)
    st.markdown(
        "We keep no accounts and no record of you. What you pick is in the address of the page, so whoever "
        "you send that to sees it. Your health answers and your own words are never in it, and our "
        "server forgets them within half an hour after you close the page. Nothing on these pages is fetched "
        "from anybody else."
    )


def reading(evidence: Evidence) -> None:
    st.header("How hard this is to read", anchor=False)
    levels = reading_levels(evidence.version)
    if not levels:
        st.markdown("The texts of this evidence folder have not been graded.")
        return
    st.markdown(
        "US school grades by the Flesch-Kincaid formula, names of procedures left out. We aim for grade 6, "
        "and allow 8 at most."
    )
    table = pd.DataFrame(
        [
            {
                "Texts": level.section,
                "How many": plain_number(level.texts),
                "Half are at or below": level.half_at_or_below,
                "The hardest": level.hardest,
            }
            for level in levels
        ]
    )
    stacked_table(table, name="How hard this is to read")


def card() -> None:
    """The scorecard, by the international standard for decision aids."""
    st.header("Scorecard of this decision aid", anchor=False)
    st.markdown(
        "There is a standard for decision aids (IPDASi, version 4.0). We held this one against it, in our "
        'own words. "Measured by a test" means that a program checks it at each change. "Declared" means '
        f"that we say so and nobody else has checked. {scorecard.ABOUT_TESTS_ONLY} more items are about "
        "tests that find an illness, so they do not apply."
    )
    for group, title in scorecard.GROUPS.items():
        st.subheader(title, anchor=False)
        st.markdown(scorecard.tally(group))
        table = pd.DataFrame(
            [
                {
                    "Item": item.asks,
                    "Met": scorecard.MET_WORDS[item.met],
                    "Here": item.here,
                    "How we know": scorecard.KNOWN_BY_WORDS[item.known_by],
                }
                for item in scorecard.items()
                if item.group == group
            ]
        )
        stacked_table(table, name=title)
