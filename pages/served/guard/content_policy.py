"""The content security policy: what a page may load and run, and who may frame it."""

import base64
import hashlib
from collections.abc import Iterable
from html.parser import HTMLParser


def page_policy(scripts: Iterable[str], ancestors: str) -> str:
    """The policy of a page with these inline ``scripts``. No other inline script may run, and no ``eval``.

    ``blob:`` under scripts: Streamlit hands the code of a component (our board, the copy button) to the
    browser as a blob, and serves files only for components of installed packages. Only code that already runs
    can make a blob, so injected HTML gains nothing. Inline styles are allowed since Streamlit writes all its
    own that way. ``'self'`` covers the websocket too (in Safari since 15.4).
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


#: The policy of everything that is not a page: opened by itself, it may load and run nothing. It is short
#: since a first visit loads over a hundred files.
FILE_POLICY = "default-src 'none'"


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def inline_scripts(page: str) -> list[str]:
    """The exact content of every inline script in ``page``."""
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
