"""Opened files are understood or refused in words: no traceback, and no row is silently lost."""

import io
import logging
import os
import random
import re
import sys
import zipfile
from contextlib import contextmanager
from datetime import date

import openpyxl
import pytest
import python_calamine
from broken_tables import (
    BROKEN,
    OWN,
    PEEL,
    PEN,
    PRICE_HEADER,
    PRICES,
    own_csv,
    price_csv,
    price_workbook,
    repacked,
    workbook,
)
from reading_grade import reading_grade
from words import BANNED

from models.clinic.overlay import overlay
from models.clinic.own_columns import own_table_example
from models.clinic.own_table import MOST_COMPARED, read_own_table
from models.clinic.price_list import prices_template, read_prices
from models.folder.cells import RefusedError
from models.person.preferences import start
from models.ranking.comparison import compare
from models.uploads.column_names import COURSE, OF_100
from models.uploads.export import as_csv
from models.uploads.file_currency import Answer
from models.uploads.sheet import MAX_BYTES, Cell, letters
from models.uploads.spreadsheet import file_name, read
from models.uploads.typed_numbers import Mark, NumberRule, mark_of, read_number

DAY = date(2026, 11, 24)


def opened(evidence, content, name="prices.csv", kind=PRICES):
    """The file as read by the right reader, with the answer that its prices are in US dollars."""
    sheet = read(content, name)
    if kind == OWN:
        return read_own_table(sheet, evidence, as_of=DAY, answer=Answer.US_DOLLARS)
    return read_prices(sheet, evidence, clinic="Aurora", as_of=DAY, answer=Answer.US_DOLLARS)


def what_counts(result):
    return getattr(result, "prices", None) or getattr(result, "evidence", None)


# ------------------------------------------------------------------ refused files


def test_there_are_at_least_sixty_different_broken_files():
    assert len(BROKEN) >= 60
    assert len({(b.name, b.content) for b in BROKEN}) == len(BROKEN)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: b.message[:90])
def test_each_broken_file_gets_its_message_with_place_and_remedy(evidence, broken):
    found = [str(p) for p in opened(evidence, broken.content, broken.name, broken.kind).problems]
    assert broken.message in found
    assert len(found) == 1 + broken.others, found


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: b.message[:90])
def test_every_message_reads_at_grade_8_or_lower(broken):
    """Quotes from the file and the names of file and columns are left out."""
    said = re.sub(r'"[^"]*"|^[^:]*: |\b\w+_\w+\b|\S*\d\S*', " ", broken.message)
    assert reading_grade(said) <= 8
    assert not BANNED.search(said)


def test_all_problems_are_listed_together_in_the_order_of_the_file(evidence):
    content = price_csv("Leeches,x,y", f"{PEN},450,4", f"{PEEL},z")
    found = [(p.line, p.column) for p in opened(evidence, content).problems]
    assert found == [(2, "treatment"), (2, "price_per_session"), (2, "sessions"), (4, "price_per_session")]


def test_a_good_row_beside_bad_ones_is_kept(evidence):
    result = opened(evidence, price_csv("Leeches,x", f"{PEN},450,4", f"{PEEL},z"))
    assert list(result.prices.offers) == ["microneedling_pen"]
    result = opened(evidence, own_csv("Peel,100", "Needle,x", "Laser,200"), kind=OWN)
    labels = [t.label for t in result.evidence.treatments.values()]
    assert labels == ["Peel", "Laser", "No treatment for now"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "course of 4 recommended",
            '"recommended" is a word that this page does not show. Say it without praise.',
        ),
        ("save $60 on three", '"save $60 on three" holds "$", which is not shown.'),
        (
            "<b>cream</b>",
            '"<b>cream</b>" holds "<", which is not shown. Use letters, digits and plain punctuation.',
        ),
        ("x" * 301, "the text has 301 characters. Use 300 or less."),
        ("x" * 1001, "the cell has 1,001 characters. Use 1,000 or less."),
        ("bell\x07", "the cell contains unreadable characters. Type it again."),
    ],
)
def test_a_row_with_a_refused_text_keeps_its_figures(evidence, text, why):
    """The text is left out with a message; the price and the figures of the row count."""
    result = opened(evidence, price_csv(f"{PEN},450,4,{text}"))
    offer = result.prices.offers["microneedling_pen"]
    assert (offer.price, offer.sessions, offer.included, result.problems) == (450, 4, "", ())
    (said,) = map(str, result.left_out)
    assert said.startswith(f"prices.csv row 2, included: {why}")
    assert said.endswith("The text is left out.")
    for column in ("note", "family"):
        rows = own_csv(f"Peel,100,{text}", header=f"name,cost,{column}")
        result = opened(evidence, rows, "own.csv", OWN)
        cost = next(e for e in result.evidence.estimates if e.criterion_id == "cost")
        assert (cost.typical, result.problems, len(result.left_out)) == (100, (), 1)
        assert text not in str(result.evidence.treatments)


