"""The C library's memory: few arenas, and back to the system what is free (GNU's library, Linux)."""

import ctypes
import re
import subprocess
import sys

import pytest

from models import ROOT
from pages.served.process import memory

#: What the library says of itself after twelve threads at once, and after large blocks that came and went.
WORK = """
import ctypes, sys, threading
sys.path.insert(0, {root!r})
from pages.served.process import memory
if {together}:
    memory.keep_together()
gate = threading.Barrier(12)
def work():
    gate.wait()
    held = [bytes(2000) for _ in range(200)]
    gate.wait()
threads = [threading.Thread(target=work) for _ in range(12)]
[t.start() for t in threads], [t.join() for t in threads]
bytes(16_000_000)
held = [bytes(1_000_000) for _ in range(20)]
ctypes.CDLL(None).malloc_stats()
"""


def at_work(*, together):
    """How many arenas there are, and how many blocks of the system's own there were at once."""
    code = WORK.format(root=str(ROOT), together=together)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stderr.count("Arena "), int(re.search(r"max mmap regions = +(\d+)", done.stderr)[1])


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="not GNU's C library")
def test_threads_share_few_arenas_and_large_blocks_go_back():
    arenas, large = at_work(together=True)
    assert arenas <= memory.ARENAS
    assert large >= 20
    arenas, large = at_work(together=False)
    assert arenas > memory.ARENAS
    assert large < 20


def test_with_another_c_library_nothing_happens(monkeypatch):
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _: object())
    memory.keep_together()
    memory.give_back()
