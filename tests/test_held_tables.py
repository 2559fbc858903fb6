"""Tables of all visitors together take bounded room."""

import copy
import gc

import pytest

from pages.ui.clinic import held_tables


@pytest.fixture(autouse=True)
def nothing_held(monkeypatch):
    gc.collect()
    monkeypatch.setattr(held_tables, "_taken", type(held_tables._taken)())
    monkeypatch.setattr(held_tables, "MOST_HELD", 10 * held_tables.OF_A_ROW)


def test_the_tables_of_all_visits_share_one_bound():
    first, second = held_tables.place_for(b"", 6), held_tables.place_for(b"", 4)
    assert first
    assert second
    assert held_tables.place_for(b"a", 0) is None


def test_a_file_counts_as_well_as_its_rows():
    assert held_tables.place_for(b"a" * (10 * held_tables.OF_A_ROW + 1), 0) is None


def test_the_room_is_free_again_when_the_visit_is_gone():
    place = held_tables.place_for(b"", 10)
    assert held_tables.place_for(b"", 10) is None
    del place
    assert held_tables.place_for(b"", 10)


def test_a_page_that_is_loaded_again_takes_its_table_along_and_no_more_room():
    place = held_tables.place_for(b"", 6)
    again = copy.copy(place)
    del place
    assert held_tables.place_for(b"", 6) is None
    del again
    assert held_tables.place_for(b"", 6)
