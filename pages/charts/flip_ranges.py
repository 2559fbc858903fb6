"""How far each importance can move before another option reaches the top of the board."""

import pandas as pd
import plotly.graph_objects as go

from models.doubt.doubt_words import flip
from models.doubt.standings import Doubt
from models.evidence.nouns import Evidence
from models.person.preferences import MOST_IMPORTANT
from models.ranking.comparison import Comparison
from pages.charts.parts.chart import Chart
from pages.charts.parts.theme import AXIS_BELOW, DIMMED, STRONG, lay_out, lines_across, names_above

#: Pixels per criterion.
ROW_HEIGHT = 54


def flip_ranges(evidence: Evidence, comparison: Comparison, found: Doubt) -> Chart:
    """From 0 to 10: a thick line where the top of the board stays the same, a dot at the slider."""
    criteria = evidence.weighted
    importances = comparison.preferences.importances
    sentences = [
        flip(c, interval, importances[c.criterion_id], comparison.lines)
        for c, interval in zip(criteria, found.flips, strict=True)
    ]
    whole = [(0, MOST_IMPORTANT, -k) for k in range(len(criteria))]
    stays = [(i.low, i.high, -k) for k, i in enumerate(found.flips) if i is not None]
    figure = go.Figure()
    figure.add_trace(lines_across(whole, {"color": DIMMED, "width": 1}))
    figure.add_trace(lines_across(stays, {"color": STRONG, "width": 7}))
    figure.add_scatter(
        x=[importances[c.criterion_id] for c in criteria],
        y=[-k for k in range(len(criteria))],
        mode="markers",
        marker={"color": STRONG, "size": 15},
        customdata=sentences,
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.add_trace(names_above([f"<b>{c.label}</b>" for c in criteria], x=0, lift=0.4))
    lay_out(
        figure,
        height=70 + ROW_HEIGHT * len(criteria),
        axes=(0, AXIS_BELOW),
        xaxis={"range": [-0.3, MOST_IMPORTANT + 0.3], "title": {"text": "Importance (0 to 10)"}},
        yaxis={"visible": False, "range": [0.4 - len(criteria), 0.9]},
    )
    name = comparison.lines[0].treatment.label
    return Chart(
        title="What would change the top of the board",
        figure=figure,
        alt=f"Importances within which {name} stays at the top of the board. {' '.join(sentences)}",
        table=pd.DataFrame(
            [
                {"Criterion": c.label, "What would change it": s}
                for c, s in zip(criteria, sentences, strict=True)
            ]
        ),
        marks=f"Thick line: {name} stays at the top while the other sliders do not move. Dot: your slider.",
    )
