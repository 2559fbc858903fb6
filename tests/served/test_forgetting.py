"""Ended visits are released from memory in time, even if nobody else visits."""

import asyncio
import gc
import re
import sys
import time
import weakref
from types import SimpleNamespace

import pytest
from browser import running_process
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from visitor import Visitor

from models import ROOT
from pages.served.process import forgetting, visits
from pages.visit.state import condition_key


class Ended:
    """A stand-in for Streamlit's record of a visit, with what its storage reads."""

    def __init__(self, name):
        self.session = SimpleNamespace(id=name)
        self.circle = self


@pytest.fixture
def storage(monkeypatch):
    storage = MemorySessionStorage(ttl_seconds=60)
    runtime = SimpleNamespace(_session_mgr=SimpleNamespace(_session_storage=storage))
    monkeypatch.setattr(visits.Runtime, "instance", lambda: runtime)
    # Only Streamlit's own loop needs this, and it does not run here.
    monkeypatch.setattr(forgetting, "release_last_visit", lambda: asyncio.sleep(0))
    return storage


def kept(storage, name, *, since):
    """A visit that ended ``since`` seconds ago, referenced by the storage only."""
    visit = Ended(name)
    now = storage._cache._timer
    storage._cache._timer = lambda: now() - since
    storage.save(visit)
    storage._cache._timer = now
    return weakref.ref(visit)


def test_streamlit_by_itself_keeps_an_ended_visit_until_another_visit_ends(storage):
    """This is why we check ourselves. If Streamlit ever does so, our check can be removed."""
    old = kept(storage, "old", since=61)
    assert storage.get("old") is None
    gc.collect()
    assert old() is not None


def test_expired_visits_are_released_and_the_others_stay(storage):
    old, new = kept(storage, "old", since=61), kept(storage, "new", since=30)
    asyncio.run(forgetting.forget_ended_visits())
    assert old() is None
    assert storage.get("new") is new()


def test_the_app_releases_expired_visits_regularly_while_it_runs(storage, monkeypatch):
    monkeypatch.setattr(forgetting, "EVERY", 0.01)

    async def run():
        async with forgetting.forgetting(None):
            for name in ("first", "second"):
                visit = kept(storage, name, since=61)
                async with asyncio.timeout(30):
                    while visit() is not None:
                        await asyncio.sleep(0.01)
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(run())
    # Importing dashboard.py would set up this process as a server.
    assert "lifespan=forgetting," in (ROOT / "dashboard.py").read_text(encoding="utf-8")


def test_nothing_breaks_if_streamlit_stores_visits_differently(monkeypatch):
    monkeypatch.setattr(visits.Runtime, "instance", SimpleNamespace)
    asyncio.run(forgetting.forget_ended_visits())


#: The app, set to release a visit a second after it ends, which prints how many visits hold anything.
TELLS = """import gc, sys, threading, time
from streamlit.runtime.app_session import AppSession
from streamlit.web.cli import main
from pages.served.process import forgetting
forgetting.EVERY = 0.5
def count():
    found = (x for x in gc.get_objects() if isinstance(x, AppSession))
    return sum(bool(x.session_state.filtered_state) for x in found)
def tell():
    while True:
        gc.collect()
        print(f"visits with answers: {count()};", flush=True)
        time.sleep(0.3)
threading.Thread(target=tell, daemon=True).start()
sys.argv = ["streamlit", "run", "dashboard.py", "--server.disconnectedSessionTTL", "1"]
main()"""


@pytest.mark.e2e
def test_the_last_visit_of_a_day_is_released_too(tmp_path):
    """Streamlit's loop keeps a reference to it, and to the last message sent, until the next visitor."""
    log = tmp_path / "log"

    def told():
        return re.findall(r"visits with answers: (\d+);", log.read_text(encoding="utf-8"))

    async def comes_and_goes(address):
        async with Visitor(address, "right-for-me") as visitor:
            await visitor.change(condition_key("pregnancy"), True)

    with (
        log.open("wb") as output,
        running_process(sys.executable, "-c", TELLS, output=output) as (address, _),
    ):
        asyncio.run(comes_and_goes(address))
        deadline = time.monotonic() + 60
        while ("1" not in told() or told()[-1] != "0") and time.monotonic() < deadline:
            time.sleep(0.2)
        assert "1" in told()
        assert told()[-1] == "0"
