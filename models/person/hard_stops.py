"""Conditions that rule an option out and have not been asked about, shown wherever the option is shown.

Health questions have tick boxes alone, so a box without a tick is not a "no": the answer is not known.
"""

from collections.abc import Collection, Sequence

from models.evidence.nouns import Evidence
from models.evidence.suitability import Contraindication
from models.evidence.terms import Action, Topic
from models.person.preferences import Preferences
from models.wording.listing import listed

#: The most hard stops, and the most unasked topics, that are named on one line; the rest are counted.
MOST_NAMED, MOST_TOPICS = 4, 3

#: The heading of the full list, and its text for an option that nothing rules out.
WHOM_NOT, NOTHING_LISTED = "Who is it not for?", "Nothing listed."


def hard_stops(
    evidence: Evidence, treatment_id: str, answered: Collection[str] = ()
) -> tuple[Contraindication, ...]:
    """The rules that say "do not", except for the conditions ``answered``, in the order of the evidence."""
    found = (
        evidence.contraindications.get((condition, treatment_id))
        for condition in evidence.conditions
        if condition not in answered
    )
    return tuple(row for row in found if row is not None and row.action is Action.DO_NOT)


def not_for(
    evidence: Evidence, treatment_id: str, answered: Collection[str] = (), *, most: int | None = None
) -> str:
    """'not in pregnancy or with blood thinners'; '' where nothing rules it out.

    ``most`` is how many are named, counting "and 3 more" as one; None: all of them.
    """
    rows = hard_stops(evidence, treatment_id, answered)
    if not rows:
        return ""
    named = rows if most is None or len(rows) <= most else rows[: max(1, most - 1)]
    said = _said([evidence.conditions[row.condition_id].in_short for row in named])
    more = [f"and {len(rows) - len(named)} more"] if len(rows) > len(named) else []
    # Items that contain "or" are separated by semicolons.
    if any(" or " in phrase for phrase in said):
        return f"not {'; '.join([*said, *more])}"
    return f"not {', '.join([*said, *more]) if more else listed(said, last='or')}"


def reasons_of(evidence: Evidence, rows: Sequence[Contraindication]) -> str:
    """Why each of ``rows`` rules the option out, one after the other."""
    said = []
    for row in rows:
        name = evidence.conditions[row.condition_id].in_short
        said.append(f"{sentence(name, end=':')} {row.reason_and_wait}")
    return " ".join(said)


def sentence(words: str, *, end: str = ".") -> str:
    """``words`` with a capital and an end; '' stays ''."""
    return f"{words[:1].upper()}{words[1:]}{end}" if words else ""


def not_asked(evidence: Evidence, preferences: Preferences, *, most: int | None = None) -> str:
    """What has not been asked, for the person alone; '' once a condition is ticked. ``most`` are named."""
    return "" if preferences.conditions else _unasked(evidence, "Not asked yet", most)


def not_asked_here(evidence: Evidence, *, most: int | None = None) -> str:
    """The same where others can see it: it does not reveal whether a condition is ticked."""
    return _unasked(evidence, "Not asked here", most)


def not_on_paper(evidence: Evidence) -> str:
    """The same for paper without health answers: it does not reveal whether a condition is ticked."""
    return _unasked(evidence, "Not asked, or left out here")


def _unasked(evidence: Evidence, lead: str, most: int | None = None) -> str:
    """'Not asked yet: pregnancy, medicines.'; '' where the evidence has no rules, such as an own table."""
    ruled = {condition for condition, _ in evidence.contraindications}
    there = {evidence.conditions[condition].topic for condition in ruled}
    topics = [topic for topic in Topic if topic in there]
    named = ", ".join(topics) if most is None or len(topics) <= most else listed(topics, most)
    return f"{lead}: {named}." if topics else ""


def _said(phrases: Sequence[str]) -> list[str]:
    """Each phrase, without its preposition where the phrase before has the same."""
    said, last = [], ""
    for phrase in phrases:
        preposition, _, rest = phrase.partition(" ")
        said.append(rest if preposition == last else phrase)
        last = preposition
    return said
