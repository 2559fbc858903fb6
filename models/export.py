"""Tables as files that no spreadsheet program runs anything of."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from models.sheet import FORMULA_STARTS

#: The last column of every file of figures: a table that is passed on takes its date and its limits along.
ABOUT = "About these figures"

#: A program that takes semicolons for separators starts a new cell after one.
_INNER_START = re.compile(r"([;\t\r\n]\s*)(?=[=+\-@＝＋－＠])")


def defused(cell: object) -> object:
    """``cell``, led by an apostrophe where a spreadsheet program would run it as a formula."""
    if not isinstance(cell, str):
        return cell
    inner = _INNER_START.sub(r"\1'", cell)
    return f"'{inner}" if cell.startswith(FORMULA_STARTS) else inner


def as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """``rows`` as CSV with a byte order mark, so that spreadsheet programs read it as UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([defused(cell) for cell in row] for row in rows)
    return ("\ufeff" + text.getvalue()).encode()
