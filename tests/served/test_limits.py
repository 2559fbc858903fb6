"""Limits for each client, with a clear response, and without effect on other clients."""

import ast
import random
from types import SimpleNamespace

import pytest
from asgi import ask, talk
from google.protobuf.json_format import ParseDict
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from pages.served.bounds import held_files
from pages.served.bounds.bounded_connections import LARGEST_MESSAGE, LONGEST_ID, BoundedConnections
from pages.served.bounds.bounded_requests import LONGEST_QUERY, MEGABYTE, BoundedRequests
from pages.served.bounds.limits import Buckets, client_of
from pages.visit.turns import CLIENT

OTHER = ("198.51.100.7", 4000)
UPLOAD = "/_stcore/upload_file/visit/file"


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_a_bucket_gives_its_capacity_and_then_only_what_refills():
    clock = Clock()
    buckets = Buckets(2, 10, clock=clock)
    assert [buckets.take("a") for _ in range(11)] == [True] * 10 + [False]
    assert buckets.take("b")
    clock.now += 1
    assert [buckets.take("a") for _ in range(3)] == [True, True, False]
    clock.now += 1000
    assert [buckets.take("a") for _ in range(11)] == [True] * 10 + [False]


def test_overuse_is_owed_and_the_debt_is_at_most_one_bucket():
    clock = Clock()
    buckets = Buckets(0.5, 2, clock=clock)
    assert [buckets.pay("a", 1.5), buckets.pay("a", 1)] == [False, True]
    assert not buckets.pay("b", 1.5)
    clock.now += 2
    assert not buckets.pay("a", 0.25)
    assert buckets.pay("a", 100)
    clock.now += 4.5
    assert not buckets.pay("a", 0)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 5), st.integers(1, 20)), max_size=60))
def test_no_client_gets_more_than_one_bucket_plus_the_refill(asked):
    clock = Clock()
    buckets = Buckets(3, 20, clock=clock)
    spent = 0
    for pause, times in asked:
        clock.now += pause
        spent += sum(buckets.take("a") for _ in range(times))
        assert spent <= 20 + 3 * clock.now + 1e-6


def test_memory_is_bounded_for_any_number_of_addresses_and_a_busy_client_is_not_forgotten():
    buckets = Buckets(0.001, 5, kept=100, clock=Clock())
    for _ in range(5):
        buckets.take("loud")
    draw = random.Random(1)
    for _ in range(5000):
        buckets.take(f"{draw.random()}")
        assert not buckets.take("loud")
    assert len(buckets._left) == 100


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("unix", "unix"),
    ],
)
def test_a_client_is_an_ipv4_address_or_an_ipv6_network(address, client):
    assert client_of({"client": (address, 1)}) == client


async def whole_body(scope, receive, send):
    """An app that reads the whole body first, as Streamlit's uploads do."""
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


def bounded(megabytes=5, room=True):
    return BoundedRequests(whole_body, megabytes, lambda: room)


def test_an_upload_that_declares_too_large_a_size_is_refused_unread():
    def unread():
        raise AssertionError("it was read")
        yield b""

    said = {"content-length": str(6 * MEGABYTE)}
    status, _, body = ask(bounded(), UPLOAD, method="PUT", headers=said, body=unread())
    assert status == 413
    assert body == b"This file is too large. The most that we take is 5 MB.\n"


def test_an_upload_without_a_declared_size_is_stopped_at_the_limit():
    app, part = bounded(), b"x" * MEGABYTE
    assert ask(app, UPLOAD, method="PUT", body=[part] * 5)[::2] == (200, str(5 * MEGABYTE).encode())
    parts = [part] * 50
    assert ask(app, UPLOAD, method="PUT", headers={"transfer-encoding": "chunked"}, body=parts)[0] == 413
    assert ask(app, UPLOAD, method="PUT", headers={"content-length": "-1"}, body=[part])[0] == 413


def test_without_memory_for_files_uploads_are_deferred_and_pages_are_served():
    full = bounded(room=False)
    status, headers, _ = ask(full, UPLOAD, method="PUT", body=[b"x"])
    assert (status, headers["retry-after"]) == (503, "120")
    assert ask(full, "/")[0] == 200


