"""A folder of CSV files, read against its descriptor ``datapackage.json`` (Frictionless).

The descriptor says which files there are, their columns, types, allowed values and keys. Everything
that can be checked from it alone is checked here; what the figures mean is checked in ``validate``.
"""

import csv
import io
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from models.problems import EvidenceError, Problem, quoted

DESCRIPTOR = "datapackage.json"

#: The largest file that is read: well above the evidence, well below what could stall a server.
MAX_BYTES = 20_000_000

Value = str | float | int | bool | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row with typed values; a blank is None, or an empty tuple in a list column."""

    line: int
    values: dict[str, Value]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]


@dataclass(frozen=True, slots=True)
class Table:
    file: str
    rows: list[Row]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


@dataclass(slots=True)
class Folder:
    """What was read: tables by resource name, and every problem found on the way."""

    tables: dict[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(self, file: str, line: int, column: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(file, line, column, what, remedy))


def read_descriptor(folder: Path) -> dict[str, Any]:
    """The parsed descriptor. Raises EvidenceError if it is missing or is not a data package."""
    path = folder / DESCRIPTOR
    remedy = "Copy it from the data folder of this app."
    try:
        descriptor: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        resources = descriptor["resources"]
        if not all("schema" in r and "path" in r and "name" in r for r in resources):
            raise KeyError("schema")
    except FileNotFoundError:
        raise EvidenceError([Problem(DESCRIPTOR, 0, "", "the file is missing.", remedy)]) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        what = "it is not a data package descriptor."
        raise EvidenceError([Problem(DESCRIPTOR, 0, "", what, remedy)]) from None
    return descriptor


def read_folder(folder: Path) -> Folder:
    """Read every table of ``folder``. A cell with a problem is reported and read as blank.

    Raises EvidenceError only if there is no usable descriptor.
    """
    resources = read_descriptor(folder)["resources"]
    result = Folder()
    for resource in resources:
        table = _read_table(folder, resource, result)
        if table is not None:
            result.tables[resource["name"]] = table
    for resource in resources:
        _check_references(resource, result)
    return result


def _read_table(folder: Path, resource: dict[str, Any], result: Folder) -> Table | None:
    file = resource["path"]
    text = _read_text(folder / file, file, result)
    if text is None:
        return None
    fields = resource["schema"]["fields"]
    names = [f["name"] for f in fields]
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = next(lines, None)
        if not header:
            result.report(file, 0, "", "the file is empty.", f"Its first line names {', '.join(names)}.")
            return None
        if not _header_is_right(header, names, file, result):
            return None
        line = lines.line_num + 1
        for cells in lines:
            if cells and len(cells) != len(header):
                what = f"the row has {len(cells)} cells, the header {len(header)}."
                result.report(file, line, "", what, "Put text that holds a comma in double quotes.")
            elif cells:
                by_name = dict(zip(header, cells, strict=True))
                rows.append(
                    Row(line, {f["name"]: _typed(f, by_name[f["name"]], file, line, result) for f in fields})
                )
            line = lines.line_num + 1
    except csv.Error as error:
        what = f"the file cannot be read from here on ({error})."
        result.report(file, lines.line_num, "", what, "Close every double quote and save it as CSV.")
        return None
    if not rows:
        result.report(file, 0, "", "there are no rows under the header.", "Add the rows.")
    _check_unique(resource, rows, result)
    return Table(file, rows)


def _read_text(path: Path, file: str, result: Folder) -> str | None:
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError:
        result.report(file, 0, "", "the file is missing or cannot be opened.", "Put it in the folder.")
        return None
    if raw is None:
        what = f"the file is larger than {MAX_BYTES // 1_000_000} MB."
        result.report(file, 0, "", what, "Check that it is the right file.")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        result.report(file, line, "", "the text is not UTF-8.", "Save the file as CSV UTF-8.")
        return None
    if "\0" in text:
        result.report(file, 0, "", "this is not a text file.", "Save the table as CSV UTF-8.")
        return None
    return text


def _header_is_right(header: list[str], names: list[str], file: str, result: Folder) -> bool:
    before = len(result.problems)
    for name in names:
        if header.count(name) == 0:
            result.report(
                file,
                1,
                name,
                "the column is missing.",
                "Add it; its cells may be blank where that is allowed.",
            )
        elif header.count(name) > 1:
            result.report(file, 1, name, "the column is there twice.", "Keep one of them.")
    for name in header:
        if name not in names:
            remedy = f"The columns are {', '.join(names)}."
            result.report(
                file, 1, name or "(no name)", f"{quoted(name)} is not a column of this table.", remedy
            )
    return len(result.problems) == before


def _typed(field_: dict[str, Any], text: str, file: str, line: int, result: Folder) -> Value:
    """The value of one cell. A cell that breaks a rule is reported and read as blank."""
    name, kind, rules = field_["name"], field_["type"], field_.get("constraints", {})
    blank: Value = () if kind == "list" else None

    def report(what: str, remedy: str) -> Value:
        result.report(file, line, name, what, remedy)
        return blank

    if text != text.strip():
        return report(f"{quoted(text)} has spaces before or after it.", "Remove them.")
    if text == "":
        return (
            report("the cell is blank.", f"Fill it in: {field_['description']}")
            if rules.get("required")
            else blank
        )
    value = _converted(kind, text, field_)
    if value is None:
        return report(f"{quoted(text)} is not {_KIND_WORDS[kind]}.", _KIND_REMEDIES[kind])
    allowed = rules.get("enum")
    if allowed and value not in allowed:
        return report(
            f"{quoted(text)} is not an allowed value.", f"Use one of: {', '.join(map(str, allowed))}."
        )
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        low, high = rules.get("minimum", -math.inf), rules.get("maximum", math.inf)
        if value < low:
            return report(f"{text} is below {low:g}.", f"Use {low:g} or more.")
        if value > high:
            return report(f"{text} is above {high:g}.", f"Use {high:g} or less.")
    pattern = rules.get("pattern")
    if pattern and not re.fullmatch(pattern, text):
        return report(f"{quoted(text)} does not have the right form.", f"It must match {pattern}.")
    return value


_KIND_WORDS = {
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "date": "a date",
    "list": "a list",
}
_KIND_REMEDIES = {
    "number": "Write it with digits and a decimal point, without a unit or a thousands separator.",
    "integer": "Write it with digits only.",
    "boolean": "Write true or false.",
    "date": "Write it as year-month-day, for example 2026-11-22.",
    "list": "Separate the items with semicolons, without blanks or repeats.",
}


def _converted(kind: str, text: str, field_: dict[str, Any]) -> Value:
    """``text`` as ``kind``, or None where it is not one."""
    if kind == "string":
        return text
    if kind == "list":
        items = tuple(text.split(field_["delimiter"]))
        whole = all(items) and all(i == i.strip() for i in items) and len(set(items)) == len(items)
        return items if whole else None
    if kind == "boolean":
        return {"true": True, "false": False}.get(text)
    try:
        if kind == "integer":
            return int(text) if re.fullmatch(r"-?\d+", text, re.ASCII) else None
        if kind == "date":
            return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
        plain = re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII)
        return float(text) if plain and math.isfinite(float(text)) else None
    except ValueError:
        return None


def _check_unique(resource: dict[str, Any], rows: list[Row], result: Folder) -> None:
    schema = resource["schema"]
    keys = [schema["primaryKey"]]
    keys += [[f["name"]] for f in schema["fields"] if f.get("constraints", {}).get("unique")]
    for key in {tuple(k): None for k in keys}:
        seen: dict[tuple[Value, ...], int] = {}
        for row in rows:
            value = tuple(row[c] for c in key)
            if value == (None,):
                continue
            first = seen.setdefault(value, row.line)
            if first != row.line:
                shown = ", ".join(str(v) for v in value if v is not None)
                what = f"{quoted(shown)} is already on line {first}."
                result.report(resource["path"], row.line, ", ".join(key), what, "Keep one of the two rows.")


def _check_references(resource: dict[str, Any], result: Folder) -> None:
    table = result.tables.get(resource["name"])
    schema = resource["schema"]
    links = [
        (k["fields"][0], k["reference"]["resource"], k["reference"]["fields"][0])
        for k in schema.get("foreignKeys", ())
    ]
    links += [
        (f["name"], f["references"]["resource"], f["references"]["field"])
        for f in schema["fields"]
        if "references" in f
    ]
    for column, other, key in links:
        target = result.tables.get(other)
        if table is None or target is None:
            continue  # the missing file is already reported
        known = {row[key] for row in target}
        for row in table:
            value = row[column]
            for item in value if isinstance(value, tuple) else (value,):
                if item is not None and item not in known:
                    what = f"{quoted(str(item))} is not in {target.file}."
                    remedy = f"Add it to {target.file}, or correct the id."
                    result.report(table.file, row.line, column, what, remedy)
