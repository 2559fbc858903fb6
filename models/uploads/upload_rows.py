"""Reads a sheet by the columns that are known, and reports every problem at its cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from models.folder.cells import RefusedError
from models.folder.problems import UploadProblem
from models.uploads.column_names import Unit, folded, foreign_unit, named, unread
from models.uploads.export import ABOUT
from models.uploads.sheet import BLANK, Cell, Line, Sheet, letters, shown
from models.uploads.typed_numbers import Mark, NumberRule, is_gap, mark_of, read_number
from models.wording.outside_words import formatting_in

#: How similar a typed name and a known one must be for a suggestion, 0 to 1.
ALIKE = 0.75

_PLAIN_SIGNS = "Use letters, digits and plain punctuation."

#: Words that this app keeps off the screen, whoever wrote them.
KEPT_OFF = re.compile(r"\b(best|winner|safe|safest|risk[- ]free|recommended|normal skin)\b", re.IGNORECASE)

#: The most characters of a name, and of any other text.
LONGEST_NAME, LONGEST_TEXT = 80, 300


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``name`` as we write it, ``aliases`` that are understood too.

    ``number`` is the rule for its figures, None for texts. ``rule`` says what the column holds, ``allowed``
    what may be written, and ``example`` is such a cell; they are shown on the page for clinics.
    """

    name: str
    rule: str
    allowed: str
    example: str
    number: NumberRule | None = None
    is_required: bool = False
    aliases: tuple[str, ...] = ()
    #: Names for figures that run the other way.
    opposites: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name as our own files write it, with the currency."""
        return f"{self.name} (US dollars)" if self.number and self.number.is_money else self.name


#: Understood in every file, but in no template, where the name of a column gives the currency.
CURRENCY = Column(
    "currency",
    "The currency of the figures in its row.",
    "US dollars or USD; another currency is refused",
    "USD",
    aliases=("currency_code", "ccy", "moneda", "monnaie", "devise", "währung", "valuta"),
)


def rules(columns: Sequence[Column]) -> list[dict[str, str]]:
    """What each column holds, as rows of words, for the page for clinics and the docs."""
    return [
        {
            "Column": column.name,
            "Also understood": ", ".join(column.aliases) or "-",
            "What it holds": column.rule,
            "Allowed": column.allowed or "anything",
            "Must be there": "yes" if column.is_required else "no",
            "Example": column.example or "-",
        }
        for column in (*columns, CURRENCY)
    ]


def nearest(text: str, known: Sequence[str]) -> str | None:
    """The known name that is most like ``text``, or else begins with it."""
    asked = text.casefold()
    by_fold = {name.casefold(): name for name in known}
    close = get_close_matches(asked, list(by_fold), n=1, cutoff=ALIKE)
    begun = [name for name in by_fold if len(asked) > 2 and name.startswith(asked)]
    return by_fold[(close or begun)[0]] if close or begun else None


@dataclass(slots=True)
class Rows:
    """The rows under the header. ``problems``, ``left_out`` and ``notes`` grow while cells are read.

    ``is_whole``: whether the whole header could be read. ``is_read``: whether the rows are read. ``beside``
    holds the words beside the name of a column, ``other_money`` by row and column why a figure is not in US
    dollars and what to do, ``left_out`` the texts that are not shown, in rows that count.
    """

    sheet: Sheet
    columns: Mapping[str, Column]
    places: dict[str, int] = field(default_factory=dict)
    problems: list[UploadProblem] = field(default_factory=list)
    left_out: list[UploadProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)
    other_money: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    is_whole: bool = True
    is_read: bool = True
    mark: Mark = Mark.UNTOLD

    @property
    def header(self) -> Line:
        return self.sheet.lines[0]

    def report(self, row: int, column: str, what: str, remedy: str) -> None:
        self.problems.append(UploadProblem(self.sheet.file, row, column, what, remedy))

    def refuse_all(self, row: int, column: str, what: str, remedy: str) -> None:
        """Report one problem and read no row."""
        self.is_whole, self.is_read = False, False
        self.report(row, column, what, remedy)

    def in_order(self) -> tuple[UploadProblem, ...]:
        """The problems of the file as a whole, then row by row and column by column."""
        names = [cell.text for cell in self.header.cells] if self.sheet.lines else []
        place = {name: k for k, name in reversed(list(enumerate(names)))}
        return tuple(sorted(self.problems, key=lambda p: (p.line, place.get(p.column, -1))))

    def __iter__(self) -> Iterator["OneRow"]:
        for line in self.sheet.lines[1:] if self.is_read else ():
            yield OneRow(self, line)


@dataclass(slots=True)
class OneRow:
    """One row. The methods return the value of a cell, or report why there is none."""

    rows: Rows
    line: Line
    is_good: bool = True

    def __post_init__(self) -> None:
        width = len(self.rows.header.cells)
        for column in range(width, len(self.line.cells)):
            if not self.line.cells[column].is_blank:
                what = f"{shown(self.line.cells[column].text)} is beyond the last column of the header."
                remedy = "Name its column. In a CSV file, put a text with a separator in double quotes."
                self.refuse(f"column {letters(column)}", what, remedy)
                break

    def refuse(self, column: str, what: str, remedy: str) -> None:
        self.is_good = False
        self.rows.report(self.line.number, column, what, remedy)

    def column(self, name: str) -> str:
        """The name of the column in the file."""
        place = self.rows.places.get(name)
        return self.rows.header.cell(place).text if place is not None else name

    def is_gap(self, name: str) -> bool:
        """Whether a cell holds no value: blank, n/a, unknown or the like."""
        return self._cell(name) is BLANK

    def text(self, name: str, longest: int = LONGEST_TEXT) -> str:
        """The text of a cell, '' for a gap."""
        cell = self._cell(name)
        if why := _not_shown(cell, longest):
            self.refuse(self.column(name), *why)
        return cell.text

    def aside(self, name: str, longest: int = LONGEST_TEXT, *, is_title: bool = False) -> str:
        """A text that the row does not need: one that cannot be shown is left out and reported.

        ``is_title``: it names somebody else's work, so any word or address may be in it.
        """
        cell = self._cell(name)
        if why := _not_shown(cell, longest, is_title):
            where = (self.rows.sheet.file, self.line.number, self.column(name))
            self.rows.left_out.append(UploadProblem(*where, f"{why[0]} {why[1]}", "The text is left out."))
            return ""
        return cell.text

    def _cell(self, name: str) -> Cell:
        place = self.rows.places.get(name)
        cell = self.line.cell(place) if place is not None else BLANK
        return BLANK if is_gap(cell) else cell

    def number(self, name: str) -> float | None:
        """The number of a cell, None for a gap, or after a problem."""
        place, rule = self.rows.places.get(name), self.rows.columns[name].number
        if place is None or rule is None:
            return None
        if other := self.rows.other_money.get((self.line.number, place)):
            self.refuse(self.column(name), *other)
            return None
        try:
            return read_number(self.line.cell(place), self.rows.mark, rule)
        except RefusedError as why:
            self.refuse(self.column(name), why.what, why.remedy)
            return None


def _not_shown(cell: Cell, longest: int, is_title: bool = False) -> tuple[str, str] | None:
    """Why a text is not shown, and what to do; None if it is shown."""
    if cell.trouble is not None:
        return cell.trouble
    if len(cell.text) > longest:
        return f"the text has {len(cell.text)} characters.", f"Use {longest} or less."
    if sign := formatting_in(cell.text, is_title=is_title):
        return f"{shown(cell.text)} holds {shown(sign)}, which is not shown.", _PLAIN_SIGNS
    if not is_title and (found := KEPT_OFF.search(cell.text)):
        return f"{shown(found[0])} is a word that this page does not show.", "Say it without praise."
    return None


def rows_of(sheet: Sheet, columns: Sequence[Column]) -> Rows:
    """``sheet`` with its columns found and the problems of its header reported."""
    rows = Rows(
        sheet,
        {c.name: c for c in (*columns, CURRENCY)},
        problems=list(sheet.problems),
        notes=list(sheet.notes),
    )
    if not sheet.lines:
        rows.is_whole = False
        return rows
    _find_columns(rows)
    if len(sheet.lines) == 1:
        rows.report(0, "", "There are no rows under the header.", "Add the rows.")
    rows.is_whole = not rows.problems
    figures = [place for name, place in rows.places.items() if rows.columns[name].number]
    cells = (line.cell(place) for line in sheet.lines[1:] for place in figures)
    rows.mark = mark_of((c.text for c in cells if c.number is None and c.trouble is None), sheet.separator)
    return rows


def _find_columns(rows: Rows) -> None:
    known = rows.columns.values()
    by_name = {folded(alias): c.name for c in known for alias in (c.name, *c.aliases)}
    units = {c.name: c.number.unit if c.number else None for c in known}
    wanted = {opposite: c for c in known for opposite in c.opposites}
    meant: set[str] = set()
    for place, cell in enumerate(rows.header.cells):
        number, column = rows.header.number, f"column {letters(place)}"
        if cell.trouble is not None:
            rows.report(number, column, *cell.trouble)
            continue
        if not cell.text:
            if any(not line.cell(place).is_blank for line in rows.sheet.lines[1:]):
                rows.report(number, column, "the column has no name.", "Name it, or clear it.")
            continue
        name, beside = named(cell.text, by_name, units)
        unit = units.get(name)
        opposite = wanted.get(folded(cell.text).partition("_")[0])
        if opposite is not None and opposite.number and opposite.number.unit:
            meant.add(opposite.name)
            what = f"{shown(cell.text)} counts the other way round."
            remedy = f"Here it must be {opposite.number.unit.wanted}, in the column {opposite.name}."
            rows.report(number, column, what, remedy)
        elif not name:
            near = nearest(folded(cell.text), list(by_name))
            if near:
                meant.add(by_name[near])
                what = f"{shown(cell.text)} is not a column that this page knows."
                rows.report(number, column, what, f"Did you mean {by_name[near]}?")
            elif cell.text != ABOUT:
                rows.notes.append(f"The column {shown(cell.text)} is not known here. It was not read.")
        elif name in rows.places:
            what = f"{shown(cell.text)} is there twice, in {letters(rows.places[name])} and {letters(place)}."
            rows.report(number, name, what, "Keep one of them.")
        else:
            rows.places[name], rows.beside[name] = place, beside
            if unit:
                _look_at_unit(rows, cell.text, beside, unit)
    for name, wanted_column in rows.columns.items():
        if wanted_column.is_required and name not in rows.places and name not in meant:
            what = f"there is no column {name}."
            rows.report(rows.header.number, name, what, "The first row names the columns: add it.")


def _look_at_unit(rows: Rows, header: str, beside: str, unit: Unit) -> None:
    """Refuse a column whose name gives another unit; note words beside its name that were not understood."""
    if other := foreign_unit(beside, unit):
        remedy = f"Here it must be {unit.wanted}. Change the figures, then the name."
        rows.report(rows.header.number, header, f"its name says {shown(other)}.", remedy)
    elif rest := unread(beside, unit):
        rows.notes.append(f"In the name of the column {shown(header)}, this was not read: {shown(rest)}.")
