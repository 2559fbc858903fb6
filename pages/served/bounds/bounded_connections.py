"""Limits on what a client may send through its websockets, which no proxy sees. The proxy limits how many a
client may have open (deploy/nginx.conf).

A client that exceeds a limit is disconnected with a code and a reason; Streamlit's page then reconnects at
growing intervals.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from pages.served.bounds.limits import Buckets, client_of
from pages.visit.turns import CLIENT

#: Messages that one connection may send in a burst, and per second after that. A held arrow key sends about
#: 30 per second.
AT_ONCE, EACH_SECOND = 200, 40

#: Bytes in one message. All widgets of a page together take under 20,000.
LARGEST_MESSAGE = 1_000_000

#: Characters in an id, which Streamlit writes to the log. Ids from our pages have at most 64.
LONGEST_ID = 100

#: Close codes (RFC 6455, 7.4.1) and reasons.
TOO_OFTEN = 1008, "Too many messages in a short time."
TOO_BIG = 1009, "A message was larger than anything that our pages send."
LONG_ID = 1008, "An id was longer than any that our pages send."
NO_TEXT = 1003, "Only binary messages are understood."


class BoundedConnections:
    """ASGI middleware. ``messages`` holds the bucket of each client."""

    def __init__(self, app: ASGIApp, messages: Buckets) -> None:
        self.app, self.messages = app, messages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        client = client_of(scope)
        own = Buckets(EACH_SECOND, AT_ONCE, kept=1)
        cut_off = False

        async def sent(message: Message) -> None:
            if not cut_off:
                await send(message)

        async def received() -> Message:
            nonlocal cut_off
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            fault = _fault(message)
            if fault is None and not (own.take("") and self.messages.take(client)):
                fault = TOO_OFTEN
            if fault is None:
                return message
            cut_off = True
            code, reason = fault
            await send({"type": "websocket.close", "code": code, "reason": reason})
            return {"type": "websocket.disconnect", "code": code, "reason": reason}

        # Tells the page whose run it is, and replaces any such header that the client sent.
        headers = MutableHeaders(raw=list(scope["headers"]))
        headers[CLIENT] = client
        await self.app({**scope, "headers": headers.raw}, received, sent)


def _fault(message: Message) -> tuple[int, str] | None:
    content = message.get("bytes")
    if content is None:
        return NO_TEXT
    if len(content) > LARGEST_MESSAGE:
        return TOO_BIG
    return LONG_ID if any(len(known) > LONGEST_ID for known in _ids(content)) else None


def _ids(content: bytes) -> list[str]:
    """The ids in a message: of requests, visits, files and fragments."""
    try:
        message = BackMsg.FromString(content)
    except Exception:
        return []  # not a valid message: Streamlit handles that
    files, asked, run = message.file_urls_request, message.backend_operation_request, message.rerun_script
    return [
        *(files.request_id, files.session_id, asked.request_id, asked.session_id),
        *(asked.deferred_file.file_id, asked.dataframe_chunk.source_id),
        *(run.page_script_hash, run.fragment_id, *run.cached_message_hashes),
    ]
