"""What matters to the people who would choose each option."""

import pandas as pd
import plotly.graph_objects as go

from models.doubt.any_weights import Acceptability, FirstPlace
from models.doubt.doubt_words import chooser
from models.doubt.standings import in_fixed_order
from models.evidence.kept import kept
from models.evidence.nouns import Evidence
from models.ranking.comparison import Comparison
from pages.charts.parts.chart import Chart
from pages.charts.parts.theme import LEGEND, coloured, lay_out, names_above

#: Pixels per option.
ROW_HEIGHT = 52


def whose_choice(
    evidence: Evidence, comparison: Comparison, found: Acceptability, places: tuple[FirstPlace | None, ...]
) -> Chart:
    """Central weights, stacked to 100, of every option that can come first; the others are named.

    ``found`` and ``places`` are what ``models.doubt.standings.choices`` returns.
    """
    return _drawn(evidence, tuple(line.treatment.label for line in in_fixed_order(comparison)), found, places)


@kept(32)
def _drawn(
    evidence: Evidence, names: tuple[str, ...], found: Acceptability, places: tuple[FirstPlace | None, ...]
) -> Chart:
    drawn = [(names[i], central) for i, central in enumerate(found.central) if central is not None]
    figure = go.Figure()
    for k, (criterion, colour) in enumerate(coloured(evidence.weighted)):
        figure.add_bar(
            x=[100 * float(central[k]) for _, central in drawn],
            y=[-row for row in range(len(drawn))],
            orientation="h",
            width=0.42,
            name=criterion.short_label,
            marker={"color": colour},
            hovertemplate=f"{criterion.label}: %{{x:.0f}} of 100<extra></extra>",
        )
    figure.add_trace(names_above([f"<b>{name}</b>" for name, _ in drawn], x=0, lift=0.4))
    lay_out(
        figure,
        height=130 + ROW_HEIGHT * max(1, len(drawn)),
        xaxis={"range": [0, 100], "title": {"text": "Weight (of 100)"}},
        yaxis={"visible": False, "range": [0.4 - max(1, len(drawn)), 0.8]},
        barmode="stack",
        showlegend=True,
        legend=LEGEND | {"yanchor": "bottom", "y": 0},
        # Room for the right half of the last number, which Plotly omits if it does not fit.
        margin={"l": 8, "r": 20, "t": 8, "b": 90},
    )
    rows = list(zip(names, found.share.tolist(), found.central, places, strict=True))
    never = [name for name, _, _, place in rows if place and not place.possible]
    notes = {
        "No weights at all put these first": never,
        "These can tie for the first place, but never take it alone": [
            name
            for name, _, central, place in rows
            if place and place.possible and not place.alone and central is None
        ],
        "We could not work out whether any weights put these first": [
            name for name, _, central, place in rows if place is None and central is None
        ],
    }
    return Chart(
        title="Whose choice each would be",
        figure=figure,
        alt=(
            f"Central weights of {len(drawn)} options that can come first. "
            f"Never first: {', '.join(never) or 'none'}."
        ),
        table=pd.DataFrame(
            [
                {
                    "Treatment": name,
                    "Share of all weights with which it is first": f"{100 * share:.0f} of 100"
                    if share
                    else "none drawn",
                    "In words": chooser(evidence, name, central, place).removeprefix(f"{name}: "),
                }
                for name, share, central, place in rows
            ]
        ),
        note=" ".join(f"{what}: {', '.join(which)}." for what, which in notes.items() if which),
    )
