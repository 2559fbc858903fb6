"""A sheet read against the columns that are known: every problem at once, each at its cell."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from models.cells import RefusedError
from models.export import ABOUT
from models.problems import UploadProblem
from models.sheet import Line, Sheet, letters, shown
from models.typed_numbers import Mark, NumberRule, is_gap, mark_of, read_number

#: How much alike two names are that may be meant for each other, 0 to 1.
ALIKE = 0.75

#: Signs that could be taken for formatting where a text is shown.
_FORMATTING = re.compile(r"[<>\[\]{}\\`*|$]")

#: Words that this app keeps off the screen, whoever wrote them.
KEPT_OFF = re.compile(r"\b(best|winner|safe|safest|risk[- ]free|recommended|normal skin)\b", re.IGNORECASE)

#: Characters of a name, and of any other text.
LONGEST_NAME, LONGEST_TEXT = 80, 300


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``name`` as we write it, ``aliases`` that are understood too.

    ``number``: what its figures must be; None for a text. ``rule``: what stands in it, ``allowed`` what may
    be written, ``example`` one such cell; these are for the page of rules.
    """

    name: str
    rule: str
    allowed: str
    example: str
    number: NumberRule | None = None
    is_required: bool = False
    aliases: tuple[str, ...] = ()


def rules(columns: Sequence[Column]) -> list[dict[str, str]]:
    """What each column holds, as rows of words: for the page of rules, and its docs."""
    return [
        {
            "Column": column.name,
            "Also understood": ", ".join(column.aliases) or "-",
            "What it holds": column.rule,
            "Allowed": column.allowed or "anything",
            "Must be there": "yes" if column.is_required else "no",
            "Example": column.example or "-",
        }
        for column in columns
    ]


def folded(text: str) -> str:
    """``text`` as names are compared: small letters, what stands in brackets left out."""
    plain = re.sub(r"\([^)]*\)|\[[^]]*\]", " ", unicodedata.normalize("NFKC", text)) or text
    return re.sub(r"[^\w]+|_+", "_", plain.casefold()).strip("_")


def nearest(text: str, known: Sequence[str]) -> str | None:
    """The known name that is most like ``text``, or that it is the beginning of."""
    asked = text.casefold()
    by_fold = {name.casefold(): name for name in known}
    close = get_close_matches(asked, list(by_fold), n=1, cutoff=ALIKE)
    begun = [name for name in by_fold if len(asked) > 2 and name.startswith(asked)]
    return by_fold[(close or begun)[0]] if close or begun else None


