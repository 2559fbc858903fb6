"""One criterion: each option's range on the fixed scale, with both anchors."""

import pandas as pd
import plotly.graph_objects as go

from models.comparison import Comparison, Line
from models.evidence import Evidence
from models.explain import in_words, range_in_words
from models.units import axis_title, scale_ends
from pages.charts.chart import Chart
from pages.charts.theme import DIMMED, STRONG, TYPE_SIZE, laid_out

#: Pixels per option.
ROW_HEIGHT = 46


def range_chart(evidence: Evidence, comparison: Comparison, criterion_id: str) -> Chart:
    """A line from low to high and a dot at the typical figure; a gap is written out, never drawn as 0."""
    criterion = evidence.criteria[criterion_id]
    worst, best = criterion.scale
    figure = go.Figure()
    for k, line in enumerate(comparison.lines):
        _option(figure, evidence, line, criterion_id, -k)
    ends = scale_ends(criterion, evidence.grades)
    for end, words, side in ((worst, ends[0], "0 points"), (best, ends[1], "100 points")):
        figure.add_vline(x=end, line={"color": DIMMED, "width": 1, "dash": "dash"})
        figure.add_annotation(
            x=end,
            y=1.25,
            text=f"{words}<br>{side}",
            showarrow=False,
            xanchor="left" if end == min(worst, best) else "right",
            align="left" if end == min(worst, best) else "right",
            font={"size": TYPE_SIZE},
        )
    low, high = sorted((worst, best))
    air = 0.02 * (high - low)
    figure.update_xaxes(
        range=[low - air, high + air],
        title={"text": axis_title(criterion)},
        tickformat="$,.0f" if criterion.unit == "USD" else "",
        fixedrange=True,
        zeroline=False,
        nticks=6,
    )
    figure.update_yaxes(visible=False, range=[-len(comparison.lines) + 0.3, 1.8], fixedrange=True)
    laid_out(figure, height=120 + ROW_HEIGHT * max(1, len(comparison.lines)))
    return Chart(
        title=criterion.label,
        figure=figure,
        alt=(
            f"{criterion.label}: typical figure and range of {len(comparison.lines)} options "
            f"on a scale from {ends[0]} to {ends[1]}."
        ),
        table=pd.DataFrame([_row(evidence, line, criterion_id) for line in comparison.lines]),
        note=criterion.plain_definition,
    )


def _option(figure: go.Figure, evidence: Evidence, line: Line, criterion_id: str, y: int) -> None:
    reading = line.reading(criterion_id)
    low = reading.low if reading.low is not None else reading.typical
    high = reading.high if reading.high is not None else reading.typical
    words = in_words(reading, evidence)
    start = min(reading.criterion.scale)
    if low is not None and high is not None:
        figure.add_scatter(
            x=[low, high],
            y=[y, y],
            mode="lines",
            line={"color": STRONG, "width": 5, "dash": "solid" if reading.is_measured else "dot"},
            hoverinfo="skip",
        )
    if reading.typical is not None:
        figure.add_scatter(
            x=[reading.typical],
            y=[y],
            mode="markers",
            marker={"color": STRONG, "size": 14, "symbol": "diamond" if reading.is_assumed else "circle"},
            hovertemplate=f"<b>{line.treatment.label}</b><br>{words}<br>{range_in_words(reading)}<extra></extra>",
        )
    figure.add_annotation(
        x=start,
        y=y + 0.42,
        text=f"<b>{line.treatment.label}</b>: {words}{' (assumed)' if reading.is_assumed else ''}",
        showarrow=False,
        xanchor="left",
        font={"size": TYPE_SIZE},
    )


def _row(evidence: Evidence, line: Line, criterion_id: str) -> dict[str, object]:
    reading = line.reading(criterion_id)
    return {
        "Treatment": line.treatment.label,
        "Typical": in_words(reading, evidence),
        "Range": range_in_words(reading),
        "Certainty": reading.certainty.value.replace("_", " ") if reading.certainty else "no figure",
        "Assumed": "yes" if reading.is_assumed else "no",
    }
