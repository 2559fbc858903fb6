"""Routes of Streamlit's server that this app does not use, closed to everybody."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from pages.served.guard.plain_answer import NOT_HERE, plain_answer

#: Server metrics, an interface for programs, signing in, and a health check that runs the whole script; under
#: any base path.
CLOSED = re.compile(
    r"(?:^|/)(?:_stcore/(?:metrics|agent|script-health-check)|auth/log(?:in|out)|oauth2callback)(?:/|$)"
)


class Closed:
    """ASGI middleware: answers closed routes with 404."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and CLOSED.search(scope["path"]):
            await plain_answer(scope, 404, NOT_HERE)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
