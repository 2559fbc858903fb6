"""Only our own pages may talk to the server, and it asks nobody who we are.

For an Origin that is not the Host, Streamlit looks up its own address in the internet, to compare: a request
to a third party, which any visitor could cause. So it never sees such an Origin.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send


class SameOrigin:
    """ASGI middleware: refuses websockets from pages of other sites. Of a request it hides where it is from,
    so that no such page gets leave to read the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not _is_ours(Headers(scope=scope)):
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": "From another site."})
            return
        if scope["type"] == "http":
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"origin"]}
        await self.app(scope, receive, send)


def _is_ours(headers: Headers) -> bool:
    """A program that is no browser sends no Origin, and no browser lets a page leave it out."""
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == headers.get("host", "")
    except ValueError:
        return False
