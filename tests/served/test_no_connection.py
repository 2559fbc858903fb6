"""A page whose connection is lost, or never comes, says so in a plain sentence and keeps what it shows."""

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

#: The page that Streamlit serves, whole.
whole_page = HTMLResponse(PAGE.read_bytes())

#: Longer than a page waits before it says that a connection does not come, in milliseconds.
LONG = 60_000

#: A part of Streamlit's code.
REACT = re.compile("/static/js/react-dom")

SLIDER_OF_COST = ".st-key-cost input[type=range]"

#: Whether a sentence was ever said, in ``window.said``.
NOTE_SENTENCES = """addEventListener("DOMContentLoaded", () =>
  new MutationObserver(() => { window.said = true; })
    .observe(document.getElementById("no-connection"), { childList: true }))"""


@pytest.mark.parametrize("said", [WITHOUT_SCRIPTS, *SENTENCES.values()])
def test_every_sentence_is_plain(said):
    text = re.sub("<.*?>", "", said)
    assert reading_grade(text) <= 8
    assert not BANNED.search(text)
    assert not STREAMLITS_WORDS.search(text.replace("JavaScript", ""))


def test_the_page_has_the_place_for_them_before_all_else_and_says_nothing_yet():
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
def test_it_leads_to_the_page_that_shows_something_with_the_view_of_its_link(base, path, there):
    body = ask(whole_page, path, "cost=3&concern=melasma&x=%22%3E", base=base)[2].decode()
    address = urlsplit(unescape(re.search('<a href="([^"]*)">Compare</a>', body)[1]))
    assert address.path == there
    settings = parse_qs(address.query)
    assert (settings["cost"], settings["concern"], "x" in settings) == (["3"], ["melasma"], False)


def faults(page):
    """The rules of axe-core that the sentence breaks: contrast, role, size."""
    return [rule for rule, html in broken_rules(page) if "no-connection" in html or "data-when" in html]


def look(page, size, theme):
    """Gives the page another window and another theme."""
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(f"dark => ({GROUND_IS_DARK})() === dark", arg=theme == "dark")


@pytest.mark.e2e
def test_a_short_break_is_not_told_but_a_lost_connection_and_an_ended_one_are(server, chromium):
    page = new_page(chromium)
    page.add_init_script(NOTE_DIALOGS)
    page.add_init_script(NOTE_SENTENCES)
    line = Line(page)
    page.goto(f"{server}/?cost=9")
    before = board_of(settled(page))
    assert_a_short_break_is_not_told(page, line)
    assert_a_lost_connection_is_told(page, line, before)
    line.let_through()
    silent(page)
    assert says(page, "back") == "The connection is there now. You can go on."
    page.locator(SLIDER_OF_COST).press("Home")
    page.wait_for_url("**cost=0**")
    settled(page)
    assert_an_end_is_told_with_a_way_on(page, line)
    # The page that is loaded again has what was set.
    silent(page)
    page.locator(SLIDER_OF_COST).wait_for()
    assert page.locator(SLIDER_OF_COST).input_value() == "0"


def assert_a_short_break_is_not_told(page, line):
    line.cut()
    page.locator("[data-test-connection-state]:not([data-test-connection-state=CONNECTED])").wait_for()
    line.let_through()
    page.locator("[data-test-connection-state=CONNECTED]").wait_for()
    assert not page.evaluate("window.said")


def assert_a_lost_connection_is_told(page, line, before):
    """In our words, to everybody; what is shown stays, and begins below the sentence."""
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


def assert_an_end_is_told_with_a_way_on(page, line):
    """Where Streamlit gives up, it wants a dialog, and gets none."""
    page.evaluate("dialogs.length = 0")
    line.send("no message of a server")
    dialog_wanted(page, "Connection error")
    assert says(page, "ended").startswith("The connection to our server has ended.")
    assert page.get_by_role("dialog").count() == 0
    with page.expect_navigation(url="**cost=0**"):
        sentence(page).get_by_role("link", name="load this page again").click()


@pytest.mark.e2e
def test_where_no_connection_comes_the_first_sight_stays_to_be_read_and_the_page_may_come_late(
    server, chromium
):
    page = new_page(chromium, size=SIZES["phone"], theme="dark")
    page.clock.install()
    page.add_init_script(NOTE_DIALOGS)
    line = Line(page, closed=True)
    page.route("**/_stcore/health", lambda route: route.abort())
    page.goto(f"{server}/?cost=9&phototype=V")
    page.locator("[data-test-connection-state]").wait_for(state="attached")
    assert sentence(page).count() == 0
    assert_no_dialog_opens_or_takes_the_focus(page)
    # The server answers now, and lets no websocket through.
    page.unroute("**/_stcore/health")
    page.clock.fast_forward(LONG)
    assert says(page, "blocked-but-shown").startswith("You can read this page, but nothing")
    assert page.locator("#first-sight").get_attribute("aria-busy") is None
    assert not page.locator(".first-wait").is_visible()
    for size, theme in (("phone", "dark"), ("desktop", "light")):
        look(page, size, theme)
        assert faults(page) == []
        assert page.locator("#first-sight .so-row").first.is_visible()
    # After minutes it goes on as if it had come at once.
    page.clock.fast_forward(10 * LONG)
    assert page.locator("#first-sight .so-row").first.is_visible()
    line.let_through()
    page.clock.fast_forward(LONG)
    gone(page)
    silent(page)
    assert page.locator(SLIDER_OF_COST).input_value() == "9"
    assert "phototype=V" in page.url


def assert_no_dialog_opens_or_takes_the_focus(page):
    """Streamlit has not been told yet that its dialogs stay shut: the server does not answer at all."""
    page.locator(".first-body").focus()
    dialog_wanted(page, "Connection error")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.get_by_role("dialog").count() == 0
    page.wait_for_function("() => document.activeElement.className === 'first-body'")
    assert page.locator("#first-sight").is_visible()
    assert page.locator("#first-sight").evaluate("sight => !sight.closest('[inert], [aria-hidden=true]')")


@pytest.mark.e2e
def test_a_page_without_a_first_sight_says_why_it_is_empty_and_comes_late(server, chromium):
    """First Streamlit's code neither comes nor fails, then there is no connection."""
    page = new_page(chromium)
    page.clock.install()
    line = Line(page, closed=True)
    page.route(STREAMLIT, lambda route: None)
    page.goto(f"{server}/how-sure?cost=9", wait_until="commit")
    page.locator("#no-connection").wait_for(state="attached")
    assert sentence(page).count() == 0
    page.clock.fast_forward(LONG)
    assert says(page, "absent").startswith("A part of this page did not arrive")
    page.unroute(STREAMLIT)  # which lets go on what was held
    assert says(page, "blocked").startswith("This page cannot be shown yet.")
    line.let_through()
    page.clock.fast_forward(LONG)
    page.get_by_role("heading", level=1, name="How sure is this ranking").wait_for()
    silent(page)


@pytest.mark.e2e
def test_where_streamlits_code_does_not_come_the_page_says_so_at_once(server, chromium):
    """All of it, or a part that it asks for; on the page with a first sight, and on one without."""
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
