"""Which treatments are set aside before anything is scored, and why.

Screening comes first so that a low price can never make up for a risk. A treatment that is set aside
stays visible with its reasons, and the person can put it back.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from models.evidence.kept import kept
from models.evidence.nouns import Evidence, not_offered
from models.evidence.scales import Array
from models.evidence.terms import COST, DOWNTIME, RESULTS, Action, Rating, Status

Mask = npt.NDArray[np.bool_]


class Reason(IntEnum):
    """Why a treatment is set aside; the number is its column in what ``screen`` returns."""

    PHOTOTYPE = 0
    CONDITION = 1
    NOT_APPLICABLE = 2
    BUDGET = 3
    DAYS_OFF = 4
    NOT_OFFERED = 5


@dataclass(frozen=True, eq=False)
class ScreeningTable:
    """The data for screening n treatments against k conditions.

    ``avoid``, ``not_applicable`` and ``not_offered`` (by the clinic whose prices are laid over the
    evidence) have shape (n,), ``do_not`` shape (n, k). ``cost`` in US dollars
    and ``days`` in days are the typical figures, or the low end where there is none; NaN: not known.
    """

    avoid: Mask
    not_applicable: Mask
    do_not: Mask
    condition_column: Mapping[str, int]
    cost: Array
    days: Array
    not_offered: Mask


@kept(256)
def screening_table(evidence: Evidence, concern_id: str, phototype: str | None) -> ScreeningTable:
    """What screening needs, for one concern and one phototype (None: not sure)."""
    ids = list(evidence.treatments)
    do_not = np.zeros((len(ids), len(evidence.conditions)), dtype=bool)
    column = {condition: k for k, condition in enumerate(evidence.conditions)}
    for (condition, treatment), row in evidence.contraindications.items():
        do_not[ids.index(treatment), column[condition]] = row.action is Action.DO_NOT
    return ScreeningTable(
        # People who are not sure of their phototype see what depends on it; nothing is set aside on
        # a guess.
        avoid=np.array(
            [phototype is not None and evidence.suitability[t, phototype].rating is Rating.AVOID for t in ids]
        ),
        not_applicable=np.array(
            [
                evidence.estimate(t, RESULTS, concern_id=concern_id).status is Status.NOT_APPLICABLE
                for t in ids
            ]
        ),
        do_not=do_not,
        condition_column=column,
        cost=np.array([_to_compare(evidence, t, COST) for t in ids]),
        days=np.array([_to_compare(evidence, t, DOWNTIME) for t in ids]),
        not_offered=np.isin(ids, not_offered(evidence)),
    )


def _to_compare(evidence: Evidence, treatment_id: str, criterion_id: str) -> float:
    estimate = evidence.estimate(treatment_id, criterion_id)
    figure = estimate.typical if estimate.typical is not None else estimate.low
    return float("nan") if figure is None else figure


def screen(
    table: ScreeningTable,
    *,
    conditions: Collection[str],
    budget: float | None,
    days_off: float | None,
    offered_here: bool = False,
) -> Mask:
    """Which reasons speak against each treatment, shape (n, 6): a column per ``Reason``.

    A limit compares with the typical figure: a treatment that usually costs more does not fit, even
    if some people paid less. An unknown figure never exceeds a limit; it gets a badge instead.
    """
    reasons = np.zeros((len(table.avoid), len(Reason)), dtype=bool)
    reasons[:, Reason.PHOTOTYPE] = table.avoid
    columns = [table.condition_column[c] for c in conditions]
    if columns:
        reasons[:, Reason.CONDITION] = table.do_not[:, columns].any(axis=1)
    reasons[:, Reason.NOT_APPLICABLE] = table.not_applicable
    if budget is not None:
        reasons[:, Reason.BUDGET] = table.cost > budget
    if days_off is not None:
        reasons[:, Reason.DAYS_OFF] = table.days > days_off
    if offered_here:
        reasons[:, Reason.NOT_OFFERED] = table.not_offered
    return reasons
