"""A cell per treatment and phototype, in words and symbols as well as colour; two figures use it."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from models.evidence.terms import PHOTOTYPES
from pages.charts.parts.theme import TYPE_SIZE, lay_out, names_above

#: Pixels per treatment, of which its name takes some above its row of cells.
ROW_HEIGHT, NAME_HEIGHT = 70, 26

#: The fraction of its column that a cell fills.
CELL_WIDTH = 0.97


def phototype_grid(
    rows: Mapping[str, Sequence[str]],
    words: Mapping[str, tuple[str, str]],
    colours: Mapping[str, str],
    phototype: str | None,
) -> go.Figure:
    """``rows``: by treatment name, the kind of each of the six cells; ``words`` and ``colours`` are by kind.

    ``phototype`` is the person's own, which is marked; None: not sure.
    """
    cells = [(x, -row, cell) for row, kinds in enumerate(rows.values()) for x, cell in enumerate(kinds)]
    # A trace for each kind of cell, one for all words and one for all names: a shape and an annotation per
    # cell took over a second.
    figure = go.Figure([_ground([c for c in cells if c[2] == kind], colours[kind]) for kind in words])
    figure.add_scatter(
        x=[x for x, _, _ in cells],
        y=[y for _, y, _ in cells],
        mode="text",
        text=["<br>".join(words[cell]) for _, _, cell in cells],
        textfont={"color": "#ffffff", "size": TYPE_SIZE - 1},
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.add_trace(names_above([f"<b>{name}</b>" for name in rows], x=-0.5, lift=0.5))
    lay_out(
        figure,
        height=60 + ROW_HEIGHT * len(rows),
        xaxis={
            "tickvals": list(range(len(PHOTOTYPES))),
            "ticktext": [f"<b>{p}</b><br>▼ yours" if p == phototype else p for p in PHOTOTYPES],
            "range": [-0.52, len(PHOTOTYPES) - 0.48],
            "side": "top",
            "title": {"text": "Skin type (Fitzpatrick phototype)"},
        },
        yaxis={"visible": False, "range": [-len(rows) + 0.5, 0.75]},
        barmode="overlay",
        # The longest word needs the full width of the narrowest screen.
        margin={"l": 0, "r": 0, "t": 8, "b": 8, "pad": 8},
    )
    return figure


def phototype_table(rows: Mapping[str, Sequence[str]], words: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """The same cells in words, one row per treatment."""
    return pd.DataFrame(
        [
            {"Treatment": name} | {p: words[cell][1] for p, cell in zip(PHOTOTYPES, cells, strict=True)}
            for name, cells in rows.items()
        ]
    )


def _ground(cells: Sequence[tuple[int, int, str]], colour: str) -> go.Bar:
    """The backgrounds of all cells of one kind; a cell is its column, its row and its kind."""
    return go.Bar(
        x=[CELL_WIDTH] * len(cells),
        base=[x - CELL_WIDTH / 2 for x, _, _ in cells],
        y=[y for _, y, _ in cells],
        width=1 - NAME_HEIGHT / ROW_HEIGHT,
        orientation="h",
        marker={"color": colour},
        hoverinfo="skip",
    )
