"""A page that loses its connection, or never gets one, says so in a plain sentence and keeps its content."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from axe import broken_rules
from browser import SIZES, board_of, new_page, settled
from early import STREAMLIT, gone
from lines import NOTE_DIALOGS, STREAMLITS_WORDS, Line, dialog_wanted, says, sentence, silent
from measures import GROUND_IS_DARK
from previewed import ask
from reading_grade import reading_grade
from starlette.responses import HTMLResponse
from words import BANNED

from pages.served.guard.headers import PAGE
from pages.served.scripts.no_connection import SENTENCES, WITHOUT_SCRIPTS

#: Streamlit's whole page.
whole_page = HTMLResponse(PAGE.read_bytes())

#: Milliseconds: longer than a page waits before it reports that there is no connection.
LONG = 60_000

#: One of Streamlit's script files.
REACT = re.compile("/static/js/react-dom")

SLIDER_OF_COST = ".st-key-cost input[type=range]"

#: Sets ``window.said`` once a sentence appears.
NOTE_SENTENCES = """addEventListener("DOMContentLoaded", () =>
  new MutationObserver(() => { window.said = true; })
    .observe(document.getElementById("no-connection"), { childList: true }))"""


@pytest.mark.parametrize("said", [WITHOUT_SCRIPTS, *SENTENCES.values()])
def test_every_sentence_is_plain(said):
    text = re.sub("<.*?>", "", said)
    assert reading_grade(text) <= 8
    assert not BANNED.search(text)
    assert not STREAMLITS_WORDS.search(text.replace("JavaScript", ""))


def test_the_page_has_an_empty_place_for_the_sentences_before_everything_else():
    body = ask(whole_page, "/how-sure", "cost=3")[2].decode().partition("<body>")[2]
    place = re.search('<div id="no-connection" role="status"[^>]*></div>', body)
    assert place.end() < body.index('id="root"')


def test_without_scripts_the_page_says_so_in_our_words():
    body = ask(whole_page)[2].decode().partition("<body>")[2]
    assert re.findall("<noscript>(.*?)</noscript>", body, re.DOTALL) == [f"<p>{WITHOUT_SCRIPTS}</p>"]


@pytest.mark.parametrize(
    ("base", "path", "there"),
    [("", "/how-sure", "/"), ("", "/how-sure/", "/"), ("tools/skin", "/tools/skin/evidence", "/tools/skin/")],
)
def test_the_sentence_links_to_compare_with_the_settings_of_the_link(base, path, there):
    body = ask(whole_page, path, "cost=3&concern=melasma&x=%22%3E", base=base)[2].decode()
    address = urlsplit(unescape(re.search('<a href="([^"]*)">Compare</a>', body)[1]))
    assert address.path == there
    settings = parse_qs(address.query)
    assert (settings["cost"], settings["concern"], "x" in settings) == (["3"], ["melasma"], False)


def faults(page):
    """The axe-core rules that the sentence breaks, such as contrast, role and size."""
    return [rule for rule, html in broken_rules(page) if "no-connection" in html or "data-when" in html]


def look(page, size, theme):
    """Switches the page to another window size and theme."""
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(f"dark => ({GROUND_IS_DARK})() === dark", arg=theme == "dark")


@pytest.mark.e2e
def test_a_short_interruption_is_not_reported_but_a_lost_or_ended_connection_is(server, chromium):
    page = new_page(chromium)
    page.add_init_script(NOTE_DIALOGS)
    page.add_init_script(NOTE_SENTENCES)
    line = Line(page)
    page.goto(f"{server}/?cost=9")
    before = board_of(settled(page))
    assert_a_short_interruption_is_not_reported(page, line)
    assert_a_lost_connection_is_reported(page, line, before)
    line.let_through()
    silent(page)
    assert says(page, "back") == "The connection is there now. You can go on."
    page.locator(SLIDER_OF_COST).press("Home")
    page.wait_for_url("**cost=0**")
    settled(page)
    assert_an_ended_connection_is_reported_with_a_reload_link(page, line)
    # The reloaded page keeps the settings.
    silent(page)
    page.locator(SLIDER_OF_COST).wait_for()
    assert page.locator(SLIDER_OF_COST).input_value() == "0"


def assert_a_short_interruption_is_not_reported(page, line):
    line.cut()
    page.locator("[data-test-connection-state]:not([data-test-connection-state=CONNECTED])").wait_for()
    line.let_through()
    page.locator("[data-test-connection-state=CONNECTED]").wait_for()
    assert not page.evaluate("window.said")


def assert_a_lost_connection_is_reported(page, line, before):
    """The sentence is in our words and accessible. The content stays, and starts below it."""
    line.cut()
    assert says(page, "lost").startswith("The connection to our server is lost")
    assert page.evaluate("window.said")
    for size, theme in (("desktop", "light"), ("phone", "dark")):
        look(page, size, theme)
        assert board_of(page) == before
        page.wait_for_function(
            """() => Math.abs(document.querySelector('.stApp').getBoundingClientRect().top
                 - document.querySelector('#no-connection p').getBoundingClientRect().bottom) <= 1"""
        )
        assert sentence(page).evaluate(
            "p => p.closest('[role=status]') !== null && !p.closest('[inert], [aria-hidden]')"
        )
        assert faults(page) == []


def assert_an_ended_connection_is_reported_with_a_reload_link(page, line):
    """When Streamlit gives up, it tries to open a dialog, and none appears."""
    page.evaluate("dialogs.length = 0")
    line.send("no message of a server")
    dialog_wanted(page, "Connection error")
    assert says(page, "ended").startswith("The connection to our server has ended.")
    assert page.get_by_role("dialog").count() == 0
    with page.expect_navigation(url="**cost=0**"):
        sentence(page).get_by_role("link", name="load this page again").click()


@pytest.mark.e2e
def test_without_a_connection_the_first_sight_stays_readable_and_the_page_can_load_late(server, chromium):
    page = new_page(chromium, size=SIZES["phone"], theme="dark")
    page.clock.install()
    page.add_init_script(NOTE_DIALOGS)
    line = Line(page, closed=True)
    page.route("**/_stcore/health", lambda route: route.abort())
    page.goto(f"{server}/?cost=9&phototype=V")
    page.locator("[data-test-connection-state]").wait_for(state="attached")
    assert sentence(page).count() == 0
    assert_no_dialog_opens_or_takes_the_focus(page)
    # The server answers now, but the websocket is still blocked.
    page.unroute("**/_stcore/health")
    page.clock.fast_forward(LONG)
    assert says(page, "blocked-but-shown").startswith("You can read this page, but nothing")
    assert page.locator("#first-sight").get_attribute("aria-busy") is None
    assert not page.locator(".first-wait").is_visible()
    for size, theme in (("phone", "dark"), ("desktop", "light")):
        look(page, size, theme)
        assert faults(page) == []
        assert page.locator("#first-sight .so-row").first.is_visible()
    # Even after minutes, the page then works as if it had connected at once.
    page.clock.fast_forward(10 * LONG)
    assert page.locator("#first-sight .so-row").first.is_visible()
    line.let_through()
    page.clock.fast_forward(LONG)
    gone(page)
    silent(page)
    assert page.locator(SLIDER_OF_COST).input_value() == "9"
    assert "phototype=V" in page.url


def assert_no_dialog_opens_or_takes_the_focus(page):
    """The server has not answered at all, so Streamlit does not know yet that its dialogs are suppressed."""
    page.locator(".first-body").focus()
    dialog_wanted(page, "Connection error")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.get_by_role("dialog").count() == 0
    page.wait_for_function("() => document.activeElement.className === 'first-body'")
    assert page.locator("#first-sight").is_visible()
    assert page.locator("#first-sight").evaluate("sight => !sight.closest('[inert], [aria-hidden=true]')")


@pytest.mark.e2e
def test_a_page_without_a_first_sight_says_why_it_is_empty_and_can_load_late(server, chromium):
    """First Streamlit's code neither arrives nor fails, then there is no connection."""
    page = new_page(chromium)
    page.clock.install()
    line = Line(page, closed=True)
    page.route(STREAMLIT, lambda route: None)
    page.goto(f"{server}/how-sure?cost=9", wait_until="commit")
    page.locator("#no-connection").wait_for(state="attached")
    assert sentence(page).count() == 0
    page.clock.fast_forward(LONG)
    assert says(page, "absent").startswith("A part of this page did not arrive")
    page.unroute(STREAMLIT)  # releases the held request
    assert says(page, "blocked").startswith("This page cannot be shown yet.")
    line.let_through()
    page.clock.fast_forward(LONG)
    page.get_by_role("heading", level=1, name="How sure is this ranking").wait_for()
    silent(page)


@pytest.mark.e2e
def test_if_streamlits_code_fails_to_load_the_page_says_so_at_once(server, chromium):
    """All of the code on a page with a first sight, and one file of it on a page without."""
    page = new_page(chromium)
    for failing, path, when, words in (
        (STREAMLIT, "/", "absent-but-shown", "You can read this page, but nothing can be changed."),
        (REACT, "/how-sure", "absent", "A part of this page did not arrive, so it cannot be shown."),
    ):
        page.unroute_all()
        page.route(failing, lambda route: route.abort())
        page.goto(server + path)
        assert says(page, when).startswith(words)
    page.unroute_all()
    sentence(page).get_by_role("link", name="load this page again").click()
    page.get_by_text("It is not medical advice").wait_for()
    silent(page)
