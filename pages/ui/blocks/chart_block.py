"""A chart with its figures as a table below it and as a file."""

import streamlit as st

from models.evidence.nouns import Evidence
from models.wording.citations import notice_of
from pages.charts.parts.chart import Chart
from pages.ui.blocks.export import as_csv, csv_button
from pages.ui.blocks.plot import plot
from pages.ui.blocks.stacked_table import stacked_table, wide_table
from pages.visit.in_view import evidence_in_view


def chart_block(chart: Chart, *, key: str, wide: bool = False, of: Evidence | None = None) -> None:
    """Draw ``chart``. ``key`` names its elements and its file. ``wide``: its table has many columns.

    ``of``: the evidence that it is drawn from, if that is not the one in view.
    """
    about = notice_of(of or evidence_in_view())
    # A cached chart is shared by all visits, and even reading a table changes pandas' caches in it.
    table = chart.table.copy()
    with st.container(key=f"figure_{key}"):
        plot(chart, key=key)
        if chart.marks:
            with st.container(key=f"marks_{key}"):
                st.markdown(f":small[{chart.marks}]")
        if chart.note:
            st.markdown(f":small[{chart.note}]")
        with st.expander(f"The same figures as a table: **{chart.title[:1].lower()}{chart.title[1:]}**"):
            draw = wide_table if wide else stacked_table
            draw(table, name=chart.title)
            file_name = f"skin-options-{key.replace('_', '-')}.csv"
            csv_button("Download as CSV", lambda: as_csv(table, about), file_name, key=f"{key}_csv")
