"""A visit belongs to the page that opened it. A connection that sends its id, or no name, gets a new one."""

import secrets

import pytest
from asgi import talk
from raw_websocket import RawWebSocket

from pages.served.process import own_visits
from pages.served.process.own_visits import AGAIN, GONE, OwnVisits
from pages.served.process.visits import OWNER
from pages.visit.beyond_link import LOST

#: In the page's own spelling: any other link would be run twice, with two "finished" messages.
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


def test_naming_the_id_of_another_visit_does_not_open_or_end_it(server):
    """Streamlit's own page would send the id as its third subprotocol."""
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


def test_a_page_resumes_its_visit_after_a_lost_connection_even_unnoticed_by_the_server(server):
    mine = name()
    first, my_id = visit(server, mine)
    second, same_id = visit(server, mine, AGAIN)
    first.close()
    second.close()
    third, still_the_same = visit(server, mine, AGAIN)
    assert my_id == same_id == still_the_same
    third.close()


def test_the_next_page_of_a_tab_gets_a_visit_of_its_own(server):
    before = name()
    first, first_id = visit(server, before)
    second, second_id = visit(server, name(), before)
    assert first_id != second_id
    first.run(VIEW)
    assert first.until_finished() == first_id
    for connection in (first, second):
        connection.close()


def test_a_page_without_a_known_visit_or_without_a_name_is_told_that_its_visit_is_gone(server):
    visit(server)[0].close()
    assert is_gone(server, name(), AGAIN)
    assert is_gone(server, "", AGAIN)
    assert is_gone(server, "None", AGAIN)


@pytest.fixture
def told(monkeypatch):
    """The headers Streamlit gets for a client's subprotocols and headers; ``known`` is the visit found."""

    def heard(said, known=None, **outside):
        monkeypatch.setattr(own_visits, "visit_of", lambda _: known)
        found = {}

        async def streamlit(scope, receive, send):
            found.update((key.decode(), value.decode()) for key, value in scope["headers"])

        headers = {"sec-websocket-protocol": said, **outside}
        talk(OwnVisits(streamlit), [], headers=headers)
        return found

    return heard


def test_our_internal_headers_are_ignored_when_a_client_sends_them(told):
    mine = name()
    found = told(f"streamlit, token, {mine}", **{OWNER: "another", LOST: "health"})
    assert (found[OWNER], found[LOST]) == (mine, "")
    assert found["sec-websocket-protocol"] == "streamlit, token"


@pytest.mark.parametrize("bad", ["", "streamlit", "streamlit, token, 123", "streamlit, token, " + "A" * 32])
def test_a_page_without_a_valid_name_gets_a_random_one(told, bad):
    owners = {told(bad)[OWNER] for _ in range(3)}
    assert len(owners) == 3
    assert {len(owner) for owner in owners} == {32}


def test_the_page_learns_what_was_lost_only_if_its_visit_is_unknown(told):
    said = f"streamlit, token, {name()}, {name()}, prices_health"
    assert told(said)[LOST] == "prices_health"
    assert told(said, known=object())[LOST] == ""
    assert told(said.replace("_", " "))[LOST] == ""
