"""A folder of CSV files, read against its descriptor ``datapackage.json`` (Frictionless).

Files, columns, types, allowed values and keys are checked here by the descriptor; ``validation`` checks what
the figures mean.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.folder.cells import RefusedError, Value, blank, typed_value
from models.folder.descriptor import links, read_descriptor
from models.folder.problems import Problem, quoted, shortened

#: The largest file that is read: well above a real one, well below what could stall a server.
MAX_BYTES = 20_000_000

Key = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row with typed values; a blank is None, or an empty tuple in a list column.

    A cell in ``refused`` has been reported. It has the value of a blank, but nothing may be concluded from
    that.
    """

    line: int
    values: dict[str, Value]
    refused: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def is_sure_of(self, *columns: str) -> bool:
        return self.refused.isdisjoint(columns)

    def is_blank(self, column: str) -> bool:
        """Whether the cell was left blank, which a refused cell was not."""
        return self.values[column] in (None, ()) and column not in self.refused


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file. ``problems`` are those of the whole folder."""

    file: str
    problems: list[Problem]
    rows: list[Row] = field(default_factory=list)

    def report(self, line: int, column: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, column, what, remedy))

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def sure_rows(self, *columns: str) -> list[Row]:
        """The rows in which none of these cells was refused."""
        return [row for row in self.rows if row.is_sure_of(*columns)]

    def sure_groups(self, by: str, *columns: str) -> dict[str, list[Row]]:
        """The rows by their ``by``, without groups that have, or may have, a row with a refused cell."""
        groups: dict[str, list[Row]] = {}
        for row in self.sure_rows(by):
            groups.setdefault(row[by], []).append(row)
        if len(self.sure_rows(by)) < len(self.rows):
            return {}
        return {name: rows for name, rows in groups.items() if all(r.is_sure_of(*columns) for r in rows)}

    def missing(self, wanted: Iterable[Key], *columns: str) -> list[Key]:
        """The ``wanted`` values of ``columns`` that no row has, or may have in a refused cell."""
        present = {tuple(row[c] for c in columns) for row in self.rows}
        unsure = [row for row in self.rows if not row.is_sure_of(*columns)]

        def may_be(row: Row, key: Key) -> bool:
            return all(c in row.refused or row[c] == value for c, value in zip(columns, key, strict=True))

        return [key for key in wanted if key not in present and not any(may_be(row, key) for row in unsure)]


def read_folder(folder: Path) -> tuple[dict[str, Table], list[Problem]]:
    """Every table of ``folder`` by its name, and every problem. A cell with a problem is refused.

    Raises EvidenceError only if there is no usable descriptor.
    """
    resources = read_descriptor(folder)["resources"]
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for resource in resources:
        table = Table(resource["path"], problems)
        if _fill(table, folder, resource["schema"]):
            tables[resource["name"]] = table
    for resource in resources:
        _check_references(resource, tables)
    return tables, problems


def _fill(table: Table, folder: Path, schema: dict[str, Any]) -> bool:
    """Read the rows of ``table``. False where the file or its header cannot be read."""
    fields = schema["fields"]
    names = [f["name"] for f in fields]
    text = _read_text(folder / table.file, table)
    if text is None:
        return False
    lines = _read_lines(text, table)
    line, header = next(lines, (0, []))
    if line == 0:
        table.report(0, "", "the file is empty.", f"Its first line names {', '.join(names)}.")
    if not header or not _header_is_right(line, header, names, table):
        return False
    table.rows.extend(_read_row(line, header, cells, fields, table) for line, cells in lines)
    if not table.rows:
        table.report(0, "", "there are no rows under the header.", "Add the rows.")
    _check_unique(schema, table)
    return True


def _read_text(path: Path, table: Table) -> str | None:
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError:
        table.report(0, "", "the file is missing or cannot be opened.", "Put it in the folder.")
        return None
    if raw is None:
        what = f"the file is larger than {MAX_BYTES // 1_000_000} MB."
        table.report(0, "", what, "Check that it is the right file.")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # error.start is an offset into error.object, which has no byte order mark.
        line = len((error.object[: error.start] + b"?").splitlines())
        table.report(line, "", "the text is not UTF-8.", "Save the file as CSV UTF-8.")
        return None
    if "\0" in text:
        table.report(0, "", "this is not a text file.", "Save the table as CSV UTF-8.")
        return None
    return text


def _read_lines(text: str, table: Table) -> Iterator[tuple[int, list[str]]]:
    """The cells of every row that is not blank, with the line on which it starts.

    If the text cannot be read to its end, that is reported, and the last row has no cells.
    """
    # Other libraries change this limit for the whole process; ``cells`` has its own limit.
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        what = f"the file cannot be read from here on ({error})."
        table.report(line, "", what, "Close every double quote and save it as CSV.")
        yield line, []


def _header_is_right(line: int, header: list[str], names: list[str], table: Table) -> bool:
    before = len(table.problems)
    for name in names:
        if header.count(name) == 0:
            remedy = "Add it; its cells may be blank where that is allowed."
            table.report(line, name, "the column is missing.", remedy)
        elif header.count(name) > 1:
            table.report(line, name, "the column is there twice.", "Keep one of them.")
    for name in header:
        if name not in names:
            what = f"{quoted(name)} is not a column of this table."
            remedy = f"The columns are {', '.join(names)}."
            table.report(line, shortened(name) or "(no name)", what, remedy)
    return len(table.problems) == before


def _read_row(
    line: int, header: list[str], cells: list[str], fields: list[dict[str, Any]], table: Table
) -> Row:
    """One row. If the number of cells is wrong, all of them are refused."""
    values = {f["name"]: blank(f) for f in fields}
    if len(cells) != len(header):
        if cells:
            what = f"the row has {len(cells)} cells, the header {len(header)}."
            table.report(line, "", what, "Put text that holds a comma in double quotes.")
        return Row(line, values, frozenset(header))
    refused = set()
    by_name = dict(zip(header, cells, strict=True))
    for column in fields:
        name = column["name"]
        try:
            values[name] = typed_value(column, by_name[name])
        except RefusedError as why:
            table.report(line, name, why.what, why.remedy)
            refused.add(name)
    return Row(line, values, frozenset(refused))


def _check_unique(schema: dict[str, Any], table: Table) -> None:
    keys = [schema["primaryKey"]]
    keys += [[f["name"]] for f in schema["fields"] if f.get("constraints", {}).get("unique")]
    for key in {tuple(k): None for k in keys}:
        seen: dict[Key, int] = {}
        for row in table:
            value = tuple(row[c] for c in key)
            if value == (None,) or not row.is_sure_of(*key):
                continue
            first = seen.setdefault(value, row.line)
            if first != row.line:
                # shorten each part: a long id must not hide the rest of the key
                shown = ", ".join(shortened(str(v)) for v in value if v is not None)
                what = f"'{shown}' is already on line {first}."
                table.report(row.line, ", ".join(key), what, "Keep one of the two rows.")


def _check_references(resource: dict[str, Any], tables: dict[str, Table]) -> None:
    table = tables.get(resource["name"])
    for column, other, key in links(resource["schema"]):
        target = tables.get(other)
        if table is None or target is None:
            continue  # the missing file is already reported
        cited = {(item,) for row in table for item in _items(row[column])}
        lost = set(target.missing(cited, key))
        for row in table:
            for item in _items(row[column]):
                if (item,) in lost:
                    what = f"{quoted(str(item))} is not in {target.file}."
                    remedy = f"Add it to {target.file}, or correct the id."
                    table.report(row.line, column, what, remedy)


def _items(value: Value) -> Key:
    """The items of a list column, or the one value of any other; none of a blank."""
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)