@dataclass(slots=True)
class Rows:
    """The rows under the header. ``problems`` and ``notes`` grow while cells are read.

    ``is_whole``: the header could be read, so that nothing is lost with a column.
    """

    sheet: Sheet
    columns: Mapping[str, Column]
    places: dict[str, int] = field(default_factory=dict)
    problems: list[UploadProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_whole: bool = True
    mark: Mark = Mark.UNTOLD

    @property
    def header(self) -> Line:
        return self.sheet.lines[0]

    def report(self, row: int, column: str, what: str, remedy: str) -> None:
        self.problems.append(UploadProblem(self.sheet.file, row, column, what, remedy))

    def in_order(self) -> tuple[UploadProblem, ...]:
        """The problems as the file runs: of the whole, then row by row and column by column."""
        names = [cell.text for cell in self.header.cells] if self.sheet.lines else []
        place = {name: k for k, name in reversed(list(enumerate(names)))}
        return tuple(sorted(self.problems, key=lambda p: (p.line, place.get(p.column, -1))))

    def __iter__(self) -> Iterator["OneRow"]:
        for line in self.sheet.lines[1:]:
            yield OneRow(self, line)


@dataclass(slots=True)
class OneRow:
    """One row. Each method gives the value of a cell, or reports why there is none and gives None."""

    rows: Rows
    line: Line
    is_good: bool = True

    def __post_init__(self) -> None:
        width = len(self.rows.header.cells)
        for column in range(width, len(self.line.cells)):
            if not self.line.cells[column].is_blank:
                what = f"{shown(self.line.cells[column].text)} stands beyond the last column of the header."
                remedy = "Name its column. In a CSV file, put a text with a separator in double quotes."
                self.refuse(f"column {letters(column)}", what, remedy)
                break

    def refuse(self, column: str, what: str, remedy: str) -> None:
        self.is_good = False
        self.rows.report(self.line.number, column, what, remedy)

    def column(self, name: str) -> str:
        """The column as the file calls it."""
        place = self.rows.places.get(name)
        return self.rows.header.cell(place).text if place is not None else name

    def is_gap(self, name: str) -> bool:
        """Whether a cell holds no value: blank, n/a, unknown or the like."""
        place = self.rows.places.get(name)
        return place is None or is_gap(self.line.cell(place))

    def text(self, name: str, longest: int = LONGEST_TEXT, *, is_title: bool = False) -> str:
        """The text of a cell, '' for a gap. ``is_title``: of somebody else's work, whatever its words."""
        place = self.rows.places.get(name)
        cell = self.line.cell(place) if place is not None else None
        if cell is None or is_gap(cell):
            return ""
        if cell.trouble is not None:
            self.refuse(self.column(name), *cell.trouble)
        elif len(cell.text) > longest:
            what = f"the text has {len(cell.text)} characters."
            self.refuse(self.column(name), what, f"Use {longest} or less.")
        elif found := _FORMATTING.search(cell.text):
            what = f"{shown(cell.text)} holds {shown(found[0])}, which is not shown."
            self.refuse(self.column(name), what, "Use letters, digits and plain signs.")
        elif not is_title and (found := KEPT_OFF.search(cell.text)):
            what = f"{shown(found[0])} is a word that this page does not show."
            self.refuse(self.column(name), what, "Say it without praise.")
        return cell.text

    def number(self, name: str) -> float | None:
        """The number of a cell, None for a gap, or after a problem."""
        place, rule = self.rows.places.get(name), self.rows.columns[name].number
        if place is None or rule is None:
            return None
        try:
            return read_number(self.line.cell(place), self.rows.mark, rule)
        except RefusedError as why:
            self.refuse(self.column(name), why.what, why.remedy)
            return None


def rows_of(sheet: Sheet, columns: Sequence[Column]) -> Rows:
    """``sheet`` with its columns found, and what is wrong with its header."""
    rows = Rows(sheet, {c.name: c for c in columns}, problems=list(sheet.problems), notes=list(sheet.notes))
    if not sheet.lines:
        rows.is_whole = False
        return rows
    _find_columns(rows, columns)
    if len(sheet.lines) == 1:
        rows.report(0, "", "There are no rows under the header.", "Add the rows.")
    rows.is_whole = not rows.problems
    figures = [place for name, place in rows.places.items() if rows.columns[name].number]
    cells = (line.cell(place) for line in sheet.lines[1:] for place in figures)
    rows.mark = mark_of((c.text for c in cells if c.number is None and c.trouble is None), sheet.separator)
    return rows


def _find_columns(rows: Rows, columns: Sequence[Column]) -> None:
    by_name = {folded(alias): c.name for c in columns for alias in (c.name, *c.aliases)}
    meant: set[str] = set()
    for place, cell in enumerate(rows.header.cells):
        number, name = rows.header.number, by_name.get(folded(cell.text))
        if cell.trouble is not None:
            rows.report(number, f"column {letters(place)}", *cell.trouble)
        elif not cell.text:
            if any(not line.cell(place).is_blank for line in rows.sheet.lines[1:]):
                rows.report(
                    number, f"column {letters(place)}", "the column has no name.", "Name it, or clear it."
                )
        elif name is None:
            near = nearest(folded(cell.text), list(by_name))
            if near:
                meant.add(by_name[near])
                what = f"{shown(cell.text)} is no column that this page knows."
                rows.report(number, f"column {letters(place)}", what, f"Did you mean {by_name[near]}?")
            elif cell.text != ABOUT:
                rows.notes.append(f"The column {shown(cell.text)} is not known here. It was not read.")
        elif name in rows.places:
            what = f"{shown(cell.text)} is there twice, in {letters(rows.places[name])} and {letters(place)}."
            rows.report(number, name, what, "Keep one of them.")
        else:
            rows.places[name] = place
    for column in columns:
        if column.is_required and column.name not in rows.places and column.name not in meant:
            what = f"there is no column {column.name}."
            rows.report(rows.header.number, column.name, what, "The first row names the columns: add it.")