def test_the_files_that_streamlit_holds_are_counted(monkeypatch):
    manager = MemoryUploadedFileManager("/x")
    monkeypatch.setattr(held_files.Runtime, "instance", lambda: SimpleNamespace(uploaded_file_mgr=manager))
    monkeypatch.setattr(held_files, "MOST_HELD", 1000)
    for name, room in (("a", True), ("b", False)):
        manager.add_file("visit", UploadedFileRec(name, name, "text/csv", b"x" * 600))
        assert held_files.room_for_files() is room
    manager.remove_session_files("visit")
    assert held_files.room_for_files()


def test_other_requests_with_a_large_body_or_a_long_query_are_refused():
    assert ask(bounded(), "/", method="POST", body=[b"x" * 70_000])[0] == 413
    assert ask(bounded(), "/", method="POST", body=[b"x" * 60_000])[0] == 200
    assert ask(bounded(), "/", query=b"a" * (LONGEST_QUERY + 1))[0] == 414
    assert ask(bounded(), "/", query=b"a" * LONGEST_QUERY)[0] == 200


async def counting(scope, receive, send):
    """Accepts the connection, then sends the number of messages received."""
    await receive()
    await send({"type": "websocket.accept"})
    came = 0
    while (await receive())["type"] == "websocket.receive":
        came += 1
    await send({"type": "websocket.send", "text": str(came)})


def connections(app=counting, *, messages=1000):
    return BoundedConnections(app, Buckets(1, messages, clock=Clock()))


def message(size=10):
    return {"type": "websocket.receive", "bytes": b"x" * size}


def test_ordinary_messages_pass():
    assert talk(connections(), [message()] * 100)[-1]["text"] == "100"


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([message()] * 500, 1008),
        ([message(LARGEST_MESSAGE + 1)], 1009),
        ([{"type": "websocket.receive", "text": "x"}], 1003),
    ],
)
def test_a_connection_over_its_limit_is_closed_with_a_code_and_a_reason(messages, code):
    *_, last = talk(connections(), messages)
    assert (last["type"], last["code"]) == ("websocket.close", code)
    assert last["reason"].endswith((".", "understood."))
    assert len(last["reason"].encode()) <= 123  # the most that a close frame can hold


LONG = "?" * (LONGEST_ID + 1)


@pytest.mark.parametrize(
    "known",
    [
        {"backend_operation_request": {"request_id": LONG}},
        {"backend_operation_request": {"session_id": LONG}},
        {"backend_operation_request": {"deferred_file": {"file_id": LONG}}},
        {"backend_operation_request": {"dataframe_chunk": {"source_id": LONG}}},
        {"file_urls_request": {"request_id": LONG}},
        {"file_urls_request": {"session_id": LONG}},
        {"rerun_script": {"page_script_hash": LONG}},
        {"rerun_script": {"fragment_id": LONG}},
        {"rerun_script": {"cached_message_hashes": ["a", LONG]}},
    ],
    ids=str,
)
def test_a_message_with_an_id_that_our_pages_never_send_is_refused(known):
    long, short = (
        {"type": "websocket.receive", "bytes": ParseDict(ids, BackMsg()).SerializeToString()}
        for ids in (known, ast.literal_eval(str(known).replace(LONG, "?" * LONGEST_ID)))
    )
    assert talk(connections(), [short])[-1]["text"] == "1"
    *_, last = talk(connections(), [short, long])
    assert (last["code"], last["reason"]) == (1008, "An id was longer than any that our pages send.")


def test_the_connections_of_one_client_share_one_message_limit():
    app = connections(messages=150)
    assert talk(app, [message()] * 100)[-1]["text"] == "100"
    assert talk(app, [message()] * 100)[-1]["code"] == 1008
    assert talk(app, [message()] * 100, client=OTHER)[-1]["text"] == "100"


def test_a_page_learns_its_client_and_no_client_can_name_another():
    seen = []

    async def noting(scope, receive, send):
        seen.append(Headers(scope=scope).getlist(CLIENT))
        await counting(scope, receive, send)

    talk(connections(noting), [message()], headers={CLIENT: "198.51.100.99"}, client=OTHER)
    assert seen == [[OTHER[0]]]
