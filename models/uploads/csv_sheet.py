"""Bytes of a CSV file -> rows of cells, for most of the ways in which spreadsheet programs write CSV."""

import csv
import io
import re

from models.folder.tables import MAX_BYTES as LONGEST_FIELD
from models.uploads.sheet import (
    BLANK,
    MAX_COLUMNS,
    MAX_ROWS,
    Line,
    UnreadableError,
    letters,
    text_cell,
    trimmed,
)

_SEPARATORS = {";": "semicolons", "\t": "tabs", ",": "commas"}

CSV_REMEDY = "Save it again as CSV UTF-8, or as XLSX."


def read_csv(content: bytes) -> tuple[list[Line], str, list[str]]:
    """The rows that are not blank, the separator, and notes. Raises UnreadableError."""
    text, notes = _decoded(content)
    if "\0" in text:
        raise UnreadableError("This is not a text file.", CSV_REMEDY)
    text, separator = _separator(text)
    if separator != ",":
        notes.append(f"The columns are separated by {_SEPARATORS[separator]}.")
    return _lines(text, separator), separator, notes


def _decoded(content: bytes) -> tuple[str, list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), ["The text is UTF-16."]
        except UnicodeDecodeError:
            raise UnreadableError("The text breaks off or is damaged (UTF-16).", CSV_REMEDY) from None
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("windows-1252")
    except UnicodeDecodeError:
        raise UnreadableError("The text encoding was not recognised.", CSV_REMEDY) from None
    return text, ["The text is not UTF-8. It was read as Windows-1252: check that names are right."]


def _separator(text: str) -> tuple[str, str]:
    """``text`` without a line that only names the separator, and the separator itself.

    It is the most frequent candidate in the first line that is not blank, outside double quotes.
    """
    start = text.lstrip("\r\n")
    if start[:4].lower() == "sep=" and start[4:5] in _SEPARATORS and start[5:6] in ("\r", "\n"):
        return start[5:].removeprefix("\r").removeprefix("\n"), start[4]
    first = re.match(r'\s*+(?:[^"\r\n]++|"[^"]*+"?+)*+', text)
    unquoted = "".join(first[0].split('"')[::2]) if first else ""
    found = max(_SEPARATORS, key=unquoted.count)
    return text, found if found in unquoted else ","


def _lines(text: str, separator: str) -> list[Line]:
    """Every row that is not blank. A row may hold line breaks inside double quotes."""
    # Other code may change this limit, which holds for the whole process. ``sheet`` limits a cell.
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[Line] = []
    number = 0
    try:
        for number, texts in enumerate(reader, 1):
            if not texts:
                continue
            if len(texts) > MAX_COLUMNS and any(texts[MAX_COLUMNS:]):
                what = f"The row reaches column {letters(len(texts) - 1)}."
                raise UnreadableError(what, f"At most {MAX_COLUMNS} columns are read.", number)
            cells = trimmed([text_cell(text) if text else BLANK for text in texts[:MAX_COLUMNS]])
            if cells:
                lines.append(Line(number, cells))
            if len(lines) > MAX_ROWS + 1:
                raise too_many_rows()
    except csv.Error:
        what = "A double quote is opened here and not closed, or it is in the middle of a text."
        remedy = 'Close it. A double quote inside a text is written twice: "".'
        raise UnreadableError(what, remedy, number + 1) from None
    return lines


def too_many_rows() -> UnreadableError:
    what = f"The table has more than {MAX_ROWS:,} rows under its header."
    return UnreadableError(what, f"At most {MAX_ROWS:,} are read. Take out what is not needed.")
