"""The content security policy: what a page may load and run, and who may frame it."""

import base64
import hashlib
from collections.abc import Iterable
from html.parser import HTMLParser


def page_policy(scripts: Iterable[str], ancestors: str) -> str:
    """The policy of a page with these inline ``scripts``; nothing else inline runs, and nothing is evaluated.

    ``blob:`` under scripts: Streamlit hands the code of a component (our board, the copy button) to the
    browser as a blob, and serves files only of installed packages' components. Only code that already runs
    can make a blob, so injected HTML gains nothing by it. Styles are inline: Streamlit writes
    all of its own so. ``'self'`` covers the websocket too (in Safari since 15.4).
    """
    hashes = " ".join(sorted({_hash(script) for script in scripts}))
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' blob: {hashes}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {ancestors}",
        ]
    )


#: The policy of everything that is no page: opened by itself, it may load and run nothing. A first visit
#: brings more than a hundred of these, so every byte counts.
FILE_POLICY = "default-src 'none'"


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def inline_scripts(page: str) -> list[str]:
    """The content of every script that stands in ``page`` itself, to the letter."""
    reader = _Scripts()
    reader.feed(page)
    return reader.found


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and "src" not in dict(attrs):
            self._within = True
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self._within:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._within = False
