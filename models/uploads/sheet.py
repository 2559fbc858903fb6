"""An opened table as rows of cells, before their meaning is read."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.folder.problems import UploadProblem, shortened
from models.wording.listing import listed

#: The largest file that is read, and the most that it may hold. The error message names each limit.
MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 2_000
MAX_COLUMNS = 100
LONGEST_CELL = 1_000

#: The most rows that a note names; the rest are counted.
NAMED_ROWS = 8

#: How a text begins that a spreadsheet program would run as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Cell:
    """``number`` is set where the file holds a number; ``trouble`` is why it cannot be read, and a remedy."""

    text: str = ""
    number: float | None = None
    trouble: tuple[str, str] | None = None

    @property
    def is_blank(self) -> bool:
        return not self.text and self.trouble is None


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Line:
    """One row; ``number`` counts as a spreadsheet does, from 1, blank rows too."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        return self.cells[column] if column < len(self.cells) else BLANK


@dataclass(frozen=True, slots=True)
class Sheet:
    """``lines`` are the rows that are not blank, the header first. ``separator`` is '' if it is not CSV.

    With ``problems`` there are no lines: the file could not be read at all. ``notes`` say how it was read.
    """

    file: str
    lines: tuple[Line, ...] = ()
    separator: str = ""
    notes: tuple[str, ...] = ()
    problems: tuple[UploadProblem, ...] = ()


class UnreadableError(Exception):
    """A file that cannot be read as a table: ``what`` and what to do."""

    def __init__(self, what: str, remedy: str, row: int = 0) -> None:
        super().__init__(what)
        self.what, self.remedy, self.row = what, remedy, row


def cleaned(text: str) -> str:
    """``text`` on one line, without invisible characters (zero width, direction marks)."""
    # Most texts hold none, and a check of five million characters one by one takes a second.
    hidden = ("Cf", "Cs", "Co")
    seen = text if text.isprintable() else "".join(c for c in text if unicodedata.category(c) not in hidden)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def text_cell(text: str) -> Cell:
    """A cell that holds text, or why the text is refused."""
    if len(text) > LONGEST_CELL:
        what = f"the cell has {len(text):,} characters."
        return Cell("…", None, (what, f"Use {LONGEST_CELL:,} or less."))
    found = cleaned(text)
    if not found.isprintable() and any(unicodedata.category(c) == "Cc" for c in found):
        return Cell("…", None, ("the cell contains unreadable characters.", "Type it again."))
    if found.startswith("'") and found[1:].startswith(FORMULA_STARTS):
        found = found[1:]  # the apostrophe with which our own files stop a program from running it
    elif found.startswith(("=", "＝")) and len(found) > 1:
        what = f"{shown(found)} is a formula, and this page runs none."
        return Cell(found, None, (what, "Write what it comes to."))
    return Cell(found)


def shown(value: str) -> str:
    """``value`` as a message quotes it: in double quotes, shortened, on one line."""
    return f'"{shortened(value)}"'


def letters(column: int) -> str:
    """The name that a spreadsheet gives a column, counted from 0: A, Z, AA, CV."""
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name


def rows_listed(rows: Iterable[int]) -> str:
    """'row 5', 'rows 5, 6 and 9', 'rows 1, 2, 3, ... and 40 more'."""
    every = [str(row) for row in rows]
    return f"row{'' if len(every) == 1 else 's'} {listed(every, NAMED_ROWS)}"


def trimmed(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """``cells`` without the blank ones at their end."""
    count = len(cells)
    while count and cells[count - 1].is_blank:
        count -= 1
    return tuple(cells[:count])


def of_texts(rows: Iterable[Sequence[str]], name: str) -> Sheet:
    """The sheet of a CSV file of ours with these ``rows``. Nothing in it is a formula."""
    cells = [
        [text_cell(f"'{text}" if text.startswith(("=", "＝")) else text) for text in row] for row in rows
    ]
    lines = [Line(number, trimmed(row)) for number, row in enumerate(cells, 1)]
    return Sheet(name, tuple(line for line in lines if line.cells), ",")
