"""In every chart, series are distinct to colour-blind readers or differ in more than colour.

The colours are read from the finished figures, so a new series is tested too.
"""

import re
from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from colours import GROUNDS, SIGHT, contrast, lab, linear

from models import ROOT
from models.doubt import standings as doubts
from models.doubt.doubt_words import gap
from models.doubt.standings import doubt
from models.person.preferences import start
from models.ranking.comparison import compare
from models.recovery.recovery_calendar import calendar
from models.sources.studied import criterion_by_phototype
from pages.charts.flip_ranges import flip_ranges
from pages.charts.pair_differences import pair_differences
from pages.charts.parts import person
from pages.charts.parts.theme import DIMMED, STRONG
from pages.charts.range_chart import range_chart
from pages.charts.rank_spans import rank_spans
from pages.charts.recovery_timeline import recovery_timeline
from pages.charts.studied_map import studied_map
from pages.charts.suitability_grid import suitability_grid
from pages.charts.trade_off import trade_off
from pages.charts.whose_choice import whose_choice
from pages.ui.ranking.board import board_data

#: Least distance in CIELAB (CIE76). 2.3 is just visible on large areas (Mahy, Van Eycken, Oosterlinck 1994);
#: small marks need several times that (Stone, Szafir and Setlur 2014). This is over eight times.
APART = 20

COLOUR = re.compile(r"#[0-9a-f]{6}")

CHARTS = (
    *("trade_off", "range_chart", "suitability_grid", "rank_spans", "pair_differences", "flip_ranges"),
    *("whose_choice", "recovery_timeline", "studied_map"),
)

#: In these charts the colour is behind text; a separate test covers them.
OF_CELLS = ("suitability_grid", "studied_map")
OF_MARKS = tuple(name for name in CHARTS if name not in OF_CELLS)


@pytest.fixture(scope="module")
def charts(evidence):
    who = replace(start(evidence), phototype="IV")
    comparison = compare(evidence, who)
    found = doubt(comparison)
    first, second = comparison.lines[:2]
    _, differences = gap(first, second, comparison, evidence)
    ready = replace(who, calendar=replace(who.calendar, ready=date(2027, 6, 1)))
    planned = calendar(evidence, compare(evidence, ready), today=date(2026, 11, 24))
    return {
        "trade_off": trade_off(evidence, comparison, "cost", "results"),
        "range_chart": range_chart(evidence, comparison, "dark_marks"),
        "suitability_grid": suitability_grid(evidence, "IV"),
        "rank_spans": rank_spans(found, len(evidence.treatments)),
        "pair_differences": pair_differences(evidence, first, second, differences, 40.0),
        "flip_ranges": flip_ranges(evidence, comparison, found),
        "whose_choice": whose_choice(evidence, comparison, *doubts.choices(comparison)),
        "recovery_timeline": recovery_timeline(planned),
        "studied_map": studied_map(evidence, criterion_by_phototype(evidence), "IV"),
    }


def marks(chart):
    """Each mark's colour, paired with the rest of its look: kind, shape, pattern, dash, width or label."""
    found = set()
    for trace in chart.figure.to_dict()["data"]:
        marker, line = trace.get("marker", {}), trace.get("line", {})
        if trace["type"] == "bar":
            colours = marker["color"] if isinstance(marker["color"], (list, tuple)) else [marker["color"]]
            names = trace["y"] if len(colours) > 1 else [""] * len(colours)
            pattern = marker.get("pattern", {}).get("shape", "")
            found |= {
                (c, f"bar{pattern}{trace['width']}" if len(colours) == 1 else n)
                for c, n in zip(colours, names, strict=True)
            }
        elif trace["type"] == "scatter" and "markers" in trace.get("mode", ""):
            shapes = marker.get("symbol", "circle")
            shapes = [shapes] if isinstance(shapes, str) else shapes
            found |= {(marker["color"], f"marker {shape}") for shape in shapes}
        elif trace["type"] == "scatter" and trace.get("mode") == "lines":
            found.add((line["color"], f"line {line.get('dash', 'solid')} {line['width']}"))
    return found


