"""Streamlit's page behind the preview middleware, and the parts of it that a chat program reads."""

import struct
from html.parser import HTMLParser

import asgi
from starlette.responses import HTMLResponse

from pages.served.link.link_preview import LinkPreview

#: A short version of the page that Streamlit serves for every path.
PAGE = "<!DOCTYPE html><html><head><title>Streamlit</title></head><body>You need JavaScript.</body></html>"
page = HTMLResponse(PAGE, headers={"cache-control": "no-cache", "etag": '"x"', "last-modified": "yesterday"})


def ask(app, path="/", query="", *, headers=(), base="", **scope):
    """Status, headers and body of one request to ``app`` behind the middleware."""
    named = {"host": "skin.example", **dict(headers)}
    return asgi.ask(LinkPreview(app, base=base), path, query=query.encode(), headers=named, **scope)


class Head(HTMLParser):
    """The title, the meta tags and the element names of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.title, self.elements, self._in_title = {}, "", [], False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append(tag)
        self._in_title = tag == "title"
        found = dict(attributes)
        if tag == "meta" and ("name" in found or "property" in found):
            name = found.get("name") or found["property"]
            assert name not in self.tags, f"{name} appears twice"
            self.tags[name] = found["content"]

    def handle_endtag(self, tag):
        self._in_title = False

    def handle_data(self, data):
        self.title += data if self._in_title else ""


def size_of(png):
    """Width and height of a PNG."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])
