"""A visit belongs to the page that opened it, and its content is kept when its tab loads the page again.

Streamlit gives a visit to any client that sends its id, and the id is not secret: it is in the addresses of
files and in log messages. So each page generates a random name (own_visit.js), which only its tab and this
process know, and ids sent by clients are ignored. Streamlit itself ties a visit to the name that opened it,
since the setting ``trustedUserHeaders`` makes it read our header. None of this needs a cookie.
"""

import asyncio
import re
import secrets
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.served.process.visits import OWNER, visit_of
from pages.visit.beyond_link import LOST, carried

#: What a page sends after Streamlit's two subprotocols: its name, then "again" if it reconnects, or else the
#: name of the previous page in its tab and the kinds of content of that page which no link holds.
AGAIN = "again"
_NAME, _KINDS = re.compile(r"[0-9a-f]{32}"), re.compile(r"[a-z_]{1,60}")

#: Close code (RFC 6455 leaves 4000 and above to applications) and reason, on which the page reloads itself.
GONE = 4410, "This visit is not known here any more."

_PROTOCOLS = "sec-websocket-protocol"


class OwnVisits:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        headers = MutableHeaders(raw=list(scope["headers"]))
        offered = [part.strip() for part in headers.get(_PROTOCOLS, "").split(",")]
        protocols, (name, before, kinds) = offered[:2], [*offered[2:5], "", "", ""][:3]
        known = None
        if before == AGAIN:
            known = visit_of(name)
            if known is None:
                # Browsers show the code and the reason only of a connection that was accepted.
                await receive()
                await send(
                    {"type": "websocket.accept", "subprotocol": (scope.get("subprotocols") or [None])[0]}
                )
                await send({"type": "websocket.close", "code": GONE[0], "reason": GONE[1]})
                return
            protocols.append(known.session.id)
        # A page that sends no name gets a random one.
        owner = name if _NAME.fullmatch(name) else secrets.token_hex(16)
        earlier = visit_of(before) if before != AGAIN else None
        lost = kinds if earlier is None and _KINDS.fullmatch(kinds) else ""
        headers[_PROTOCOLS] = ", ".join(protocols)
        headers[OWNER], headers[LOST] = owner, lost

        async def received() -> Message:
            nonlocal earlier
            message = await receive()
            if message["type"] == "websocket.receive" and earlier is not None:
                # This first message starts the new visit: nothing has run in it yet.
                for key, value in (await _kept(earlier.session)).items():
                    visit_of(owner).session.session_state[key] = value
                earlier = None
            return message

        await self.app({**scope, "headers": headers.raw}, received, send)


async def _kept(session: Any) -> dict[str, Any]:
    for _ in range(100):
        try:
            return carried(session.session_state.filtered_state)
        except RuntimeError:  # the previous page's run may be adding a key at this moment
            await asyncio.sleep(0.02)
    return {}
