"""The bytes of an opened file -> a sheet of cells with their places, or the reason why not.

Everything happens in memory: nothing is written, logged or run.
"""

from collections.abc import Sequence

from models.folder.problems import UploadProblem, shortened
from models.uploads.csv_sheet import read_csv
from models.uploads.file_kind import CSV, NEITHER, kind_of
from models.uploads.sheet import (
    LONGEST_CELL,
    MAX_BYTES,
    NAMED_ROWS,
    Line,
    Sheet,
    UnreadableError,
    cleaned,
    rows_listed,
)
from models.uploads.xlsx_sheet import read_xlsx
from models.wording.outside_words import plain_name

_NO_TABLE = "This is neither a CSV file nor an XLSX workbook that can be read here."
_WANTED = (
    "Open it in the program it comes from, take off any password or macros, and save the table as CSV or "
    "XLSX."
)


def read(content: bytes, name: str) -> Sheet:
    """The table in ``content``. ``name`` is the name of the file: it is only quoted."""
    file = file_name(name)
    try:
        return _read(content, file)
    except UnreadableError as why:
        return Sheet(file, problems=(UploadProblem(file, why.row, "", why.what, why.remedy),))


def file_name(name: str) -> str:
    """The last part of a file's name, cleaned and shortened, without the names of folders."""
    last = cleaned(name[-LONGEST_CELL:]).replace("\\", "/").rpartition("/")[2]
    return shortened(plain_name("".join(c for c in last if c.isprintable()))) or "the file"


def _read(content: bytes, file: str) -> Sheet:
    if len(content) > MAX_BYTES:
        what = f"The file is larger than {MAX_BYTES // 1024 // 1024} MB."
        raise UnreadableError(what, "Take out what the table does not need.")
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise UnreadableError("The file is empty.", "Fill in the table and save it.")
    kind = kind_of(content)
    if kind == NEITHER:
        raise UnreadableError(_NO_TABLE, _WANTED)
    if kind == CSV:
        lines, separator, notes = read_csv(content)
        place = file
    else:
        lines, sheet, notes = read_xlsx(content)
        separator, place = "", f"{file} (sheet {shortened(plain_name(sheet))})" if sheet else file
    named = file.rpartition(".")[2].upper()
    if named in ("CSV", "XLSX") and named != kind:
        notes.insert(0, f"This is {kind}, with the name of {named}. It was read as what it is.")
    if not lines:
        raise UnreadableError("The file is empty.", "Fill in the table and save it.")
    if blank := _blank_rows(lines):
        notes.append(f"Blank, and left out: {blank}.")
    return Sheet(place, tuple(lines), separator, tuple(notes))


def _blank_rows(lines: Sequence[Line]) -> str:
    """'rows 4 and 9', or how many; empty where no row between the first and the last is blank."""
    count = lines[-1].number - lines[0].number + 1 - len(lines)
    if count > NAMED_ROWS:
        return f"{count:,} rows"
    filled = {line.number for line in lines}
    blank = [row for row in range(lines[0].number, lines[-1].number) if row not in filled] if count else []
    return rows_listed(blank) if blank else ""
