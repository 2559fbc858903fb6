"""The axis of one criterion: its fixed scale with unit and direction, whatever options are shown."""

from collections.abc import Sequence

from models.evidence.nouns import Criterion
from models.wording.units import axis_title


def scale_axis(criterion: Criterion, ends: Sequence[float]) -> dict[str, object]:
    """Plotly's settings for an axis between ``ends``, in the criterion's unit."""
    return {
        "range": list(ends),
        "title": {"text": axis_title(criterion)},
        "tickformat": "$,.0f" if criterion.unit == "USD" else "",
        "nticks": 6,
    }
