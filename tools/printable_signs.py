"""Ask typst which characters its own fonts can draw: `make fonts`, after a typst update.

The answer is stored in pages/printed/signs.json as ranges of code points. A handout reads from it which
characters of a person's text become boxes, so the running app need not ask the engine.
"""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import typst

from pages.printed import engine, signs

TEMPLATE = Path(__file__).parent / "printable_signs.typ"

#: Where Unicode has characters. Left out: surrogates, empty planes and private use areas.
PLANES = (range(0x1, 0xD800), range(0xF900, 0x40000), range(0xE0000, 0xE1000))

#: How many characters the engine is asked about in one call.
AT_ONCE = 4000

_NAMED = re.compile(r'the text `"(?:\\u\{([0-9a-f]+)\}|(.))"` could not be displayed')


def printable(codes: Sequence[int]) -> list[int]:
    """The ``codes`` that the engine can draw, in order."""
    found: list[int] = []
    for start in range(0, len(codes), AT_ONCE):
        asked = list(codes[start : start + AT_ONCE])
        # Repeat until none is refused: a character counts only if it was drawn.
        while refused := _refused(asked):
            asked = [code for code in asked if code not in refused]
        found += asked
    return found


def _refused(codes: Sequence[int]) -> set[int]:
    inputs = {"signs": json.dumps([chr(code) for code in codes])}
    try:
        typst.compile(TEMPLATE, root=TEMPLATE.parent, sys_inputs=inputs, **engine.AS_PDF)
    except typst.TypstError as error:
        named = {int(code, 16) if code else ord(sign) for code, sign in _NAMED.findall(error.diagnostic)}
        if not named.intersection(codes):
            raise
        return named
    return set()


def runs(codes: Iterable[int]) -> list[list[int]]:
    """The first and last code point of each range."""
    found: list[list[int]] = []
    for code in codes:
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


def main() -> None:
    found = runs(code for plane in PLANES for code in printable(plane))
    lines = ",\n".join(json.dumps(run) for run in found)
    signs.FILE.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{signs.FILE.name}: {sum(last - first + 1 for first, last in found):,} signs in {len(found)} runs")


if __name__ == "__main__":
    main()
