"""One option's value worked through, step by step, with the person's own numbers."""

from dataclasses import dataclass

from models.evidence.nouns import Evidence
from models.ranking.comparison import Comparison, Line
from models.ranking.scoring import POINTS
from models.wording.estimate_words import in_words, swing
from models.wording.units import plain_number


@dataclass(frozen=True, slots=True)
class Step:
    """One criterion: figure, scale, how far along it (0 to 1), weight and points (both of 100)."""

    criterion: str
    figure: str
    scale: str
    along: float
    importance: int
    weight: float
    points: float


def subject(comparison: Comparison) -> Line | None:
    """The option that the person leans to if it is ranked, else the first; None without a ranking."""
    if comparison.weights is None or not comparison.lines:
        return None
    lean = comparison.preferences.lean
    return next((x for x in comparison.lines if x.treatment.treatment_id == lean), comparison.lines[0])


def steps(evidence: Evidence, comparison: Comparison, line: Line) -> tuple[Step, ...]:
    """The points of each criterion; they sum to the line's total. Raises ValueError without a ranking."""
    if comparison.weights is None:
        raise ValueError("Nothing is weighed, so no points can be worked through: ask ``subject`` first.")
    row = comparison.values.treatment_ids.index(line.treatment.treatment_id)
    found = []
    for k, (name, weight) in enumerate(comparison.weights.items()):
        reading = line.reading(name)
        bad_end = "" if reading.is_measured else ", so the bad end counts"
        found.append(
            Step(
                criterion=reading.criterion.label,
                figure=in_words(reading, evidence) + bad_end,
                scale=swing(evidence, name),
                along=float(comparison.values.headline[row, k]),
                importance=comparison.preferences.importances[name],
                weight=weight * POINTS,
                points=line.contributions[name],
            )
        )
    return tuple(found)


def in_a_sentence(evidence: Evidence, comparison: Comparison, line: Line) -> str:
    """The criterion that gives the most points, worked through in words."""
    top = max(steps(evidence, comparison, line), key=lambda step: step.points)
    everything = sum(comparison.preferences.importances.values())
    return (
        f"For {line.treatment.label}, most points come from {top.criterion.lower()}. Its figure is "
        f"{top.figure}. That is {plain_number(round(100 * top.along))} of 100 of the way {top.scale}. You "
        f"gave it {top.importance} of {everything} points in all, a weight of "
        f"{plain_number(round(top.weight, 1))} of 100. "
        f"So it adds {plain_number(round(top.points, 1))} points."
    )