def test_no_row_is_silently_lost(evidence):
    """Every row under the header is used or named in a problem."""
    rows = [
        f"{t.label},{100 + k}" if k % 3 else f"{t.label},oops"
        for k, t in enumerate(evidence.treatments.values())
    ]
    result = opened(evidence, price_csv(*rows[:-1]))
    used = {evidence.treatments[t].label for t in result.prices.offers}
    for line, row in enumerate(rows[:-1], start=2):
        assert row.rsplit(",", 1)[0] in used or line in [p.line for p in result.problems]


def test_a_file_exactly_at_a_limit_is_accepted(evidence):
    rows = [f"Treatment {k},100" for k in range(MOST_COMPARED)]
    result = opened(evidence, own_csv(*rows), kind=OWN)
    assert len(result.evidence.treatments) == MOST_COMPARED + 1
    assert result.problems == ()
    padded = price_csv(f"{PEN},450,4").ljust(MAX_BYTES, b"\n")
    assert opened(evidence, padded).prices.offers["microneedling_pen"].price == 450


# ------------------------------------------------------------------ accepted files

GOOD = {
    "plain": price_csv(f"{PEN},450,4"),
    "byte order mark": b"\xef\xbb\xbf" + price_csv(f"{PEN},450,4"),
    "semicolons": price_csv(f"{PEN},450,4").replace(b",", b";"),
    "tabs": price_csv(f"{PEN},450,4").replace(b",", b"\t"),
    "separator named in a first line": b"sep=;\r\n" + price_csv(f"{PEN},450,4").replace(b",", b";"),
    "utf-16": price_csv(f"{PEN},450,4").decode().encode("utf-16"),
    "windows-1252": price_csv(f"{PEN},450,4,crème").decode().encode("windows-1252"),
    "windows line endings": price_csv(f"{PEN},450,4").replace(b"\n", b"\r\n"),
    "old mac line endings": price_csv(f"{PEN},450,4").replace(b"\n", b"\r"),
    "blank rows": price_csv("", ",,,", f"{PEN},450,4", ""),
    "spaces and capitals": price_csv(
        f"  {PEN.upper()} , 450 ,4", header="Treatment , Price per session,SESSIONS"
    ),
    "names with a unit": price_csv(
        f"{PEN},450,4", header="treatment,price_per_session (USD),sessions [number]"
    ),
    "an id": price_csv("microneedling_pen,450,4"),
    "dollars": price_csv(f"{PEN},$450,4"),
    "dollars behind": price_csv(f"{PEN},450 USD,4"),
    "decimals": price_csv(f"{PEN},450.00,4"),
    "decimal commas": b"treatment;price_per_session;sessions\n" + f"{PEN};450,00;4".encode(),
    "numbers as text": price_workbook([PEN, "450", "4"]),
    "a workbook": price_workbook([PEN, 450, 4]),
    "a workbook with a csv name": price_workbook([PEN, 450.0, 4]),
    "a second sheet": price_workbook([PEN, 450, 4], change=lambda b: b.create_sheet("Notes")),
    "an unknown column": price_csv(f"{PEN},450,4,77", header="treatment,price_per_session,sessions,stock"),
    "a line break in a cell": price_csv(f'{PEN},450,4,"cream\nand check-up"'),
}


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_a_file_with_only_one_meaning_is_read(evidence, content):
    result = opened(evidence, content)
    assert result.problems == ()
    offer = result.prices.offers["microneedling_pen"]
    assert (offer.price, offer.sessions) == (450, 4)


