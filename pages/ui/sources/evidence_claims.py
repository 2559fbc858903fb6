"""The claims of the article that this work started from, each with its verdict and our finding."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from models.evidence.nouns import Evidence
from models.evidence.provenance import ArticleClaim
from models.wording.provenance import VERDICT_WORDS
from pages.ui.blocks.source_entry import counted_sources, source_entries


def draw(evidence: Evidence) -> None:
    claims = evidence.article_claims
    wrong = [c for c in claims if not c.verdict.is_upheld]
    upheld = [c for c in claims if c.verdict.is_upheld]
    st.markdown(
        f"This work began with a short article on needling. We checked its {len(claims)} claims. They are "
        'listed here in fewer words. Where a claim says "it", it means needling. '
        f"{len(wrong)} of them do not hold, and we use them nowhere else. {len(upheld)} do, at least in "
        "part or as a question, and are part of our texts."
    )
    st.subheader("Claims that do not hold", anchor=False)
    st.html(listed(evidence, wrong))
    st.subheader("Claims that hold, or hold in part", anchor=False)
    st.html(listed(evidence, upheld))


def listed(evidence: Evidence, claims: Sequence[ArticleClaim]) -> str:
    """HTML of some claims; every text is escaped."""
    return f'<ul class="ev-claims">{"".join(_claim(evidence, c) for c in claims)}</ul>'


def _claim(evidence: Evidence, claim: ArticleClaim) -> str:
    symbol, words = VERDICT_WORDS[claim.verdict]
    return (
        f"<li><p><b>{symbol} {words}.</b> Claim {claim.claim}: <q>{escape(claim.said)}</q></p>"
        f"<p>{escape(claim.finding)}</p>{_sources(evidence, claim)}</li>"
    )


def _sources(evidence: Evidence, claim: ArticleClaim) -> str:
    count = len(claim.source_ids)
    if not count:
        return '<p class="ev-soft">No source.</p>'
    return (
        f"<details><summary>{counted_sources(count)}"
        f'<span class="ev-spoken"> for claim {claim.claim}</span></summary>'
        f"{source_entries(evidence, claim.source_ids)}</details>"
    )
