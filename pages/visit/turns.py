"""Schedules runs: those of one client one after another, and long ones while no short one is running.

Python runs one thread at a time. Without this, each run would share the processor with every other run in
progress, however many of them belong to one client.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary

import streamlit as st

from models.evidence.nouns import Evidence

#: Options above which a run counts as long. The public table has half as many.
LARGE = 40

#: Seconds that a long run waits until no short one is running; after that it runs alongside them.
PATIENCE = 1.0

#: The header that tells the page who the client is (pages/served/bounds/bounded_connections.py).
CLIENT = "x-skin-options-client"


def _for_nothing(client: str, seconds: float) -> bool:
    return False


#: Charges processor seconds to a client; whether it has used more than its share, in which case all its runs
#: count as long. dashboard.py sets it.
pay: Callable[[str, float], bool] = _for_nothing

#: The queues of each client, one for long runs and one for short ones, while any run is in them.
_lines: WeakValueDictionary[tuple[str, bool], threading.Semaphore] = WeakValueDictionary()

#: For runs at the head of their queues: one long run at a time holds this, and short ones are counted.
_long = threading.Semaphore()
_short = 0
_changed = threading.Condition()

#: For the thread of a run: whether it has its turn, and the processor seconds that have been charged.
_run = threading.local()


@contextmanager
def turn(evidence: Evidence) -> Iterator[None]:
    """One run of a page or of a fragment. At the end, the time that its thread has used is charged."""
    if getattr(_run, "is_on", False):
        yield
        return
    payer = client()
    is_long = len(evidence.treatments) > LARGE or _paid(payer)
    with _changed:
        line = _lines.setdefault((payer, is_long), threading.Semaphore())
    with line, _in_a_gap() if is_long else _at_once():
        _run.is_on = True
        try:
            yield
        finally:
            _run.is_on = False
            _paid(payer)


def client() -> str:
    """The client that this run belongs to, as the limits count clients; '' if it is not known."""
    return st.context.headers.get(CLIENT) or ""


def _paid(client: str) -> bool:
    now = time.thread_time()
    spent, _run.paid = now - getattr(_run, "paid", 0.0), now
    with _changed:
        return pay(client, spent)


@contextmanager
def _at_once() -> Iterator[None]:
    global _short
    with _changed:
        _short += 1
    try:
        yield
    finally:
        with _changed:
            _short -= 1
            _changed.notify_all()


@contextmanager
def _in_a_gap() -> Iterator[None]:
    with _long:
        with _changed:
            _changed.wait_for(lambda: not _short, PATIENCE)
        yield
