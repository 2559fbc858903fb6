"""Sentences of the presenter view outside its columns."""

import re

from models.evidence.citing import sources_behind
from models.evidence.nouns import Evidence, Treatment
from models.evidence.terms import COST, DOWNTIME, NO_TREATMENT, RESULTS
from models.options import profile
from models.options.answers import Cell
from models.person.preferences import Preferences
from models.ranking.comparison import Comparison
from models.wording.estimate_words import UNGRADED

#: Matches sentences on the course of a concern without treatment.
UNTREATED = re.compile(r"no treatment|without treatment|by themselves|tend to stay", re.IGNORECASE)


def no_treatment_strip(evidence: Evidence, comparison: Comparison) -> str:
    """What doing nothing for now means, if it is not one of the columns; else ''."""
    if NO_TREATMENT in comparison.preferences.side.treatments or NO_TREATMENT not in evidence.treatments:
        return ""
    wanted = (evidence.criteria[c] for c in (RESULTS, COST, DOWNTIME))
    read = [profile.figure_of(evidence, NO_TREATMENT, c, comparison.preferences) for c in wanted]
    effect, cost, days = (f.typical for f in read)
    how_sure = f"range: {read[0].range}, certainty: {read[0].certainty}"
    label = evidence.treatments[NO_TREATMENT].label
    return f"{label} is an option too: {cost}, {days} at home. Effect: {effect} ({how_sure})."


def how_many_here(comparison: Comparison) -> str:
    """How many options the screen shows, which may include some that are set aside."""
    here = comparison.preferences.side.treatments
    aside = sum(treatment_id not in comparison.shown for treatment_id in here)
    return f"{len(here)} options are shown here{f', {aside} of them set aside' if aside else ''}."


def concern_in_short(about: str) -> tuple[str, bool]:
    """What a concern is and its course without treatment, in whole sentences; and whether there is more."""
    first, *others = re.split(r"(?<=[.!?])\s+", about)
    kept = [first, *(s for s in others if UNTREATED.search(s))]
    return " ".join(kept), len(kept) < len(others) + 1


def backing(evidence: Evidence, treatment: Treatment, preferences: Preferences) -> Cell:
    """How many figures of one option there are, how many were assumed and how many are missing."""
    found = list(profile.figures(evidence, treatment.treatment_id, preferences))
    missing = sum(f.is_gap for f in found)
    lasts = evidence.dark_marks_duration.get(treatment.treatment_id)
    if lasts is not None and lasts.weeks_typical is not None:
        found.append(profile.weeks(lasts))
        missing += lasts.lasting_per_100 is None
    known = [f for f in found if not f.is_gap and f.certainty != UNGRADED]
    sources = sources_behind(found)
    points = (
        f"Figures: {len(known)}",
        f"Assumed, at least in part: {sum(f.is_assumed for f in known)}",
        f"Missing: {missing}",
        f"Sources: {len(sources)}",
    )
    return Cell(points=points, source_ids=sources)
