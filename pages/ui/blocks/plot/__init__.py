"""A chart in the page, drawn by Plotly's own code: created once, then updated.

Streamlit's chart element loads all of Plotly, four times what our charts use, and creates a chart again
whenever its figures change (docs/decisions/0033-plotly-in-a-piece-of-our-own.md).
"""

from pathlib import Path

import streamlit as st

from models.evidence.looked_up import first_of
from pages.charts.parts.chart import Chart

_FOLDER = Path(__file__).parent

#: Plotly's published code for bar and scatter charts, in brotli at its highest level (`make plotly`), and the
#: name under which it is served beside Streamlit's own files.
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
    """Draw ``chart`` as wide as its container, with its text alternative."""
    _plot(key=key, data={"figure": chart.figure_json, "height": chart.figure.layout.height, "alt": chart.alt})
