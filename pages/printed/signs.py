"""Which characters can be printed: those that a font of the engine has. Others become boxes."""

import json
import unicodedata
from pathlib import Path
from typing import Any

#: Ranges of code points, first and last; `make fonts` writes it (tools/printable_signs.py).
FILE = Path(__file__).parent / "signs.json"

#: Replaces a character that no font can draw.
BOX = "□"

PRINTABLE = frozenset(
    chr(code)
    for first, last in json.loads(FILE.read_text(encoding="utf-8"))
    for code in range(first, last + 1)
)


#: Invisible characters that break or join words.
_KEPT = frozenset("\n\u200b\u200c\u200d")


def boxed(data: Any, *, strictly: bool = False) -> Any:
    """``data``, nested or not, with a box in its texts for each character that cannot be printed.

    ``strictly`` also replaces each combining mark, and drops other invisible characters. The fonts have most
    of these, but the engine may refuse a combination: a letter and its marks must come from one font.
    """
    if isinstance(data, str):
        table = {ord(c): instead for c in set(data) if (instead := _instead(c, strictly)) != c}
        return data.translate(table) if table else data
    if isinstance(data, dict):
        return {key: boxed(value, strictly=strictly) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return type(data)(boxed(value, strictly=strictly) for value in data)
    return data


def _instead(character: str, strictly: bool) -> str:
    if character not in PRINTABLE:
        return BOX
    if not strictly or character in _KEPT:
        return character
    if not character.isprintable():
        return ""
    return BOX if unicodedata.category(character).startswith("M") else character
