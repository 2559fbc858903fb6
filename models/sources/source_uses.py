"""The figures and texts that cite each source."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.evidence.kept import kept
from models.evidence.nouns import Evidence
from models.sources.evidence_list import about
from models.wording.aftercare_words import AFTERCARE_WORDS
from models.wording.estimate_words import SLOT_TITLES


class Use(StrEnum):
    """What can cite a source, in the words and the order of the list."""

    FIGURES = "Figures"
    RATINGS = "Skin type ratings"
    PRECAUTIONS = "Health precautions"
    SERIOUS_HARM = "Serious harm"
    RECOVERY = "Recovery"
    TEXTS = "Texts"
    CLAIMS = "Claims of the article"


@dataclass(frozen=True, slots=True)
class Uses:
    """The number of rows of one kind that cite a source, and what they are in words."""

    use: Use
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class _Citing:
    """A row that may cite sources: its ``subject``, ``what`` it states, and the concern or skin type."""

    use: Use
    subject: str
    what: str
    about: str
    source_ids: tuple[str, ...]


@kept(8)
def uses(evidence: Evidence) -> Mapping[str, tuple[Uses, ...]]:
    """By source id, the uses of each kind. Every row that cites the source is counted once."""
    found: dict[str, dict[Use, list[_Citing]]] = defaultdict(lambda: defaultdict(list))
    for row in _citing(evidence):
        for source_id in row.source_ids:
            found[source_id][row.use].append(row)
    return {
        source_id: tuple(Uses(use, len(kinds[use]), _in_words(kinds[use])) for use in Use if use in kinds)
        for source_id, kinds in found.items()
    }


def _in_words(rows: list[_Citing]) -> str:
    """'Medium peel: cost, results (melasma, sun spots), dark marks (skin type I, II)'."""
    tree: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        tree[row.subject][row.what][row.about] = None
    return "; ".join(
        ": ".join(filter(None, (subject, ", ".join(_with_abouts(*item) for item in whats.items()))))
        for subject, whats in tree.items()
    )


def _with_abouts(what: str, abouts: Iterable[str]) -> str:
    of = ", ".join(filter(None, abouts)).replace(", skin type ", ", ")
    return f"{what} ({of})" if what and of else what or of


def _citing(evidence: Evidence) -> Iterator[_Citing]:
    """Every row of the evidence that may cite sources."""
    names = {t.treatment_id: t.label for t in evidence.treatments.values()}
    for e in evidence.estimates:
        what = evidence.criteria[e.criterion_id].short_label.lower()
        yield _Citing(Use.FIGURES, names[e.treatment_id], what, about(e, evidence), e.source_ids)
    for s in evidence.suitability.values():
        yield _Citing(Use.RATINGS, names[s.treatment_id], "", f"skin type {s.phototype}", s.source_ids)
    for c in evidence.contraindications.values():
        condition = evidence.conditions[c.condition_id].label.lower()
        yield _Citing(Use.PRECAUTIONS, names[c.treatment_id], condition, "", c.source_ids)
    for h in evidence.serious_harms.values():
        yield _Citing(Use.SERIOUS_HARM, names[h.treatment_id], "", "", h.source_ids)
    for r in evidence.recovery:
        yield _Citing(Use.RECOVERY, names[r.treatment_id], "day by day", "", r.source_ids)
    for a in evidence.aftercare:
        wait = AFTERCARE_WORDS.get(a.what, a.what).lower()
        yield _Citing(Use.RECOVERY, names[a.treatment_id], "the wait", wait, a.source_ids)
    for d in evidence.dark_marks_duration.values():
        yield _Citing(Use.RECOVERY, names[d.treatment_id], "how long dark marks last", "", d.source_ids)
    for p in evidence.passages:
        yield _Citing(Use.TEXTS, names[p.treatment_id], SLOT_TITLES[p.slot].lower(), "", p.source_ids)
    for concern in evidence.concerns.values():
        yield _Citing(Use.TEXTS, concern.label, "what it is", "", concern.source_ids)
    for phototype, source_ids in evidence.phototype_sources.items():
        yield _Citing(Use.TEXTS, f"Skin type {phototype}", "how it reacts to sun", "", source_ids)
    for claim in evidence.article_claims:
        yield _Citing(Use.CLAIMS, f"Claim {claim.claim}", "", "", claim.source_ids)
