"""Ended visits leave memory in time, with nobody else about."""

import asyncio
import gc
import weakref
from types import SimpleNamespace

import pytest
from conftest import ROOT
from streamlit.runtime.memory_session_storage import MemorySessionStorage

from pages.served import forgetting, visits


class Ended:
    """What Streamlit keeps of a visit, as far as its storage looks at it."""

    def __init__(self, name):
        self.session = SimpleNamespace(id=name)
        self.circle = self


@pytest.fixture
def storage(monkeypatch):
    storage = MemorySessionStorage(ttl_seconds=60)
    runtime = SimpleNamespace(_session_mgr=SimpleNamespace(_session_storage=storage))
    monkeypatch.setattr(visits.Runtime, "instance", lambda: runtime)
    return storage


def kept(storage, name, *, since):
    """A visit that ended ``since`` seconds ago, held by the storage alone."""
    visit = Ended(name)
    now = storage._cache._timer
    storage._cache._timer = lambda: now() - since
    storage.save(visit)
    storage._cache._timer = now
    return weakref.ref(visit)


def test_streamlit_alone_holds_an_ended_visit_until_another_ends(storage):
    """The reason for our own look; should Streamlit look by itself one day, ours can go."""
    old = kept(storage, "old", since=61)
    assert storage.get("old") is None
    gc.collect()
    assert old() is not None


def test_what_is_over_its_time_is_let_go_and_the_rest_stays(storage):
    old, new = kept(storage, "old", since=61), kept(storage, "new", since=30)
    forgetting.forget_ended_visits()
    assert old() is None
    assert storage.get("new") is new()


def test_the_app_looks_again_and_again_while_it_runs(storage, monkeypatch):
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


def test_where_streamlit_keeps_visits_in_another_way_nothing_breaks(monkeypatch):
    monkeypatch.setattr(visits.Runtime, "instance", SimpleNamespace)
    forgetting.forget_ended_visits()
