"""The evidence as files, each made when its button is pressed."""

import streamlit as st

from models.person.preferences import EvidenceFilters
from models.sources.evidence_list import EvidenceList
from models.sources.source_list import SourceList
from models.wording.citations import notice_of
from pages.ui.blocks.export import as_csv, csv_button
from pages.visit.in_view import served_to_visit


def draw(shown: EvidenceList) -> None:
    evidence, served = shown.evidence, served_to_visit()
    every, sources = EvidenceList(evidence, EvidenceFilters()), SourceList(evidence)
    st.markdown(
        "CSV files open in any spreadsheet. The data package is a zip of every table as we keep it, with a "
        "file that says what each column means."
    )
    with st.container(key="evidence_files", horizontal=True):
        if shown.is_filtered:
            _csv(f"The {len(shown.estimates)} figures that you filtered (CSV)", "figures-filtered", shown)
        _csv(f"All {len(evidence.estimates)} figures (CSV)", "figures", every)
        _csv(f"All {len(evidence.sources)} sources (CSV)", "sources", sources)
        st.download_button(
            "The data package (zip)",
            data=lambda: served.package,
            file_name=f"skin-options-evidence-{evidence.version}.zip",
            mime="application/zip",
            key="data_package_zip",
            on_click="ignore",
        )


def _csv(label: str, name: str, rows: EvidenceList | SourceList) -> None:
    csv_button(
        label,
        lambda: as_csv(rows.table(), notice_of(rows.evidence)),
        f"skin-options-{name}-{rows.evidence.version}.csv",
        key=f"{name.replace('-', '_')}_csv",
    )
