"""What a figure for one skin type is based on: a study, a judgement, an assumption, or nothing."""

from collections.abc import Mapping
from enum import StrEnum

from models.evidence.nouns import Criterion, Estimate, Evidence
from models.evidence.terms import PHOTOTYPES, Basis, VariesBy


class Studied(StrEnum):
    STUDIED = "studied"
    JUDGED = "judged"
    ASSUMED = "assumed"
    DEFINED = "defined"
    GAP = "gap"


_BEHIND: Mapping[Basis, Studied] = {
    Basis.SOURCED: Studied.STUDIED,
    Basis.DERIVED: Studied.STUDIED,
    Basis.JUDGEMENT: Studied.JUDGED,
    Basis.EXTRAPOLATED: Studied.JUDGED,
    Basis.PARTLY_ASSUMED: Studied.ASSUMED,
    Basis.ASSUMED: Studied.ASSUMED,
    Basis.DEFINITION: Studied.DEFINED,
}


def behind(estimate: Estimate) -> Studied:
    """What one figure is based on."""
    if not estimate.status.has_figures or estimate.basis is None:
        return Studied.GAP
    return _BEHIND[estimate.basis]


def criterion_by_phototype(evidence: Evidence) -> Criterion | None:
    """The first weighted criterion whose figures differ by skin type: dark marks, in our evidence."""
    return next((c for c in evidence.weighted if c.varies_by is VariesBy.PHOTOTYPE), None)


def by_phototype(evidence: Evidence, criterion: Criterion) -> Mapping[str, tuple[Studied, ...]]:
    """By treatment id, what its figure is based on for each of the six skin types."""
    return {
        t: tuple(behind(evidence.estimate(t, criterion.criterion_id, phototype=p)) for p in PHOTOTYPES)
        for t in evidence.treatments
    }


def in_words(evidence: Evidence, criterion: Criterion) -> str:
    """For how many treatments a study counted each skin type."""
    every = by_phototype(evidence, criterion).values()
    counts = [sum(kinds[k] is Studied.STUDIED for kinds in every) for k in range(len(PHOTOTYPES))]
    listed = ", ".join(f"{count} for type {p}" for p, count in zip(PHOTOTYPES, counts, strict=True))
    return f"Of {len(every)} options, this many have a figure from studies: {listed}."
