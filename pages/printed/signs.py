"""Which signs can be printed: those that a font of the engine has. Others become boxes."""

import json
import unicodedata
from pathlib import Path
from typing import Any

#: Runs of code points, first and last; `make fonts` writes it (tools/printable_signs.py).
FILE = Path(__file__).parent / "signs.json"

#: Stands for a sign that no font of ours can draw.
BOX = "□"

PRINTABLE = frozenset(
    chr(code)
    for first, last in json.loads(FILE.read_text(encoding="utf-8"))
    for code in range(first, last + 1)
)


#: Signs without a shape that break or join words.
_KEPT = frozenset("\n\u200b\u200c\u200d")


def boxed(data: Any, *, strictly: bool = False) -> Any:
    """``data`` with a box in its texts for each sign that cannot be printed, whatever it is made of.

    ``strictly``: one for each mark over or under a letter too, and no other sign without a shape. The fonts
    have most of these, but the engine may refuse one beside another sign: a letter and its marks, say, must
    come from one font.
    """
    if isinstance(data, str):
        table = {ord(sign): instead for sign in set(data) if (instead := _instead(sign, strictly)) != sign}
        return data.translate(table) if table else data
    if isinstance(data, dict):
        return {key: boxed(value, strictly=strictly) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return type(data)(boxed(value, strictly=strictly) for value in data)
    return data


def _instead(sign: str, strictly: bool) -> str:
    if sign not in PRINTABLE:
        return BOX
    if not strictly or sign in _KEPT:
        return sign
    if not sign.isprintable():
        return ""
    return BOX if unicodedata.category(sign).startswith("M") else sign
