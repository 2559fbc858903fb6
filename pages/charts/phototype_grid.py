"""A cell per treatment and phototype, in words and shapes as well as colour: the frame of two figures."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from models.terms import PHOTOTYPES
from pages.charts.theme import TYPE_SIZE, laid_out, names_above, set_layout

#: Pixels per treatment, and how many of them its name takes above its row of cells.
ROW_HEIGHT, NAME_HEIGHT = 70, 26


def phototype_grid(
    rows: Mapping[str, Sequence[str]],
    words: Mapping[str, tuple[str, str]],
    colours: Mapping[str, str],
    phototype: str | None,
) -> go.Figure:
    """``rows``: by treatment name, what each of the six cells is; ``words`` and ``colours`` say how it looks.

    ``phototype`` is the person's own, which is marked; None: not sure.
    """
    order = list(words)
    # One trace for all cells and one for all names: a shape and a note per cell took over a second.
    figure = go.Figure(
        go.Heatmap(
            x=list(range(len(PHOTOTYPES))),
            y=[-row for row in range(len(rows))],
            z=[[order.index(cell) for cell in cells] for cells in rows.values()],
            zmin=-0.5,
            zmax=len(order) - 0.5,
            colorscale=_steps([colours[cell] for cell in order]),
            showscale=False,
            text=[["<br>".join(words[cell]) for cell in cells] for cells in rows.values()],
            texttemplate="%{text}",
            textfont={"color": "#ffffff", "size": TYPE_SIZE - 1},
            xgap=3,
            ygap=NAME_HEIGHT,
            hoverinfo="skip",
        )
    )
    figure.add_trace(names_above([f"<b>{name}</b>" for name in rows], x=-0.5, lift=0.5))
    set_layout(
        figure,
        xaxis={
            "tickvals": list(range(len(PHOTOTYPES))),
            "ticktext": [f"<b>{p}</b><br>▼ yours" if p == phototype else p for p in PHOTOTYPES],
            "range": [-0.52, len(PHOTOTYPES) - 0.48],
            "side": "top",
            "title": {"text": "Skin type (Fitzpatrick phototype)"},
            "fixedrange": True,
        },
        yaxis={"visible": False, "range": [-len(rows) + 0.5, 0.75], "fixedrange": True},
    )
    return laid_out(figure, height=60 + ROW_HEIGHT * len(rows))


def phototype_table(rows: Mapping[str, Sequence[str]], words: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """The same cells in words, a row per treatment."""
    return pd.DataFrame(
        [
            {"Treatment": name} | {p: words[cell][1] for p, cell in zip(PHOTOTYPES, cells, strict=True)}
            for name, cells in rows.items()
        ]
    )


def _steps(colours: list[str]) -> list[tuple[float, str]]:
    """A colour scale in steps, one per kind of cell, without shades between them."""
    edges = [k / len(colours) for k in range(len(colours) + 1)]
    return [(edge, colour) for k, colour in enumerate(colours) for edge in edges[k : k + 2]]
