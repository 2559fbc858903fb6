"""One criterion: each option's range on the fixed scale, with both anchors."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from models.evidence.kept import kept
from models.evidence.nouns import Evidence
from models.evidence.readings import Reading, beyond_scale
from models.evidence.scales import on_scale
from models.ranking.comparison import Comparison, Place, places
from models.wording.estimate_words import certainty_in_words, in_words, range_in_words
from models.wording.units import scale_ends
from pages.charts.parts.chart import Chart
from pages.charts.parts.scale_axis import scale_axis
from pages.charts.parts.theme import AXIS_BELOW, DIMMED, STRONG, TYPE_SIZE, lay_out, lines_across, names_above

#: Pixels per option.
ROW_HEIGHT = 64


def range_chart(evidence: Evidence, comparison: Comparison, criterion_id: str) -> Chart:
    """A line from low to high and a dot at the typical figure; a gap is written out, never drawn as 0.

    Sorted by the typical figure, so that the chart does not depend on the importances.
    """
    who = comparison.preferences
    return _drawn(evidence, who.concern_id, who.phototype, comparison.shown, criterion_id)


@kept(64)
def _drawn(
    evidence: Evidence, concern_id: str, phototype: str | None, shown: frozenset[str], criterion_id: str
) -> Chart:
    """Kept, since a figure is slow to build and does not depend on the ranking."""
    lines = _sorted(places(evidence, concern_id, phototype, shown), criterion_id)
    criterion = evidence.criteria[criterion_id]
    worst, best = criterion.scale
    ends = scale_ends(criterion, evidence.grades)
    figure = go.Figure()
    figure.add_trace(_public_ranges(lines, criterion_id))
    figure.add_traces([_ranges(lines, criterion_id, measured) for measured in (True, False)])
    figure.add_traces([_typicals(evidence, lines, criterion_id), _names(evidence, lines, criterion_id)])
    low, high = sorted((worst, best))
    margin = 0.02 * (high - low)
    lay_out(
        figure,
        height=120 + ROW_HEIGHT * max(1, len(lines)),
        axes=(0, AXIS_BELOW),
        xaxis=scale_axis(criterion, (low - margin, high + margin)),
        yaxis={"visible": False, "range": [-len(lines) + 0.3, 1.8]},
        shapes=[_anchor_line(end) for end in (worst, best)],
        annotations=[
            _anchor_text(worst, ends[0], "0 points", left=worst < best),
            _anchor_text(best, ends[1], "100 points", left=best < worst),
        ],
    )
    clinics = in_clinics_words(evidence, lines, criterion_id)
    return Chart(
        title=criterion.label,
        figure=figure,
        alt=(
            f"{criterion.label}: typical figure and range of {len(lines)} options "
            f"on a scale from {ends[0]} to {ends[1]}. {clinics}"
        ).strip(),
        table=pd.DataFrame([_row(evidence, line, criterion_id) for line in lines]),
        note=f"{criterion.plain_definition} {SORTED}",
        marks=CLINICS_MARKS if clinics else "",
    )


def _sorted(lines: Sequence[Place], criterion_id: str) -> list[Place]:
    """From the best end of the scale to the worst; those without a typical figure last."""

    def points_lost(line: Place) -> float:
        reading = line.reading(criterion_id)
        if reading.typical is None:
            return float("inf")
        worst, best = reading.criterion.scale
        return (best - reading.typical) / (best - worst)

    return sorted(lines, key=points_lost)


#: The order of the rows, stated under the chart because it is not that of the board.
SORTED = "Sorted by the typical figure; options without one come last."

#: The key to the marks of a clinic's figure.
CLINICS_MARKS = "House shape: the clinic's figure. Thin line beside it: the public range."


def in_clinics_words(evidence: Evidence, lines: Sequence[Place], criterion_id: str) -> str:
    """Each clinic's figure on the board with its public range; empty without any."""
    readings = [(line.treatment.label, line.reading(criterion_id)) for line in lines]
    words = [f"{name}: {in_words(r, evidence)}, {range_in_words(r)}" for name, r in readings if r.is_clinics]
    return f"{'; '.join(words)}." if words else ""


