"""Why one option is above another: the difference on each criterion."""

import pandas as pd
import plotly.graph_objects as go

from models.doubt.sensitivity import Differences
from models.evidence.nouns import Evidence
from models.ranking.comparison import Line
from models.wording.estimate_words import in_words
from pages.charts.parts.chart import Chart
from pages.charts.parts.theme import coloured, lay_out


def pair_differences(evidence: Evidence, a: Line, b: Line, found: Differences, most: float) -> Chart:
    """Bars that sum to the gap; those to the right favour A. ``most`` is the largest weight in points,
    which no difference can exceed, so that the axis does not depend on the pair."""
    names = [c.short_label for c in evidence.weighted]
    points = found.points.tolist()
    figure = go.Figure(
        go.Bar(
            x=points,
            y=names,
            orientation="h",
            marker={"color": [colour for _, colour in coloured(names)]},
            text=[_signed(p) for p in points],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{x:+.1f} points<extra></extra>",
        )
    )
    lay_out(
        figure,
        height=360,
        xaxis={
            "range": [-1.15 * most, 1.15 * most],
            "title": {
                "text": f"Left: points for {b.treatment.label}<br>Right: points for {a.treatment.label}"
            },
            "zeroline": True,
        },
        yaxis={"autorange": "reversed"},
    )
    lines = ", ".join(f"{name.lower()} {_signed(p)}" for name, p in zip(names, points, strict=True))
    return Chart(
        title=f"{a.treatment.label} and {b.treatment.label}",
        figure=figure,
        alt=f"{a.treatment.label} against {b.treatment.label} in points: {lines}; together {found.gap:+.1f}.",
        table=pd.DataFrame(
            [
                {
                    "Criterion": criterion.label,
                    a.treatment.label: in_words(a.reading(criterion.criterion_id), evidence),
                    b.treatment.label: in_words(b.reading(criterion.criterion_id), evidence),
                    "Points": _signed(p),
                }
                for criterion, p in zip(evidence.weighted, points, strict=True)
            ]
        ),
        note=f"The bars sum to the gap of {found.gap:+.1f} points.",
    )


def _signed(points: float) -> str:
    """'+1.5'; a slider at 0 gives no '-0.0'."""
    return f"{round(points, 1) + 0.0:+.1f}"
