"""Requests within bounds: how much one may hold. How many may come is for the proxy (deploy/nginx.conf)."""

import re
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.served.guard.plain_answer import NO_ROOM, TOO_LARGE, TOO_LONG, plain_answer

MEGABYTE = 1024 * 1024

#: Bytes of any body but that of an upload: no page sends one.
OTHER_BODY = 64 * 1024

#: Bytes of a query: a full link has under 2,000. Longer ones are not read.
LONGEST_QUERY = 16 * 1024

_UPLOAD = re.compile(r"(?:^|/)_stcore/upload_file/")


class _TooLargeError(Exception):
    """More came than may come."""


class BoundedRequests:
    """ASGI middleware. ``megabytes``: of the largest file; ``room``: whether there is memory for another."""

    def __init__(self, app: ASGIApp, megabytes: int, room: Callable[[], bool]) -> None:
        self.app, self.megabytes, self.room = app, megabytes, room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        upload = bool(_UPLOAD.search(scope["path"])) and scope["method"] in ("PUT", "POST")
        if upload and not self.room():
            await plain_answer(scope, 503, NO_ROOM, retry_after="120")(scope, receive, send)
        elif len(scope["query_string"]) > LONGEST_QUERY:
            await plain_answer(scope, 414, TOO_LONG)(scope, receive, send)
        else:
            await self._within(scope, receive, send, upload)

    async def _within(self, scope: Scope, receive: Receive, send: Send, upload: bool) -> None:
        """Pass the request on, and stop keeping it where it grows too large."""
        # Multipart framing adds about 200 bytes to what Streamlit counts. Refuse first, with a readable
        # message.
        most = self.megabytes * MEGABYTE if upload else OTHER_BODY
        sentence = TOO_LARGE.format(most=self.megabytes) if upload else TOO_LONG
        # The connection stays open: the server throws the rest away as it comes. Were it closed, the visitor
        # would still be sending and never read the answer.
        refusal = plain_answer(scope, 413, sentence)
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isdecimal() or int(told) > most:
            await refusal(scope, receive, send)
            return
        came, started = 0, False

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise _TooLargeError
            return message

        async def sent(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, counted, sent)
        except _TooLargeError:
            if not started:
                await refusal(scope, receive, send)
