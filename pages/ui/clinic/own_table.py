"""A clinic's own table, compared by the same model instead of the public one."""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from models.clinic.own_columns import columns, own_table_example, own_table_template
from models.clinic.own_table import MOST_COMPARED, OWN_TABLE_NOTE, OwnTable, read_own_table
from models.evidence.nouns import Evidence
from models.folder.problems import UploadProblem
from models.uploads.export import as_csv
from models.uploads.file_currency import Answer
from models.uploads.upload_rows import rules
from pages.ui.blocks import opened_file
from pages.ui.blocks.export import csv_button
from pages.ui.blocks.stacked_table import stacked_table
from pages.ui.clinic import clinic_prices, held_tables, read_apart
from pages.visit import turns
from pages.visit.in_view import TABLE

#: Session keys of the field, of the opened file (for a saved consultation), of the answer about its currency,
#: and of the version of the evidence that it was read with.
FILE, CONTENT, MONEY = "_own_table_file", "_own_table_content", "_own_table_money"
READ_WITH = "_own_table_read_with"

#: Session key of the table's place in memory (held_tables.py).
PLACE = "_own_table_place"


def draw(evidence: Evidence) -> None:
    st.header("A table of your own", anchor=False)
    st.markdown("One row for each treatment. All pages then compare your table and not the public figures.")
    opened_file.field(
        f"Open a table (CSV or XLSX, 5 MB and {MOST_COMPARED} rows at most)", FILE, _open, evidence
    )
    table: OwnTable | None = st.session_state.get(TABLE)
    if table is not None:
        opened_file.ask_currency(table.asks, MONEY, _read, evidence)
        kept = "Every row without a problem is compared." if table.evidence else "No row of the file is used."
        opened_file.report(table.problems, table.notes, kept=kept, left_out=table.left_out)
        if table.evidence is not None:
            st.success(f"{len(table.evidence.treatments)} options are compared now. {OWN_TABLE_NOTE}")
            clinic_prices.hidden_by_a_table()
            st.page_link("compare.py", label="See the comparison")
            st.button("Back to the public figures", key="drop_table", on_click=drop)
    files = {"template": own_table_template(evidence), "example": own_table_example(evidence)}
    with st.container(horizontal=True):
        for label, rows in files.items():
            csv_button(
                f"Download the {label}",
                partial(as_csv, rows),
                f"own-table-{label}.csv",
                key=f"own_table_{label}",
            )
    with st.expander("What each column of the table means"):
        stacked_table(pd.DataFrame(rules(columns(evidence))), name="Columns of an own table")


def _open(evidence: Evidence) -> None:
    upload = st.session_state[FILE]
    if upload is None:
        drop()
    else:
        show(evidence, upload.name, upload.getvalue())


def show(evidence: Evidence, name: str, content: bytes, answer: Answer = Answer.NONE) -> None:
    """Show a table. ``answer``: what is known of its currency."""
    st.session_state[CONTENT] = (name, content)
    opened_file.set_answer(MONEY, answer)
    _read(evidence)


def _read(evidence: Evidence) -> None:
    name, content = st.session_state[CONTENT]
    sheet, answer = read_apart.read(content, name), opened_file.answer(MONEY)
    st.session_state.pop(PLACE, None)
    place = held_tables.place_for(turns.client(), content, min(len(sheet.lines), MOST_COMPARED))
    if isinstance(place, tuple):
        drop()
        st.session_state[TABLE] = OwnTable(None, (UploadProblem(sheet.file, 0, "", *place),), ())
        return
    st.session_state[PLACE] = place
    st.session_state[TABLE] = read_own_table(sheet, evidence, as_of=date.today(), answer=answer)
    st.session_state[READ_WITH] = evidence.version


def renew(evidence: Evidence) -> None:
    """Read the table again if it was kept from a visit that began with other evidence."""
    if CONTENT in st.session_state and st.session_state[READ_WITH] != evidence.version:
        _read(evidence)


def drop() -> None:
    for key in (TABLE, CONTENT, READ_WITH, PLACE):
        st.session_state.pop(key, None)
    opened_file.set_answer(MONEY, Answer.NONE)
