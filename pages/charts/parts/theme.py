"""Colours and layout that every figure shares. The only file that sets colours for data.

The six criterion colours keep 3:1 against both backgrounds, and every pair stays at least 22 CIELAB
units apart for normal sight, protanopia, deuteranopia and tritanopia (simulated after Machado 2009;
tests/charts/test_palette.py measures both).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle
from typing import Any, TypeVar

import plotly.graph_objects as go

T = TypeVar("T")

#: In the order of the weighted criteria.
CRITERION_COLOURS = ("#3d9c74", "#b0820c", "#4766cf", "#a979c1", "#ab5431", "#656d7d")


def coloured(parts: Iterable[T]) -> Iterator[tuple[T, str]]:
    """Each of ``parts``, which are in the order of the weighted criteria, with its colour."""
    return zip(parts, cycle(CRITERION_COLOURS), strict=False)


#: Strong and subdued marks: contrast 3:1 on both backgrounds, and 4.5:1 for white words on them.
STRONG = "#1f7a70"
DIMMED = "#667274"

#: Grid lines, which nobody has to see to read a figure.
GRID = "rgba(102, 114, 116, 0.3)"

#: Backgrounds of white words, one per suitability rating.
RATING_COLOURS = {
    "suitable": "#0b6e6e",
    "caution": "#8a5a00",
    "specialist_only": "#6b3f86",
    "avoid": "#3c4650",
}

#: Backgrounds of white words, one per basis of a figure.
STUDIED_COLOURS = {
    "studied": "#0b6e6e",
    "judged": "#7a5c00",
    "assumed": "#8c3f2b",
    "gap": "#3c4650",
    "defined": "#4a5a8a",
}

#: Colour and pattern of each phase of recovery, from red to clear. Clear skin is a thin line and no bar.
PHASE_LOOKS = {
    "treatment_day": ("#4a5fc4", ""),
    "red_swollen": ("#bd3f2c", ""),
    "crusting": ("#bd3f2c", "."),
    "peeling": ("#cc6f9f", "/"),
    "pink": ("#cc6f9f", ""),
    "clear": (STRONG, ""),
}

#: Font sizes in a figure, in pixels: names and legend, axis numbers, axis titles.
TYPE_SIZE, NUMBER_SIZE, TITLE_SIZE = 13, 12, 14

#: The font of the pages.
TYPE = "Source Sans, sans-serif"

#: Background of the text at the pointer, in both themes.
UNDER_POINTER = "#3c4650"


def names_above(names: Sequence[str], *, x: float, lift: float) -> go.Scatter:
    """A name above each row of a figure whose rows are at 0, -1, -2, ..., where it takes no width."""
    return go.Scatter(
        x=[x] * len(names),
        y=[lift - row for row in range(len(names))],
        mode="text",
        text=list(names),
        textposition="middle right",
        textfont={"size": TYPE_SIZE},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )


def lines_across(
    spans: Iterable[tuple[float, float, float]], line: dict[str, Any], name: str | None = None
) -> go.Scatter:
    """Horizontal lines in one trace; each span is the two ends of its line and its height."""
    drawn = list(spans)
    return go.Scatter(
        x=[x for left, right, _ in drawn for x in (left, right, None)],
        y=[y for _, _, at in drawn for y in (at, at, None)],
        mode="lines",
        line=line,
        name=name,
        hoverinfo="skip",
    )


def _axis(letter: str, part: dict[str, Any]) -> dict[str, Any]:
    """The shared look of a horizontal (x) or vertical (y) axis of numbers, with ``part`` on top.

    No axis can be zoomed: the scales are fixed, and a finger on a chart scrolls the page.
    """
    across = letter == "x"
    title = {"font": {"size": TITLE_SIZE}, "standoff": 20 if across else 24}
    look = {
        "tickfont": {"size": NUMBER_SIZE},
        "ticks": "",
        "automargin": True,
        "zeroline": False,
        "fixedrange": True,
    }
    look |= {"showgrid": not across, "gridcolor": GRID, "zerolinecolor": GRID}
    return look | part | ({"title": title | part["title"]} if "title" in part else {})


#: Pixels for the numbers and the title of an axis: below a figure, and to its left, where amounts of money
#: are wider than other numbers.
AXIS_BELOW, AXIS_BESIDE, AXIS_OF_MONEY_BESIDE = 62, 48, 78

#: A legend in rows, with which nothing can be switched on or off.
LEGEND = {
    "orientation": "h",
    "yref": "container",
    "traceorder": "normal",
    "itemclick": False,
    "itemdoubleclick": False,
}


def lay_out(figure: go.Figure, *, height: int, axes: tuple[int, int] | None = None, **parts: Any) -> None:
    """Give ``figure`` the shared layout: no background, text in the colour of the page (style.css).

    ``parts`` are further parts of the layout, such as ``xaxis``; each replaces the shared one of its name.
    ``axes``: pixels for the axis to the left and for the one below. None for axes of names: Plotly then
    measures them, for which it draws everything twice.

    The parts are set one by one because ``update_layout`` first looks through the whole figure, which takes
    ten times as long. There is no template: its 7 kB would be sent with every figure.
    """
    left, below = axes or (0, 0)
    shared: dict[str, Any] = {
        "height": height,
        "margin": {"l": 8 + left, "r": 8, "t": 8, "b": 8 + below, "pad": 8},
        "dragmode": False,
        "showlegend": False,
        "font": {"size": TYPE_SIZE, "family": TYPE},
        "paper_bgcolor": "rgba(0, 0, 0, 0)",
        "plot_bgcolor": "rgba(0, 0, 0, 0)",
        "hoverlabel": {
            "font": {"size": TYPE_SIZE, "family": TYPE, "color": "#ffffff"},
            "bgcolor": UNDER_POINTER,
            "bordercolor": UNDER_POINTER,
            "align": "left",
        },
        "template": None,
    }
    for name, part in (shared | parts).items():
        figure.layout[name] = _axis(name[0], part) if name[1:].startswith("axis") else part
    if axes is not None:
        figure.layout.xaxis.automargin = figure.layout.yaxis.automargin = False
