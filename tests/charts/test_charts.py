"""The charts show the model's figures on fixed scales and name what they leave out."""

import re
from dataclasses import replace

import numpy as np
import pytest

from models import ROOT
from models.evidence.terms import PHOTOTYPES
from models.person.preferences import start
from models.ranking.comparison import compare
from models.ranking.frontier import dominated
from models.wording.citations import notice_of
from pages.charts.range_chart import range_chart
from pages.charts.suitability_grid import suitability_grid
from pages.charts.trade_off import trade_off
from pages.ui.blocks.export import as_csv


@pytest.fixture
def comparison(evidence):
    return compare(evidence, replace(start(evidence), phototype="IV"))


def titles(figure):
    return [axis.title.text for axis in (*figure.select_xaxes(), *figure.select_yaxes()) if axis.title.text]


def test_dominated_by_hand():
    """B beats A on both, C is better than B on one and worse on the other, D equals B."""
    values = np.array([[0.2, 0.3], [0.5, 0.5], [0.9, 0.1], [0.5, 0.5]])
    assert dominated(values).tolist() == [True, False, False, False]


def test_dominated_agrees_with_a_plain_loop():
    values = np.random.default_rng(7).integers(0, 4, (40, 3)) / 3
    plain = [any((other >= row).all() and (other > row).any() for other in values) for row in values]
    assert dominated(values).tolist() == plain


def test_the_trade_off_chart_draws_exactly_what_is_measured_on_both(evidence, comparison):
    chart = trade_off(evidence, comparison, "cost", "results")
    names = {
        point[0] for trace in chart.figure.data if trace.customdata is not None for point in trace.customdata
    }
    measured = {
        x.treatment.label
        for x in comparison.lines
        if x.reading("cost").is_measured and x.reading("results").is_measured
    }
    assert names == measured
    assert "Q-switched laser" in chart.note.split("Not drawn")[1]


def test_the_trade_off_chart_joins_the_frontier(evidence, comparison):
    """Acne scars, phototype IV: cost and grade of the four options that no other option dominates."""
    line = next(
        t for t in trade_off(evidence, comparison, "cost", "results").figure.data if t.mode == "lines"
    )
    assert list(zip(line.x, line.y, strict=True)) == [(0, 0), (360, 2), (1500, 2.5), (3000, 3)]


def test_whiskers_reach_from_low_to_high(evidence, comparison):
    chart = trade_off(evidence, comparison, "cost", "results")
    ends = [
        (trace.x[k] - trace.error_x.arrayminus[k], trace.x[k] + trace.error_x.array[k])
        for trace in chart.figure.data
        for k, point in enumerate(trace.customdata if trace.customdata is not None else ())
        if point[0] == "Microneedling (clinic pen)"
    ]
    assert ends == [(400, 4000)]


@pytest.mark.parametrize("criterion", ["results", "cost", "downtime", "dark_marks", "complications", "pain"])
def test_axes_are_fixed_and_carry_their_unit(evidence, comparison, criterion):
    """Setting half of the options aside must not stretch a scale."""
    fewer = compare(evidence, replace(comparison.preferences, budget=1500))
    for draw in (
        lambda c: trade_off(evidence, c, criterion, "results"),
        lambda c: range_chart(evidence, c, criterion),
    ):
        whole, part = draw(comparison).figure, draw(fewer).figure
        assert whole.layout.xaxis.range == part.layout.xaxis.range
        ends = evidence.criteria[criterion].scale
        assert min(whole.layout.xaxis.range) <= min(ends)
        assert max(whole.layout.xaxis.range) >= max(ends)
        assert titles(whole)
        assert all("is better)" in title for title in titles(whole))


def test_a_missing_figure_is_written_out_and_never_drawn_as_zero(evidence, comparison):
    chart = range_chart(evidence, comparison, "results")
    marks = next(t for t in chart.figure.data if t.mode == "markers")
    assert "Q-switched laser" not in [point[0] for point in marks.customdata]
    words = next(t for t in chart.figure.data if t.mode == "text").text
    assert "<b>Q-switched laser</b><br>not studied" in words


def test_the_range_chart_shows_both_anchors(evidence, comparison):
    text = " ".join(a.text for a in range_chart(evidence, comparison, "cost").figure.layout.annotations)
    assert "$12,000<br>0 points" in text
    assert "nothing<br>100 points" in text


def test_the_range_chart_is_sorted_by_its_own_figure_with_gaps_last(evidence, comparison):
    """Cost runs from low to high, results from high to low; an option without a figure comes last."""
    for criterion_id, towards_worse in (("cost", 1), ("results", -1)):
        readings = {x.treatment.label: x.reading(criterion_id).typical for x in comparison.lines}
        table = range_chart(evidence, comparison, criterion_id).table
        figures = [readings[name] for name in table["Treatment"]]
        known = [towards_worse * f for f in figures if f is not None]
        assert known == sorted(known)
        assert all(f is None for f in figures[len(known) :])


