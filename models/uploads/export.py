"""Tables as files that no spreadsheet program runs anything of."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from models.uploads.sheet import FORMULA_STARTS

#: The last column of every file of figures: a table that is passed on takes its date and its limits along.
ABOUT = "About these figures"

_STARTS = "=+-@＝＋－＠"

#: What a spreadsheet program may take for the end of a cell, with the blanks around it.
_BETWEEN = re.compile(r"[;\s]+")


def defused(cell: object) -> object:
    """``cell``, led by an apostrophe where a spreadsheet program would run it as a formula."""
    if not isinstance(cell, str):
        return cell
    inner = _BETWEEN.sub(_led, cell)
    return f"'{inner}" if cell.startswith(FORMULA_STARTS) else inner


def _led(between: re.Match[str]) -> str:
    """What stands between two cells, with an apostrophe where a formula follows. Blanks alone end no cell."""
    follows = between.string[between.end() : between.end() + 1]
    ends_a_cell = not {";", "\t", "\r", "\n"}.isdisjoint(between[0])
    return f"{between[0]}'" if ends_a_cell and follows and follows in _STARTS else between[0]


def as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """``rows`` as CSV with a byte order mark, so that spreadsheet programs read it as UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([defused(cell) for cell in row] for row in rows)
    return ("\ufeff" + text.getvalue()).encode()
