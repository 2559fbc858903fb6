"""Whose turn it is to run: visits of one client one after another, and long runs where no other goes on.

Python lets one thread run at a time. Without this, each step of somebody else would share the processor with
every visit that is computing just then, however many of them one client has.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary

import streamlit as st

from models.evidence.nouns import Evidence

#: Options above which a run takes long. The public table has half of that.
LARGE = 40

#: Seconds that a long run waits for a moment without a short one; after that it goes on beside them.
PATIENCE = 1.0

#: The header that names the client to the page (pages/served/bounds/bounded_connections.py).
CLIENT = "x-skin-options-client"


def _for_nothing(client: str, seconds: float) -> bool:
    return False


#: Takes the processor seconds of a client, and says whether it has used more than its share; all its runs
#: count as long ones then. dashboard.py sets it.
pay: Callable[[str, float], bool] = _for_nothing

#: The lines of each client, one for long runs and one for the others, while anybody stands in them.
_lines: WeakValueDictionary[tuple[str, bool], threading.Semaphore] = WeakValueDictionary()

#: At the head of their lines: one long run at a time has this, and the others are counted.
_long = threading.Semaphore()
_short = 0
_changed = threading.Condition()

#: In the thread of a run: whether it has its turn, and the processor seconds of it that are paid.
_run = threading.local()


@contextmanager
def turn(evidence: Evidence) -> Iterator[None]:
    """One run of a page, or of a part of one. All that its thread has done so far is paid at the end."""
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
    """Whose run this is, as the bounds count clients; '' where nobody told."""
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
