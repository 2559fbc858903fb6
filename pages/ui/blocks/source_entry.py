"""A source as HTML that unfolds: its citation, its kind, what was read of it, what rests on it."""

from collections.abc import Iterable
from html import escape

from models.evidence.nouns import Evidence
from models.evidence.provenance import Source
from models.sources.source_uses import uses
from models.wording.citations import full_citation, link, short_citation
from models.wording.provenance import kind_in_words, read_as


def source_entries(evidence: Evidence, source_ids: Iterable[str]) -> str:
    """A list of sources, each folded; every text is escaped."""
    items = "".join(f"<li>{_entry(evidence, evidence.sources[s])}</li>" for s in source_ids)
    return f'<ul class="ev-sources">{items}</ul>' if items else ""


def counted_sources(count: int) -> str:
    """'no source', '1 source', '9 sources'."""
    return f"{count or 'no'} source{'' if count < 2 else 's'}"


def _entry(evidence: Evidence, source: Source) -> str:
    name, kind = short_citation(source), kind_in_words(source.kind)
    after = "" if name == kind else f': <span class="ev-soft">{escape(kind)}</span>'
    resting = "".join(
        f"<p><b>{u.use} ({u.count}).</b> {escape(u.words)}.</p>" for u in uses(evidence)[source.source_id]
    )
    return (
        f"<details><summary>{escape(name)}{after}</summary>"
        f"<p>{escape(full_citation(source))}</p><p>{_where(source)}</p>"
        f"<p>{escape(read_as(source))} Its name in our files: {escape(source.source_id)}.</p>"
        f'<div class="ev-rests"><p>What rests on it:</p>{resting}</div></details>'
    )


def _where(source: Source) -> str:
    """A link to the source, or the address as it was noted if it cannot be opened."""
    address = link(source)
    if address is not None:
        opens = 'target="_blank" rel="noopener noreferrer"'
        spoken = f'<span class="ev-spoken">: {escape(short_citation(source))}</span>'
        return f'<a href="{escape(address)}" {opens}>Open this source{spoken}</a>'
    return f"No link. Noted as: {escape(source.url)}." if source.url else "There is nothing to open."