def apart(one, other, sight):
    seen = [lab(np.array(SIGHT[sight]) @ linear(c)) for c in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("name", OF_MARKS)
def test_any_two_series_of_a_chart_are_distinct_by_colour_or_shape(charts, name, sight):
    close = [
        (a, b)
        for a, b in combinations(sorted(marks(charts[name])), 2)
        if a[0] != b[0] and a[1] == b[1] and apart(a[0], b[0], sight) < APART
    ]
    assert close == []


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_carries_no_template_and_no_fixed_revision(charts, name):
    """With a fixed revision Plotly would miss a change; a template would be sent with every figure."""
    assert not {"template", "datarevision"} & set(charts[name].figure.to_dict()["layout"])


def test_every_chart_is_covered_here(charts):
    """Otherwise a chart with another kind of trace would pass without being tested."""
    files = {p.stem: p.read_text(encoding="utf-8") for p in (ROOT / "pages/charts").glob("*.py")}
    assert set(CHARTS) == {name for name, text in files.items() if "-> Chart" in text}
    assert all(marks(charts[name]) for name in OF_MARKS)
    assert len({c for c, _ in marks(charts["whose_choice"])}) == 6
    assert len({c for c, _ in marks(charts["recovery_timeline"])}) == 5


@pytest.mark.parametrize("name", OF_CELLS)
def test_every_cell_repeats_its_colour_as_a_symbol_and_a_word(charts, name):
    *grounds, words, _ = charts[name].figure.data
    colours = {
        (base + width / 2, y): ground.marker.color
        for ground in grounds
        for base, width, y in zip(ground.base, ground.x, ground.y, strict=True)
    }
    said = dict(zip(zip(words.x, words.y, strict=True), words.text, strict=True))
    assert len(said) == 15 * 6
    assert said.keys() == colours.keys()
    pairs = {(colours[cell], said[cell]) for cell in said}
    assert len(pairs) == len({c for c, _ in pairs}) == len({text for _, text in pairs}) >= 4
    assert all(re.fullmatch(r"\W<br>\w+", text) for _, text in pairs)
    assert min(contrast(colour, words.textfont.color) for colour, _ in pairs) >= 4.5


@pytest.mark.parametrize("name", OF_MARKS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_mark_of_every_chart_contrasts_with_both_backgrounds(charts, name, ground):
    found = {colour for colour, _ in marks(charts[name])}
    whiskers = COLOUR.findall(
        str([trace.to_plotly_json().get("error_x") for trace in charts[name].figure.data])
    )
    lines = COLOUR.findall(str([shape.line.color for shape in charts[name].figure.layout.shapes]))
    assert [c for c in {*found, *whiskers, *lines} if contrast(c, ground) < 3] == []


@pytest.mark.parametrize("sight", SIGHT)
def test_the_segments_of_a_bar_on_the_board_have_distinct_colours_and_labels(evidence, sight):
    comparison = compare(evidence, replace(start(evidence), phototype="IV"))
    criteria = board_data(evidence, comparison, None)["criteria"]
    assert len({c["label"] for c in criteria}) == len(criteria) == 6
    assert min(apart(a["colour"], b["colour"], sight) for a, b in combinations(criteria, 2)) >= APART


def test_the_groups_of_an_icon_array_differ_in_pattern_as_well_as_colour():
    """Filled, striped and empty: three distinct patterns remain when the colours are removed."""
    drawn = person.patterns("x-", STRONG, DIMMED)
    bare = re.findall(r"<pattern[^>]*>(.*?)</pattern>", re.sub("|".join((STRONG, DIMMED)), "", drawn))
    assert len(set(bare)) == len(person.GROUPS) == 3
