"""Figure -> partial value on a fixed scale, and back.

The scale's ends come from ``criteria.csv`` and never from the rows in view: hiding a treatment must
not move the others.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def partial_value(figures: npt.ArrayLike, worst: npt.ArrayLike, best: npt.ArrayLike) -> Array:
    """Value in [0, 1]: 0 at ``worst``, 1 at ``best``, straight in between, clipped outside.

    Shapes broadcast; NaN stays NaN. ``worst`` may lie above or below ``best``, never on it.
    """
    low = np.asarray(worst, dtype=float)
    value = (np.asarray(figures, dtype=float) - low) / (np.asarray(best, dtype=float) - low)
    clipped: Array = np.clip(value, 0.0, 1.0)
    return clipped


def on_scale(figure: float, worst: float, best: float) -> float:
    """``figure`` clipped to the scale, as it is drawn and counted."""
    return min(max(figure, min(worst, best)), max(worst, best))


def figure_at(value: float, worst: float, best: float) -> float:
    """The figure whose partial value is ``value``: the inverse of ``partial_value`` on [0, 1]."""
    return worst + value * (best - worst)
