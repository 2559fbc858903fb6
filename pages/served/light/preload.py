"""Code that the first screen waits for, asked for together with the page.

Streamlit's page learns that it needs the code of the board only when the board arrives, and would then fetch
it beside Plotly's, which is ten times as large. A Link header (RFC 8288) asks for it from the start.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

#: Modules to preload, by the suffix of their source path: the component runner, and what reads HTML in
#: Markdown.
WANTED = ("BidiComponent/BidiComponent.tsx", "rehype-raw/index.js")


def link_header(folder: Path, prefix: str) -> str:
    """A Link header for the wanted modules and what they import, from Streamlit's build manifest.

    ``folder`` holds ``manifest.json``; ``prefix`` is the path that it is served under, ending in a slash. A
    manifest that is missing or reads otherwise gives no header: the page then loads as Streamlit means it to.
    """
    try:
        manifest: Mapping[str, Mapping[str, object]] = json.loads(
            (folder / "manifest.json").read_text("utf-8")
        )
        first = set(_with_imports(manifest, "index.html", set()))
        found: set[str] = set()
        names = [
            name
            for key in manifest
            if key.endswith(WANTED)
            for name in _with_imports(manifest, key, found)
            if name not in first
        ]
        return ", ".join(
            f"<{prefix}{manifest[name]['file']}>; rel=modulepreload; crossorigin" for name in names
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""


def _with_imports(manifest: Mapping[str, Mapping[str, object]], key: str, found: set[str]) -> Iterator[str]:
    """``key`` and all that it imports, each once."""
    if key in found:
        return
    found.add(key)
    yield key
    imports = manifest[key].get("imports", [])
    if not isinstance(imports, list):
        raise TypeError("The imports of a module are no list.")
    for name in imports:
        yield from _with_imports(manifest, name, found)
