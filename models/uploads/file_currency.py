"""The currency of a file: a figure counts only where the file or the person says US dollars."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.folder.problems import shortened
from models.uploads.currencies import DOLLARS, US_DOLLARS, currencies_in, currency_of, is_other, is_same
from models.uploads.sheet import Line, shown
from models.uploads.typed_numbers import is_gap
from models.uploads.upload_rows import CURRENCY, Rows


class Answer(StrEnum):
    """The person's answer about the currency of a file that does not name one."""

    NONE = ""
    US_DOLLARS = "US dollars"
    ANOTHER = "another currency"


#: Why a person is asked, by what the file shows.
WHY_ASKED = {
    "": "The file names no currency.",
    DOLLARS: "The file shows a dollar sign, and many countries have dollars.",
}

#: The remedy for a file in another currency.
_WANTED = "Figures in US dollars are needed for now, so no row is used."


@dataclass(frozen=True, slots=True)
class _Seen:
    """A currency, and where the file shows it. ``is_own``: in the cell of the figure itself."""

    currency: str
    text: str
    row: int
    column: str
    is_own: bool = False


def settle(rows: Rows, answer: Answer) -> str:
    """Refuse the file or the rows that are not in US dollars. Returns why the person must be asked, or ''.

    The nearest mention of a currency counts: in the cell, then its row, its column, and a line of its own. A
    file that names one other currency and no dollars is refused as a whole, since its bare figures are in
    that currency too. So is a file that the person says is in another currency.
    """
    if not rows.is_whole:
        return ""
    for_all = _said_by_lines(rows)
    figures = list(_figures(rows, for_all))
    others = [seen for *_, seen, _ in figures if seen and is_other(seen.currency)]
    named = {found.currency for *_, seen, around in figures for found in (seen, around) if found}
    speaks_of_dollars = US_DOLLARS in named or DOLLARS in named
    if others and not speaks_of_dollars and all(is_same(others[0].currency, o.currency) for o in others):
        first = others[0]
        verb = "is in" if first.is_own else "names"
        what = f"{shown(first.text)} {verb} another currency ({first.currency})."
        rows.refuse_all(first.row, first.column, what, _WANTED)
        return ""
    for row, place, seen, _ in figures:
        if seen and is_other(seen.currency) and not seen.is_own:
            what = f"it is in another currency: {_place(rows, seen)} says {seen.currency}."
            rows.other_money[row, place] = (what, "Write it in US dollars.")
    unsaid = {seen.currency if seen else "" for *_, seen, _ in figures} & {"", DOLLARS}
    if unsaid and answer is Answer.ANOTHER:
        rows.refuse_all(0, "", "You said that its figures are in another currency.", _WANTED)
    if not unsaid or answer is not Answer.NONE:
        return ""
    return WHY_ASKED[DOLLARS if DOLLARS in unsaid else ""]


def _place(rows: Rows, seen: _Seen) -> str:
    """'the name "Price (GBP)"', 'the column Currency', 'row 9'."""
    if seen.row == rows.header.number:
        return f"the name {shown(seen.text)}"
    return f"the column {shortened(seen.column)}" if seen.column else f"row {seen.row}"


def _figures(rows: Rows, for_all: _Seen | None) -> Iterator[tuple[int, int, _Seen | None, _Seen | None]]:
    """Every price but 0: its row and column, the nearest word of its currency, and that outside its cell."""
    places = {
        name: place
        for name, place in rows.places.items()
        if (rule := rows.columns[name].number) is not None and rule.is_money
    }
    by_column = {place: _said_by_column(rows, name, place) for name, place in places.items()}
    for line in rows.sheet.lines[1:]:
        by_row = _said_by_row(rows, line)
        for place in places.values():
            cell = line.cell(place)
            if cell.trouble is not None or not re.search(r"[1-9]", cell.text):
                continue
            header = rows.header.cell(place).text
            currency = currency_of(cell.text)
            own = _Seen(currency, cell.text, line.number, header, is_own=True) if currency else None
            around = by_row or by_column[place] or for_all
            if own and around and currency == DOLLARS and is_same(currency, around.currency):
                own = around  # "$" in a column of Canadian dollars
            yield line.number, place, own or around, around


def _said_by_column(rows: Rows, name: str, place: int) -> _Seen | None:
    currency = currency_of(rows.beside.get(name, ""))
    header = rows.header.cell(place).text
    return _Seen(currency, header, rows.header.number, header) if currency else None


def _said_by_row(rows: Rows, line: Line) -> _Seen | None:
    """The currency in the column of that name. An unknown word there does not count as US dollars."""
    place = rows.places.get(CURRENCY.name)
    if place is None or is_gap(cell := line.cell(place)):
        return None
    currency = currency_of(cell.text) or shortened(cell.text)
    return _Seen(currency, cell.text, line.number, rows.header.cell(place).text)


def _said_by_lines(rows: Rows) -> _Seen | None:
    """The currency in a line of its own, such as "All prices in GBP", or in the unused names of the header.

    None where they name several.
    """
    lone = (line for line in rows.sheet.lines[1:] if sum(not cell.is_blank for cell in line.cells) == 1)
    texts = [(line.number, "", cell.text) for line in lone for cell in line.cells if cell.text]
    known = set(rows.places.values())
    header = rows.header
    texts += [(header.number, c.text, c.text) for place, c in enumerate(header.cells) if place not in known]
    spoken = [_Seen(c, text, row, column) for row, column, text in texts for c in currencies_in(text)]
    spoken.sort(key=lambda seen: seen.currency == DOLLARS)
    one = spoken[0] if spoken else None
    return one if one and all(is_same(one.currency, other.currency) for other in spoken) else None
