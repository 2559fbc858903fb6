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

from pages.served.memory import give_back
from pages.served.visits import session_manager

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
        forget_ended_visits()


def forget_ended_visits() -> None:
    """Let go of every visit that ended over half an hour ago, with its answers and files."""
    # Where Streamlit keeps visits in another way, its own time holds.
    kept = getattr(session_manager(), "_session_storage", None)
    expire = getattr(getattr(kept, "_cache", None), "expire", None)
    if expire is not None and expire():
        # A visit holds itself in circles, which Python would free only once enough new objects have come.
        gc.collect()
        give_back()
