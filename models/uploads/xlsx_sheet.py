"""Bytes of an XLSX workbook -> rows of cells, by the stored value of each cell (record 12).

openpyxl reads cells, texts and formats. What it does not return in the same pass is added here: hidden and
merged cells, and formulas without a value. It limits neither time nor memory, so a visitor's file is read in
a separate process (``pages/ui/clinic/read_apart.py``).
"""

import io
import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import iterparse

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from models.uploads.csv_sheet import too_many_rows
from models.uploads.number_formats import Look, look_of, plain
from models.uploads.sheet import (
    BLANK,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Line,
    UnreadableError,
    letters,
    rows_listed,
    shown,
    text_cell,
)

#: The most bytes of all parts of one workbook, unpacked: six times the largest file.
MAX_UNPACKED = 30 * 1024 * 1024

#: The most merged ranges, and cells in them, that are reported one by one.
MAX_MERGED = 2_000

#: Numbers of date formats of East Asia, which openpyxl does not name (ECMA-376, part 1, 18.8.30).
_EAST_ASIAN_DATES = {*range(27, 37), *range(50, 59)}

_NO_VALUE = (
    "the cell holds a formula whose value was never stored.",
    "Open the workbook, save it again, or write the number.",
)


@dataclass(slots=True)
class _Contents:
    """The contents of one worksheet. Rows count from 1, columns from 0."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    formulas: int = 0


def read_xlsx(content: bytes) -> tuple[list[Line], str, list[str]]:
    """The rows that are not blank, the name of the sheet if there are several, and notes.

    Raises UnreadableError.
    """
    try:
        return _read(content)
    except (UnreadableError, MemoryError):
        raise
    # openpyxl raises many kinds of errors when a part is not as it expects.
    except Exception:
        remedy = "Open it in the program it comes from and save it again."
        raise UnreadableError("The workbook is damaged.", remedy) from None


def _read(content: bytes) -> tuple[list[Line], str, list[str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        _look_at_parts(packed)
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        found = _contents(sheet)
        if found.rows:
            name = text_cell(sheet.title).text
            others = [text_cell(other.title).text for other in sheets if other is not sheet]
            lines = [
                Line(number, tuple(cells.get(column, BLANK) for column in range(max(cells) + 1)))
                for number, cells in sorted(found.rows.items())
            ]
            return lines, name if others else "", _notes(found, name, others)
    raise UnreadableError("The workbook is empty.", "Fill in the table and save it.")


def _look_at_parts(packed: zipfile.ZipFile) -> None:
    """Refuse a workbook that is locked, would unpack beyond the limit, or could expand without limit."""
    parts = packed.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError("The workbook is locked with a password.", "Save it without one.")
    # zipfile unpacks no more of a part than its directory says, so these sizes are reliable.
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        what = f"Unpacked, the workbook is larger than {MAX_UNPACKED // 1024 // 1024} MB."
        raise UnreadableError(what, "Copy the table to a new workbook and save that.")
    for part in parts:
        body = packed.read(part)
        # No spreadsheet program compresses in another way, or declares a document type.
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or b"<!DOCTYPE" in body:
            raise ValueError(part.filename)
        if part.filename == "xl/workbook.xml" and b"http://purl.oclc.org/ooxml" in body:
            what = "The workbook was saved as Strict Open XML."
            raise UnreadableError(what, "Save it as Excel Workbook (XLSX), or as CSV.")


def _contents(sheet: Any) -> _Contents:
    found = _Contents()
    with sheet._get_source() as source:
        # Without date formats the parser leaves numbers unchanged: ``_number_cell`` decides which are dates.
        parser = WorkSheetParser(source, sheet._shared_strings, data_only=True, epoch=sheet.parent.epoch)
        for _, element in iterparse(source):
            match element.tag.rpartition("}")[2]:
                case "row":
                    row, cells = parser.parse_row(element)
                    formulas = [cell.find(FORMULA_TAG) is not None for cell in element]
                    found.formulas += sum(formulas)
                    for stored, is_formula in zip(cells, formulas, strict=True):
                        _keep(
                            found, row, stored["column"] - 1, _cell(ReadOnlyCell(sheet, **stored), is_formula)
                        )
                    if element.get("hidden") in ("1", "true"):
                        found.hidden_rows.add(row)
                    element.clear()
                case "col" if element.get("hidden") in ("1", "true"):
                    last = min(int(element.get("max", "0")), MAX_COLUMNS)
                    found.hidden_columns |= set(range(int(element.get("min", "1")) - 1, last))
                case "mergeCell":
                    found.merged.append(element.get("ref", ""))
    _refuse_merged(found)
    return found


def _keep(found: _Contents, row: int, column: int, cell: Cell) -> None:
    if cell.is_blank:
        return
    if column >= MAX_COLUMNS:
        what = f"Column {letters(column)} is not empty."
        remedy = f"At most {MAX_COLUMNS} columns are read: A to {letters(MAX_COLUMNS - 1)}."
        raise UnreadableError(what, remedy, row)
    found.rows.setdefault(row, {})[column] = cell
    if len(found.rows) > MAX_ROWS + 1:
        raise too_many_rows()


def _cell(stored: Any, is_formula: bool) -> Cell:
    """One cell by its stored value."""
    value = stored.value
    if value is None:
        return Cell("…", None, _NO_VALUE) if is_formula else BLANK
    if stored.data_type == "e":
        what = f"the cell holds {shown(value)}, an error of the spreadsheet."
        return Cell("…", None, (what, "Correct the formula, or write the number."))
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return _number_cell(float(value), stored)
    return text_cell(_day(value) if stored.data_type == "d" else unescape(value))


def _number_cell(number: float, stored: Any) -> Cell:
    """A number as its format shows it: 0.1 may be shown as 10%, as a date or as euros."""
    if not math.isfinite(number):
        return Cell("…", None, (f"{shown(str(number))} is not a number.", "Type it again."))
    look, beside = look_of(stored.number_format)
    if look is Look.DATE or stored.style_array.numFmtId in _EAST_ASIAN_DATES:
        try:
            return Cell(_day(from_excel(number, stored.parent.parent.epoch)))
        except (OverflowError, ValueError):
            return Cell("9999-12-31")
    if look is Look.PERCENT:
        return Cell(f"{plain(number * 100)}%")
    return Cell(f"{plain(number)} {beside}".strip(), number)


def _day(moment: Any) -> str:
    return moment.date().isoformat() if isinstance(moment, datetime) else str(moment)


def _refuse_merged(found: _Contents) -> None:
    """Refuse every cell of a merged range: one value would count for several rows or columns."""
    for reference in found.merged[: MAX_MERGED + 1]:
        what = f"the cell is one of {shown(reference)}, which are merged into one."
        covered = list(_covered(found, reference))
        for row, column in covered:
            found.rows[row][column] = Cell("…", None, (what, "Unmerge them and fill in each."))
        if len(covered) > MAX_MERGED or len(found.merged) > MAX_MERGED:
            raise UnreadableError("Too many cells of the table are merged.", "Unmerge them and fill in each.")


def _covered(found: _Contents, reference: str) -> Iterator[tuple[int, int]]:
    """Row and column of every cell of a merged range in a row that holds something."""
    left, top, right, bottom = range_boundaries(reference)
    for row in found.rows:
        if (top or 1) <= row <= (bottom or row):
            yield from (
                (row, column) for column in range((left or 1) - 1, min(right or MAX_COLUMNS, MAX_COLUMNS))
            )


def _notes(found: _Contents, name: str, others: list[str]) -> list[str]:
    notes = []
    if others:
        rest = ", ".join(shown(other) for other in others[:5]) + (" and others" if len(others) > 5 else "")
        notes.append(f"The sheet {shown(name)} was read. Not read: {rest}.")
    if found.formulas:
        notes.append("Some cells hold formulas. The values that were stored last were read.")
    if hidden := sorted(found.hidden_rows & found.rows.keys()):
        notes.append(f"Hidden, and read like the others: {rows_listed(hidden)}.")
    used = {column for cells in found.rows.values() for column in cells}
    if columns := sorted(found.hidden_columns & used):
        notes.append(f"Hidden, and read like the others: column {', '.join(map(letters, columns))}.")
    return notes
