"""Tables as CSV files in which a spreadsheet program finds no formula to run."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from models.uploads.sheet import FORMULA_STARTS

#: The last column of every file of figures: it keeps the date and the limits with a table passed on.
ABOUT = "About these figures"

_STARTS = "=+-@＝＋－＠"

#: What a spreadsheet program may take for the end of a cell, with the white space around it.
_BETWEEN = re.compile(r"[;\s]+")


def defused(cell: object) -> object:
    """``cell``, with an apostrophe before anything that a spreadsheet program would run as a formula."""
    if not isinstance(cell, str):
        return cell
    inner = _BETWEEN.sub(_led, cell)
    return f"'{inner}" if cell.startswith(FORMULA_STARTS) else inner


def _led(between: re.Match[str]) -> str:
    """The match, and an apostrophe if it ends a cell and a formula follows. Spaces alone end no cell."""
    follows = between.string[between.end() : between.end() + 1]
    ends_a_cell = not {";", "\t", "\r", "\n"}.isdisjoint(between[0])
    return f"{between[0]}'" if ends_a_cell and follows and follows in _STARTS else between[0]


def as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """``rows`` as CSV with a byte order mark, so that spreadsheet programs read it as UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([defused(cell) for cell in row] for row in rows)
    return ("\ufeff" + text.getvalue()).encode()
