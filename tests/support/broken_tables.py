"""Files with one fault each, built in code, and the message with its remedy.

``kind`` is the reader of the file: a clinic's prices, or its own table.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import openpyxl

PRICES, OWN = "prices", "own"

PRICE_HEADER = ["treatment", "price_per_session", "sessions", "included", "offered"]
PEN, PEEL = "Microneedling (clinic pen)", "Medium-depth (TCA) peel"


@dataclass(frozen=True)
class Broken:
    """``message`` is the whole message; ``others`` is the number of further problems in the file."""

    name: str
    kind: str
    content: bytes
    message: str
    others: int = 0


def price_csv(*rows: str, header: str = ",".join(PRICE_HEADER)) -> bytes:
    return "\n".join([header, *rows]).encode()


def own_csv(*rows: str, header: str = "name,cost,downtime,results,suitability_I") -> bytes:
    return "\n".join([header, *rows]).encode()


def workbook(rows: list[list[object]], change: Callable[[openpyxl.Workbook], object] | None = None) -> bytes:
    """An XLSX file with ``rows`` in its first sheet, modified by ``change``."""
    book = openpyxl.Workbook()
    book.active.title = "Prices"
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def price_workbook(*rows: list[object], change: Callable[[openpyxl.Workbook], object] | None = None) -> bytes:
    return workbook([PRICE_HEADER, *rows], change)


def repacked(content: bytes, parts: dict[str, bytes | None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file with some of its parts replaced, added or (None) removed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            body = parts.get(name, old.read(name) if name in old.namelist() else None)
            if body is not None:
                new.writestr(name, body)
    return out.getvalue()


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return out.getvalue()


def with_sheet(xml: bytes) -> bytes:
    """A workbook whose only sheet is ``xml``."""
    return repacked(price_workbook([PEN, 450]), {"xl/worksheets/sheet1.xml": xml})


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
SHEET_END = b"</sheetData></worksheet>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def ole(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + b"\0" * 64


def _format(place: str, code: str) -> Callable[[openpyxl.Workbook], object]:
    return lambda book: setattr(book.active[place], "number_format", code)


def _error(place: str, text: str) -> Callable[[openpyxl.Workbook], object]:
    def change(book: openpyxl.Workbook) -> None:
        book.active[place] = text
        book.active[place].data_type = "e"

    return change


NEITHER = (
    "This is neither a CSV file nor an XLSX workbook that can be read here. Open it in the program it comes "
    "from, take off any password or macros, and save the table as CSV or XLSX."
)
AGAIN = "Open it in the program it comes from and save it again."

#: Faults of the whole file.
NO_TABLE = [
    Broken(
        "prices.csv",
        PRICES,
        b"%PDF-1.7 ...",
        f"prices.csv: {NEITHER}",
    ),
    Broken("a.xlsx", PRICES, b"%PDF-1.7", f"a.xlsx: {NEITHER}"),
    Broken(
        "a.csv",
        OWN,
        b"\x89PNG\r\n\x1a\n",
        f"a.csv: {NEITHER}",
    ),
    Broken("a", PRICES, b"\xff\xd8\xff\xe0", f"a: {NEITHER}"),
    Broken("a.csv", PRICES, b"MZ\x90\0\x03\0", f"a.csv: {NEITHER}"),
    Broken("a.sh", PRICES, b"#!/bin/sh\nrm -r x", f"a.sh: {NEITHER}"),
    Broken(
        "a.csv",
        PRICES,
        b"{\\rtf1 x}",
        f"a.csv: {NEITHER}",
    ),
    Broken("a.json", OWN, b'{"name": 1}', f"a.json: {NEITHER}"),
    Broken("a.xls", OWN, b"<html><table></table></html>", f"a.xls: {NEITHER}"),
    Broken("a.xml", OWN, b"<?xml version='1.0'?><a/>", f"a.xml: {NEITHER}"),
    Broken("a.xls", PRICES, ole("Workbook"), f"a.xls: {NEITHER}"),
    Broken("a.doc", PRICES, ole("WordDocument"), f"a.doc: {NEITHER}"),
    Broken("a.xlsx", PRICES, ole("EncryptedPackage"), f"a.xlsx: {NEITHER}"),
    Broken("a.docx", PRICES, zipped("word/document.xml"), f"a.docx: {NEITHER}"),
    Broken(
        "a.xlsx",
        PRICES,
        zipped("mimetype", "content.xml"),
        f"a.xlsx: {NEITHER}",
    ),
    Broken(
        "a.numbers",
        PRICES,
        zipped("Index/Document.iwa"),
        f"a.numbers: {NEITHER}",
    ),
    Broken("a.xlsb", PRICES, zipped("xl/workbook.bin"), f"a.xlsb: {NEITHER}"),
    Broken("a.zip", PRICES, zipped("prices.csv"), f"a.zip: {NEITHER}"),
    Broken(
        "a.xlsm",
        PRICES,
        repacked(price_workbook([PEN, 450]), {"xl/vbaProject.bin": b"x"}),
        f"a.xlsm: {NEITHER}",
    ),
    Broken("a.csv", PRICES, b"\0\x01\x02 text \0", f"a.csv: {NEITHER}"),
    Broken("a.csv", PRICES, b"", "a.csv: The file is empty. Fill in the table and save it."),
    Broken(
        "a.csv", PRICES, b"\xef\xbb\xbf \r\n\r\n", "a.csv: The file is empty. Fill in the table and save it."
    ),
    Broken("a.csv", OWN, b" , ,\n,,\n", "a.csv: The file is empty. Fill in the table and save it."),
    Broken("a.xlsx", OWN, workbook([]), "a.xlsx: The workbook is empty. Fill in the table and save it."),
    Broken(
        "a.xlsx",
        PRICES,
        price_workbook([PEN, 450])[:3000],
        f"a.xlsx: {NEITHER}",
    ),
    Broken(
        "a.xlsx",
        PRICES,
        with_sheet(b"<worksheet><sheetData><row>"),
        f"a.xlsx: The workbook is damaged. {AGAIN}",
    ),
    Broken(
        "a.xlsx",
        PRICES,
        with_sheet(b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + SHEET + b"&b;" + SHEET_END),
        f"a.xlsx: The workbook is damaged. {AGAIN}",
    ),
    Broken(
        "a.xlsx",
        PRICES,
        with_sheet(SHEET + b" " * 40_000_000 + SHEET_END),
        "a.xlsx: Unpacked, the workbook is larger than 30 MB. "
        "Copy the table to a new workbook and save that.",
    ),
    Broken(
        "a.xlsx",
        PRICES,
        repacked(price_workbook([PEN, 450]), {}, zipfile.ZIP_BZIP2),
        f"a.xlsx: The workbook is damaged. {AGAIN}",
    ),
    Broken(
        "a.csv",
        PRICES,
        b"a" * (5 * 1024 * 1024 + 1),
        "a.csv: The file is larger than 5 MB. Take out what the table does not need.",
    ),
    Broken(
        "a.csv",
        PRICES,
        price_csv(*[f"x{k},1" for k in range(2001)]),
        "a.csv: The table has more than 2,000 rows under its header. At most 2,000 are read. "
        "Take out what is not needed.",
    ),
    Broken(
        "a.xlsx",
        PRICES,
        price_workbook(*[["x", 1]] * 2001),
        "a.xlsx: The table has more than 2,000 rows under its header. At most 2,000 are read. "
        "Take out what is not needed.",
    ),
    Broken(
        "a.csv",
        PRICES,
        price_csv(",".join(["x"] * 101)),
        "a.csv row 2: The row reaches column CW. At most 100 columns are read.",
    ),
    Broken(
        "a.xlsx",
        PRICES,
        price_workbook([PEN, 450], change=lambda b: b.active.__setitem__("XFD1048576", 1)),
        "a.xlsx row 1048576: Column XFD is not empty. At most 100 columns are read: A to CV.",
    ),
    Broken(
        "a.csv",
        PRICES,
        price_csv(f'"{PEN},450', "Peel,3"),
        "a.csv row 2: A double quote is opened here and not closed, or it is in the middle of a text. "
        'Close it. A double quote inside a text is written twice: "".',
    ),
    Broken(
        "a.csv",
        PRICES,
        price_csv(f"{PEN},450").decode().encode("utf-16")[:-1],
        "a.csv: The text breaks off or is damaged (UTF-16). Save it again as CSV UTF-8, or as XLSX.",
    ),
    Broken(
        "a.csv",
        PRICES,
        b"treatment,price_per_session\n\x81\x8d\x8f,1\n",
        "a.csv: The text encoding was not recognised. Save it again as CSV UTF-8, or as XLSX.",
    ),
]

#: Faults of the header.
NO_COLUMNS = [
    Broken("a.csv", PRICES, price_csv(), "a.csv: There are no rows under the header. Add the rows."),
    Broken(
        "a.csv",
        PRICES,
        price_csv("450", header="price_per_session"),
        "a.csv row 1, treatment: there is no column treatment. The first row names the columns: add it.",
    ),
    Broken(
        "a.csv",
        OWN,
        own_csv("1600", header="cost"),
        "a.csv row 1, name: there is no column name. The first row names the columns: add it.",
    ),
    Broken(
        "a.csv",
        PRICES,
        price_csv(f"{PEN},450", header="treatment,prise_per_session"),
        'a.csv row 1, column B: "prise_per_session" is not a column that this page knows. '
        "Did you mean price_per_session?",
    ),
    Broken(
        "a.csv",
        PRICES,
        price_csv(f"{PEN},450", header="treatment,price"),
        'a.csv row 1, column B: "price" is not a column that this page knows. '
        "Did you mean price_per_session?",
    ),
    Broken(
        "a.csv",
        OWN,
        own_csv("Peel,5", header="name,cost_hihg"),
        'a.csv row 1, column B: "cost_hihg" is not a column that this page knows. Did you mean cost_high?',
    ),
    Broken(
        "a.csv",
        OWN,
        own_csv("Peel,5,6", header="name,cost,Cost"),
        'a.csv row 1, cost: "Cost" is there twice, in B and C. Keep one of them.',
    ),
    Broken(
        "a.csv",
        OWN,
        own_csv("Peel,2,3", header="name,results,grade"),
        'a.csv row 1, results: "grade" is there twice, in B and C. Keep one of them.',
    ),
    Broken(
        "a.csv",
        OWN,
        own_csv("Peel,5,6", header="name,,cost"),
        "a.csv row 1, column B: the column has no name. Name it, or clear it.",
    ),
    Broken(
        "a.xlsx",
        PRICES,
        price_workbook([PEN, 450], change=lambda b: b.active.merge_cells("B1:C1")),
        'a.xlsx row 1, column B: the cell is one of "B1:C1", which are merged into one. '
        "Unmerge them and fill in each.",
        others=2,
    ),
    Broken(
        "a.csv",
        OWN,
        own_csv("no treatment,0,0"),
        "a.csv: The table names no treatment. Add a row for each.",
    ),
    Broken(
        "a.csv",
        PRICES,
        price_csv(f"{PEN},,,,no"),
        "a.csv: No row says what you offer. Write a price in each row that you offer.",
    ),
]


def _price(cell: str, what: str, place: str = "price_per_session") -> Broken:
    return Broken("prices.csv", PRICES, price_csv(f"{PEN},{cell}"), f"prices.csv row 2, {place}: {what}")


def _own(row: str, what: str, others: int = 0) -> Broken:
    return Broken("own.csv", OWN, own_csv(row), f"own.csv row 2, {what}", others)


def _xlsx(row: list[object], change: Callable[[openpyxl.Workbook], object] | None, what: str) -> Broken:
    return Broken("a.xlsx", PRICES, price_workbook(row, change=change), f"a.xlsx row 2, {what}")


WRITE = "Write it with digits, for example 450."
IN_DOLLARS = "Figures in US dollars are needed for now, so no row is used."

#: Faults of one cell.
NO_VALUE = [
    _price("12oo", f'"12oo" is not a number. {WRITE}'),
    _price("1e3", f'"1e3" is not a number. {WRITE}'),
    _price("٤٥٠", f'"٤٥٠" is not a number. {WRITE}'),
    _price("about 450", f'"about 450" is not a number. {WRITE}'),
    _price("400-1000", '"400-1000" is a range. Write one number, for example 450.'),
    _price("from 95", '"from 95" is one end of a range. Write one number, for example 450.'),
    _price("€450", f'"€450" is in another currency (€). {IN_DOLLARS}'),
    _price("450 GBP", f'"450 GBP" is in another currency (GBP). {IN_DOLLARS}'),
    _price("10%", f'"10%" is a share of 100, not a number. {WRITE}'),
    _price("5-May", f'"5-May" is a date, not a number. {WRITE}'),
    _price("none", '"none" can mean 0 or not known. Write 0, or leave the cell blank.'),
    _price("-450", '"-450" is below 0. Write 0 or more.'),
    _price("100001", '"100001" is above 100000. Write 100000 or less.'),
    _price(
        "0",
        "0 would say that it is free. Write the price. If it is not known, leave the cell blank and write "
        "yes under offered.",
    ),
    _price("=400+50", '"=400+50" is a formula, and this page runs none. Write what it comes to.'),
    _price(",4", "the price is missing. Write it, or say under offered whether you offer it."),
    _price("unknown,4", "the price is missing. Write it, or say under offered whether you offer it."),
    _price("450,2.5", '"2.5" is not a whole number. Write 4, for example.', "sessions"),
    _price("450,0", '"0" is below 1. Write 1 or more.', "sessions"),
    _price(
        "50000,50",
        "a course would cost $2,500,000, more than any here. Look at the price and at the sessions.",
    ),
    _price("450,4,,perhaps", '"perhaps" is neither yes nor no. Write yes or no.', "offered"),
    _price(
        "450,4,cream,yes,more",
        '"more" is beyond the last column of the header. Name its column. In a CSV file, put a text with '
        "a separator in double quotes.",
        "column F",
    ),
    Broken(
        "a.csv",
        PRICES,
        price_csv("Microneedling clinic pen,450"),
        'a.csv row 2, treatment: "Microneedling clinic pen" is not an option in this app. '
        'Did you mean "Microneedling (clinic pen)"?',
    ),
    Broken(
        "a.csv",
        PRICES,
        price_csv("Leeches,450"),
        'a.csv row 2, treatment: "Leeches" is not an option in this app. The template lists the options.',
    ),
    Broken(
        "a.csv",
        PRICES,
        price_csv(",450"),
        "a.csv row 2, treatment: the cell is blank. Name the option, or clear the row.",
    ),
    Broken(
        "a.csv",
        PRICES,
        price_csv(f"{PEN},450", "microneedling_pen,500"),
        'a.csv row 3, treatment: "Microneedling (clinic pen)" is already in row 2, so neither is used. '
        "Keep one of the two rows.",
    ),
    Broken(
        "a.csv",
        PRICES,
        price_csv("No treatment for now,20"),
        "a.csv row 2, price_per_session: doing nothing costs nothing. Take the row out.",
    ),
    Broken(
        "a.csv",
        PRICES,
        b"treatment;price_per_session\n" + f"{PEN};450,50\n{PEEL};1,200\n".encode(),
        'a.csv row 3, price_per_session: "1,200" can be 1200 or 1.2. Write 1200 or 1.2.',
    ),
    Broken(
        "a.csv",
        PRICES,
        price_csv(f"{PEN},1.200"),
        'a.csv row 2, price_per_session: "1.200" can be 1200 or 1.2. Write 1200 or 1.2.',
    ),
    _xlsx([PEN, "1.200"], None, 'price_per_session: "1.200" can be 1200 or 1.2. Write 1200 or 1.2.'),
    _xlsx(
        [PEN, "=400+50"],
        None,
        "price_per_session: the cell holds a formula whose value was never stored. "
        "Open the workbook, save it again, or write the number.",
    ),
    _xlsx(
        [PEN, 450],
        _error("B2", "#REF!"),
        'price_per_session: the cell holds "#REF!", an error of the spreadsheet. '
        "Correct the formula, or write the number.",
    ),
    _xlsx([PEN, date(2026, 5, 4)], None, f'price_per_session: "2026-05-04" is a date, not a number. {WRITE}'),
    _xlsx([PEN, True], None, f'price_per_session: "TRUE" is yes or no, not a number. {WRITE}'),
    _xlsx(
        [PEN, 4.5], _format("B2", "0%"), f'price_per_session: "450%" is a share of 100, not a number. {WRITE}'
    ),
    _xlsx(
        [PEN, 450],
        _format("B2", "#,##0 [$€-407]"),
        f'price_per_session: "450 €" is in another currency (€). {IN_DOLLARS}',
    ),
    Broken(
        "a.xlsx",
        PRICES,
        price_workbook([PEN, 450], [PEEL, 450], change=lambda b: b.active.merge_cells("B2:B3")),
        'a.xlsx row 3, price_per_session: the cell is one of "B2:B3", which are merged into one. '
        "Unmerge them and fill in each.",
        others=1,
    ),
    Broken(
        "a.xlsx",
        PRICES,
        price_workbook([PEN, "x"], change=lambda b: b.create_sheet("Other")),
        f'a.xlsx (sheet Prices) row 2, price_per_session: "x" is not a number. {WRITE}',
    ),
    _own(",100", "name: the name is missing. Name the treatment, or clear the row."),
    _own(
        "Peel,12001",
        'cost: "12001" is above 12000. The scale ends at 12000. Look at it again. If it is right, leave the '
        "cell blank and say it in the note: then it counts as the bad end.",
    ),
    _own("Peel,100,3,5", 'results: "5" is above 4. The scale ends at 4.'),
    _own(
        "Peel,100,6 weeks",
        'downtime: "6 weeks" is not a plain number. Write days over the whole course, for example 6.',
    ),
    _own(
        "Peel,100,6,2,fine",
        'suitability_I: "fine" is not a rating. Write suitable, caution, specialist_only or avoid, or leave '
        "it blank.",
    ),
    _own(
        "No treatment,50",
        "cost: doing nothing costs nothing and does no harm from treatment. "
        "Write 0, or leave the cell blank.",
    ),
    _own("Best peel,100", 'name: "Best" is a word that this page does not show. Say it without praise.'),
    _own(
        "[Peel](x),100",
        'name: "[Peel](x)" holds "[", which is not shown. Use letters, digits and plain punctuation.',
    ),
    Broken(
        "a.csv",
        OWN,
        own_csv("Peel,50,100", header="name,cost,cost_low"),
        "a.csv row 2, cost_low: 100 is above 50, which is in cost. Order them: cost_low, cost, cost_high.",
    ),
    Broken(
        "a.csv",
        OWN,
        own_csv("Peel,100,50", header="name,cost_low,cost_high"),
        "a.csv row 2, cost_low: 100 is above 50, which is in cost_high. "
        "Order them: cost_low, cost, cost_high.",
    ),
    Broken(
        "a.csv",
        OWN,
        own_csv("Peel,100", "PEEL,200"),
        'a.csv row 3, name: "PEEL" is already in row 2, so neither is used. '
        "Keep one of the two rows, or tell the names apart.",
    ),
]

BROKEN = [*NO_TABLE, *NO_COLUMNS, *NO_VALUE]
