"""An opened file is read in a separate process, which ends if the file needs too much time or memory."""

import logging
import os
import random
import sys
import threading

import pytest
from broken_tables import BROKEN, PEN, price_csv, price_workbook
from hostile_slow import WORKBOOKS, csv_files

from models import ROOT
from models.uploads import spreadsheet
from models.uploads.sheet import MAX_BYTES
from pages.ui.clinic import read_apart

TOO_MUCH, NOT_NOW = (f"a.xlsx: {' '.join(said)}" for said in (read_apart.TOO_MUCH, read_apart.NOT_NOW))


def hide(book):
    book.active.row_dimensions[2].hidden = True
    book.create_sheet("Notes")


FILES = [
    ("prices.csv", price_csv(f"{PEN},450,4", "", f"{PEN};x,1.5")),
    ("é\u202e\n.csv", "é,中文\n1,😀\n".encode("utf-16")),
    ("a.xlsx", price_workbook([PEN, 450.5, "4"], ["=1+1", True, None, "x" * 1001], change=hide)),
    *((broken.name, broken.content) for broken in random.Random(5).sample(BROKEN, 6)),
]


@pytest.mark.parametrize(("name", "content"), FILES)
def test_a_separate_process_reads_the_same_as_this_process(name, content):
    assert read_apart.read(content, name) == spreadsheet.read(content, name)


#: One file for each way in which the work can grow; ``make hostile`` reads all of them.
SLOW = ("a number format of 10 MB", "a comment, read 50 times", "blank cells", "one text in 200,000 cells")


@pytest.mark.parametrize("name", SLOW)
def test_a_file_that_needs_more_than_two_seconds_of_processor_time_is_refused(name):
    content = WORKBOOKS[name]()
    before = os.times()
    (problem,) = read_apart.read(content, "a.xlsx").problems
    after = os.times()
    assert str(problem) == TOO_MUCH
    spent = (after.children_user + after.children_system) - (before.children_user + before.children_system)
    assert spent < read_apart.SECONDS + 1
    assert after.user - before.user < 1, "the server process itself spent time on the file"


def test_a_csv_file_with_the_maximum_number_of_cells_is_read():
    content = dict(csv_files())["as many cells as are read"]
    sheet = read_apart.read(content, "a.csv")
    assert (len(sheet.lines), len(sheet.lines[2000].cells), sheet.problems) == (2001, 100, ())


def test_five_megabytes_of_blank_lines_are_read_in_time():
    sheet = read_apart.read(price_csv(f"{PEN},450,4").ljust(MAX_BYTES, b"\n"), "a.csv")
    assert (len(sheet.lines), sheet.problems) == (2, ())


def changed(setting):
    """The command of the process, with one of its limits changed."""
    *start, code = read_apart.COMMAND
    return [*start, code.replace("a.main()", f"a.{setting}; a.main()")]


@pytest.mark.parametrize("setting", ["MEMORY = 50 * 1024 * 1024", "LARGEST_ANSWER = 10"])
def test_a_file_that_needs_too_much_memory_is_refused(setting):
    content = price_csv(*[",".join(["x" * 400] * 6)] * 2_000)
    assert str(read_apart.read(content, "a.xlsx", changed(setting)).problems[0]) == TOO_MUCH


@pytest.mark.parametrize("code", ["raise SystemExit(1)", "import os; os.abort()", "import no_such_module"])
def test_a_crashed_process_is_logged_without_the_content_or_name_of_the_file(code, caplog):
    with caplog.at_level(logging.DEBUG):
        sheet = read_apart.read(b"a secret", "a.xlsx", (sys.executable, "-c", code))
    assert str(sheet.problems[0]) == NOT_NOW
    assert "A file was not read: its process ended with" in caplog.text
    assert "secret" not in caplog.text
    assert "a.xlsx" not in caplog.text


def test_a_process_that_cannot_start_is_reported_in_words():
    assert str(read_apart.read(b"x", "a.xlsx", ["/no/such/program"]).problems[0]) == NOT_NOW


def test_a_process_that_never_ends_times_out(monkeypatch):
    monkeypatch.setattr(read_apart, "PATIENCE", 0.2)
    waiting = (sys.executable, "-c", "import threading; threading.Event().wait()")
    assert str(read_apart.read(b"x", "a.xlsx", waiting).problems[0]) == NOT_NOW


def test_no_more_than_two_files_are_read_at_once(monkeypatch):
    monkeypatch.setattr(read_apart, "TURN", 0.05)
    monkeypatch.setattr(read_apart, "_turns", threading.BoundedSemaphore(1))
    assert read_apart.read(b"x,y", "a.xlsx").problems == ()
    read_apart._turns.acquire()
    assert str(read_apart.read(b"x,y", "a.xlsx").problems[0]) == NOT_NOW
    read_apart._turns.release()
    assert read_apart.read(b"x,y", "a.xlsx").problems == ()
    assert read_apart.AT_ONCE == 2


def test_no_page_reads_a_file_in_the_server_process():
    others = [path for path in ROOT.glob("pages/**/*.py") if path.name != "read_apart.py"]
    assert not [path.name for path in others if "spreadsheet.read(" in path.read_text(encoding="utf-8")]
