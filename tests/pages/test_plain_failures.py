"""Errors that Streamlit would show in technical words are reported in our own plain words."""

import re
import sys
from urllib.parse import urlsplit

import pytest
from browser import new_page, running_process, settled, whole
from lines import NOTE_DIALOGS, STREAMLITS_WORDS, Line, dialog_wanted, says, sentence, silent
from reading_grade import reading_grade
from steps import route_step, share_panel
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.served.link import preview
from pages.ui.take_home import take_home_files

pytestmark = pytest.mark.e2e

SLIDER_OF_COST = ".st-key-cost input[type=range]"

#: The start of each page's title, by its name in the menu.
HEADINGS = {
    "Compare": "You are choosing between",
    "Method": "Method and scorecard",
    "For clinics": "For clinics",
}

#: Streamlit's message for a frame script that does not compile.
UNREADABLE = ForwardMsg(session_event={"script_compilation_exception": {"message": "SyntaxError"}})


def follow(page, title):
    page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
    page.get_by_role("heading", level=1, name=HEADINGS[title]).wait_for()


def test_a_missing_page_and_an_unreadable_message_are_reported_until_another_page_opens(server, chromium):
    page = new_page(chromium)
    page.add_init_script(NOTE_DIALOGS)
    line = Line(page)
    page.goto(f"{server}/no-such-page?cost=9")
    dialog_wanted(page, "Page not found")
    assert says(page, "missing") == "There is no page at this address. You see the page Compare instead."
    settled(page)
    assert page.get_by_role("dialog").count() == 0
    assert page.locator(SLIDER_OF_COST).input_value() == "9"
    where = urlsplit(page.url).path
    follow(page, "Method")
    silent(page)
    assert_the_sentence_disappears_even_if_no_run_is_observed(page, where)
    assert_the_problem_is_reported_in_our_words(page, line, b"", "Bad message format")
    follow(page, "Compare")
    silent(page)
    assert_the_problem_is_reported_in_our_words(
        page, line, UNREADABLE.SerializeToString(), "scriptCompileError"
    )


def assert_the_problem_is_reported_in_our_words(page, line, message, dialog):
    """``message`` makes Streamlit ask for ``dialog``: our sentence appears instead."""
    settled(page)
    line.send(message)
    dialog_wanted(page, dialog)
    assert says(page, "broken").startswith("A part of this page could not be shown.")
    assert page.get_by_role("dialog").count() == 0


def assert_the_sentence_disappears_even_if_no_run_is_observed(page, where):
    """On a slow machine a run can start and end between two React renders, so its state is never seen."""
    go_to = """path => {
      history.pushState(null, "", path);
      postMessage({type: "SET_CURRENT_PAGE_NAME", currentPageName: path.slice(1)}, origin);
    }"""
    settled(page)
    page.evaluate(go_to, where)
    says(page, "missing")
    page.evaluate(go_to, "/method")
    silent(page)


def test_missing_component_code_and_a_failed_upload_are_reported_in_our_words(server, chromium):
    page = new_page(chromium)
    page.route(re.compile("BidiComponent"), lambda route: route.abort())
    whole(page, f"{server}/how-sure")
    failed = page.locator("[data-testid=stAlertContainer]:has([data-testid=stErrorElementStack])").first
    failed.wait_for()
    assert failed.inner_text() == ""
    assert failed.evaluate("e => getComputedStyle(e, '::before').content") == (
        '"This part of the page could not be shown. Please load this page again."'
    )
    follow(page, "For clinics")
    settled(page)
    page.route("**/_stcore/upload_file/**", lambda route: route.abort())
    page.locator("input[type=file]").first.set_input_files(
        {"name": "prices.csv", "mimeType": "text/csv", "buffer": b"treatment,price"}
    )
    assert_the_failed_upload_is_reported_in_our_words(page)


