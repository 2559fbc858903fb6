"""Badges: what to know about a treatment besides its points, each with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.evidence.citing import sources_behind
from models.evidence.nouns import Evidence
from models.evidence.readings import Reading, beyond_scale
from models.evidence.terms import COST, DOWNTIME, PHOTOTYPES, Action, Rating
from models.person.hard_stops import MOST_NAMED, hard_stops, not_for, reasons_of
from models.person.preferences import Preferences
from models.ranking.explain import Because
from models.wording.estimate_words import nobody_knows
from models.wording.units import figure, span


class Mark(StrEnum):
    """Kinds of badge, strictest first: the order in which they are shown."""

    PUT_BACK = "put_back"
    HARD_STOP = "hard_stop"
    POSTPONE = "postpone"
    SPECIALIST_ONLY = "specialist_only"
    CAUTION = "caution"
    DEPENDS_ON_SKIN = "depends_on_skin"
    ASK_FIRST = "ask_first"
    OVER_LIMIT = "over_limit"
    MISSING = "missing"
    ASSUMED = "assumed"
    CLINIC = "clinic"


@dataclass(frozen=True, slots=True)
class Badge:
    mark: Mark
    text: str
    reason: str
    source_ids: tuple[str, ...] = ()


def badges_of(
    evidence: Evidence,
    preferences: Preferences,
    treatment_id: str,
    readings: Sequence[Reading],
    overruled: Sequence[Because],
) -> tuple[Badge, ...]:
    """Every badge of one treatment. ``overruled`` holds the reasons despite which it was put back."""
    found = [
        Badge(Mark.PUT_BACK, "put back by you", because.text, because.source_ids) for because in overruled
    ]
    found += _of_hard_stops(evidence, preferences, treatment_id)
    found += _of_conditions(evidence, preferences, treatment_id)
    found += _of_skin(evidence, preferences.phototype, treatment_id)
    found += _of_limits(preferences, readings)
    found += _of_evidence(preferences, readings)
    found += _of_clinic(evidence, readings)
    return tuple(sorted(found, key=lambda badge: list(Mark).index(badge.mark)))


def _of_hard_stops(evidence: Evidence, preferences: Preferences, treatment_id: str) -> list[Badge]:
    answered = preferences.all_conditions(evidence)
    text = not_for(evidence, treatment_id, answered, most=MOST_NAMED)
    rows = hard_stops(evidence, treatment_id, answered)
    return [Badge(Mark.HARD_STOP, text, reasons_of(evidence, rows), sources_behind(rows))] if text else []


def _of_conditions(evidence: Evidence, preferences: Preferences, treatment_id: str) -> list[Badge]:
    marks = {Action.POSTPONE: (Mark.POSTPONE, "wait"), Action.ASK_FIRST: (Mark.ASK_FIRST, "ask first")}
    found = []
    for condition in sorted(preferences.all_conditions(evidence)):
        row = evidence.contraindications.get((condition, treatment_id))
        if row is not None and row.action in marks:
            mark, what = marks[row.action]
            text = f"{what}: {evidence.conditions[condition].label.lower()}"
            found.append(Badge(mark, text, row.reason_and_wait, row.source_ids))
    return found


def _of_skin(evidence: Evidence, phototype: str | None, treatment_id: str) -> list[Badge]:
    rows = {p: evidence.suitability[treatment_id, p] for p in PHOTOTYPES}
    if phototype is not None:
        row = rows[phototype]
        if row.rating is Rating.CAUTION:
            return [Badge(Mark.CAUTION, f"caution for {phototype}", row.plain_reason, row.source_ids)]
        if row.rating is Rating.SPECIALIST_ONLY:
            return [Badge(Mark.SPECIALIST_ONLY, "specialist only", row.plain_reason, row.source_ids)]
        return []
    strict = [p for p, row in rows.items() if row.rating is Rating.AVOID]
    careful = [p for p, row in rows.items() if row.rating in (Rating.CAUTION, Rating.SPECIALIST_ONLY)]
    parts = [f"not advised for {', '.join(strict)}"] if strict else []
    parts += [f"caution or specialist for {', '.join(careful)}"] if careful else []
    if not parts:
        return []
    reason, sources = f"Skin types: {'; '.join(parts)}.", sources_behind(rows[p] for p in (*strict, *careful))
    return [Badge(Mark.DEPENDS_ON_SKIN, "depends on skin type", reason, sources)]


def _of_limits(preferences: Preferences, readings: Sequence[Reading]) -> list[Badge]:
    limits = {COST: preferences.budget, DOWNTIME: preferences.days_off}
    found = []
    for reading in readings:
        limit = limits.get(reading.criterion.criterion_id)
        if limit is None:
            continue
        unit, name = reading.criterion.unit, reading.criterion.short_label.lower()
        if reading.typical is None:
            who = "The table does not give" if reading.is_from_table else "Nobody has reported"
            reason = f"{who} the {name}, so we cannot say whether it fits your limit."
            found.append(Badge(Mark.OVER_LIMIT, f"{name} not known", reason, reading.source_ids))
        elif reading.high is not None and reading.typical <= limit < reading.high:
            usual, most = figure(reading.typical, unit), figure(reading.high, unit)
            reason = f"The usual {name} is {usual}; it can reach {most}."
            found.append(Badge(Mark.OVER_LIMIT, f"{name} may go over", reason, reading.source_ids))
    return found


def _of_evidence(preferences: Preferences, readings: Sequence[Reading]) -> list[Badge]:
    weighed = [r for r in readings if preferences.importances[r.criterion.criterion_id] > 0]
    gaps = [r for r in weighed if not r.is_measured]
    missing = [r.criterion.short_label.lower() for r in gaps]
    assumed = [r.criterion.short_label.lower() for r in weighed if r.is_assumed]
    found = []
    if missing:
        reason = f"{nobody_knows(gaps)}: {', '.join(missing)}. Each counts at the bad end of what it can be."
        what = "not in the table" if gaps[0].is_from_table else "not measured"
        found.append(Badge(Mark.MISSING, f"{len(missing)} of {len(weighed)} {what}", reason))
    if assumed:
        reason = f"We found no count and assumed the figure for: {', '.join(assumed)}."
        found.append(Badge(Mark.ASSUMED, f"{len(assumed)} assumed", reason))
    return found


def _of_clinic(evidence: Evidence, readings: Sequence[Reading]) -> list[Badge]:
    found = []
    for reading in readings:
        if not reading.is_clinics or evidence.clinic is None:
            continue
        name, unit, public = reading.criterion.label, reading.unit, reading.public
        reason = f"{name}: {figure(reading.typical, unit)}. {evidence.clinic.clinic} says so."
        if public is not None and public.status.has_figures:
            reason += f" Public range: {span(public.low, public.high, unit)}."
        if beyond_scale(reading.criterion, reading.typical):
            reason += f" It counts as {figure(max(reading.criterion.scale), unit)}, the end of the scale."
        found.append(Badge(Mark.CLINIC, "clinic's figure", reason, reading.source_ids))
    return found
