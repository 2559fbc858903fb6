"""Streamlit's static files, made smaller: scripts and styles in brotli, fonts cut to the characters we show.

Streamlit sends them as they are and leaves compression to a proxy; this app must be small without one. The
code of our charts is served from the same folder. Streamlit answers all other requests as usual.
"""

import logging
from collections.abc import Mapping
from functools import cached_property
from mimetypes import guess_type
from pathlib import Path

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.served.light.compression import STATIC, packed, texts
from pages.ui.blocks import plot

#: The names of Streamlit's files contain a hash of the content, so browsers may keep them for good.
KEEP = "public, immutable, max-age=31536000"

#: A cut font has the name of the whole font, hash included, but its content may change: kept for a day.
CUT = "public, max-age=86400"

#: A cache must not give a compressed file to a client that cannot decompress it.
VARIES = {"vary": "Accept-Encoding"}
IN_BROTLI = VARIES | {"content-encoding": "br"}

#: The path of the charts' code below ``/static/``; its name contains its version.
PLOTLY = f"js/{plot.NAME}"

#: Subset fonts, keyed by the Streamlit font that they replace (tools/subset_fonts.py writes them). If
#: Streamlit renames its fonts, no key matches and its full fonts are sent.
FONTS = Path(__file__).parent / "fonts"

log = logging.getLogger("skin_options")


class LightStatic:
    """Answers for static files that can be sent smaller; ``base`` is the path that the app is under."""

    def __init__(self, app: ASGIApp, base: str = "", static: Path = STATIC, fonts: Path = FONTS) -> None:
        self.app = app
        self.prefix = f"/{base.strip('/')}/static/".replace("//", "/")
        self.static, self.fonts = static, fonts
        if not self.compressed:
            log.warning(
                "Pages load three times as much as they need: run python -m pages.served.light.compression"
            )

    @cached_property
    def compressed(self) -> Mapping[str, Path]:
        """Every file that has a version in brotli, by its path below ``/static/``."""
        files = (file for file in texts(self.static) if packed(file).is_file())
        return {file.relative_to(self.static).as_posix(): file for file in files}

    @cached_property
    def cut_fonts(self) -> Mapping[str, Path]:
        """Our fonts, by the path of the font that each replaces."""
        ours = {file.name: file for file in self.fonts.glob("*.woff2")}
        return {
            f"media/{name}": file for name, file in ours.items() if (self.static / "media" / name).exists()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = self._asked_for(scope)
        headers = Headers(scope=scope) if name else Headers()
        in_brotli = takes_brotli(headers.get("accept-encoding", ""))
        if name in self.cut_fonts:
            font = self.cut_fonts[name]
            answer: ASGIApp = _answer(font, font.read_bytes(), {"cache-control": CUT}, headers)
        elif name == PLOTLY:
            body = plot.CODE.read_bytes()
            answer = (
                _answer(plot.CODE, body, IN_BROTLI, headers)
                if in_brotli
                else _answer(plot.CODE, brotli.decompress(body), VARIES, headers)
            )
        elif name not in self.compressed:
            answer = self.app
        elif "range" in headers or not in_brotli:
            answer, send = self.app, _saying_that_it_varies(send)
        else:
            file = self.compressed[name]
            answer = _answer(file, packed(file).read_bytes(), IN_BROTLI, headers)
        await answer(scope, receive, send)

    def _asked_for(self, scope: Scope) -> str:
        """The path below ``/static/`` if the request reads such a file, else an empty string."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return ""
        path: str = scope["path"]
        return path.removeprefix(self.prefix) if path.startswith(self.prefix) else ""


def takes_brotli(accepted: str) -> bool:
    """Whether an Accept-Encoding header names brotli with a weight above 0 (RFC 9110, 12.5.3)."""
    for part in accepted.lower().split(","):
        coding, _, weight = part.replace(" ", "").partition(";q=")
        if coding == "br":
            return weight.strip("0.") != "" if weight else True
    return False


def _answer(file: Path, body: bytes, more: Mapping[str, str], asked: Headers) -> Response:
    """``body`` with the headers that Streamlit sends for ``file``, except its date: the ETag is shorter and
    identifies exactly these bytes."""
    etag = f'"{len(body):x}-{int(file.stat().st_mtime) % 0x10000:x}"'
    headers = {"etag": etag, "cache-control": KEEP, **more}
    if etag in asked.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    kind = guess_type(file.name)[0] or "application/octet-stream"
    return Response(body, headers=headers, media_type=kind)


def _saying_that_it_varies(send: Send) -> Send:
    """``send`` for Streamlit's own answer, where other clients get the file compressed."""

    async def varying(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return varying