def _public_ranges(lines: Sequence[Place], criterion_id: str) -> go.Scatter:
    """A thin line over the public range of each clinic's figure."""
    spans = [
        (public.low, public.high, -k)
        for k, line in enumerate(lines)
        if (public := line.reading(criterion_id).public)
        and public.low is not None
        and public.high is not None
    ]
    return lines_across(spans, {"color": DIMMED, "width": 2})


def _ranges(lines: Sequence[Place], criterion_id: str, measured: bool) -> go.Scatter:
    """Lines from low to high, one below the other; dotted without a typical figure."""
    spans = []
    for k, line in enumerate(lines):
        reading = line.reading(criterion_id)
        low = reading.low if reading.low is not None else reading.typical
        high = reading.high if reading.high is not None else reading.typical
        if reading.is_measured == measured and low is not None and high is not None:
            scale = reading.criterion.scale
            spans.append((on_scale(low, *scale), on_scale(high, *scale), -k))
    return lines_across(spans, {"color": STRONG, "width": 5, "dash": "solid" if measured else "dot"})


def _typicals(evidence: Evidence, lines: Sequence[Place], criterion_id: str) -> go.Scatter:
    """A mark at each typical figure: a diamond if it was assumed, a house if it is a clinic's."""
    known = [(-k, x, x.reading(criterion_id)) for k, x in enumerate(lines)]
    known = [(y, x, reading) for y, x, reading in known if reading.is_measured]
    return go.Scatter(
        x=[reading.drawn_at for _, _, reading in known],
        y=[y for y, _, _ in known],
        mode="markers",
        marker={
            "color": STRONG,
            "size": 14,
            "symbol": [_symbol(reading) for _, _, reading in known],
        },
        customdata=[[x.treatment.label, in_words(r, evidence), range_in_words(r)] for _, x, r in known],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
    )


def _symbol(reading: Reading) -> str:
    return "pentagon" if reading.is_clinics else "diamond" if reading.is_assumed else "circle"


def _whose(reading: Reading) -> str:
    """The remarks on a figure: that it is a clinic's, assumed, or beyond the scale."""
    words = ["clinic's figure"] if reading.is_clinics else ["assumed"] if reading.is_assumed else []
    words += ["beyond the scale"] if beyond_scale(reading.criterion, reading.typical) else []
    return f" ({', '.join(words)})" if words else ""


def _names(evidence: Evidence, lines: Sequence[Place], criterion_id: str) -> go.Scatter:
    """Above each line its name and figure, or the word for the gap."""
    texts = []
    for line in lines:
        reading = line.reading(criterion_id)
        texts.append(f"<b>{line.treatment.label}</b><br>{in_words(reading, evidence)}{_whose(reading)}")
    low, high = sorted(evidence.criteria[criterion_id].scale)
    # A little to the right of the anchor line, which would cross the first letter.
    return names_above(texts, x=low + 0.01 * (high - low), lift=0.46)


def _anchor_line(end: float) -> dict[str, object]:
    style = {"color": DIMMED, "width": 1, "dash": "dash"}
    return {"type": "line", "x0": end, "x1": end, "yref": "paper", "y0": 0, "y1": 1, "line": style}


def _anchor_text(end: float, words: str, points: str, *, left: bool) -> dict[str, object]:
    side = "left" if left else "right"
    return {
        "x": end,
        "y": 1.25,
        "text": f"{words}<br>{points}",
        "showarrow": False,
        "xanchor": side,
        "align": side,
        "font": {"size": TYPE_SIZE},
    }


def _row(evidence: Evidence, line: Place, criterion_id: str) -> dict[str, object]:
    reading = line.reading(criterion_id)
    return {
        "Treatment": line.treatment.label,
        "Typical": in_words(reading, evidence),
        "Range": range_in_words(reading),
        "Certainty": certainty_in_words(reading).removesuffix(", assumed"),
        "Assumed": "yes" if reading.is_assumed else "no",
    }
