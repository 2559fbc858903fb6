"""Sends one request, or opens one connection, to an ASGI app in this process, without a server."""

import asyncio


def ask(app, path="/", *, method="GET", headers=(), query=b"", body=(), **scope):
    """Status, headers and body of the response. ``body`` yields the parts of the request body on demand."""
    sent, parts, ended = [], iter(body), False

    async def receive():
        nonlocal ended
        if ended:
            await asyncio.Event().wait()  # the client stays connected
        part = next(parts, None)
        ended = part is None
        return {"type": "http.request", "body": part or b"", "more_body": not ended}

    async def send(message):
        sent.append(message)

    request = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path,
        "query_string": query,
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in dict(headers).items()],
        "client": ("192.0.2.1", 4000),
        **scope,
    }
    asyncio.run(app(request, receive, send))
    start, *rest = sent
    assert start["type"] == "http.response.start"
    found = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
    assert len(found) == len(start["headers"]), "a header was sent twice"
    return start["status"], found, b"".join(message.get("body", b"") for message in rest)


def talk(app, messages, *, client=("192.0.2.1", 4000), headers=()):
    """What the app sends on a websocket that receives ``messages`` and is then closed by the client."""
    sent, coming = (
        [],
        [{"type": "websocket.connect"}, *messages, {"type": "websocket.disconnect", "code": 1001}],
    )

    async def receive():
        return coming.pop(0)

    async def send(message):
        sent.append(message)

    came = [(name.encode(), value.encode()) for name, value in dict(headers).items()]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": came, "client": client}
    asyncio.run(app(scope | {"subprotocols": ["streamlit", "token"]}, receive, send))
    return sent
