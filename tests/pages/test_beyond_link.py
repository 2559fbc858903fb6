"""Visit data that no link contains: the session keys that hold it, and the sentence shown if it was lost."""

import ast
import re
from dataclasses import replace

import pytest
import streamlit as st
from price_list import prices
from rendered import app
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from models import ROOT
from pages.ui.clinic import own_table
from pages.ui.clinic.own_table import CONTENT
from pages.visit import beyond_link
from pages.visit.in_view import PRICES, TABLE
from pages.visit.state import condition_key

#: Session keys that are not carried over: they belong to the link, to the evidence the page was loaded with,
#: to a presenter screen or to a file field. The last line has parts of keys, which are not session keys.
STAY = {
    *("_opened_link", "_began_with", "_lost_on", "_present_edit", "_present_shown"),
    *("_consultation_file", "_consultation_said"),
    *("_csv", "_page", "_clicker", "_now", "_asked", "_evidence_made"),
}


def underscored():
    """Every string in the pages that could be one of our session keys, or the start of one."""
    return {
        node.value
        for path in [*ROOT.glob("pages/ui/**/*.py"), *ROOT.glob("pages/visit/*.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"_[a-z][a-z_]*", node.value)
    }


def test_every_session_key_is_either_carried_over_or_listed_as_staying():
    """A new key must be added to one of the two: otherwise a reload loses its value silently."""
    keys = underscored()
    assert {PRICES, TABLE, CONTENT, "_own_words", "_condition_"} <= keys
    assert {key for key in keys if key not in STAY and not key.startswith(beyond_link._ALL)} == set()
    assert keys >= STAY


def test_what_is_carried_over_is_a_copy_without_the_file():
    seen = {"compare.py"}
    file = UploadedFile(UploadedFileRec("f", "prices.csv", "text/csv", b"x"), None)
    state = {"_pages_seen": seen, "_prices_file": file, "_burns": None, "cost": 9, "_opened_link": 1}
    found = beyond_link.carried(state)
    assert found == {"_pages_seen": seen}
    assert found["_pages_seen"] is not seen


def test_empty_values_are_not_held():
    empty = {"_condition_pregnancy": False, "_own_words": "", "_clinic_offers": [], "_clinic_prices": None}
    assert beyond_link.held(empty) == []
    assert beyond_link.held(empty | {"_health_in_notes": True, "_pages_seen": {"compare.py"}}) == []
    full = {"_condition_pregnancy": True, "_own_words": "x", PRICES: prices(), TABLE: "a table"}
    assert beyond_link.held(full) == ["prices", "table", "words", "health"]


@pytest.fixture
def lost(monkeypatch):
    """The sentences that the app shows when a reloaded page reports that these kinds were lost."""

    def shown(kinds, **held):
        headers = {beyond_link.LOST: kinds}
        monkeypatch.setattr(type(st.context), "headers", property(lambda _: headers))
        test = app()
        for key, value in held.items():
            test.session_state[key] = value
        return [said.value for said in (*test.run().warning, *test.info)]

    return shown


def test_one_sentence_names_what_was_lost(lost):
    (said,) = lost("health_prices_words")
    assert "the clinic's name and prices, your own words and your answers about skin and health" in said
    (said,) = lost("table")
    assert "We could not keep the table that was opened when this page was opened again" in said
    (said,) = lost("any")
    assert "answers, words, prices and tables, if you gave any, when" in said


def test_what_was_entered_again_and_unknown_kinds_are_not_named(lost):
    assert lost("health", **{condition_key("pregnancy"): True}) == []
    assert lost("") == lost("nonsense") == []


@pytest.mark.parametrize("kind", ["any", beyond_link.NOTHING])
def test_a_browser_without_storage_gets_a_warning_before_anything_is_lost(lost, kind):
    (said,) = lost(kind, **{condition_key("pregnancy"): True})
    assert said.endswith("to load it again would lose your answers about skin and health.")
    assert len(lost(kind)) == (kind == "any")


def test_an_own_table_is_read_again_when_the_evidence_changes(evidence, monkeypatch):
    state = {}
    monkeypatch.setattr(st, "session_state", state)
    own_table.show(
        evidence, "mine.csv", b"name,cost (USD),downtime,results\nNew peel,300,2,2\nThird,100,1,1\n"
    )
    first = state[TABLE]
    own_table.renew(evidence)
    assert state[TABLE] is first
    own_table.renew(replace(evidence, version="0badf00d"))
    assert state[TABLE] is not first
    own_table.renew(replace(evidence, version="0badf00d"))
    assert len(state[TABLE].evidence.treatments) == 3
    own_table.drop()
    assert TABLE not in state
    assert beyond_link.held(state) == []
