"""A consultation saved to, and loaded from, the clinic's own device."""

from datetime import date

import streamlit as st

from models.evidence.nouns import Evidence
from models.link import consultation
from models.link.consultation import Consultation, NoConsultationError
from models.link.link_settings import settings
from pages.ui.blocks import opened_file
from pages.ui.clinic import clinic_prices, own_table
from pages.ui.person.health import HEALTH_IN_NOTES
from pages.ui.person.what_matters import OWN_WORDS
from pages.ui.take_home import take_home_files
from pages.visit import state
from pages.visit.in_view import PRICES, TABLE, evidence_in_view

#: Session keys of the field, and of the message about the last file.
FILE, SAID = "_consultation_file", "_consultation_said"


def draw(evidence: Evidence) -> None:
    st.header("Save this consultation", anchor=False)
    own_words, with_health = take_home_files.own_words(), take_home_files.with_health()
    health = "The health answers too, since that box is ticked." if with_health else "No health answers."
    st.markdown(
        f"One small file on your own device: the view, your prices or table, the patient's own words. "
        f"{health} We keep no copy. Whoever has the file can read it: keep it like other notes on patients."
    )
    preferences = state.read_widgets(evidence_in_view())
    # The options of an own table cannot be in a link. The rest of the view is saved for the public ones.
    if st.session_state.get(TABLE) is not None:
        preferences = state.of_public(evidence, preferences)
    prices, table = st.session_state.get(PRICES), st.session_state.get(own_table.CONTENT)
    table_is_in = opened_file.answer(own_table.MONEY)
    st.download_button(
        "Save the consultation",
        data=lambda: consultation.written(
            evidence,
            preferences,
            today=date.today(),
            own_words=own_words,
            with_health=with_health,
            prices=prices,
            table=table,
            table_is_in=table_is_in,
        ),
        file_name="consultation.json",
        mime="application/json",
        key="save_consultation",
        on_click="ignore",
    )
    st.file_uploader(
        "Load a saved consultation", key=FILE, on_change=_load, args=(evidence,), max_upload_size=8
    )
    if said := st.session_state.get(SAID):
        (st.success if said[0] else st.error)(said[1])


def _load(evidence: Evidence) -> None:
    upload = st.session_state[FILE]
    if upload is None:
        st.session_state.pop(SAID, None)
        return
    try:
        found = consultation.read(upload.getvalue(), evidence)
    except NoConsultationError as why:
        st.session_state[SAID] = (False, str(why))
        return
    _show(evidence, found)
    note = found.opened.note.replace("This link was repaired", "Parts of the file were repaired")
    st.session_state[SAID] = (True, f"The consultation is loaded. {note}".strip())


def _show(evidence: Evidence, found: Consultation) -> None:
    """Put everything into the session keys, which update the widgets and the address bar."""
    kept = st.session_state
    for setting in settings(evidence):
        kept[setting.key] = setting.in_widget(setting.of(found.opened.preferences))
    for condition in evidence.conditions:
        kept[state.condition_key(condition)] = condition in found.conditions
    kept[HEALTH_IN_NOTES] = bool(found.conditions)
    kept[OWN_WORDS] = found.own_words
    kept[clinic_prices.NAME] = found.prices.clinic if found.prices else ""
    clinic_prices.fill(found.prices)
    own_table.drop()
    if found.table is not None:
        own_table.show(evidence, *found.table, found.table_is_in)
