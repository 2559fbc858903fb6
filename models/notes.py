"""One person's comparison as a plain text to take along. Health answers only where the person asks for it."""

from collections.abc import Sequence
from datetime import date

from models.ask import Ask
from models.citations import long_date, standing_notice
from models.clinic import altered
from models.comparison import Comparison
from models.evidence import Evidence
from models.explain import in_words, range_in_words
from models.screening import Reason
from models.terms import COST, DOWNTIME, RESULTS
from models.units import figure

#: How many of the options on the board are written down.
WRITTEN_DOWN = 5


def notes(
    evidence: Evidence,
    comparison: Comparison,
    asked: Sequence[Ask],
    *,
    today: date,
    own_words: str = "",
    with_health: bool = False,
) -> str:
    """The whole text, one line a paragraph. ``own_words`` is what matters beyond the six criteria."""
    kept = [ask for ask in asked if with_health or not ask.tells_health]
    parts = [
        f"Skin Options: my notes of {long_date(today)}",
        comparison.decision,
        *_about_me(evidence, comparison, own_words),
        *(_health(evidence, comparison) if with_health else ()),
        *_options(evidence, comparison),
        *_clinic(evidence, comparison),
        *_set_aside(comparison, with_health),
        "Questions to ask",
        *(f"{k}. {ask.question}\n   Why: {ask.why}" for k, ask in enumerate(kept, start=1)),
        standing_notice(evidence.review),
    ]
    return "\n\n".join(parts) + "\n"


def _about_me(evidence: Evidence, comparison: Comparison, own_words: str) -> list[str]:
    preferences = comparison.preferences
    matters = [f"- {c.label}: {preferences.importances[c.criterion_id]} of 10" for c in evidence.weighted]
    found = ["What matters to me\n" + "\n".join(matters)]
    if own_words.strip():
        found.append(f"What else matters to me: {own_words.strip()}")
    if preferences.phototype:
        kind = preferences.phototype
        found.append(f"My skin type: {kind} ({evidence.phototypes[kind]})")
    limits = []
    if preferences.budget is not None:
        limits.append(f"at most {figure(preferences.budget, evidence.criteria[COST].unit)} for a course")
    if preferences.days_off is not None:
        limits.append(f"at most {figure(preferences.days_off, evidence.criteria[DOWNTIME].unit)} at home")
    if limits:
        found.append(f"My limits: {', '.join(limits)}")
    if preferences.lean is not None:
        found.append(f"I lean to: {evidence.treatments[preferences.lean].label}")
    return found


def _health(evidence: Evidence, comparison: Comparison) -> list[str]:
    ticked = [c for c in evidence.conditions if c in comparison.preferences.conditions]
    lines = [f"- {evidence.conditions[c].plain_label}" for c in ticked]
    return ["My health answers\n" + ("\n".join(lines) or "- I ticked nothing.")]


def _options(evidence: Evidence, comparison: Comparison) -> list[str]:
    """The first options, and no treatment wherever it stands."""
    written = [line for k, line in enumerate(comparison.lines) if k < WRITTEN_DOWN or line.is_no_treatment]
    lines = []
    for line in written:
        rank = f"{line.rank}. " if line.rank is not None else "- "
        figures = [
            f"{reading.criterion.short_label.lower()} {in_words(reading, evidence)} "
            f"({range_in_words(reading)}{', assumed' if reading.is_assumed else ''})"
            for reading in line.readings
            if reading.criterion.criterion_id in (RESULTS, COST, DOWNTIME, "dark_marks")
        ]
        lines.append(f"{rank}{line.treatment.label}: {'; '.join(figures)}")
    head = "How the options fit what matters to me" if comparison.weights else "The options, not ranked"
    return [head + "\n" + "\n".join(lines)] if lines else []


def _clinic(evidence: Evidence, comparison: Comparison) -> list[str]:
    changed = altered(evidence, comparison.preferences)
    return ["What the clinic changed\n" + "\n".join(f"- {text}" for text in changed)] if changed else []


def _set_aside(comparison: Comparison, with_health: bool) -> list[str]:
    """A health reason is named as left out: it would tell what the person did not ask to write down."""
    lines = []
    for item in comparison.set_aside:
        reasons = [r.text for r in item.reasons if with_health or r.reason is not Reason.CONDITION]
        if len(reasons) < len(item.reasons):
            reasons.append("a reason that I left out of this note.")
        lines.append(f"- {item.treatment.label}: {' '.join(reasons)}")
    return ["Set aside\n" + "\n".join(lines)] if lines else []
