"""Runs take turns: one client cannot keep the processor from another."""

import threading
from types import SimpleNamespace

import pytest

from pages.visit import turns


class Runs:
    """Runs in separate threads, each held until it is released, and the order in which they got a turn."""

    def __init__(self):
        self.order = []
        self.changed = threading.Condition()

    def begin(self, name, client, options=1, fails=False):
        let_go = threading.Event()

        def run():
            turns._run.client = client
            try:
                with turns.turn(SimpleNamespace(treatments=range(options))):
                    with self.changed:
                        self.order.append(name)
                        self.changed.notify_all()
                    assert let_go.wait(20)
                    if fails:
                        raise LookupError
            except LookupError:
                pass

        thread = threading.Thread(target=run)
        thread.start()
        return SimpleNamespace(go=let_go.set, end=lambda: (let_go.set(), thread.join(20)))

    def has_its_turn(self, *names):
        with self.changed:
            return self.changed.wait_for(lambda: self.order == list(names), 20)


@pytest.fixture(autouse=True)
def of_threads(monkeypatch):
    """Each thread is a run of the client it names."""
    headers = SimpleNamespace(get=lambda name: turns._run.client)
    monkeypatch.setattr(turns.st, "context", SimpleNamespace(headers=headers))
    monkeypatch.setattr(turns, "pay", lambda client, seconds: client == "greedy")
    monkeypatch.setattr(turns, "PATIENCE", 60.0)


def test_runs_of_one_client_take_turns_and_runs_of_different_clients_overlap():
    runs = Runs()
    first = runs.begin("first", "a")
    assert runs.has_its_turn("first")
    second = runs.begin("second", "a")
    other = runs.begin("other", "b")
    assert runs.has_its_turn("first", "other")
    first.end()
    assert runs.has_its_turn("first", "other", "second")
    second.end(), other.end()


@pytest.mark.parametrize(("client", "options"), [("b", turns.LARGE + 1), ("greedy", 1)])
def test_a_long_run_and_a_client_over_its_share_wait_for_a_short_run(client, options):
    runs = Runs()
    short = runs.begin("short", "a")
    assert runs.has_its_turn("short")
    long = runs.begin("long", client, options)
    another = runs.begin("another", "c")
    assert runs.has_its_turn("short", "another")
    short.end(), another.end()
    assert runs.has_its_turn("short", "another", "long")
    long.end()


def test_a_long_run_does_not_wait_forever(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    runs = Runs()
    short = runs.begin("short", "a")
    assert runs.has_its_turn("short")
    long = runs.begin("long", "b", turns.LARGE + 1)
    assert runs.has_its_turn("short", "long")
    long.end(), short.end()


def test_a_failed_run_gives_up_its_turn():
    runs = Runs()
    for name in ("first", "second"):
        run = runs.begin(name, "a", turns.LARGE + 1, fails=True)
        assert runs.has_its_turn(*["first", "second"][: len(runs.order) or 1])
        run.end()
    last = runs.begin("last", "a")
    assert runs.has_its_turn("first", "second", "last")
    last.end()


def test_a_fragment_run_within_a_page_needs_no_second_turn():
    turns._run.client = "a"
    with turns.turn(SimpleNamespace(treatments=())), turns.turn(SimpleNamespace(treatments=range(99))):
        pass
