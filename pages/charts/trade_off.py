"""Two criteria at once: what each option gains on one and loses on the other."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from models.evidence.kept import kept
from models.evidence.nouns import Criterion, Evidence
from models.evidence.readings import Reading
from models.evidence.scales import on_scale, partial_value
from models.ranking.comparison import Comparison, Place, places
from models.ranking.frontier import dominated
from models.uploads.sheet import letters
from models.wording.estimate_words import in_words, range_in_words
from pages.charts.parts.chart import Chart
from pages.charts.parts.scale_axis import scale_axis
from pages.charts.parts.theme import (
    AXIS_BELOW,
    AXIS_BESIDE,
    AXIS_OF_MONEY_BESIDE,
    DIMMED,
    STRONG,
    TYPE_SIZE,
    lay_out,
)
from pages.charts.range_chart import in_clinics_words


def trade_off(evidence: Evidence, comparison: Comparison, across_id: str, up_id: str) -> Chart:
    """Points with range whiskers on two fixed scales, both running towards better.

    Options that another one beats on both are dimmed; the others, the frontier, are joined. Each option has a
    letter instead of its rank, so that nothing has to be redrawn when an importance changes.
    """
    who = comparison.preferences
    return _drawn(evidence, who.concern_id, who.phototype, comparison.shown, across_id, up_id)


@kept(64)
def _drawn(
    evidence: Evidence,
    concern_id: str,
    phototype: str | None,
    shown: frozenset[str],
    across_id: str,
    up_id: str,
) -> Chart:
    """Kept, since a figure is slow to build and does not depend on the ranking."""
    lines = places(evidence, concern_id, phototype, shown)
    across, up = evidence.criteria[across_id], evidence.criteria[up_id]
    drawn = [
        line for line in lines if line.reading(across_id).is_measured and line.reading(up_id).is_measured
    ]
    letter = {name: letters(k) for k, name in enumerate(evidence.treatments)}
    figure = go.Figure()
    beaten = _beaten(drawn, across, up)
    _join_frontier(figure, drawn, beaten, across_id, up_id)
    for is_beaten in (True, False):
        alike = [line for line, b in zip(drawn, beaten, strict=True) if b == is_beaten]
        _points(evidence, figure, alike, letter, across_id, up_id, is_beaten)
    _clinics(figure, drawn, across_id, up_id)
    beside = AXIS_OF_MONEY_BESIDE if up.unit == "USD" else AXIS_BESIDE
    lay_out(figure, height=520, axes=(beside, AXIS_BELOW), xaxis=_axis(across), yaxis=_axis(up))
    left_out = [line.treatment.label for line in lines if line not in drawn]
    frontier = [line.treatment.label for line, b in zip(drawn, beaten, strict=True) if not b]
    named = [f"{letter[line.treatment.treatment_id]} {line.treatment.label}" for line in drawn]
    marks = f"Round and joined: no other option beats it on both. Square: another does. {', '.join(named)}."
    clinics = " ".join(
        words for c in dict.fromkeys((across_id, up_id)) if (words := in_clinics_words(evidence, lines, c))
    )
    marks += " House around it: a clinic's figure. Thin line: the public range." if clinics else ""
    note = f"Not drawn, since a figure is missing: {', '.join(left_out)}." if left_out else ""
    return Chart(
        title=f"{up.label} against {across.label.lower()}",
        figure=figure,
        alt=(
            f"{up.label} against {across.label.lower()} for {len(drawn)} options. "
            f"No other option beats these on both: {', '.join(frontier) or 'none'}. {clinics}"
        ).strip(),
        table=pd.DataFrame(
            [
                _row(evidence, line, across, up, line in drawn, line.treatment.label in frontier)
                for line in lines
            ]
        ),
        note=note,
        marks=marks,
    )


def _beaten(drawn: list[Place], across: Criterion, up: Criterion) -> list[bool]:
    if not drawn:
        return []
    figures = np.array(
        [[line.reading(c.criterion_id).typical for c in (across, up)] for line in drawn], dtype=float
    )
    worst, best = np.array([across.scale, up.scale]).T
    return list(dominated(partial_value(figures, worst, best)).tolist())


def _join_frontier(
    figure: go.Figure, drawn: list[Place], beaten: list[bool], across_id: str, up_id: str
) -> None:
    ends = sorted(
        (line.reading(across_id).drawn_at or 0.0, line.reading(up_id).drawn_at or 0.0)
        for line, b in zip(drawn, beaten, strict=True)
        if not b
    )
    figure.add_scatter(
        x=[x for x, _ in ends],
        y=[y for _, y in ends],
        mode="lines",
        line={"color": STRONG, "width": 2, "dash": "dot"},
        hoverinfo="skip",
    )


def _clinics(figure: go.Figure, drawn: list[Place], across_id: str, up_id: str) -> None:
    """A house around each point that has a clinic's figure, and a thin line over the public range."""
    x: list[float | None] = []
    y: list[float | None] = []
    houses = []
    for line in drawn:
        across, up = line.reading(across_id), line.reading(up_id)
        point = across.drawn_at, up.drawn_at
        if across.is_clinics or up.is_clinics:
            houses.append(point)
        if (public := across.public) is not None:
            x += [public.low, public.high, None]
            y += [point[1], point[1], None]
        if (public := up.public) is not None:
            x += [point[0], point[0], None]
            y += [public.low, public.high, None]
    figure.add_scatter(x=x, y=y, mode="lines", line={"color": DIMMED, "width": 1}, hoverinfo="skip")
    figure.add_scatter(
        x=[x for x, _ in houses],
        y=[y for _, y in houses],
        mode="markers",
        marker={"symbol": "pentagon-open", "size": 36, "color": STRONG, "line": {"width": 2}},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _points(
    evidence: Evidence,
    figure: go.Figure,
    lines: list[Place],
    letter: dict[str, str],
    across_id: str,
    up_id: str,
    is_beaten: bool,
) -> None:
    colour = DIMMED if is_beaten else STRONG
    across = [line.reading(across_id) for line in lines]
    up = [line.reading(up_id) for line in lines]
    figure.add_scatter(
        x=[r.drawn_at for r in across],
        y=[r.drawn_at for r in up],
        error_x=_whiskers(across, colour),
        error_y=_whiskers(up, colour),
        mode="markers+text",
        text=[letter[line.treatment.treatment_id] for line in lines],
        textfont={"color": "#ffffff", "size": TYPE_SIZE - 1},
        cliponaxis=False,
        marker={"color": colour, "size": 22, "symbol": "square" if is_beaten else "circle"},
        customdata=[
            [
                line.treatment.label,
                *(f"{in_words(reading, evidence)} ({range_in_words(reading)})" for reading in (a, b)),
            ]
            for line, a, b in zip(lines, across, up, strict=True)
        ],
        hovertemplate=(
            "<b>%{customdata[0]}</b><br>%{xaxis.title.text}: %{customdata[1]}"
            "<br>%{yaxis.title.text}: %{customdata[2]}<extra></extra>"
        ),
    )


def _whiskers(readings: list[Reading], colour: str) -> dict[str, object]:
    """From the typical figure to each known end, within the scale."""
    ends = [
        tuple(
            on_scale(end if end is not None else r.typical, *r.criterion.scale)
            for end in (r.low, r.typical, r.high)
        )
        for r in readings
        if r.typical is not None
    ]
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - typical for _, typical, high in ends],
        "arrayminus": [typical - low for low, typical, _ in ends],
        "thickness": 1.5,
        "width": 0,
        "color": colour,
    }


def _axis(criterion: Criterion) -> dict[str, object]:
    """The whole fixed scale, better to the right and up, with a small margin at both ends."""
    worst, best = criterion.scale
    margin = 0.04 * (best - worst)
    return scale_axis(criterion, (worst - margin, best + margin))


def _row(
    evidence: Evidence, line: Place, across: Criterion, up: Criterion, is_drawn: bool, on_frontier: bool
) -> dict[str, object]:
    row: dict[str, object] = {"Treatment": line.treatment.label}
    for criterion in dict.fromkeys((across, up)):
        reading = line.reading(criterion.criterion_id)
        row[criterion.label] = in_words(reading, evidence)
        row[f"{criterion.short_label}: range"] = range_in_words(reading)
    row["On the chart"] = (
        "not drawn, a figure is missing"
        if not is_drawn
        else "nothing beats it on both"
        if on_frontier
        else "another beats it on both"
    )
    return row
