"""What is known for one concern: each option's effect in words, and how many have been studied at all."""

from dataclasses import replace

from models.evidence.nouns import Evidence
from models.evidence.readings import Reading
from models.evidence.terms import RESULTS, Status
from models.options.profile import Figure, figure_of_reading, read
from models.person.preferences import Preferences


def effects(evidence: Evidence, preferences: Preferences) -> tuple[Figure, ...]:
    """What each option may do for the concern, under the option's name, in the evidence's order."""
    found = (figure_of_reading(reading, evidence) for reading in _readings(evidence, preferences))
    names = (treatment.label for treatment in evidence.treatments.values())
    return tuple(replace(figure, name=name) for figure, name in zip(found, names, strict=True))


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
    return [read(evidence, treatment_id, results, preferences) for treatment_id in evidence.treatments]