def test_a_point_keeps_its_letter_whatever_is_set_aside(evidence, comparison):
    """Letters follow table order: the clinic pen is A, no treatment is the 15th, O."""
    few = compare(evidence, replace(comparison.preferences, budget=700))
    assert len(few.lines) < len(comparison.lines)
    for found in (comparison, few):
        chart = trade_off(evidence, found, "cost", "results")
        letter = {
            point[0]: text
            for trace in chart.figure.data
            if trace.customdata is not None
            for point, text in zip(trace.customdata, trace.text, strict=True)
        }
        assert letter["No treatment for now"] == "O"
        assert all(f"{sign} {name}" in chart.marks for name, sign in letter.items())
        assert len(set(letter.values())) == len(letter)


def test_a_change_of_importances_does_not_redraw_the_charts_of_compare(evidence, comparison):
    """The charts do not depend on the ranking, so the browser need not redraw them while a slider moves."""
    other = compare(
        evidence,
        replace(
            comparison.preferences,
            importances=dict.fromkeys(comparison.preferences.importances, 0) | {"pain": 10},
        ),
    )
    assert [x.treatment for x in other.lines] != [x.treatment for x in comparison.lines]
    assert range_chart(evidence, other, "cost") is range_chart(evidence, comparison, "cost")
    assert trade_off(evidence, other, "cost", "pain") is trade_off(evidence, comparison, "cost", "pain")


def test_the_grid_shows_every_rating_as_a_word_and_a_shape(evidence):
    chart = suitability_grid(evidence, "IV")
    cells = chart.figure.data[-2].text  # the last trace holds the names above the rows
    assert len(cells) == 15 * 6
    assert sum(c == "⊘<br>avoid" for c in cells) == 11  # rows rated avoid in suitability.csv
    assert sum(c == "◇<br>specialist" for c in cells) == 11


def test_no_treatment_is_in_every_table(evidence, comparison):
    for chart in (
        trade_off(evidence, comparison, "cost", "results"),
        range_chart(evidence, comparison, "pain"),
        suitability_grid(evidence, None),
    ):
        assert "No treatment for now" in set(chart.table["Treatment"])
        assert len(chart.alt) > 60


def test_charts_can_be_drawn_without_any_options(evidence, comparison):
    empty = replace(comparison, lines=())
    assert trade_off(evidence, empty, "cost", "cost").table.empty
    assert range_chart(evidence, empty, "cost").table.empty


def test_the_trade_off_chart_accepts_the_same_criterion_on_both_axes(evidence, comparison):
    assert len(trade_off(evidence, comparison, "cost", "cost").table) == len(comparison.lines)


def test_a_csv_file_can_be_read_back_and_its_formulas_are_escaped(evidence, comparison):
    import io

    import pandas as pd

    table = range_chart(evidence, comparison, "cost").table
    read = pd.read_csv(io.BytesIO(as_csv(table, "about")), encoding="utf-8-sig", keep_default_na=False)
    assert read["Typical"].tolist() == table["Typical"].tolist()
    hostile = pd.DataFrame({"a": ["=1+1", "@x", "-2", "+3", "plain", 5]})
    read = pd.read_csv(io.BytesIO(as_csv(hostile, "about")), encoding="utf-8-sig", dtype=str)
    assert read["a"].tolist() == ["'=1+1", "'@x", "'-2", "'+3", "plain", "5"]


def test_every_file_states_the_date_of_the_evidence_and_of_the_next_review(evidence):
    import io

    import pandas as pd

    read = pd.read_csv(
        io.BytesIO(as_csv(pd.DataFrame({"a": [1, 2]}), notice_of(evidence))), encoding="utf-8-sig"
    )
    for words in read["About these figures"]:
        assert words.startswith("Evidence gathered 22 November 2026, next review 22 May 2027: ")
        assert "not yet checked by a clinician" in words


def test_the_table_under_the_grid_contains_every_rating(evidence):
    table = suitability_grid(evidence, None).table.set_index("Treatment")
    for (treatment, phototype), row in evidence.suitability.items():
        word = table.loc[evidence.treatments[treatment].label, phototype]
        assert word == {"specialist_only": "specialist"}.get(row.rating, row.rating)
    assert list(table.columns) == list(PHOTOTYPES)


def test_no_chart_calls_the_slow_update_methods():
    """``update_layout`` and its like are ten times as slow: they took half the time to build a figure."""
    slow = re.compile(r"\.update_(layout|xaxes|yaxes)\(")
    for path in (ROOT / "pages" / "charts").rglob("*.py"):
        assert not slow.search(path.read_text(encoding="utf-8")), path.name
