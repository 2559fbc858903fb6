"""Treatments by phototypes: suitability in words and shapes as well as colour."""

import pandas as pd
import plotly.graph_objects as go

from models.evidence import Evidence
from models.terms import PHOTOTYPES, Rating
from pages.charts.chart import Chart
from pages.charts.theme import RATING_COLOURS, TYPE_SIZE, laid_out

#: Symbol and word of each rating.
RATING_WORDS = {
    Rating.SUITABLE: ("✓", "suitable"),
    Rating.CAUTION: ("△", "caution"),
    Rating.SPECIALIST_ONLY: ("◇", "specialist"),
    Rating.AVOID: ("⊘", "avoid"),
}

#: Pixels per treatment: its name, and the row of cells under it.
ROW_HEIGHT = 68


def suitability_grid(evidence: Evidence, phototype: str | None) -> Chart:
    """A cell per treatment and phototype; the person's own phototype is framed."""
    figure = go.Figure()
    for row, treatment in enumerate(evidence.treatments.values()):
        figure.add_annotation(
            x=-0.5, y=-row + 0.36, text=f"<b>{treatment.label}</b>", showarrow=False, xanchor="left"
        )
        for column, kind in enumerate(PHOTOTYPES):
            rating = evidence.suitability[treatment.treatment_id, kind].rating
            symbol, word = RATING_WORDS[rating]
            own = kind == phototype
            figure.add_shape(
                type="rect",
                x0=column - 0.48,
                x1=column + 0.48,
                y0=-row - 0.44,
                y1=-row + 0.18,
                fillcolor=RATING_COLOURS[rating.value],
                line={"width": 3 if own else 0, "color": "#e8b84a"},
            )
            figure.add_annotation(
                x=column,
                y=-row - 0.13,
                text=f"{symbol}<br>{word}",
                showarrow=False,
                font={"color": "#ffffff", "size": TYPE_SIZE - 1},
            )
    count = len(evidence.treatments)
    figure.add_scatter(x=[None], y=[None])
    figure.update_xaxes(
        tickvals=list(range(len(PHOTOTYPES))),
        ticktext=list(PHOTOTYPES),
        range=[-0.5, len(PHOTOTYPES) - 0.5],
        side="top",
        title={"text": "Skin type (Fitzpatrick phototype)"},
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(visible=False, range=[-count + 0.5, 0.5], fixedrange=True)
    laid_out(figure, height=60 + ROW_HEIGHT * count)
    table = pd.DataFrame(
        [
            {"Treatment": t.label}
            | {p: RATING_WORDS[evidence.suitability[t.treatment_id, p].rating][1] for p in PHOTOTYPES}
            for t in evidence.treatments.values()
        ]
    )
    avoided = {
        t.label: [p for p in PHOTOTYPES if evidence.suitability[t.treatment_id, p].rating is Rating.AVOID]
        for t in evidence.treatments.values()
    }
    spoken = "; ".join(f"{label} ({', '.join(kinds)})" for label, kinds in avoided.items() if kinds)
    return Chart(
        title="Suitability by skin type",
        figure=figure,
        alt=f"Suitability of {count} treatments for skin types I to VI. To avoid: {spoken}.",
        table=table,
        note="specialist: only with a specialist who treats this skin type a lot. avoid: not advised.",
    )
