"""One person's comparison: the ranked treatments, those set aside, and the words for both.

Board, charts, handout, screen reader and tests all read this one object.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.evidence.looked_up import first_of
from models.evidence.nouns import Evidence, Treatment
from models.evidence.readings import Reading
from models.evidence.terms import NO_TREATMENT
from models.person.preferences import Preferences
from models.ranking import explain
from models.ranking.badges import Badge, badges_of
from models.ranking.scoring import ABOUT_EQUAL, POINTS, ValueTable, score, value_table, weights
from models.ranking.screening import Screening, screen, screening_table


@dataclass(frozen=True, slots=True)
class Line:
    """One treatment on the board. Points out of 100; rank and points are None without a ranking.

    ``contributions`` and ``could_add`` are by criterion id; ``upper`` is the total with everything
    that nobody has measured at its best end.
    """

    treatment: Treatment
    rank: int | None
    total: float | None
    upper: float | None
    contributions: Mapping[str, float]
    could_add: Mapping[str, float]
    readings: tuple[Reading, ...]
    badges: tuple[Badge, ...]
    why: str
    near: str

    @property
    def is_no_treatment(self) -> bool:
        return self.treatment.treatment_id == NO_TREATMENT

    def reading(self, criterion_id: str) -> Reading:
        """Its cell for one weighted criterion. Raises LookupError for a fact and for an unknown id."""
        return _reading(self, criterion_id)


@dataclass(frozen=True, slots=True)
class Place:
    """A line without points or rank: what a chart of figures needs to know of it."""

    treatment: Treatment
    readings: tuple[Reading, ...]

    def reading(self, criterion_id: str) -> Reading:
        """Its cell for one weighted criterion. Raises LookupError for a fact and for an unknown id."""
        return _reading(self, criterion_id)


def _reading(of: Line | Place, criterion_id: str) -> Reading:
    missing = f"{of.treatment.treatment_id} has no reading of {criterion_id}: ask for a weighted criterion."
    return first_of((r for r in of.readings if r.criterion.criterion_id == criterion_id), missing)


@dataclass(frozen=True, slots=True)
class SetAside:
    treatment: Treatment
    reasons: tuple[explain.Because, ...]
    readings: tuple[Reading, ...]


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
        """Ids of all that is on the board, in whatever order."""
        return frozenset(line.treatment.treatment_id for line in self.lines)


def places(
    evidence: Evidence, concern_id: str, phototype: str | None, shown: frozenset[str]
) -> tuple[Place, ...]:
    """What is ``shown``, in the order of the evidence: for results that no importance changes."""
    values = value_table(evidence, concern_id, phototype)
    both = zip(values.treatment_ids, values.readings, strict=True)
    return tuple(Place(evidence.treatments[name], readings) for name, readings in both if name in shown)


def compare(evidence: Evidence, preferences: Preferences) -> Comparison:
    """Screen, score, rank and explain every treatment for one person."""
    concern, phototype = preferences.concern_id, preferences.phototype
    values = value_table(evidence, concern, phototype)
    screening = _screen(evidence, preferences, values)
    weight = weights(preferences.importances, values.criterion_ids)
    shown = np.flatnonzero(~screening.set_aside).tolist()
    if weight is None:
        lines = tuple(_unranked(evidence, preferences, values, screening, i) for i in shown)
    else:
        lines = _ranked(evidence, preferences, values, screening, weight, shown)
    return Comparison(
        preferences=preferences,
        decision=explain.decision(evidence, preferences, [line.treatment.treatment_id for line in lines]),
        weights=None if weight is None else dict(zip(values.criterion_ids, weight.tolist(), strict=True)),
        lines=lines,
        set_aside=tuple(
            SetAside(
                evidence.treatments[values.treatment_ids[i]],
                explain.reasons(evidence, preferences, values.treatment_ids[i], screening.reasons[i]),
                values.readings[i],
            )
            for i in np.flatnonzero(screening.set_aside).tolist()
        ),
        values=values,
    )


def _screen(evidence: Evidence, preferences: Preferences, values: ValueTable) -> Screening:
    return screen(
        screening_table(evidence, preferences.concern_id, preferences.phototype),
        conditions=preferences.all_conditions(evidence),
        budget=preferences.budget,
        days_off=preferences.days_off,
        put_back=np.array([t in preferences.put_back for t in values.treatment_ids]),
        offered_here=preferences.offered_here,
    )


def _badges(
    evidence: Evidence, preferences: Preferences, values: ValueTable, screening: Screening, i: int
) -> tuple[Badge, ...]:
    treatment = values.treatment_ids[i]
    overruled = explain.reasons(evidence, preferences, treatment, screening.reasons[i])
    return badges_of(evidence, preferences, treatment, values.readings[i], overruled)


def _unranked(
    evidence: Evidence, preferences: Preferences, values: ValueTable, screening: Screening, i: int
) -> Line:
    return Line(
        treatment=evidence.treatments[values.treatment_ids[i]],
        rank=None,
        total=None,
        upper=None,
        contributions={},
        could_add={},
        readings=values.readings[i],
        badges=_badges(evidence, preferences, values, screening, i),
        why="",
        near="",
    )


def _ranked(
    evidence: Evidence,
    preferences: Preferences,
    values: ValueTable,
    screening: Screening,
    weight: np.ndarray,
    shown: list[int],
) -> tuple[Line, ...]:
    scores = score(values.headline[shown], values.best_case[shown], weight)
    lost = (1.0 - values.headline) * weight * POINTS
    lines: list[Line] = []
    for k in np.argsort(scores.ranks, kind="stable").tolist():
        i = shown[k]
        above = lines[-1] if lines else None
        total = float(scores.totals[k])
        lines.append(
            Line(
                treatment=evidence.treatments[values.treatment_ids[i]],
                rank=int(scores.ranks[k]),
                total=total,
                upper=float(scores.upper[k]),
                contributions=dict(zip(values.criterion_ids, scores.contributions[k].tolist(), strict=True)),
                could_add=dict(zip(values.criterion_ids, scores.could_add[k].tolist(), strict=True)),
                readings=values.readings[i],
                badges=_badges(evidence, preferences, values, screening, i),
                why=explain.why(evidence, values.treatment_ids[i], values.readings[i], lost[i]),
                near=explain.near(above.treatment.label)
                if above and above.total is not None and above.total - total < ABOUT_EQUAL
                else "",
            )
        )
    return tuple(lines)
