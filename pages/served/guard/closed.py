"""Doors of Streamlit's server that this app does not use, closed for everybody."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from pages.served.guard.plain_answer import NOT_HERE, plain_answer

#: Figures about the server, an interface for programs, signing in, and a check that runs the whole script;
#: under any base path.
CLOSED = re.compile(
    r"(?:^|/)(?:_stcore/(?:metrics|agent|script-health-check)|auth/log(?:in|out)|oauth2callback)(?:/|$)"
)


class Closed:
    """ASGI middleware: 404 for what is closed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and CLOSED.search(scope["path"]):
            await plain_answer(scope, 404, NOT_HERE)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
