"""Bytes of an XLSX workbook -> rows of cells, by the value that each cell last stored.

We read the few parts of the format (ECMA-376) that a table needs ourselves, see decision 12.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.csv_sheet import too_many_rows
from models.number_formats import Formats, read_formats
from models.sheet import (
    BLANK,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Line,
    UnreadableError,
    letters,
    listed,
    shown,
    text_cell,
    trimmed,
)
from models.xlsx_package import Element, Package, damaged, opened

#: Worksheets that are looked at for one with something in it.
MAX_SHEETS = 50

#: Merged ranges, and cells in them, that are told one by one.
MAX_MERGED = 2_000

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.ASCII)


@dataclass(slots=True)
class _Contents:
    """What one worksheet holds: cells by row and column, both counted from 1 and from 0."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    formulas: int = 0


def read_xlsx(content: bytes) -> tuple[list[Line], str, list[str]]:
    """The rows that are not blank, the name of the sheet if there are several, and notes.

    Raises UnreadableError.
    """
    package = opened(content)
    workbook = _workbook(package)
    sheets, dates_from_1904 = _sheets(package, workbook)
    formats = read_formats(package, workbook, dates_from_1904)
    texts = _shared_texts(package, workbook)
    for name, part in sheets[:MAX_SHEETS]:
        found = _contents(package, part, texts, formats)
        if found.rows:
            others = [other for other, _ in sheets if other != name]
            return _lines(found), name if others else "", _notes(found, name, others)
    raise UnreadableError("The workbook is empty.", "Fill in the table and save it.")


def _workbook(package: Package) -> str:
    for kind, part in package.targets("").values():
        if kind == "officeDocument" and package.has(part):
            return part
    if package.has("xl/workbook.xml"):
        return "xl/workbook.xml"
    raise damaged()


def _sheets(package: Package, workbook: str) -> tuple[list[tuple[str, str]], bool]:
    """Name and part of every worksheet that can be seen, and whether days count from 1904."""
    targets = package.targets(workbook)
    found: list[tuple[str, str]] = []
    from_1904 = False
    for element in package.elements(workbook):
        attributes = element.attributes
        if element.name == "workbookPr":
            from_1904 = attributes.get("date1904") in ("1", "true")
        if element.name == "sheet" and attributes.get("state", "visible") == "visible":
            kind, part = targets.get(attributes.get("id", ""), ("", ""))
            if kind == "worksheet" and package.has(part):
                found.append((text_cell(attributes.get("name", "")).text, part))
    return found, from_1904


def _shared_texts(package: Package, workbook: str) -> list[str]:
    """The texts that cells refer to by number, formatting and reading aids left out."""
    part = next((p for kind, p in package.targets(workbook).values() if kind == "sharedStrings"), "")
    if not package.has(part):
        return []
    found: list[str] = []
    text = ""
    for element in package.elements(part):
        if element.name == "t" and not element.is_inside("rPh"):
            text += element.text
        elif element.name == "si":
            found.append(_unescaped(text))
            text = ""
    return found


