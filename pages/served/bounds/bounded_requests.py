"""Limits on the size of a request. The proxy limits how many may come (deploy/nginx.conf)."""

import re
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.served.guard.plain_answer import NO_ROOM, TOO_LARGE, TOO_LONG, plain_answer

MEGABYTE = 1024 * 1024

#: Bytes in the body of a request that is not an upload. Our pages send no such body.
OTHER_BODY = 64 * 1024

#: Bytes in a query. A full link has under 2,000.
LONGEST_QUERY = 16 * 1024

_UPLOAD = re.compile(r"(?:^|/)_stcore/upload_file/")


class _TooLargeError(Exception):
    """The body exceeds the limit."""


class BoundedRequests:
    """ASGI middleware. ``megabytes``: limit of a file; ``room``: whether there is memory for one."""

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
        """Pass the request on, and stop once its body grows too large."""
        # With its multipart framing of 200 bytes a body reaches this limit before Streamlit's own, whose
        # message says less.
        most = self.megabytes * MEGABYTE if upload else OTHER_BODY
        sentence = TOO_LARGE.format(most=self.megabytes) if upload else TOO_LONG
        # The connection stays open and the server discards the rest. If it closed, a client that is still
        # sending would never read the answer.
        refusal = plain_answer(scope, 413, sentence)
        stated = Headers(scope=scope).get("content-length", "0")
        if not stated.isdecimal() or int(stated) > most:
            await refusal(scope, receive, send)
            return
        received, started = 0, False

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
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
