"""A visit belongs to the page that opened it: whoever names its id, or nothing, gets a visit of their own."""

import secrets

import pytest
from asgi import talk
from raw_websocket import RawWebSocket

from pages.served.process import own_visits
from pages.served.process.own_visits import AGAIN, GONE, OwnVisits
from pages.served.process.visits import OWNER
from pages.visit.beyond_link import LOST

#: Spelt as the page spells it: another link is run twice, and the first end is not the last.
VIEW = "cost=9"


def name():
    return secrets.token_hex(16)


def visit(server, *said, source="127.0.0.1"):
    """A connection on which a page has run, and the id of its visit."""
    connection = RawWebSocket(server, source, said=said)
    connection.run(VIEW)
    return connection, connection.until_finished()


def is_gone(server, *said):
    connection = RawWebSocket(server, said=said)
    found = connection.closing()
    connection.close()
    return found == GONE


def test_whoever_names_the_id_of_a_visit_gets_another_and_the_first_goes_on(server):
    """Streamlit's page would name it as its third subprotocol."""
    mine, my_id = visit(server, name())
    for said in ((my_id,), (my_id, AGAIN), (name(), my_id), (name(), AGAIN, my_id)):
        if AGAIN in said:
            assert is_gone(server, *said)
        else:
            other, other_id = visit(server, *said, source="127.0.0.2")
            assert other_id != my_id
            other.close()
    mine.run(VIEW)
    assert mine.until_finished() == my_id
    mine.close()


def test_a_page_goes_on_with_its_visit_after_a_lost_connection_also_where_the_server_has_not_noticed(server):
    mine = name()
    first, my_id = visit(server, mine)
    second, same_id = visit(server, mine, AGAIN)
    first.close()
    second.close()
    third, still_the_same = visit(server, mine, AGAIN)
    assert my_id == same_id == still_the_same
    third.close()


def test_the_next_page_of_a_tab_has_a_visit_of_its_own(server):
    before = name()
    first, first_id = visit(server, before)
    second, second_id = visit(server, name(), before)
    assert first_id != second_id
    first.run(VIEW)
    assert first.until_finished() == first_id
    for connection in (first, second):
        connection.close()


def test_a_page_whose_visit_is_not_known_is_told_so_and_so_is_one_without_a_name(server):
    visit(server)[0].close()
    assert is_gone(server, name(), AGAIN)
    assert is_gone(server, "", AGAIN)
    assert is_gone(server, "None", AGAIN)


@pytest.fixture
def told(monkeypatch):
    """The headers that Streamlit gets for subprotocols and headers from outside; ``known`` is every visit."""

    def heard(said, known=None, **outside):
        monkeypatch.setattr(own_visits, "visit_of", lambda _: known)
        found = {}

        async def streamlit(scope, receive, send):
            found.update((key.decode(), value.decode()) for key, value in scope["headers"])

        headers = {"sec-websocket-protocol": said, **outside}
        talk(OwnVisits(streamlit), [], headers=headers)
        return found

    return heard


def test_what_comes_from_outside_in_our_headers_is_not_listened_to(told):
    mine = name()
    found = told(f"streamlit, token, {mine}", **{OWNER: "another", LOST: "health"})
    assert (found[OWNER], found[LOST]) == (mine, "")
    assert found["sec-websocket-protocol"] == "streamlit, token"


@pytest.mark.parametrize("bad", ["", "streamlit", "streamlit, token, 123", "streamlit, token, " + "A" * 32])
def test_who_gives_no_proper_name_gets_one_that_nobody_knows(told, bad):
    owners = {told(bad)[OWNER] for _ in range(3)}
    assert len(owners) == 3
    assert {len(owner) for owner in owners} == {32}


def test_the_page_hears_what_was_lost_only_where_its_visit_is_not_known(told):
    said = f"streamlit, token, {name()}, {name()}, prices_health"
    assert told(said)[LOST] == "prices_health"
    assert told(said, known=object())[LOST] == ""
    assert told(said.replace("_", " "))[LOST] == ""
