"""A visit belongs to the page that opened it, and what it holds goes along when its tab loads the page again.

Streamlit hands a visit to whoever names its id, and the id is no secret: addresses of files have it, and
messages to a log. So a page makes up a name for itself (own_visit.js), which only its tab and this process
know, and no id from outside is listened to. Streamlit itself holds a visit to the name that opened it: the
setting ``trustedUserHeaders`` has it read our header. Nothing of this needs a cookie.
"""

import asyncio
import re
import secrets
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.served.process.visits import OWNER, visit_of
from pages.visit.beyond_link import LOST, carried

#: What a page says behind Streamlit's two subprotocols: its name, then "again" where its connection was lost,
#: or the name of the page before it in its tab, and the kinds of things that no link could bring back.
AGAIN = "again"
_NAME, _KINDS = re.compile(r"[0-9a-f]{32}"), re.compile(r"[a-z_]{1,60}")

#: Close code (RFC 6455 leaves 4000 and above to applications) and reason: the page then loads itself again.
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
        said = [part.strip() for part in headers.get(_PROTOCOLS, "").split(",")]
        protocols, (name, before, kinds) = said[:2], [*said[2:5], "", "", ""][:3]
        known = None
        if before == AGAIN:
            known = visit_of(name)
            if known is None:
                # Browsers show the code and the reason only of a connection that was accepted.
                await receive()
                offered = scope.get("subprotocols") or [None]
                await send({"type": "websocket.accept", "subprotocol": offered[0]})
                await send({"type": "websocket.close", "code": GONE[0], "reason": GONE[1]})
                return
            protocols.append(known.session.id)
        # A page that gives no name gets a random one.
        owner = name if _NAME.fullmatch(name) else secrets.token_hex(16)
        earlier = visit_of(before) if before != AGAIN else None
        lost = kinds if earlier is None and _KINDS.fullmatch(kinds) else ""
        headers[_PROTOCOLS] = ", ".join(protocols)
        headers[OWNER], headers[LOST] = owner, lost

        async def received() -> Message:
            nonlocal earlier
            message = await receive()
            if message["type"] == "websocket.receive" and earlier is not None:
                # Nothing has run yet in the new visit, which this message begins.
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
