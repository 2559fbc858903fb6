"""The tables of all visitors share limited memory, and one client may use at most a quarter of it."""

import copy
import gc

import pytest
import streamlit as st

from pages.ui.clinic import held_tables, own_table
from pages.ui.clinic.held_tables import NO_ROOM, NO_ROOM_FOR_ONE, OF_A_ROW, Place
from pages.visit import turns
from pages.visit.in_view import TABLE


@pytest.fixture(autouse=True)
def nothing_held(monkeypatch):
    gc.collect()
    monkeypatch.setattr(held_tables, "_taken", type(held_tables._taken)())
    monkeypatch.setattr(held_tables, "MOST_HELD", 40 * OF_A_ROW)
    monkeypatch.setattr(held_tables, "MOST_OF_ONE", 10 * OF_A_ROW)


def place_for(rows, *, client="a", content=b""):
    return held_tables.place_for(client, content, rows)


def test_the_tables_of_all_visits_share_one_limit():
    places = [place_for(10, client=client) for client in "abcd"]
    assert all(isinstance(place, Place) for place in places)
    assert place_for(0, client="e", content=b"a") == NO_ROOM


def test_one_client_leaves_room_for_the_others():
    places = [place_for(6), place_for(4)]
    assert all(isinstance(place, Place) for place in places)
    assert place_for(0, content=b"a") == NO_ROOM_FOR_ONE
    assert isinstance(place_for(10, client="b"), Place)


def test_the_size_of_a_file_counts_as_well_as_its_rows():
    assert place_for(0, content=b"a" * (10 * OF_A_ROW + 1)) == NO_ROOM_FOR_ONE


def test_the_room_is_freed_when_the_visit_ends():
    place = place_for(10)
    assert place_for(10) == NO_ROOM_FOR_ONE
    del place
    assert isinstance(place_for(10), Place)


def test_a_reloaded_page_keeps_its_table_and_takes_no_more_room():
    place = place_for(6)
    again = copy.copy(place)
    del place
    assert place_for(6) == NO_ROOM_FOR_ONE
    del again
    assert isinstance(place_for(6), Place)


def test_a_table_without_room_is_refused_and_a_new_table_reuses_the_room_of_the_old(monkeypatch, evidence):
    monkeypatch.setattr(turns, "client", lambda: "a")

    def opened(visit):
        monkeypatch.setattr(st, "session_state", visit)
        own_table.show(
            evidence, "mine.csv", b"name,cost (USD)\n" + b"".join(b"Peel %d,9\n" % k for k in range(6))
        )
        return visit[TABLE]

    first, second = {}, {}
    assert opened(first).evidence
    assert opened(first).evidence
    refused = opened(second)
    assert refused.evidence is None
    assert [(problem.what, problem.remedy) for problem in refused.problems] == [NO_ROOM_FOR_ONE]
    assert own_table.CONTENT not in second
    monkeypatch.setattr(st, "session_state", first)
    own_table.drop()
    assert opened(second).evidence
