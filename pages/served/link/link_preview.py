"""Completes the page that Streamlit serves first: a title, tags for messengers, and the board.

Streamlit serves one page for every path and fills it in the browser. A program that does not run its code,
such as one that previews links, would see only the title "Streamlit".
"""

import re
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.served.first_sight import first_sight
from pages.served.link import preview
from pages.served.link.preview import Preview
from pages.served.scripts import no_connection
from pages.served.scripts.own_script import OWN_SCRIPT
from pages.ui.frame.appearance import SHARED

PICTURE = "preview.png"

#: Folders of Streamlit's own files and routes, which contain no pages.
OWN_FOLDERS = frozenset({"_stcore", "static", "media", "component"})

#: Request headers that are dropped: a rewritten page supports neither ranges nor a 304, and Streamlit must
#: send the original uncompressed.
LEFT_OUT = frozenset({b"accept-encoding", b"range", b"if-range", b"if-none-match", b"if-modified-since"})

#: A host as a browser sends it. No other value is put into an address.
HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?", re.ASCII)

_TITLE = re.compile(rb"<title>[^<]*</title>", re.IGNORECASE)

_BODY = re.compile(rb"<body[^<>]*>", re.IGNORECASE)


class LinkPreview:
    """ASGI middleware: rewrites every page, and serves the picture that its tags refer to.

    ``base`` is Streamlit's ``server.baseUrlPath``.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        self.app = app
        self.base = f"/{base.strip('/')}" if base.strip("/") else ""
        self.pages = GZipMiddleware(self._page, minimum_size=500, compresslevel=6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        if scope["path"] == f"{self._prefix(scope)}/{PICTURE}":
            answer: ASGIApp = _picture
        elif _may_be_page(scope["path"]):
            answer = self.pages
        else:
            await self.app(scope, receive, send)
            return
        # The server itself leaves out the body of an answer to HEAD.
        await answer({**scope, "method": "GET"}, receive, send)

    def _prefix(self, scope: Scope) -> str:
        return f"{scope.get('root_path', '')}{self.base}"

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let Streamlit answer; if the answer is its page, pass it on rewritten."""
        start: Message | None = None
        body: list[bytes] = []

        async def held(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is None:
                await send(message)
            elif message["type"] == "http.response.body":
                body.append(message.get("body", b""))
                if not message.get("more_body"):
                    await self._pass_on(scope, start, b"".join(body), send)

        asked = [(name, value) for name, value in scope["headers"] if name not in LEFT_OUT]
        # With this extension Starlette would send the path of the page's file instead of its content.
        extensions = {k: v for k, v in scope.get("extensions", {}).items() if k != "http.response.pathsend"}
        await self.app({**scope, "headers": asked, "extensions": extensions}, receive, held)

    async def _pass_on(self, scope: Scope, start: Message, body: bytes, send: Send) -> None:
        found = await run_in_threadpool(preview.of_link, scope["query_string"])
        tagged = tags(found, picture_address(scope, self._prefix(scope), found))
        first = ""
        if scope["path"].rstrip("/") == self._prefix(scope):
            first = await run_in_threadpool(first_sight.of_link, scope["query_string"], body)
        place = no_connection.place(f"{self._prefix(scope)}/?{found.canonical}")
        head = f"{tagged}\n    <style>{no_connection.style()}</style><script>{OWN_SCRIPT}</script>"
        page = rewritten(body, head, place, f"<style>{SHARED}</style>{first}")
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["content-length"] = str(len(page))
        # A page is one person's view: no shared cache may store it.
        headers["cache-control"] = "private, no-cache"
        # These describe Streamlit's file, which is the same for every link.
        for name in ("etag", "last-modified", "accept-ranges"):
            del headers[name]
        await send({**start, "headers": headers.raw})
        await send({"type": "http.response.body", "body": page})


def _may_be_page(path: str) -> bool:
    """Whether Streamlit could answer with its page: it does not for files, nor in its own folders."""
    *folders, last = path.strip("/").split("/")
    return "." not in last and OWN_FOLDERS.isdisjoint([*folders, last])


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    html = headers.get("content-type", "").startswith("text/html")
    return start["status"] == 200 and html and "content-encoding" not in headers


async def _picture(scope: Scope, receive: Receive, send: Send) -> None:
    made = await run_in_threadpool(preview.picture, scope["query_string"])
    # Only an hour, so that a corrected figure does not stay in caches for days.
    headers = {"cache-control": "public, max-age=3600"}
    await Response(made, media_type="image/png", headers=headers)(scope, receive, send)


def picture_address(scope: Scope, prefix: str, found: Preview) -> str:
    """The URL of the picture, or an empty string if the request has no valid host."""
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if not HOST.fullmatch(host):
        return ""
    query = f"?{found.canonical}" if found.canonical else ""
    # Behind a trusted proxy, uvicorn has set the scheme that the proxy reports.
    return f"{scope['scheme']}://{host}{prefix}/{PICTURE}{query}"


def tags(found: Preview, picture: str) -> str:
    """The title and the tags as HTML, every text escaped.

    No ``og:url``: messengers would link to it in place of the address that was pasted.
    """
    named = {
        "description": found.sentence,
        "twitter:title": found.title,
        "twitter:description": found.sentence,
    }
    properties = {
        "og:type": "website",
        "og:site_name": "Skin Options",
        "og:title": found.title,
        "og:description": found.sentence,
    }
    if picture:
        width, height = preview.SIZE
        named |= {"twitter:card": "summary_large_image", "twitter:image": picture}
        properties |= {
            "og:image": picture,
            "og:image:type": "image/png",
            "og:image:width": str(width),
            "og:image:height": str(height),
            "og:image:alt": f"{found.title} {found.sentence}",
        }
    metas = [
        f'<meta {kind}="{name}" content="{escape(text)}" />'
        for kind, items in (("name", named), ("property", properties))
        for name, text in items.items()
    ]
    return "\n    ".join((f"<title>{escape(found.title)}</title>", *metas))


def rewritten(page: bytes, head: str, start: str, foot: str) -> bytes:
    """``page`` with ``head`` in place of its title, ``start`` at the start of its body, and ``foot`` at its
    end, after Streamlit's own style, so that it takes precedence. The text for browsers without
    scripts is removed. Unchanged if the title or the body is missing."""
    before, end, rest = page.rpartition(b"</body>")
    if not (end and _TITLE.search(before)):
        return page
    before = _TITLE.sub(lambda _: head.encode(), before, count=1)
    # Streamlit's own text says that this is a Streamlit app, and how a program may use it.
    before, _, after = before.partition(b"<noscript>")
    before += after.rpartition(b"</noscript>")[2]
    return _BODY.sub(lambda found: found[0] + start.encode(), before, count=1) + foot.encode() + end + rest
