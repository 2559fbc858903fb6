"""Forgets ended visits in time, even if no other visit follows.

Streamlit keeps a visit for half an hour after its connection ended (.streamlit/config.toml), so that it can
continue after a lost network or on a tablet that was put aside. It drops older visits only when another visit
ends; until then their answers and files would stay in memory.
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

#: Seconds between two checks, and so the most by which a visit outlasts its time.
EVERY = 15.0


@asynccontextmanager
async def forgetting(app: App) -> AsyncIterator[None]:
    """The lifespan of the app: checks for visits to forget, in the event loop that holds them."""
    task = asyncio.create_task(_forget_regularly())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _forget_regularly() -> None:
    while True:
        await asyncio.sleep(EVERY)
        await forget_ended_visits()


async def forget_ended_visits() -> None:
    """Forget every visit that ended over half an hour ago, with its answers and files."""
    # If Streamlit keeps visits in another way, it decides when they end.
    kept = getattr(session_manager(), "_session_storage", None)
    expire = getattr(getattr(kept, "_cache", None), "expire", None)
    if expire is not None and expire():
        await release_last_visit()
        # Sessions contain reference cycles, which would otherwise stay until the next automatic collection.
        gc.collect()


async def release_last_visit() -> None:
    """Make Streamlit's event loop release the last visit.

    The loop keeps a reference to the visit that it last sent a message to, and to the message, until it sends
    one to another visit: after the last visit of a day, that would be the next day."""
    runtime, client = Runtime.instance(), _BriefClient()
    visit = runtime.connect_session(client, {})
    runtime.handle_backmsg(visit, BackMsg(app_heartbeat=True))
    with suppress(TimeoutError):
        async with asyncio.timeout(EVERY):
            await client.answered.wait()
    runtime.close_session(visit)


class _BriefClient(SessionClient):
    """A client that receives the answer to a heartbeat and is then closed."""

    def __init__(self) -> None:
        self.answered = asyncio.Event()

    @property
    def client_context(self) -> ClientContext | None:
        return None

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        self.answered.set()
