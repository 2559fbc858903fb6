"""The list of figures: a table per criterion, with the origin of each figure below it."""

from html import escape

import streamlit as st

from models.evidence.nouns import Evidence
from models.evidence.terms import Basis
from models.sources.evidence_list import EvidenceList, Group, Row
from models.wording.citations import long_date
from models.wording.provenance import second_reader_in_words
from pages.ui.blocks.paging import back_to, page_of
from pages.ui.blocks.source_entry import counted_sources, source_entries
from pages.ui.blocks.stacked_table import around, labelled, row_head
from pages.ui.sources import evidence_filters

#: Columns after the name of the option, in words and in the order of ``_cells``.
COLUMNS = ("Typical", "Range", "Certainty", "How we know")


def draw(shown: EvidenceList) -> None:
    """A sentence on what is shown, then one page of it."""
    if not shown.estimates:
        st.info(f"{shown.in_words()} Remove a filter, or show every figure.")
        evidence_filters.show_everything()
        return
    with st.container(key="evidence_shown", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{shown.in_words()}**")
        if shown.is_filtered:
            evidence_filters.show_everything()
    page = page_of(len(shown.pages), key=evidence_filters.PAGE)
    for group in shown.groups(page):
        about = f": {group.about}" if group.about else ""
        st.subheader(f"{group.criterion.label}{about}", anchor=False)
        if group.criterion.plain_definition:
            st.markdown(group.criterion.plain_definition)
        st.html(table(shown.evidence, group))
    back_to("figures", len(shown.pages))


def table(evidence: Evidence, group: Group) -> str:
    """HTML of one table; every text is escaped."""
    rows = "".join(_row(evidence, group, row) for row in group.rows)
    return around(rows, ("Option", *COLUMNS), name=group.criterion.label, kind="stacked ev-figures")


def _row(evidence: Evidence, group: Group, row: Row) -> str:
    about = f' <span class="ev-soft">for {escape(row.about)}</span>' if row.about and not group.about else ""
    return (
        f'<tr role="row"{" class=ev-gap" if row.is_gap else ""}>'
        f"{row_head(escape(row.treatment) + about)}{_cells(row)}</tr>"
        f'<tr class="ev-more" role="row"><td role="cell" colspan="5">{_behind(evidence, row)}</td></tr>'
    )


def _cells(row: Row) -> str:
    """A cell per column; a gap with no certainty either is one cell across all columns."""
    typical = f"{'∅ Gap: ' if row.is_gap else ''}{escape(row.typical)}"
    if row.is_gap and row.estimate.certainty is None:
        return f'<td role="cell" colspan="{len(COLUMNS)}">{typical}</td>'
    texts = (typical, escape(row.range or "no range"), escape(row.certainty), escape(row.basis))
    return labelled(COLUMNS, texts)


def _behind(evidence: Evidence, row: Row) -> str:
    """Note, second reader, date and sources of one figure, folded."""
    estimate = row.estimate
    sources = counted_sources(len(estimate.source_ids))
    name = ", ".join(filter(None, (row.treatment, row.about)))
    note = f"<p>{escape(estimate.plain_note)}</p>" if estimate.plain_note else ""
    return (
        f"<details><summary>Behind it: {'note, ' if note else ''}{sources}"
        f'<span class="ev-spoken"> for {escape(name)}</span></summary>'
        f"{note}<p>{second_reader_in_words(estimate)} Gathered {long_date(estimate.as_of)}.</p>"
        f"{source_entries(evidence, estimate.source_ids) or f'<p>{_why_no_source(row)}</p>'}</details>"
    )


def _why_no_source(row: Row) -> str:
    if row.is_gap:
        return "No source: this is a gap."
    defined = row.estimate.basis is Basis.DEFINITION
    return f"No source: {'it is true by its meaning' if defined else 'we assumed it'}."
