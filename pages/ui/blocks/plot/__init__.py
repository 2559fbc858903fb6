"""A figure in the page, drawn by Plotly's own code: made once, and from then on told what changed.

Streamlit's element for charts brings all of Plotly, four times what our charts use, and makes a chart anew
whenever its figures change (docs/decisions/0033-plotly-in-a-piece-of-our-own.md).
"""

from pathlib import Path

import streamlit as st

from models.evidence.looked_up import first_of
from pages.charts.parts.chart import Chart

_FOLDER = Path(__file__).parent

#: Plotly's code for bars and points as its makers publish it, in brotli at its highest level (`make plotly`),
#: and the name that it has beside Streamlit's own files.
CODE = first_of(
    _FOLDER.glob("plotly-basic-*.min.js.br"), f"{_FOLDER} has no code of Plotly: run `make plotly`."
)
NAME = CODE.stem

_plot = st.components.v2.component(
    "plot",
    html='<div class="so-plot"></div>',
    js="\n".join(
        (
            f'const CODE = "{NAME}";',
            *((_FOLDER / name).read_text(encoding="utf-8") for name in ("after_board.js", "plot.js")),
        )
    ),
    isolate_styles=False,
)


def plot(chart: Chart, *, key: str) -> None:
    """The figure of ``chart`` as wide as its place, with its text for who cannot see it."""
    _plot(key=key, data={"figure": chart.figure_json, "height": chart.figure.layout.height, "alt": chart.alt})
