"""The sources as a list: those of one kind or with certain words, and all of them for a file."""

import re
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from models.evidence.nouns import Evidence
from models.evidence.provenance import Source
from models.sources.source_uses import uses
from models.wording.citations import full_citation, link, short_citation
from models.wording.provenance import kind_in_words

#: Sources on one page.
PAGE_LENGTH = 20


@dataclass(frozen=True, eq=False)
class SourceList:
    """The sources of ``kind`` (None: of any) that contain every word of ``text``, by their short name."""

    evidence: Evidence
    kind: str | None = None
    text: str = ""

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        words = self.text.casefold().split()
        kept = (
            source
            for source in self.evidence.sources.values()
            if self.kind in (None, source.kind) and all(word in _searched(source) for word in words)
        )
        return tuple(sorted(kept, key=lambda s: (_sorted_by(s), s.source_id)))

    def in_words(self) -> str:
        every, shown = len(self.evidence.sources), len(self.sources)
        if shown == every:
            return f"All {every} sources, by name."
        return f"{shown} of {every} sources, by name." if shown else f"None of the {every} sources fits."

    @property
    def page_count(self) -> int:
        return max(1, -(-len(self.sources) // PAGE_LENGTH))

    def page(self, number: int) -> tuple[Source, ...]:
        """The sources of one page, counted from 1."""
        return self.sources[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH]

    def table(self) -> pd.DataFrame:
        """Every column of every source, with its citation, its address, and how many rows cite it."""
        resting = uses(self.evidence)
        return pd.DataFrame(
            [
                {
                    "source_id": s.source_id,
                    "kind": s.kind,
                    "title": s.title,
                    "authors": s.authors,
                    "year": s.year,
                    "url": s.url,
                    "read_as": s.read_as,
                    "accessed": s.accessed.isoformat(),
                    "citation": full_citation(s),
                    "link": link(s) or "",
                    "rests_on_it": "; ".join(f"{u.use.lower()} {u.count}" for u in resting[s.source_id]),
                }
                for s in self.sources
            ]
        )


def _sorted_by(source: Source) -> str:
    """Its short name, ignoring case and leading brackets."""
    return re.sub(r"^\W+", "", short_citation(source).casefold())


def _searched(source: Source) -> str:
    """The text that is searched for words."""
    parts = (source.source_id, source.title, source.authors, source.year, kind_in_words(source.kind))
    return " ".join(parts).casefold()
