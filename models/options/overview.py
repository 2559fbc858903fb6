"""What is known for one concern: each option's effect in words, and how many have been studied at all."""

from dataclasses import dataclass

from models.evidence.nouns import Evidence, Treatment
from models.evidence.readings import Reading, read_cell
from models.evidence.terms import RESULTS, Status
from models.person.preferences import Preferences
from models.wording.estimate_words import certainty_in_words, in_words, range_in_words


@dataclass(frozen=True, slots=True)
class Effect:
    """What one option may do for the concern, in words."""

    treatment: Treatment
    typical: str
    range: str
    certainty: str
    source_ids: tuple[str, ...]


def effects(evidence: Evidence, preferences: Preferences) -> tuple[Effect, ...]:
    """Every option in the evidence's order."""
    found = []
    for treatment, reading in zip(
        evidence.treatments.values(), _readings(evidence, preferences), strict=True
    ):
        words = in_words(reading, evidence), range_in_words(reading), certainty_in_words(reading)
        found.append(Effect(treatment, *words, reading.source_ids))
    return tuple(found)


def how_much_is_known(evidence: Evidence, preferences: Preferences) -> str:
    """'15 options for acne scars. With a figure: 13. Not studied: 2.'"""
    concern = evidence.concerns[preferences.concern_id].label.lower()
    readings = _readings(evidence, preferences)
    statuses = [r.status for r in readings if not r.is_measured]
    counts = {
        "With a figure": len(readings) - len(statuses),
        "With a range, but nothing measured": statuses.count(Status.BOUNDED),
        "With one end of a range only": statuses.count(Status.ESTIMATED),
        "It helps, but nobody knows how much": statuses.count(Status.DIRECTION_ONLY),
        "Not studied": statuses.count(Status.NO_EVIDENCE),
        "Not reported": statuses.count(Status.NOT_REPORTED),
        "Not used for it": statuses.count(Status.NOT_APPLICABLE),
    }
    told = " ".join(f"{words}: {count}." for words, count in counts.items() if count)
    return f"{len(readings)} options for {concern}. {told}"


def _readings(evidence: Evidence, preferences: Preferences) -> list[Reading]:
    results = evidence.criteria[RESULTS]
    concern, phototype = preferences.concern_id, preferences.phototype
    return [
        read_cell(evidence, t, results, concern_id=concern, phototype=phototype) for t in evidence.treatments
    ]