def note_of(evidence, content, name="prices.csv"):
    return " ".join(opened(evidence, content, name).notes)


def test_every_decision_of_the_reader_is_noted(evidence):
    said = note_of
    assert "separated by semicolons" in said(evidence, GOOD["semicolons"])
    assert "read as Windows-1252" in said(evidence, GOOD["windows-1252"])
    assert "Blank, and left out: rows 2 and 3." in said(evidence, GOOD["blank rows"])
    assert 'The column "stock" is not known here. It was not read.' in said(
        evidence, GOOD["an unknown column"]
    )
    assert "This is XLSX, with the name of CSV." in said(evidence, GOOD["a workbook"])
    assert 'The sheet "Prices" was read. Not read: "Notes".' in said(
        evidence, GOOD["a second sheet"], "a.xlsx"
    )
    assert said(evidence, GOOD["plain"]) == ""


def test_hidden_rows_and_columns_are_read_and_named(evidence):
    def hide(book):
        book.active.row_dimensions[2].hidden = True
        book.active.column_dimensions["C"].hidden = True

    content = price_workbook([PEN, 450, 4], change=hide)
    assert opened(evidence, content).prices.offers["microneedling_pen"].sessions == 4
    said = note_of(evidence, content, "a.xlsx")
    assert "Hidden, and read like the others: row 2." in said
    assert "Hidden, and read like the others: column C." in said


def test_the_first_visible_sheet_with_content_is_read(evidence):
    def arrange(book):
        book.create_sheet("Empty", 0)
        book.create_sheet("Secret", 0).append(["treatment", "price_per_session"])
        book["Secret"].sheet_state = "hidden"

    content = price_workbook([PEN, 450, 4], change=arrange)
    assert opened(evidence, content).prices.offers["microneedling_pen"].price == 450


def test_a_formula_is_read_as_its_last_stored_value(evidence):
    content = price_workbook([PEN, "=400+50", 4])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    stored = (
        sheet.replace(b"<v></v>", b"<v>450</v>")
        .replace(b"<v />", b"<v>450</v>")
        .replace(b"<v/>", b"<v>450</v>")
    )
    assert stored != sheet
    content = repacked(content, {"xl/worksheets/sheet1.xml": stored})
    assert opened(evidence, content).prices.offers["microneedling_pen"].price == 450
    assert "stored last" in note_of(evidence, content, "a.xlsx")


def test_a_percent_cell_is_read_as_people_of_a_hundred(evidence):
    """A cell that shows 10% stores 0.1, which would be a hundred times too small."""
    content = workbook(
        [["name", "risk"], ["Peel", 0.1]], lambda b: setattr(b.active["B2"], "number_format", "0%")
    )
    result = opened(evidence, content, "own.xlsx", OWN)
    own = next(e for e in result.evidence.estimates if e.criterion_id == "complications")
    assert own.typical == 10


@pytest.mark.parametrize(
    ("code", "cell"),
    [
        ("General", Cell("60", 60.0)),
        ('0" days"', Cell("60 days", 60.0)),
        (r"0\ \d\a\y\s", Cell("60 days", 60.0)),
        ("[" * 100_000, Cell("60", 60.0)),
        ("yyyy-mm-dd", Cell("1900-02-28")),
        ("0%", Cell("6000%")),
    ],
)
def test_the_number_format_decides_the_kind_of_cell_and_keeps_the_stored_value(code, cell):
    """A library that reads "days" as a date format turns 60 into 59, since Excel has a 29 February 1900."""
    content = workbook([[60]], lambda book: setattr(book.active["A1"], "number_format", code))
    assert read(content, "a.xlsx").lines[0].cells == (cell,)


def test_dates_in_east_asian_formats_are_dates():
    """Numbers 27 to 36 and 50 to 58 are built-in formats that workbooks do not define."""
    content = workbook([[45_000]], lambda book: setattr(book.active["A1"], "number_format", "mm-dd-yy"))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        styles = book.read("xl/styles.xml")
    assert b'numFmtId="14"' in styles
    for number in (14, 27, 58):
        changed = styles.replace(b'numFmtId="14"', b'numFmtId="%d"' % number)
        (line,) = read(repacked(content, {"xl/styles.xml": changed}), "a.xlsx").lines
        assert line.cells == (Cell("2023-03-15"),)


