"""What Streamlit would say of code, of files and of itself is said in plain words of ours."""

import re
import sys

import pytest
from browser import new_page, opened, running_process, settled
from lines import NOTE_DIALOGS, STREAMLITS_WORDS, Line, dialog_wanted, says, silent
from reading_grade import reading_grade
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.served.link import preview
from pages.ui.take_home import take_home_files

pytestmark = pytest.mark.e2e

SLIDER_OF_COST = ".st-key-cost input[type=range]"

#: A message that says nothing, and one that the frame of all pages could not be read.
UNREADABLE = ForwardMsg(session_event={"script_compilation_exception": {"message": "SyntaxError"}})


@pytest.mark.parametrize(
    ("message", "dialog"),
    [(b"", "Bad message format"), (UNREADABLE.SerializeToString(), "scriptCompileError")],
)
def test_what_streamlit_cannot_read_is_told_in_our_words(server, chromium, message, dialog):
    page = new_page(chromium)
    page.add_init_script(NOTE_DIALOGS)
    line = Line(page)
    page.goto(f"{server}/?cost=9")
    settled(page)
    line.send(message)
    dialog_wanted(page, dialog)
    assert says(page, "broken").startswith("A part of this page could not be shown.")
    assert page.get_by_role("dialog").count() == 0


def test_an_address_without_a_page_is_told_until_another_page_is_opened(server, chromium):
    page = new_page(chromium)
    page.add_init_script(NOTE_DIALOGS)
    page.goto(f"{server}/no-such-page?cost=9")
    dialog_wanted(page, "Page not found")
    assert says(page, "missing") == "There is no page at this address. You see the page Compare instead."
    settled(page)
    assert page.get_by_role("dialog").count() == 0
    assert page.locator(SLIDER_OF_COST).input_value() == "9"
    page.get_by_test_id("stTopNavLink").filter(has_text="Method").click()
    page.get_by_role("heading", level=1, name="Method and scorecard").wait_for()
    silent(page)


def test_the_sentence_on_an_address_without_a_page_also_goes_where_no_run_of_the_next_page_is_seen(
    server, chromium
):
    """On a slow machine a run begins and ends between two looks of React: its state never shows."""
    page = new_page(chromium)
    page.goto(f"{server}/no-such-page")
    says(page, "missing")
    settled(page)
    page.evaluate(
        """() => {
          history.pushState(null, "", "/method");
          postMessage({type: "SET_CURRENT_PAGE_NAME", currentPageName: "method"}, origin);
        }"""
    )
    silent(page)


def test_a_part_whose_code_does_not_come_names_no_code(server, chromium):
    page = new_page(chromium)
    page.route(re.compile("BidiComponent"), lambda route: route.abort())
    page.goto(f"{server}/how-sure")
    failed = page.locator("[data-testid=stAlertContainer]:has([data-testid=stErrorElementStack])").first
    failed.wait_for()
    assert failed.inner_text() == ""
    assert failed.evaluate("e => getComputedStyle(e, '::before').content") == (
        '"This part of the page could not be shown. Please load this page again."'
    )


def test_a_file_that_does_not_get_through_is_told_in_our_words(server, chromium):
    page = opened(chromium, f"{server}/for-clinics")
    page.route("**/_stcore/upload_file/**", lambda route: route.abort())
    page.locator("input[type=file]").first.set_input_files(
        {"name": "prices.csv", "mimeType": "text/csv", "buffer": b"treatment,price"}
    )
    chip = page.locator("[data-testid=stFileChip][aria-invalid=true]")
    chip.wait_for()
    spoken = chip.locator("[role=alert]")
    # Streamlit's own words are still there, seen by nobody.
    assert "AxiosError" in spoken.text_content()
    assert spoken.inner_text() == ""
    words = '"This file was not taken. Please check its kind and size, and try again."'
    assert spoken.evaluate("e => getComputedStyle(e, '::before').content") == words
    beside = page.locator("[data-testid=stTooltipErrorHoverTarget]")
    assert beside.evaluate("e => getComputedStyle(e, '::after').content").startswith(words)
    chip.hover()
    page.locator("[role=tooltip]").wait_for(state="attached")
    assert not page.locator("[role=tooltip]").is_visible()


#: The app, with a part of the page Method that fails as nobody foresaw.
FAILS = """import sys
from streamlit.web.cli import main
from pages.ui.sources import method
method.privacy = lambda: 1 / 0
sys.argv = ["streamlit", "run", "dashboard.py"]
main()"""


def test_an_error_that_nobody_foresaw_is_told_in_our_words_and_costs_nobody_their_visit(chromium, tmp_path):
    log = tmp_path / "log"
    with (
        log.open("wb") as output,
        running_process(sys.executable, "-c", FAILS, output=output) as (address, _),
    ):
        page = opened(chromium, f"{address}/?cost=9")
        _follow(page, "Method")
        told = page.get_by_role("alert").inner_text()
        assert told.startswith("Something went wrong on our side, and a part of this page is missing.")
        assert not STREAMLITS_WORDS.search(told)
        assert reading_grade(told) <= 8
        shown = page.locator("body").inner_text()
        assert not re.search("redacted|Traceback|ZeroDivisionError|division by zero", shown)
        # What came before the error is there, and so are the other pages, with what was set.
        page.get_by_role("heading", level=1, name="Method and scorecard").wait_for()
        _follow(page, "Compare")
        page.wait_for_selector(".st-key-board .so-row")
        assert page.locator(SLIDER_OF_COST).input_value() == "9"
        assert page.get_by_role("alert").count() == 0
    written = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in written


def _follow(page, title):
    page.get_by_test_id("stTopNavLink").filter(has_text=title).click()


#: The app, with an engine that breaks as the real one does where it has run out of numbers.
BREAKS = """import sys
from streamlit.web.cli import main
from pages.printed import engine
class PanicException(BaseException): pass
def panic(*_, **__): raise PanicException("out of file ids")
engine.typst.compile = panic
sys.argv = ["streamlit", "run", "dashboard.py"]
main()"""


def test_a_handout_that_cannot_be_made_is_told_under_its_button_then_in_its_place_and_to_programs(chromium):
    with running_process(sys.executable, "-c", BREAKS) as (address, _):
        page = opened(chromium, f"{address}/where-i-lean")
        page.get_by_role("button", name="Download the handout").click()
        failed = page.get_by_test_id("stDownloadButtonError")
        failed.wait_for(state="attached")
        ours, theirs, seen = failed.evaluate(
            "e => [getComputedStyle(e, '::before').content, e.textContent, e.innerText]"
        )
        assert ours == f'"{take_home_files.NO_HANDOUT}"'
        assert (theirs, seen) == ("Failed to generate file for download", "")
        assert page.request.get(f"{address}/healthz").status == 503
        picture = page.request.get(f"{address}/preview.png?concern=melasma")
        assert picture.body() == preview.GENERAL_PICTURE
        page.reload()
        page.get_by_text(take_home_files.NO_HANDOUT, exact=True).wait_for()
        page.get_by_role("button", name="Download my notes").wait_for()
        assert page.get_by_role("button", name="Download the handout").count() == 0