def _unescaped(text: str) -> str:
    """``text`` with its ``_x000D_`` turned into the characters that they stand for."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def _contents(package: Package, part: str, texts: Sequence[str], formats: Formats) -> _Contents:
    found = _Contents()
    row = column = 0
    parts: dict[str, str] = {}
    inline = ""
    begun: Element | None = None
    for element in package.elements(part):
        if element.name in ("f", "v"):
            parts[element.name] = element.text
        elif element.name == "t" and element.is_inside("is") and not element.is_inside("rPh"):
            inline += element.text
        elif element.name == "c":
            if element.parent is not begun:
                begun, column = element.parent, 0
                row = _row(begun, row)
            # A cell may leave out where it stands: it follows the one before it.
            row, column = _place(element.attributes.get("r", ""), row, column + 1)
            cell = _cell(element.attributes, parts, inline, texts, formats)
            found.formulas += "f" in parts
            parts, inline = {}, ""
            if not cell.is_blank:
                _keep(found, row, column - 1, cell)
        elif element.name == "row":
            row = row if element is begun else _row(element, row)
            if element.attributes.get("hidden") in ("1", "true"):
                found.hidden_rows.add(row)
        elif element.name == "col" and element.attributes.get("hidden") in ("1", "true"):
            first, last = (_whole(element.attributes.get(end, "")) or 0 for end in ("min", "max"))
            found.hidden_columns |= set(range(first - 1, min(last, MAX_COLUMNS)))
        elif element.name == "mergeCell":
            found.merged.append(element.attributes.get("ref", ""))
    _refuse_merged(found)
    return found


def _row(element: Element | None, before: int) -> int:
    """The number of a row that says it, or that follows the one ``before``."""
    number = _whole(element.attributes.get("r", "")) if element else None
    return before + 1 if number is None else number


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None


def _place(reference: str, row: int, column: int) -> tuple[int, int]:
    """Row and column, both from 1, of a reference such as 'B5'; else those given."""
    match = _REFERENCE.fullmatch(reference)
    return (int(match[2]), _column(match[1])) if match else (row, column)


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _keep(found: _Contents, row: int, column: int, cell: Cell) -> None:
    if column >= MAX_COLUMNS:
        what = f"Something stands in column {letters(column)}."
        raise UnreadableError(
            what, f"At most {MAX_COLUMNS} columns are read: A to {letters(MAX_COLUMNS - 1)}.", row
        )
    found.rows.setdefault(row, {})[column] = cell
    if len(found.rows) > MAX_ROWS + 1:
        raise too_many_rows()


def _cell(
    attributes: dict[str, str],
    parts: dict[str, str],
    inline: str,
    texts: Sequence[str],
    formats: Formats,
) -> Cell:
    """One cell by its stored value."""
    kind, value = attributes.get("t", "n"), parts.get("v")
    if kind == "inlineStr":
        return text_cell(_unescaped(inline))
    if value is None or (not value.strip() and kind == "n"):
        if "f" not in parts:
            return BLANK
        what = "the cell holds a formula whose value was never stored."
        return Cell("…", None, (what, "Open the workbook, save it again, or write the number."))
    text = value.strip()
    if kind == "s":
        number = _whole(text)
        lost = number is None or number >= len(texts)
        return Cell("…", None, _LOST) if lost else text_cell(texts[number or 0])
    if kind in ("str", "d"):
        return text_cell(_unescaped(value))
    if kind == "b":
        return Cell("TRUE" if text == "1" else "FALSE")
    if kind == "e":
        what = f"the cell holds {shown(text)}, an error of the spreadsheet."
        return Cell("…", None, (what, "Correct the formula, or write the number."))
    return formats.number_cell(text, attributes.get("s", "0"))


_LOST = ("the text of the cell is lost.", "Type it again.")


def _refuse_merged(found: _Contents) -> None:
    """Mark every cell that a merged range covers: one value would stand for several rows or columns."""
    marked = 0
    for reference in found.merged:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = (_place(end, 0, 0) for end in (first, last or first))
        what = f"the cell is one of {shown(reference)}, which are merged into one."
        for row in [r for r in found.rows if top <= r <= bottom]:
            for column in range(max(left - 1, 0), min(right, MAX_COLUMNS)):
                found.rows[row][column] = Cell("…", None, (what, "Unmerge them and fill in each."))
                marked += 1
        if marked > MAX_MERGED or len(found.merged) > MAX_MERGED:
            raise UnreadableError("Too many cells of the table are merged.", "Unmerge them and fill in each.")


def _lines(found: _Contents) -> list[Line]:
    lines = []
    for number in sorted(found.rows):
        cells = found.rows[number]
        row = trimmed([cells.get(column, BLANK) for column in range(max(cells) + 1)])
        lines.append(Line(number, row))
    return lines


def _notes(found: _Contents, name: str, others: list[str]) -> list[str]:
    notes = []
    if others:
        rest = ", ".join(shown(other) for other in others[:5]) + (" and others" if len(others) > 5 else "")
        notes.append(f"The sheet {shown(name)} was read. Not read: {rest}.")
    if found.formulas:
        notes.append("Some cells hold formulas. The values that were stored last were read.")
    if hidden := sorted(found.hidden_rows & found.rows.keys()):
        notes.append(f"Hidden, and read like the others: {listed(hidden)}.")
    used = {column for cells in found.rows.values() for column in cells}
    if columns := sorted(found.hidden_columns & used):
        notes.append(f"Hidden, and read like the others: column {', '.join(map(letters, columns))}.")
    return notes
