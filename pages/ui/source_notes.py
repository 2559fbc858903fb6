"""Sources under a text."""

from collections.abc import Sequence

import streamlit as st

from models.citations import link, short_citation
from models.evidence import Evidence


def source_list(evidence: Evidence, source_ids: Sequence[str]) -> None:
    """Short citations on one line, with a link where there is one."""
    if source_ids:
        st.markdown(f":small[Sources: {'; '.join(_cited(evidence, s) for s in source_ids)}]")


def _cited(evidence: Evidence, source_id: str) -> str:
    source = evidence.sources[source_id]
    name = short_citation(source).replace("[", "(").replace("]", ")")
    address = link(source)
    return f"[{name}]({address})" if address else name
