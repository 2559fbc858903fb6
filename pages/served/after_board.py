"""The code of the charts, held back until the board is drawn, or the rest of a page without one.

Streamlit's page asks for it as soon as a chart arrives, and its megabyte then shares a slow line, and a slow
processor, with the few kilobytes that draw the board. The browser gets a short module in its place, which
waits and then brings the real one, by the same name with a query.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path

#: Streamlit's module of charts, by the end of its source path.
CHARTS = "PlotlyChart/PlotlyChart.tsx"

#: The query that asks for the real code.
WHOLE = b"whole"

_WAIT = (Path(__file__).parent / "after_board.js").read_text(encoding="utf-8")
_EXPORTS = re.compile(r"export\s*\{([^{}]*)\};?\s*\Z")


def held_back(folder: Path) -> Mapping[str, bytes]:
    """What is sent instead, by the path below ``/static/``; empty where Streamlit's build reads otherwise.

    ``folder`` holds ``manifest.json`` and ``static/``.
    """
    try:
        manifest: Mapping[str, Mapping[str, str]] = json.loads((folder / "manifest.json").read_text("utf-8"))
        (file,) = (entry["file"] for key, entry in manifest.items() if key.endswith(CHARTS))
        found = _EXPORTS.search((folder / file).read_text("utf-8")[-2000:])
        names = [name.split()[-1] for name in found[1].split(",")] if found else []
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    if not names:
        return {}
    return {file.removeprefix("static/"): _module(Path(file).name, names)}


def _module(file: str, names: list[str]) -> bytes:
    """A module that waits, brings ``file``, and exports what it exports."""
    brought = f'const whole = await import("./{file}?{WHOLE.decode()}");'
    exports = (f"export {'default' if n == 'default' else f'const {n} ='} whole.{n};" for n in names)
    return "\n".join((_WAIT, brought, *exports)).encode()
