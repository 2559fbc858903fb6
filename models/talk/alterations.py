"""What differs from the view that the app opens with, so that a person can see what was changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.clinic.overlay import altered
from models.clinic.table_in_view import whose_numbers
from models.evidence.nouns import Evidence
from models.person.preferences import start
from models.ranking.comparison import Comparison
from models.wording.units import figure

#: Shown if the view is the one that the app opens with.
NOTHING_CHANGED = "Nothing was changed: no price, no slider and no limit."

#: Shown if the view has no clinic's prices.
NO_CLINIC = "No clinic is named. The prices are public ones."

SWITCH_WORDS = {
    "costs_together": "A switch is on: costs move together.",
    "triangular": "A switch is on: figures far from the usual one count more.",
    "gaps_as_on_board": "A switch is on: a gap counts at its bad end.",
}


@dataclass(frozen=True, slots=True)
class Alterations:
    """``changed`` is empty if nothing was; ``not_shown`` names the options that are in no column.

    ``has_table``: all the numbers are from an uploaded table.
    """

    clinic: str
    changed: tuple[str, ...]
    not_shown: str
    has_table: bool = False

    @property
    def in_words(self) -> tuple[str, ...]:
        """The whole list, as it is shown when expanded."""
        return (*(self.changed or (NOTHING_CHANGED,)), *([self.not_shown] if self.not_shown else []))

    @property
    def summary(self) -> str:
        if self.has_table:
            return "every number"
        count = len(self.changed)
        return str(count) if count else "nothing"


def alterations(evidence: Evidence, comparison: Comparison, shown: Sequence[str]) -> Alterations:
    """What was changed in this view; ``shown`` holds the ids of the options on screen."""
    table = evidence.table
    by_clinic = whose_numbers(table) if table else altered(evidence, comparison.preferences)
    changed = [*by_clinic, *_sliders(evidence, comparison), *_limits(comparison)]
    changed += [words for name, words in SWITCH_WORDS.items() if getattr(comparison.preferences.doubt, name)]
    by_hand = comparison.preferences.put_back
    back = [t.label for t in evidence.treatments.values() if t.treatment_id in by_hand]
    if back:
        changed.append(f"Put back by hand: {', '.join(back)}.")
    return Alterations(
        _clinic(evidence),
        tuple(changed),
        _not_shown(evidence, shown),
        has_table=table is not None,
    )


def _clinic(evidence: Evidence) -> str:
    """Which clinic the view is of, or if none, whose numbers these are."""
    table = evidence.table
    if table is not None:
        return table.clinic or f"No clinic is named. The numbers are from {table.file}."
    return evidence.clinic.clinic if evidence.clinic else NO_CLINIC


def _sliders(evidence: Evidence, comparison: Comparison) -> list[str]:
    """The sliders that are not where the app starts."""
    now, first = comparison.preferences.importances, start(evidence).importances
    return [
        f"{c.label} counts {now[c.criterion_id]}. The app starts at {first[c.criterion_id]}."
        for c in evidence.weighted
        if now[c.criterion_id] != first[c.criterion_id]
    ]


def _limits(comparison: Comparison) -> list[str]:
    preferences = comparison.preferences
    limits = (("for a course", preferences.budget, "USD"), ("at home", preferences.days_off, "days"))
    return [
        f"A limit is set: at most {figure(limit, unit)} {what}."
        for what, limit, unit in limits
        if limit is not None
    ]


def _not_shown(evidence: Evidence, shown: Sequence[str]) -> str:
    names = [t.label for t in evidence.treatments.values() if t.treatment_id not in shown]
    if not names:
        return ""
    return (
        f"Not shown here: {len(names)} of {len(evidence.treatments)} options. They are: {'; '.join(names)}."
    )
