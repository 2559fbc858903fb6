"""A clinic's own prices, typed or from a file. Both go through the same reader, so the same rules hold."""

from datetime import date

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from models.clinic.overlay import overlay
from models.clinic.price_list import PRICE_COLUMNS, ReadPrices, prices_template, read_prices
from models.clinic.table_in_view import kept_prices
from models.clinic.typed_prices import read_typed
from models.evidence.clinic_prices import ClinicPrices
from models.evidence.nouns import Evidence
from models.evidence.terms import NO_TREATMENT
from models.uploads.export import as_csv
from models.uploads.file_currency import Answer
from models.uploads.number_formats import plain
from models.uploads.upload_rows import rules
from models.wording.outside_words import as_text
from pages.ui.blocks import opened_file
from pages.ui.blocks.export import csv_button
from pages.ui.blocks.stacked_table import stacked_table
from pages.ui.clinic import read_apart
from pages.visit.in_view import CLINIC_NAME, PRICES, evidence_in_view

#: Session keys of the fields. Keys that start with an underscore are not in links.
NAME, OFFERED, FILE, READ = CLINIC_NAME, "_clinic_offers", "_prices_file", "_prices_read"

#: Session keys of the answer about a file's currency, and of the file while the answer can be changed.
MONEY, CONTENT = "_prices_money", "_prices_content"

#: The fields of an option: column of a file, prefix of the session key, label, placeholder, longest text.
_FIELDS = (
    ("price_per_session", "_clinic_price_", "Price per session, in US dollars", "on request", None),
    ("sessions", "_clinic_sessions_", "Sessions in a course", "as usual", None),
    ("included", "_clinic_included_", "What is included", None, 300),
)


def draw(evidence: Evidence) -> None:
    st.header("Your own prices", anchor=False)
    st.text_input("Name of the clinic", key=NAME, max_chars=60, persist_state="session")
    _from_a_file(evidence)
    _typed(evidence)
    prices: ClinicPrices | None = st.session_state.get(PRICES)
    hidden_by_a_table()
    left, right = st.columns(2)
    with left:
        csv_button(
            "Download my prices as a file" if prices else "Download a template to fill in",
            lambda: as_csv(prices_template(overlay(evidence, prices) if prices else evidence)),
            "clinic-prices.csv",
            key="prices_template",
        )
    if prices:
        right.button("Back to the public prices", key="drop_prices", on_click=fill, args=(None,))
    with st.expander("What each column of the file means"):
        stacked_table(pd.DataFrame(rules(PRICE_COLUMNS)), name="Columns of a price list")


def hidden_by_a_table() -> None:
    """If there are prices and an own table: the table is shown, and the prices are kept."""
    table = evidence_in_view().table
    if table is not None and table.kept_prices:
        st.info(as_text(kept_prices(table)))


def _from_a_file(evidence: Evidence) -> None:
    opened_file.field("Open a price list (CSV or XLSX, 5 MB at most)", FILE, _open, evidence)
    found: ReadPrices | None = st.session_state.get(READ)
    if found is None:
        return
    opened_file.ask_currency(found.asks, MONEY, _read, evidence)
    count = len(found.prices.offers) if found.prices else 0
    taken = f"{count} {'option was' if count == 1 else 'options were'} taken from the file."
    if count:
        kept = f"{taken} A row with a problem was not."
    else:
        kept = "No row of the file is used."
        kept += " The prices from before stay." if st.session_state.get(PRICES) else ""
    if count and not found.problems:
        st.success(taken)
    opened_file.report(found.problems, found.notes, kept=kept, left_out=found.left_out)


def _open(evidence: Evidence) -> None:
    """The prices of a file replace typed ones; removing the file removes its messages."""
    upload = st.session_state[FILE]
    _forget_file()
    if upload is not None:
        st.session_state[CONTENT] = (upload.name, upload.getvalue())
        _read(evidence)


def _read(evidence: Evidence) -> None:
    """Read the file, with the answer about its currency."""
    state = st.session_state
    name, content = state[CONTENT]
    answer = opened_file.answer(MONEY)
    before: ReadPrices | None = state.get(READ)
    sheet = read_apart.read(content, name)
    found = read_prices(sheet, evidence, clinic=state.get(NAME) or "", as_of=date.today(), answer=answer)
    if found.prices is not None:
        fill(found.prices)
    elif before is not None and before.prices is not None:
        fill(None)  # they were read as dollars, which they are not
    if found.asks or answer:
        state[CONTENT] = (name, content)
        state[MONEY] = answer.value
    else:
        state.pop(CONTENT, None)  # there is no answer to change
    state[READ] = found


def _forget_file() -> None:
    opened_file.set_answer(MONEY, Answer.NONE)
    for key in (READ, CONTENT):
        st.session_state.pop(key, None)


def fill(prices: ClinicPrices | None) -> None:
    """Put ``prices`` into the fields and show them; None restores the public ones."""
    state = st.session_state
    for key in [k for k in state if str(k).startswith(tuple(field[1] for field in _FIELDS))]:
        del state[key]
    state[PRICES] = prices
    state[OFFERED] = list(prices.offers) if prices else []
    if prices is None:
        _forget_file()
        return
    for offer in prices.offers.values():
        price = "" if offer.price is None else plain(offer.price)
        texts = (price, str(offer.sessions or ""), offer.included)
        for (_, key, *_), text in zip(_FIELDS, texts, strict=True):
            state[f"{key}{offer.treatment_id}"] = text


def _typed(evidence: Evidence) -> None:
    """A row of fields for each option that is offered. The prices are shown at once."""
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
    typed: dict[str, dict[str, str]] = {}
    slots: dict[tuple[str, str], DeltaGenerator] = {}
    for treatment_id in offered:
        with st.container(border=True, key=f"offer_{treatment_id}"):
            st.markdown(f"**{labels[treatment_id]}**")
            places = st.columns([1, 1, 2])
        typed[treatment_id] = {}
        for (column, key, label, placeholder, most), place in zip(_FIELDS, places, strict=True):
            text = place.text_input(
                label,
                key=f"{key}{treatment_id}",
                max_chars=most,
                placeholder=placeholder,
                persist_state="session",
            )
            slots[treatment_id, column] = place
            typed[treatment_id][column] = text or ""
    # Typed prices follow the rules of files. If they have changed, the page is drawn again.
    before: ClinicPrices | None = st.session_state.get(PRICES)
    as_of = before.as_of if before else date.today()
    prices, said = read_typed(typed, evidence, clinic=st.session_state.get(NAME) or "", as_of=as_of)
    for slot, words in said.items():
        slots[slot].error(as_text(words))
    if prices != before:
        st.session_state[PRICES] = prices
        st.rerun()
