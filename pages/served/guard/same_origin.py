"""Only our own pages may connect to the server, and the server contacts no third party.

For an Origin that differs from the Host, Streamlit asks a third party for its own public address, to compare
the two; any visitor could cause that request. So Streamlit never sees such an Origin.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send


class SameOrigin:
    """ASGI middleware: refuses websockets from pages of other sites, and removes the Origin from requests, so
    that no such page is allowed to read the answer."""

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
    """Programs other than browsers may send no Origin; a browser always sends it."""
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == headers.get("host", "")
    except ValueError:
        return False
