"""Sources under a text."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from models.evidence.nouns import Evidence
from models.wording.citations import full_citation, link, short_citation
from models.wording.provenance import kind_in_words

NO_SOURCE = "No source: a gap, an assumption or a definition."


def source_list(evidence: Evidence, source_ids: Sequence[str], *, without: str = "") -> None:
    """Short citations on one line, with links; ``without`` is shown if there are none."""
    if not source_ids:
        if without:
            st.markdown(without)
    else:
        st.markdown(f":small[Sources: {'; '.join(_cited(evidence, s) for s in source_ids)}]")


def _cited(evidence: Evidence, source_id: str) -> str:
    source = evidence.sources[source_id]
    name = short_citation(source).replace("[", "(").replace("]", ")")
    address = link(source)
    return f"[{name}]({address})" if address else name


def sources_html(evidence: Evidence, source_ids: Iterable[str]) -> str:
    """A list of sources as HTML; every text is escaped."""
    items = "".join(f"<li>{_source(evidence, source_id)}</li>" for source_id in source_ids)
    return f'<ul class="so-sources">{items}</ul>' if items else f"<p>{NO_SOURCE}</p>"


def _source(evidence: Evidence, source_id: str) -> str:
    source = evidence.sources[source_id]
    name, kind = short_citation(source), kind_in_words(source.kind)
    after = "" if name == kind else f" ({escape(kind)})"
    address = link(source)
    full = escape(full_citation(source))
    if address is None:
        return f'<span title="{full}">{escape(name)}</span>{after}'
    opens = 'target="_blank" rel="noopener noreferrer"'
    return f'<a href="{escape(address)}" title="{full}" {opens}>{escape(name)}</a>{after}'
