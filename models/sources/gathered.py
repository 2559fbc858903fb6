"""How much evidence there is, and of what kind, counted from the tables."""

from collections import Counter
from collections.abc import Mapping

from models.evidence.nouns import Evidence
from models.wording.provenance import BASIS_WORDS, kind_in_words


def figures_by_basis(evidence: Evidence) -> Mapping[str, int]:
    """How many figures have which basis, the most frequent first; gaps last."""
    counts = Counter(e.basis for e in evidence.estimates if e.status.has_figures and e.basis is not None)
    found = {BASIS_WORDS[basis]: count for basis, count in counts.most_common()}
    gaps = sum(not e.status.has_figures for e in evidence.estimates)
    return found | {"a gap: no figure": gaps}


def sources_by_kind(evidence: Evidence) -> Mapping[str, int]:
    """How many sources there are of each kind, the most frequent first."""
    counts = Counter(kind_in_words(source.kind) for source in evidence.sources.values())
    return dict(counts.most_common())


def second_reader(evidence: Evidence) -> str:
    """How many figures a second reader checked, and the result."""
    said = Counter(e.second_reader for e in evidence.estimates)
    seen = sum(count for verdict, count in said.items() if verdict)
    return (
        f"An independent second reader looked at {seen} of {len(evidence.estimates)} rows. They agreed with "
        f"{said['agree']}, wanted {said['adjust'] + said['replace']} changed, and found no source for "
        f"{said['no_source']}. The other {said[None]} were read once."
    )
