"""Which options are beaten on two criteria at once, and which are not."""

import numpy as np

from models.evidence.scales import Array
from models.ranking.screening import Mask


def dominated(values: Array) -> Mask:
    """Whether another row is at least as good on every column and better on one.

    ``values`` has shape (n, m), more is better; returns shape (n,). A row with NaN neither dominates
    nor is dominated.
    """
    at_least: Mask = np.all(values[:, None, :] <= values[None, :, :], axis=2)
    better: Mask = np.any(values[:, None, :] < values[None, :, :], axis=2)
    result: Mask = np.any(at_least & better, axis=1)
    return result
