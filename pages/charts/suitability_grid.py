"""Treatments by phototypes: suitability in words and shapes as well as colour."""

import pandas as pd
import plotly.graph_objects as go

from models.evidence import Evidence
from models.explain import RATING_WORDS
from models.terms import PHOTOTYPES, Rating
from pages.charts.chart import Chart
from pages.charts.theme import RATING_COLOURS, TYPE_SIZE, laid_out, names_above

#: Pixels per treatment, and how many of them its name takes above its row of cells.
ROW_HEIGHT, NAME_HEIGHT = 70, 26


def suitability_grid(evidence: Evidence, phototype: str | None) -> Chart:
    """A cell per treatment and phototype; the person's own phototype is marked."""
    treatments = list(evidence.treatments.values())
    ratings = [[evidence.suitability[t.treatment_id, p].rating for p in PHOTOTYPES] for t in treatments]
    order = list(RATING_WORDS)
    # One trace for all cells and one for all names: a shape and a note per cell took over a second.
    figure = go.Figure(
        go.Heatmap(
            x=list(range(len(PHOTOTYPES))),
            y=[-row for row in range(len(treatments))],
            z=[[order.index(rating) for rating in row] for row in ratings],
            zmin=-0.5,
            zmax=len(order) - 0.5,
            colorscale=_steps([RATING_COLOURS[rating.value] for rating in order]),
            showscale=False,
            text=[["<br>".join(RATING_WORDS[rating]) for rating in row] for row in ratings],
            texttemplate="%{text}",
            textfont={"color": "#ffffff", "size": TYPE_SIZE - 1},
            xgap=3,
            ygap=NAME_HEIGHT,
            hoverinfo="skip",
        )
    )
    figure.add_trace(names_above([f"<b>{t.label}</b>" for t in treatments], x=-0.5, lift=0.5))
    count = len(treatments)
    figure.update_xaxes(
        tickvals=list(range(len(PHOTOTYPES))),
        ticktext=[f"<b>{p}</b><br>▼ yours" if p == phototype else p for p in PHOTOTYPES],
        range=[-0.52, len(PHOTOTYPES) - 0.48],
        side="top",
        title={"text": "Skin type (Fitzpatrick phototype)"},
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    figure.update_yaxes(visible=False, range=[-count + 0.5, 0.75], fixedrange=True)
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


def _steps(colours: list[str]) -> list[tuple[float, str]]:
    """A colour scale in steps, one per rating, without shades between them."""
    edges = [k / len(colours) for k in range(len(colours) + 1)]
    return [(edge, colour) for k, colour in enumerate(colours) for edge in edges[k : k + 2]]
