"""A clinic's own prices, typed or from a file. Both go through the same reader, so the same rules hold."""

from datetime import date

import pandas as pd
import streamlit as st

from models import export, spreadsheet
from models.clinic import overlay
from models.clinic_prices import ClinicPrices
from models.clinic_reader import PRICE_COLUMNS, ReadPrices, prices_template, read_prices
from models.evidence import Evidence
from models.table_in_view import kept_prices
from models.terms import NO_TREATMENT
from models.upload_rows import rules
from pages.ui import opened_file
from pages.ui.in_view import CLINIC_NAME, PRICES, evidence_in_view
from pages.ui.stacked_table import stacked_table

#: Session keys of what is typed. They start with an underscore: they are no link keys.
NAME, OFFERED, FILE, READ = CLINIC_NAME, "_clinic_offers", "_prices_file", "_prices_read"


def _key(column: str, treatment_id: str) -> str:
    return f"_clinic_{column}_{treatment_id}"


def draw(evidence: Evidence) -> None:
    st.header("Your own prices", anchor=False)
    st.text_input("Name of the clinic", key=NAME, max_chars=60, persist_state="session")
    _from_a_file(evidence)
    _typed(evidence)
    prices: ClinicPrices | None = st.session_state.get(PRICES)
    hidden_by_a_table()
    left, right = st.columns(2)
    left.download_button(
        "Download my prices as a file" if prices else "Download a template to fill in",
        data=lambda: export.as_csv(prices_template(overlay(evidence, prices) if prices else evidence)),
        file_name="clinic-prices.csv",
        mime="text/csv",
        key="prices_template",
        on_click="ignore",
    )
    if prices:
        right.button("Back to the public prices", key="drop_prices", on_click=fill, args=(None,))
    with st.expander("What each column of the file means"):
        stacked_table(pd.DataFrame(rules(PRICE_COLUMNS)), name="Columns of a price list")


def hidden_by_a_table() -> None:
    """Prices and an own table together: the table is in view, and the prices wait."""
    table = evidence_in_view().table
    if table is not None and table.kept_prices:
        st.info(opened_file.as_text(kept_prices(table)))


def _from_a_file(evidence: Evidence) -> None:
    opened_file.field("Open a price list (CSV or XLSX, 5 MB at most)", FILE, _open, evidence)
    found: ReadPrices | None = st.session_state.get(READ)
    if found is not None:
        opened_file.told(found.problems, found.notes, kept="Every row without a problem is used.")


def _open(evidence: Evidence) -> None:
    """The file's prices take the place of what was typed; a file taken away takes its messages along."""
    upload = st.session_state[FILE]
    if upload is None:
        st.session_state.pop(READ, None)
        return
    sheet = spreadsheet.read(upload.getvalue(), upload.name)
    found = read_prices(sheet, evidence, clinic=st.session_state.get(NAME) or "", as_of=date.today())
    st.session_state[READ] = found
    if found.prices is not None:
        fill(found.prices)


def fill(prices: ClinicPrices | None) -> None:
    """Put ``prices`` into the fields and into view; None: back to the public ones."""
    state = st.session_state
    for key in [
        k for k in state if str(k).startswith(("_clinic_price_", "_clinic_sessions_", "_clinic_included_"))
    ]:
        del state[key]
    state[PRICES] = prices
    state[OFFERED] = list(prices.offers) if prices else []
    if prices is None:
        state.pop(READ, None)
        return
    for offer in prices.offers.values():
        state[_key("price", offer.treatment_id)] = offer.price
        state[_key("sessions", offer.treatment_id)] = offer.sessions
        state[_key("included", offer.treatment_id)] = offer.included


def _typed(evidence: Evidence) -> None:
    """A row of fields for each option that is offered; what they say is in view at once."""
    labels = {t.treatment_id: t.label for t in evidence.treatments.values() if t.treatment_id != NO_TREATMENT}
    offered = st.multiselect(
        "Or type them: which options do you offer?",
        list(labels),
        format_func=labels.__getitem__,
        key=OFFERED,
        persist_state="session",
        placeholder="none yet",
        filter_mode=None,
    )
    rows = [[column.name for column in PRICE_COLUMNS[:5]]]
    for treatment_id in offered:
        with st.container(border=True, key=f"offer_{treatment_id}"):
            st.markdown(f"**{labels[treatment_id]}**")
            price, sessions, included = st.columns([1, 1, 2])
            with price:
                paid = st.number_input(
                    "Price per session ($)",
                    0.0,
                    100_000.0,
                    None,
                    50.0,
                    key=_key("price", treatment_id),
                    format="%.2f",
                    placeholder="on request",
                    persist_state="session",
                )
            with sessions:
                count = st.number_input(
                    "Sessions in a course",
                    1,
                    100,
                    None,
                    1,
                    key=_key("sessions", treatment_id),
                    placeholder="as usual",
                    persist_state="session",
                )
            with included:
                words = st.text_input(
                    "What is included",
                    key=_key("included", treatment_id),
                    max_chars=300,
                    persist_state="session",
                )
        rows.append([treatment_id, "" if paid is None else f"{paid:.2f}", str(count or ""), words, "yes"])
    _take(evidence, rows if offered else [])


def _take(evidence: Evidence, rows: list[list[str]]) -> None:
    """What was typed, through the reader of files; a run with other prices draws the page again."""
    before: ClinicPrices | None = st.session_state.get(PRICES)
    now: ClinicPrices | None = None
    if rows:
        sheet = spreadsheet.read(export.as_csv(rows), "what you typed")
        as_of = before.as_of if before else date.today()
        found = read_prices(sheet, evidence, clinic=st.session_state.get(NAME) or "", as_of=as_of)
        opened_file.told(found.problems, (), kept="Every other row is used.")
        now = found.prices
    if now != before:
        st.session_state[PRICES] = now
        st.rerun()
