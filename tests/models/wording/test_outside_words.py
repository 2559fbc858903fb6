"""Text from a file or a field stays plain: no page turns it into a link, a picture or formatting."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook
from price_list import prices
from rendered import PAGES, app

from models.clinic.own_table import read_own_table
from models.clinic.price_list import clinic_name
from models.uploads import spreadsheet
from models.uploads.sheet import of_texts
from models.wording.outside_words import plain_name
from pages.ui.clinic.own_table import TABLE
from pages.visit.in_view import PRICES

#: Names that would become a link, a picture or an element.
EVIL = [
    "[Signed out: sign in](https://evil.example/x)",
    "![i](http://evil.example/i.png)",
    "<img src=x onerror=alert(1)>",
    "<https://evil.example>",
    "https://evil.example/now",
    "www.evil.example",
    "help@evil.example",
]

#: Matches hostile text that has become a link, an address or an element.
LIVE = re.compile(r"\]\([^)]*evil\.example|://\s*evil|www\.evil|@evil|<img", re.IGNORECASE)


def hostile_workbook():
    book = Workbook()
    book.active.title = "sheet www.evil.example"
    for row in (["name", "cost (USD)", "downtime", "results"], ["New peel", 300, 2, 2], ["Third", 100, 1, 1]):
        book.active.append(row)
    book.create_sheet("other")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def shown_on(test):
    """Everything that Streamlit renders as Markdown, and the labels of links and expanders."""
    kinds = (test.markdown, test.title, test.header, test.subheader, test.info, test.warning, test.error)
    found = [element.value for kind in kinds for element in kind]
    found += [element.proto.label for name in ("page_link", "expander") for element in test.get(name)]
    return [text for text in found if text]


@pytest.mark.parametrize("evil", EVIL)
def test_a_name_is_shown_without_its_formatting_characters(evil):
    for name in (plain_name(evil), clinic_name(evil), spreadsheet.file_name(f"prices {evil}.csv")):
        assert not LIVE.search(name)
        assert "[" not in name


@pytest.mark.parametrize("evil", EVIL)
def test_a_cell_that_would_become_a_link_or_formatting_is_refused(evidence, evil):
    rows = [["name", "cost (USD)", "note"], [evil, "300", "x"], ["Third", "100", evil], ["Fourth", "100", ""]]
    found = read_own_table(of_texts(rows, "own.csv"), evidence, as_of=date(2026, 11, 27))
    said = [str(problem) for problem in (*found.problems, *found.left_out)]
    assert len([text for text in said if "which is not shown" in text]) == 2


@pytest.fixture(scope="module")
def hostile(evidence):
    """A table whose file and sheet names look like links, and prices of a clinic whose name does."""
    sheet = spreadsheet.read(hostile_workbook(), f"prices {EVIL[0]} {EVIL[2]} {EVIL[4]}.xlsx")
    table = read_own_table(sheet, evidence, as_of=date(2026, 11, 27))
    assert table.evidence is not None
    return {"table": table, "prices": replace(prices(), clinic=clinic_name(" ".join(EVIL)))}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("what", ["table", "prices"])
def test_no_page_turns_text_from_a_file_into_a_link(hostile, page, what):
    test = app()
    test.session_state[{"table": TABLE, "prices": PRICES}[what]] = hostile[what]
    test = test.switch_page(page).run()
    assert not test.exception
    texts = shown_on(test)
    # The page For clinics shows the name only in its field, which is not Markdown.
    assert any("evil" in text for text in texts) or (page, what) == ("for_clinics.py", "prices")
    assert [found[0] for text in texts for found in LIVE.finditer(text)] == []
