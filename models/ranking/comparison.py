"""One person's comparison: the ranked treatments, those set aside, and the words for both.

Board, charts, handout, screen reader and tests all read this one object.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from models.evidence.looked_up import first_of
from models.evidence.nouns import Evidence, Treatment
from models.evidence.readings import Reading
from models.evidence.terms import NO_TREATMENT
from models.person.preferences import Preferences
from models.ranking import explain
from models.ranking.badges import Badge, badges_of
from models.ranking.scoring import ABOUT_EQUAL, POINTS, ValueTable, score, value_table, weights
from models.ranking.screening import screen, screening_table


@dataclass(frozen=True, slots=True)
class Place:
    """One treatment with its figures, which is all that a chart of figures needs."""

    treatment: Treatment
    readings: tuple[Reading, ...]

    def reading(self, criterion_id: str) -> Reading:
        """Its cell for one weighted criterion. Raises LookupError for a fact and for an unknown id."""
        name = self.treatment.treatment_id
        missing = f"{name} has no reading of {criterion_id}: ask for a weighted criterion."
        return first_of((r for r in self.readings if r.criterion.criterion_id == criterion_id), missing)


@dataclass(frozen=True, slots=True)
class Line(Place):
    """One treatment on the board. Points out of 100; rank and points are None without a ranking.

    ``contributions`` and ``could_add`` are by criterion id; ``upper`` is the total with every
    unmeasured figure at its best end.
    """

    badges: tuple[Badge, ...]
    rank: int | None = None
    total: float | None = None
    upper: float | None = None
    contributions: Mapping[str, float] = field(default_factory=dict)
    could_add: Mapping[str, float] = field(default_factory=dict)
    why: str = ""
    near: str = ""

    @property
    def is_no_treatment(self) -> bool:
        return self.treatment.treatment_id == NO_TREATMENT


@dataclass(frozen=True, slots=True)
class SetAside(Place):
    reasons: tuple[explain.Because, ...]


@dataclass(frozen=True, eq=False)
class Comparison:
    """``lines`` in rank order, or in the evidence's order where nothing is weighed."""

    preferences: Preferences
    decision: str
    weights: Mapping[str, float] | None
    lines: tuple[Line, ...]
    set_aside: tuple[SetAside, ...]
    values: ValueTable

    def line(self, treatment_id: str) -> Line:
        """The line of an option on the board. Raises LookupError for one that is set aside or unknown."""
        missing = f"{treatment_id} is not on the board: look in set_aside, or ask for another option."
        return first_of((x for x in self.lines if x.treatment.treatment_id == treatment_id), missing)

    @property
    def no_treatment_total(self) -> float | None:
        return next((line.total for line in self.lines if line.is_no_treatment), None)

    @property
    def shown(self) -> frozenset[str]:
        """Ids of the treatments on the board, in no particular order."""
        return frozenset(line.treatment.treatment_id for line in self.lines)


def places(
    evidence: Evidence, concern_id: str, phototype: str | None, shown: frozenset[str]
) -> tuple[Place, ...]:
    """The treatments ``shown``, in the order of the evidence: for charts that no importance changes."""
    values = value_table(evidence, concern_id, phototype)
    both = zip(values.treatment_ids, values.readings, strict=True)
    return tuple(Place(evidence.treatments[name], readings) for name, readings in both if name in shown)


def compare(evidence: Evidence, preferences: Preferences) -> Comparison:
    """Screen, score, rank and explain every treatment for one person."""
    concern, phototype = preferences.concern_id, preferences.phototype
    values = value_table(evidence, concern, phototype)
    flags = screen(
        screening_table(evidence, concern, phototype),
        conditions=preferences.all_conditions(evidence),
        budget=preferences.budget,
        days_off=preferences.days_off,
        offered_here=preferences.offered_here,
    )
    lines, set_aside, shown = [], [], []
    for i, (name, readings) in enumerate(zip(values.treatment_ids, values.readings, strict=True)):
        treatment, reasons = evidence.treatments[name], explain.reasons(evidence, preferences, name, flags[i])
        if flags[i].any() and name not in preferences.put_back:
            set_aside.append(SetAside(treatment, readings, reasons))
        else:
            badges = badges_of(evidence, preferences, name, readings, reasons)
            lines.append(Line(treatment, readings, badges))
            shown.append(i)
    weight = weights(preferences.importances, values.criterion_ids)
    return Comparison(
        preferences=preferences,
        decision=explain.decision(evidence, preferences, [values.treatment_ids[i] for i in shown]),
        weights=None if weight is None else dict(zip(values.criterion_ids, weight.tolist(), strict=True)),
        lines=tuple(lines if weight is None else _ranked(evidence, values, shown, lines, weight)),
        set_aside=tuple(set_aside),
        values=values,
    )


def _ranked(
    evidence: Evidence, values: ValueTable, shown: list[int], lines: Sequence[Line], weight: np.ndarray
) -> list[Line]:
    """``lines`` with their points, in rank order; ``shown`` holds their rows in ``values``."""
    scores = score(values.headline[shown], values.best_case[shown], weight)
    lost = (1.0 - values.headline[shown]) * weight * POINTS
    ranked: list[Line] = []
    for k in np.argsort(scores.ranks, kind="stable").tolist():
        line, total = lines[k], float(scores.totals[k])
        above = ranked[-1] if ranked else None
        near = ""
        if above is not None and above.total is not None and above.total - total < ABOUT_EQUAL:
            near = f"About equal to {above.treatment.label} (less than 1 point apart)."
        ranked.append(
            replace(
                line,
                rank=int(scores.ranks[k]),
                total=total,
                upper=float(scores.upper[k]),
                contributions=dict(zip(values.criterion_ids, scores.contributions[k].tolist(), strict=True)),
                could_add=dict(zip(values.criterion_ids, scores.could_add[k].tolist(), strict=True)),
                why=explain.why(evidence, line.treatment.treatment_id, line.readings, lost[k]),
                near=near,
            )
        )
    return ranked