def test_a_strict_workbook_is_refused_with_a_remedy():
    content = price_workbook([PEN, 450])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        strict = {
            name: book.read(name)
            .replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            .replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/",
                b"http://purl.oclc.org/ooxml/officeDocument/",
            )
            for name in book.namelist()
        }
    (problem,) = read(repacked(content, strict), "a.xlsx").problems
    assert str(problem) == (
        "a.xlsx: The workbook was saved as Strict Open XML. Save it as Excel Workbook (XLSX), or as CSV."
    )


def test_errors_in_parts_without_cell_values_are_ignored(evidence):
    """Other programs write page layouts that openpyxl rejects."""
    content = price_workbook([PEN, 450, 4])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    odd = b'<dataValidations><dataValidation type="odd"/></dataValidations><pageSetup orientation="odd"/>'
    content = repacked(
        content, {"xl/worksheets/sheet1.xml": sheet.replace(b"</worksheet>", odd + b"</worksheet>")}
    )
    assert opened(evidence, content).prices.offers["microneedling_pen"].price == 450


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("1200", Mark.UNTOLD, 1200),
        ("$1,200", Mark.UNTOLD, 1200),
        ("$1,200", Mark.POINT, 1200),
        ("1,200.50", Mark.UNTOLD, 1200.5),
        ("1.200,50", Mark.POINT, 1200.5),
        ("1 200", Mark.UNTOLD, 1200),
        ("1\u00a0200,5", Mark.UNTOLD, 1200.5),
        ("1'200.50", Mark.UNTOLD, 1200.5),
        ("1,234,567", Mark.UNTOLD, 1234567),
        ("1,200", Mark.POINT, 1200),
        ("1.200", Mark.COMMA, 1200),
        ("0,125", Mark.POINT, 0.125),
        ("12,5", Mark.POINT, 12.5),
        ("0.125", Mark.COMMA, 0.125),
        ("10 %", Mark.UNTOLD, 10),
        (".5", Mark.UNTOLD, 0.5),
        ("+5", Mark.UNTOLD, 5),
    ],
)
def test_a_number_with_only_one_meaning_is_understood(text, mark, value):
    for unit in (COURSE, OF_100):
        if ("$" not in text or unit.is_money) and ("%" not in text or unit is OF_100):
            assert read_number(Cell(text), mark, NumberRule(0, 10_000_000, "1", unit)) == value


@pytest.mark.parametrize("mark", [Mark.UNTOLD, Mark.BOTH, Mark.COMMA])
@pytest.mark.parametrize("text", ["1,200", "12,345", "999,000"])
def test_a_comma_before_three_digits_is_refused_unless_the_file_has_decimal_points(text, mark):
    rule = NumberRule(0, 10_000_000, "1")
    with pytest.raises(RefusedError, match="can be"):
        read_number(Cell(text), mark, rule)
    assert read_number(Cell(text), Mark.POINT, rule) == int(text.replace(",", ""))


def test_the_decimal_mark_of_a_file_follows_from_its_numbers():
    assert mark_of(["1200", "12.5"], ";") is Mark.POINT
    assert mark_of(["1.200", "12,5"], ",") is Mark.COMMA
    assert mark_of(["12.5", "12,5"], ",") is Mark.BOTH
    assert mark_of(["1200", "1.200"], ";") is Mark.COMMA
    assert mark_of(["1,200"], ",") is Mark.POINT
    assert mark_of(["1,200"], "") is Mark.UNTOLD


@pytest.mark.parametrize("gap", ["", "-", "–", "n/a", "N/A", "unknown", "Not known", "?", " not reported "])
def test_a_gap_is_never_zero(evidence, gap):
    result = opened(evidence, own_csv(f"Peel,{gap},6"), kind=OWN)
    assert result.problems == ()
    cost = next(e for e in result.evidence.estimates if e.criterion_id == "cost")
    assert (cost.low, cost.typical, cost.high) == (None, None, None)


