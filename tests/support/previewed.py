"""Streamlit's page behind what writes its preview, and what a program reads in the answer."""

import struct
from html.parser import HTMLParser

import asgi
from starlette.responses import HTMLResponse

from pages.served.link.link_preview import LinkPreview

#: What Streamlit serves for every path, in short.
PAGE = "<!DOCTYPE html><html><head><title>Streamlit</title></head><body>You need JavaScript.</body></html>"
page = HTMLResponse(PAGE, headers={"cache-control": "no-cache", "etag": '"x"', "last-modified": "yesterday"})


def ask(app, path="/", query="", *, headers=(), base="", **scope):
    """Status, headers and body of one request to ``app`` behind the middleware."""
    named = {"host": "skin.example", **dict(headers)}
    return asgi.ask(LinkPreview(app, base=base), path, query=query.encode(), headers=named, **scope)


class Head(HTMLParser):
    """The title and the tags of a page, as a program reads them."""

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
            assert name not in self.tags, f"{name} twice"
            self.tags[name] = found["content"]

    def handle_endtag(self, tag):
        self._in_title = False

    def handle_data(self, data):
        self.title += data if self._in_title else ""


def size_of(png):
    """Width and height of a picture."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])
