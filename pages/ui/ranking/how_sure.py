"""The sections of the page How sure, each of which draws one answer, and its short form above the board."""

import streamlit as st

from models.doubt import doubt_words
from models.doubt import standings as doubts
from models.doubt.standings import Doubt
from models.evidence.nouns import Evidence
from models.link import link_settings
from models.ranking.comparison import Comparison, Line
from pages.charts.flip_ranges import flip_ranges
from pages.charts.pair_differences import pair_differences
from pages.charts.rank_spans import rank_spans
from pages.charts.whose_choice import whose_choice as whose_choice_chart
from pages.ui.blocks.chart_block import chart_block
from pages.ui.blocks.choices import one_of, some_of


def card(evidence: Evidence, comparison: Comparison, found: Doubt | None) -> None:
    """The short form: what comes first and how firmly, and which slider would change that."""
    if comparison.weights is None or not comparison.lines:
        return  # the board says why
    with st.container(border=True, key="sure_card"):
        st.markdown(f"**How sure?** {' '.join(doubt_words.how_sure(evidence, comparison, found))}")
        if found is not None:
            st.page_link("how_sure.py", label="What would change it")


def standings(evidence: Evidence, comparison: Comparison, found: Doubt) -> None:
    st.markdown(" ".join(doubt_words.how_sure(evidence, comparison, found)))
    if not found.standings:
        return
    prices = f" The prices of {evidence.clinic.clinic} count as they are." if evidence.clinic else ""
    st.markdown(
        f":small[We drew every figure 10,000 times from its range and ranked the options each time.{prices} "
        "Counts are rounded to the nearest 5 of 100. What we assumed, and what you can change, is under "
        "the sliders.]"
    )
    chart_block(rank_spans(found, len(evidence.treatments)), key="rank_spans")
    lines = [f"- {s.treatment.label}: {doubt_words.standing(s, found)}" for s in found.standings]
    st.markdown("\n".join(lines))


def pair(evidence: Evidence, comparison: Comparison) -> None:
    st.header("Why is one above the other?", anchor=False)
    labels = [t.label for t in evidence.treatments.values()]
    left, right = st.columns(2)
    with left:
        above = one_of([link_settings.FIRST, *labels], "This one", link_settings.ABOVE)
    with right:
        below = one_of([link_settings.SECOND, *labels], "Against", link_settings.BELOW)
    if len(comparison.lines) < 2:
        st.info(
            "Fewer than two options are on the board, so there is no pair. Raise a limit, or put an option "
            "back on the Compare page."
        )
        return
    a, b = _line(comparison, above), _line(comparison, below)
    absent = [name for name, line in ((above, a), (below, b)) if line is None]
    if a is None or b is None:
        st.info(f"Not on the board: {', '.join(absent)}. Pick another, or put it back on the Compare page.")
        return
    if a is b:
        st.info("These are the same option. Pick two.")
        return
    text, found = doubt_words.gap(a, b, comparison, evidence)
    st.markdown(text)
    most = 100 * max(comparison.weights.values()) if comparison.weights else 100.0
    chart_block(pair_differences(evidence, a, b, found, most), key="pair_differences")
    ahead, behind = (a, b) if found.gap >= 0 else (b, a)
    st.markdown(f"**What would make {behind.treatment.label} level?** Each line alone, all else as it is:")
    weighed = [c for c in evidence.weighted if comparison.preferences.importances[c.criterion_id] > 0]
    lines = [doubt_words.price_to_draw_level(ahead, behind, comparison, c) for c in weighed]
    st.markdown("\n".join(f"- {line}" for line in lines))


def _line(comparison: Comparison, choice: str) -> Line | None:
    places = {link_settings.FIRST: 0, link_settings.SECOND: 1}
    if choice in places:
        return comparison.lines[places[choice]] if len(comparison.lines) > places[choice] else None
    return next((x for x in comparison.lines if x.treatment.label == choice), None)


def flips(evidence: Evidence, comparison: Comparison, found: Doubt) -> None:
    st.header("What would change the top of the board?", anchor=False)
    # Always in a container, so that the chart below keeps its position and is not created again.
    with st.container():
        if found.first is None:
            st.markdown(doubt_words.TOP_IS_NOT_FIRM)
    chart = flip_ranges(evidence, comparison, found)
    chart_block(chart, key="flip_ranges")
    st.markdown("\n".join(f"- {sentence}" for sentence in chart.table["What would change it"]))


def whose_choice(evidence: Evidence, comparison: Comparison) -> None:
    st.header("Whose choice would each be?", anchor=False)
    st.markdown("Forget your own sliders: with any weights at all, who would put each option first?")
    found, places = doubts.choices(comparison)
    chart_block(whose_choice_chart(evidence, comparison, found, places), key="whose_choice")


def second_way(evidence: Evidence, comparison: Comparison) -> None:
    """Rank-order centroid weights: a different question about the same priorities."""
    st.header("A second way to weigh", anchor=False)
    st.markdown(
        "Which of these changes matters most to you? Pick all of them, the one that matters most first."
    )
    st.markdown("\n".join(f"- {doubt_words.change(evidence, c.criterion_id)}" for c in evidence.weighted))
    ids = {c.label: c.criterion_id for c in evidence.weighted}
    order = some_of(
        list(ids), "Most important change first", link_settings.ORDER, "Pick the change that matters most"
    )
    left = len(ids) - len(order)
    if left:
        st.markdown(f":small[{left} still to pick.]")
        return
    weights, first = doubts.second_way(comparison, tuple(ids[label] for label in order))
    shares = ", ".join(
        f"{c.short_label.lower()} {round(100 * w)}"
        for c, w in zip(evidence.weighted, weights.tolist(), strict=True)
    )
    st.markdown(f"As weights of 100, your order means: {shares}.")
    on_board = comparison.lines[0].treatment
    if first == on_board:
        st.markdown(f"**Both ways agree:** {first.label} is at the top.")
    else:
        st.markdown(
            f"**The two ways differ:** with this order {first.label} is at the top, with your sliders "
            f"{on_board.label}. It is worth asking yourself which of the two says better what you want."
        )


def missing(evidence: Evidence, comparison: Comparison, found: Doubt) -> None:
    st.header("Which missing figure matters most?", anchor=False)
    figures = doubts.missing_figures(comparison)
    if not figures:
        st.markdown("No figure that you gave weight to is missing, for any option on the board.")
        return
    by_effect = ", the one that could change the order most first" if found.standings else ""
    st.markdown(f"Good questions for a clinician{by_effect}:")
    st.markdown("\n".join(f"1. {doubt_words.missing(evidence, m, found)}" for m in figures))