def test_a_value_stored_as_a_number_is_never_ambiguous(evidence):
    """1.125 in a workbook is a number, not a text that could mean 1125."""
    result = opened(evidence, workbook([["name", "downtime"], ["Peel", 1.125]]), "a.xlsx", OWN)
    assert next(e for e in result.evidence.estimates if e.criterion_id == "downtime").typical == 1.125


def test_column_letters():
    assert [letters(k) for k in (0, 25, 26, 51, 52, 99, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "CV",
        "ZZ",
        "AAA",
    ]


def test_a_file_name_is_quoted_without_its_folder():
    assert file_name("C:\\Users\\anna\\prices.csv") == "prices.csv"
    assert file_name("../../etc/passwd") == "passwd"
    assert file_name("\u202egnp.csv\n") == "gnp.csv"
    assert file_name("") == "the file"
    assert len(file_name("x" * 500)) <= 60


# ------------------------------------------------------------------ another reader, and reading twice


def test_workbooks_are_read_as_by_another_reader():
    """python-calamine is the reference for texts and numbers; it does not handle errors and percentages."""
    source = random.Random(3)
    for _ in range(30):
        rows = [
            [
                source.choice(
                    [round(source.uniform(0, 9999), 2), source.randrange(99), f"text {k} & <é>", None]
                )
                for k in range(6)
            ]
            for _ in range(source.randint(1, 12))
        ]
        rows[0][0] = "start"
        content = workbook(rows)
        ours = {
            (line.number, k): c.number if c.number is not None else c.text
            for line in read(content, "a.xlsx").lines
            for k, c in enumerate(line.cells)
            if c.text
        }
        theirs = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        found = theirs.to_python(skip_empty_area=False)
        assert ours == {(r, k): v for r, row in enumerate(found, 1) for k, v in enumerate(row) if v != ""}


def test_reading_twice_gives_the_same_result(evidence):
    for content in GOOD.values():
        assert read(content, "a") == read(content, "a")
    one, two = (opened(evidence, own_csv("Peel,100"), kind=OWN).evidence for _ in range(2))
    assert (one.version, one.estimates) == (two.version, two.estimates)


# ------------------------------------------------------------------ hostile bytes


def test_a_workbook_with_a_cell_in_the_last_row_and_column_is_refused():
    """A reader that creates all the cells in between would need half a terabyte and kill the process."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = 1, 2
    out = io.BytesIO()
    book.save(out)
    assert "Column XFD" in str(read(out.getvalue(), "a.xlsx").problems[0])


def test_a_part_larger_than_the_directory_states_is_refused():
    content = bytearray(repacked(price_workbook([PEN, 450]), {"xl/worksheets/sheet1.xml": b" " * 40_000_000}))
    real = (40_000_000).to_bytes(4, "little")
    assert content.count(real) == 2  # before the part, and in the directory
    content[:] = content.replace(real, (1000).to_bytes(4, "little"))
    assert "damaged" in str(read(bytes(content), "a.xlsx").problems[0])


def seeds(evidence):
    template = prices_template(evidence)
    for k, row in enumerate(template[1:], start=1):
        row[1:5] = [str(100 * k), "3", "cream, and check-up", "yes"]
    example = own_table_example(evidence)

    def numbers(rows):
        return [[float(c) if c.replace(".", "", 1).isdigit() else c for c in row] for row in rows]

    return [as_csv(template), as_csv(example), workbook(numbers(template)), workbook(numbers(example))]


def mutated(source, content):
    """``content`` with bytes dropped, doubled, replaced, moved in or cut off."""
    changed = bytearray(content)
    for _ in range(source.randint(1, 6)):
        at, size = source.randrange(len(changed) + 1), source.randint(1, 30)
        match source.randrange(5):
            case 0:
                changed[at : at + 1] = bytes([source.randrange(256)])
            case 1:
                del changed[at : at + size]
            case 2:
                changed[at:at] = source.choice(
                    [b";", b'"', b"\n", b"<", b"&", b"\0", "é".encode(), b"\xff", b"=", b"0", b"9" * 40]
                )
            case 3:
                changed[at:at] = changed[at : at + size]
            case 4 if source.random() < 0.1:
                del changed[at:]
    return bytes(changed)


def inside(source, content):
    """A workbook with one of its parts mutated, repacked as a valid archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        name = source.choice([n for n in book.namelist() if "docProps" not in n and "theme" not in n])
        return repacked(content, {name: mutated(source, book.read(name))}, zipfile.ZIP_STORED)


def test_a_thousand_mutated_files_are_read_or_refused_in_words(evidence):
    source = random.Random(20261124)
    files = seeds(evidence)
    used = 0
    for k in range(1000):
        content = source.choice(files)
        is_book = content.startswith(b"PK")
        content = inside(source, content) if is_book and k % 4 else mutated(source, content)
        for kind in (PRICES, OWN):
            result = opened(evidence, content, "a.csv", kind)
            found = what_counts(result)
            assert found or result.problems
            assert all(p.what and p.remedy and str(p).encode() for p in result.problems)
            if found:
                used += 1
                over = overlay(evidence, found) if kind == PRICES else found
                if used % 10 == 0:
                    assert compare(over, start(over)).lines
    assert used > 100, "the mutations are so strong that too few files were read"


def test_any_bytes_are_read_or_refused(evidence):
    source = random.Random(7)
    heads = [
        b"",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"treatment,",
        b"name;cost\n",
    ]
    for _ in range(1000):
        content = source.choice(heads) + source.randbytes(source.randint(0, 200))
        for kind in (PRICES, OWN):
            result = opened(evidence, content, "x", kind)
            assert what_counts(result) or result.problems


# ------------------------------------------------------------------ nothing is written

#: The mode and flags of every file opened while a test watches. An audit hook cannot be removed.
_WATCHED: list[tuple[object, int]] = []
_WATCHING = [False]


def _hook(event, arguments):
    if event == "open" and _WATCHING[0]:
        _WATCHED.append(arguments[1:3])


sys.addaudithook(_hook)


@contextmanager
def watched():
    """Collect the mode and flags of the files opened for writing inside the block."""
    _WATCHED.clear()
    _WATCHING[0] = True
    written: list[tuple[object, int]] = []
    try:
        yield written
    finally:
        _WATCHING[0] = False
        written += [w for w in _WATCHED if w[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)]


def test_nothing_is_written_and_nothing_is_logged(evidence, caplog, capsys, tmp_path, logged):
    with watched() as written:
        (tmp_path / "control").write_text("seen")
    assert written, "the audit hook does not see written files"
    files = [*GOOD.values(), *(b.content for b in BROKEN if len(b.content) < 20_000)]
    caplog.set_level(logging.DEBUG)
    with watched() as written:
        for content in files:
            for kind in (PRICES, OWN):
                opened(evidence, content, "secret.csv", kind)
    assert written == []
    assert logged() == []
    assert capsys.readouterr() == ("", "")


def test_the_header_of_a_template_has_the_columns_of_the_reader_and_the_currency(evidence):
    titles = [f"{name} (US dollars)" if name == "price_per_session" else name for name in PRICE_HEADER]
    assert prices_template(evidence)[0][:5] == titles


def test_numbers_that_are_none_and_dates_that_cannot_be_are_refused_or_shown_and_stop_nothing(evidence):
    """A number that is too large for any, and a day beyond the last date."""

    def change(book):
        book.active["B3"].number_format = "yyyy-mm-dd"

    content = price_workbook(
        [PEN, 450, 3], [PEEL, 99_999_999_999, 2], ["Picosecond laser", 77, 2], change=change
    )
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    content = repacked(content, {"xl/worksheets/sheet1.xml": sheet.replace(b"<v>77</v>", b"<v>1E999</v>")})
    found = opened(evidence, content, "prices.xlsx")
    assert list(found.prices.offers) == ["microneedling_pen"]
    assert [problem.what for problem in found.problems] == [
        '"9999-12-31" is a date, not a number.',
        '"inf" is not a number.',
    ]


def test_a_table_of_very_many_merged_cells_is_refused_as_a_whole(evidence):
    def change(book):
        for row in range(2, 1102):
            book.active.merge_cells(f"A{row}:B{row}")
            book.active.merge_cells(f"C{row}:D{row}")

    content = price_workbook(*[[PEN, 450, 3]] * 1100, change=change)
    found = opened(evidence, content, "prices.xlsx")
    assert found.prices is None
    assert [p.what for p in found.problems] == ["Too many cells of the table are merged."]