def assert_the_failed_upload_is_reported_in_our_words(page):
    """Streamlit's own words are still in the DOM, but not visible."""
    chip = page.locator("[data-testid=stFileChip][aria-invalid=true]")
    chip.wait_for()
    spoken = chip.locator("[role=alert]")
    assert "AxiosError" in spoken.text_content()
    assert spoken.inner_text() == ""
    words = '"This file was not taken. Please check its kind and size, and try again."'
    assert spoken.evaluate("e => getComputedStyle(e, '::before').content") == words
    beside = page.locator("[data-testid=stTooltipErrorHoverTarget]")
    assert beside.evaluate("e => getComputedStyle(e, '::after').content").startswith(words)
    chip.hover()
    page.locator("[role=tooltip]").wait_for(state="attached")
    assert not page.locator("[role=tooltip]").is_visible()


#: The app with an unexpected error on the page Method, and a print engine that panics as the real one does
#: when it runs out of file ids.
FAILS = """import sys
from streamlit.web.cli import main
from pages.printed import engine
from pages.ui.sources import method
class PanicException(BaseException): pass
def panic(*_, **__): raise PanicException("out of file ids")
engine.typst.compile = panic
method.privacy = lambda: 1 / 0
sys.argv = ["streamlit", "run", "dashboard.py"]
main()"""


def test_unexpected_errors_and_a_stopped_server_are_reported_in_our_words(chromium, tmp_path):
    log = tmp_path / "log"
    with (
        log.open("wb") as output,
        running_process(sys.executable, "-c", FAILS, output=output) as (address, process),
    ):
        page = new_page(chromium)
        page.add_init_script(NOTE_DIALOGS)
        whole(page, f"{address}/where-i-lean?cost=9")
        assert_a_failed_handout_is_reported_under_its_button(page)
        assert_programs_get_an_error_too(page, address)
        follow(page, "Method")
        assert_an_unexpected_error_is_reported_in_our_words(page)
        # The other pages still work and keep their settings.
        follow(page, "Compare")
        page.wait_for_selector(".st-key-board .so-row")
        assert page.locator(SLIDER_OF_COST).input_value() == "9"
        assert page.get_by_role("alert").count() == 0
        route_step(page, 5).click()
        # This time the sentence replaces the button.
        page.get_by_text(take_home_files.NO_HANDOUT, exact=True).wait_for()
        page.get_by_role("button", name="Download my notes").wait_for()
        assert page.get_by_role("button", name="Download the handout").count() == 0
        settled(page)
        assert_a_stopped_server_opens_none_of_streamlits_dialogs(page, process)
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def assert_a_failed_handout_is_reported_under_its_button(page):
    page.get_by_role("button", name="Download the handout").click()
    failed = page.get_by_test_id("stDownloadButtonError")
    failed.wait_for(state="attached")
    ours, theirs, seen = failed.evaluate(
        "e => [getComputedStyle(e, '::before').content, e.textContent, e.innerText]"
    )
    assert ours == f'"{take_home_files.NO_HANDOUT}"'
    assert (theirs, seen) == ("Failed to generate file for download", "")


def assert_programs_get_an_error_too(page, address):
    assert page.request.get(f"{address}/healthz").status == 503
    picture = page.request.get(f"{address}/preview.png?concern=melasma")
    assert picture.body() == preview.GENERAL_PICTURE


def assert_an_unexpected_error_is_reported_in_our_words(page):
    told = page.get_by_role("alert").inner_text()
    assert told.startswith("Something went wrong on our side, and a part of this page is missing.")
    assert not STREAMLITS_WORDS.search(told)
    assert reading_grade(told) <= 8
    shown = page.locator("body").inner_text()
    assert not re.search("redacted|Traceback|ZeroDivisionError|division by zero", shown)


def assert_a_stopped_server_opens_none_of_streamlits_dialogs(page, process):
    """The share dialog is open meanwhile: it is ours, and stays open."""
    share_panel(page)
    process.kill()
    said = says(page, "lost")
    dialog_wanted(page, "Connection error")
    assert not STREAMLITS_WORDS.search(said)
    assert page.get_by_role("dialog").count() == 1
    # An open dialog makes everything else inert, but not this sentence.
    assert sentence(page).evaluate("p => !p.closest('[inert], [aria-hidden=true]')")
    box = sentence(page).bounding_box()
    assert page.locator("[data-testid=stDialog]").bounding_box()["y"] >= box["height"] - 1
    # Once our dialog is closed, none is left.
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
