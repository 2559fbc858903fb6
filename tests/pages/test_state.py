"""The link and the widgets agree."""

from hypothesis import given, settings
from hypothesis import strategies as st
from links import any_preferences, as_read

from models.link import share_link
from pages.visit import state


def bar_of(preferences, evidence):
    """What the address bar shows: labels, without values that equal their default."""
    opened = share_link.Opened(preferences)
    repaired = state._repaired_query(opened, share_link.full_query(preferences, evidence), evidence)
    return repaired if repaired is not None else {}


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_the_address_bar_leads_back_to_the_same_preferences(evidence, data):
    preferences = data.draw(any_preferences(evidence))
    bar = as_read(bar_of(preferences, evidence))
    opened = share_link.open_link(bar, evidence)
    assert (opened.preferences, opened.note) == (preferences, "")
    assert state._repaired_query(opened, bar, evidence) is None


def test_a_default_of_an_older_link_version_reaches_the_widgets(evidence, monkeypatch):
    """A link of an older version omits the defaults of its time, so the widgets need them set."""
    monkeypatch.setattr(share_link, "PAST_DEFAULTS", {1: {"cost": "3"}})
    monkeypatch.setattr(share_link, "LINK_VERSION", 2)
    query = {"v": ["1"], "results": ["8"]}
    opened = share_link.open_link(query, evidence)
    assert opened.preferences.importances["cost"] == 3
    assert state._repaired_query(opened, query, evidence) == {"results": ["8"], "cost": ["3"]}


def test_the_data_version_of_a_link_is_removed_from_the_address_bar(evidence):
    """It is true of the link only: the view changes, and a copied address would pass on an outdated value."""
    query = {"d": ["e9e6c5cc"], "cost": ["8"]}
    assert state._repaired_query(share_link.open_link(query, evidence), query, evidence) == {"cost": ["8"]}
