"""Visits that ended are forgotten in time, also where nobody comes after them.

Streamlit keeps a visit whose connection ended for half an hour (.streamlit/config.toml), so that it can go on
after a lost network or on a tablet that was put aside, and lets go of what is older only when the next visit
ends. Until then its answers and files would stay in memory.
"""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from streamlit import App
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import ClientContext, SessionClient

from pages.served.process.visits import session_manager

#: Seconds between two looks: a visit is gone at most so long after its half hour.
EVERY = 15.0


@asynccontextmanager
async def forgetting(app: App) -> AsyncIterator[None]:
    """The lifespan of the app: looks for visits to forget, in the loop that keeps them."""
    task = asyncio.create_task(_forget_again_and_again())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _forget_again_and_again() -> None:
    while True:
        await asyncio.sleep(EVERY)
        await forget_ended_visits()


async def forget_ended_visits() -> None:
    """Let go of every visit that ended over half an hour ago, with its answers and files."""
    # Where Streamlit keeps visits in another way, its own time holds.
    kept = getattr(session_manager(), "_session_storage", None)
    expire = getattr(getattr(kept, "_cache", None), "expire", None)
    if expire is not None and expire():
        await look_at_nobody()
        # Sessions contain reference cycles. Without this they would wait for the next automatic collection.
        gc.collect()


async def look_at_nobody() -> None:
    """Streamlit's own loop holds the visit that it sent something to last, and what it sent, until it sends
    something to another one: after the last visit of a day that would be on the next day."""
    runtime, nobody = Runtime.instance(), _Nobody()
    visit = runtime.connect_session(nobody, {})
    runtime.handle_backmsg(visit, BackMsg(app_heartbeat=True))
    with suppress(TimeoutError):
        async with asyncio.timeout(EVERY):
            await nobody.was_told.wait()
    runtime.close_session(visit)


class _Nobody(SessionClient):
    """Whom Streamlit sends its answer to a heartbeat."""

    def __init__(self) -> None:
        self.was_told = asyncio.Event()

    @property
    def client_context(self) -> ClientContext | None:
        return None

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        self.was_told.set()
