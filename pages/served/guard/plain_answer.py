"""A plain answer where there is no page: one sentence, as HTML for browsers and as text for programs."""

from html import escape

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Scope

NOT_HERE = "There is nothing at this address."
TOO_LARGE = "This file is too large. The most that we take is {most} MB."
TOO_LONG = "This request is larger than anything that our pages send."
NO_ROOM = "There is no room for another file right now. Please try again later."
BROKEN = "Something went wrong on our side. Please try again in a minute."

_PAGE = """<!DOCTYPE html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark"><title>Skin Options</title></head>
  <body><h1>Skin Options</h1><p>{sentence}</p></body>
</html>
"""


def plain_answer(scope: Scope, status: int, sentence: str, **headers: str) -> Response:
    """``sentence`` with ``status``. In the names of further ``headers``, underscores replace dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named["cache-control"] = "no-store"
    if "text/html" in Headers(scope=scope).get("accept", ""):
        return HTMLResponse(_PAGE.format(sentence=escape(sentence)), status, named)
    return PlainTextResponse(f"{sentence}\n", status, named)
