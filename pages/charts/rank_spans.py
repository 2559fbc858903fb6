"""The ranks of each option over many plausible versions of the evidence."""

import pandas as pd
import plotly.graph_objects as go

from models.doubt.doubt_words import place, standing
from models.doubt.standings import Doubt
from models.doubt.uncertainty import to_nearest_five
from pages.charts.parts.chart import Chart
from pages.charts.parts.theme import AXIS_BELOW, STRONG, lay_out, lines_across, names_above

#: Pixels per option.
ROW_HEIGHT = 46


def rank_spans(found: Doubt, options: int) -> Chart:
    """A line over the ranks that cover 90 of 100 draws, a dot at the rank on the board.

    ``options`` counts all options, so that the axis stays the same when some are set aside.
    """
    rows = list(enumerate(found.standings))
    figure = go.Figure()
    figure.add_trace(lines_across(((s.low, s.high, -k) for k, s in rows), {"color": STRONG, "width": 5}))
    figure.add_scatter(
        x=[s.rank for _, s in rows],
        y=[-k for k, _ in rows],
        mode="markers",
        marker={"color": STRONG, "size": 14},
        customdata=[[s.treatment.label, standing(s, found)] for _, s in rows],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    )
    figure.add_trace(
        names_above(
            [f"<b>{s.treatment.label}</b>: {to_nearest_five(s.first)}" for _, s in rows], x=1, lift=0.42
        )
    )
    lay_out(
        figure,
        height=80 + ROW_HEIGHT * max(1, len(rows)),
        axes=(0, AXIS_BELOW),
        xaxis={
            "range": [0.7, options + 0.3],
            "title": {"text": "Rank (1 is the first place; less is better)"},
            "tickvals": [1, *range(3, options + 1, 3)],
        },
        yaxis={"visible": False, "range": [0.4 - max(1, len(rows)), 0.9]},
    )
    first = found.standings[0]
    top = f"{first.treatment.label}: {standing(first, found)}"
    return Chart(
        title="Ranks in 90 of 100 versions",
        figure=figure,
        alt=f"Ranks of {len(rows)} options over 10,000 draws. {top}",
        table=pd.DataFrame(
            [
                {
                    "Treatment": s.treatment.label,
                    "Rank on the board": s.rank,
                    "First, of 100": to_nearest_five(s.first),
                    "In the first three, of 100": to_nearest_five(s.top_three),
                    "Ranks in 90 of 100": " to ".join(dict.fromkeys((place(s.low), place(s.high)))),
                }
                for s in found.standings
            ]
        ),
        marks="Beside each name: in how many of 100 draws it comes first. "
        "The line holds its ranks in 90 of 100, the dot is its rank on the board.",
    )
