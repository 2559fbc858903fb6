"""A page whose connection is lost, or never comes, says so in a plain sentence and keeps what it shows."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from axe import broken_rules
from browser import board_of, new_page, opened, running_process, settled
from early import STREAMLIT, gone
from lines import NOTE_DIALOGS, STREAMLITS_WORDS, Line, dialog_wanted, says, sentence, silent
from previewed import ask
from reading_grade import reading_grade
from starlette.responses import HTMLResponse
from words import BANNED

from pages.served.guard.headers import PAGE
from pages.served.scripts.no_connection import SENTENCES, WITHOUT_SCRIPTS

#: The page that Streamlit serves, whole.
whole_page = HTMLResponse(PAGE.read_bytes())

LOOKS = pytest.mark.parametrize(("size", "theme"), [((390, 844), "dark"), ((1280, 900), "light")])

#: Longer than a page waits before it says that a connection does not come, in milliseconds.
LONG = 60_000

SLIDER_OF_COST = ".st-key-cost input[type=range]"


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


@pytest.mark.e2e
@LOOKS
def test_a_lost_connection_is_told_in_our_words_until_it_is_back(server, chromium, size, theme):
    page = new_page(chromium, size=size, theme=theme)
    line = Line(page)
    page.goto(f"{server}/?cost=9")
    before = board_of(settled(page))
    line.cut()
    assert says(page, "lost").startswith("The connection to our server is lost")
    # What is shown stays, and begins below the sentence.
    assert board_of(page) == before
    foot = sentence(page).evaluate("p => p.getBoundingClientRect().bottom")
    assert page.locator(".stApp").evaluate("app => app.getBoundingClientRect().top") == pytest.approx(
        foot, abs=1
    )
    assert sentence(page).evaluate(
        "p => p.closest('[role=status]') !== null && !p.closest('[inert], [aria-hidden]')"
    )
    assert faults(page) == []
    line.let_through()
    silent(page)
    assert says(page, "back") == "The connection is there now. You can go on."
    page.locator(SLIDER_OF_COST).press("Home")
    page.wait_for_url("**cost=0**")


@pytest.mark.e2e
def test_a_short_break_is_not_told(server, chromium):
    page = new_page(chromium)
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => new MutationObserver(() => { window.said = true; })
             .observe(document.getElementById("no-connection"), { childList: true }))"""
    )
    line = Line(page)
    page.goto(server)
    settled(page)
    line.cut()
    page.locator("[data-test-connection-state]:not([data-test-connection-state=CONNECTED])").wait_for()
    line.let_through()
    page.locator("[data-test-connection-state=CONNECTED]").wait_for()
    assert not page.evaluate("window.said")


@pytest.mark.e2e
def test_a_server_that_stops_opens_no_dialog_of_streamlits(chromium):
    """Of a page that stands, and of one that is shared just then: that dialog is ours, and stays."""
    with running_process() as (address, process):
        page = new_page(chromium)
        page.add_init_script(NOTE_DIALOGS)
        page.goto(f"{address}/how-sure")
        settled(page)
        sharing = opened(chromium, address)
        sharing.get_by_role("button", name="Share this view").click()
        sharing.get_by_role("dialog").wait_for()
        page.locator(SLIDER_OF_COST).focus()
        process.kill()
        says(page, "lost")
        dialog_wanted(page, "Connection error")
        assert page.get_by_role("dialog").count() == 0
        assert not STREAMLITS_WORDS.search(page.locator("#no-connection").inner_text())
        says(sharing, "lost")
        assert sharing.get_by_role("dialog").count() == 1
        # An open dialog makes all else silent, and not this.
        assert sentence(sharing).evaluate("p => !p.closest('[inert], [aria-hidden=true]')")
        box = sentence(sharing).bounding_box()
        assert sharing.locator("[data-testid=stDialog]").bounding_box()["y"] >= box["height"] - 1


@pytest.mark.e2e
def test_where_streamlit_gives_up_the_page_says_how_to_go_on(server, chromium):
    page = new_page(chromium)
    page.add_init_script(NOTE_DIALOGS)
    line = Line(page)
    page.goto(f"{server}/?cost=9")
    page.locator(SLIDER_OF_COST).wait_for()
    settled(page)
    page.locator(SLIDER_OF_COST).press("Home")
    page.wait_for_url("**cost=0**")
    settled(page)
    line.send("no message of a server")
    dialog_wanted(page, "Connection error")
    assert says(page, "ended").startswith("The connection to our server has ended.")
    assert page.get_by_role("dialog").count() == 0
    with page.expect_navigation(url="**cost=0**"):
        sentence(page).get_by_role("link", name="load this page again").click()
    silent(page)
    page.locator(SLIDER_OF_COST).wait_for()
    assert page.locator(SLIDER_OF_COST).input_value() == "0"


@pytest.mark.e2e
@LOOKS
def test_where_no_websocket_gets_through_the_first_sight_stays_to_be_read(server, chromium, size, theme):
    page = new_page(chromium, size=size, theme=theme)
    page.clock.install()
    line = Line(page, closed=True)
    page.goto(f"{server}/?cost=9&phototype=V")
    page.locator("[data-test-connection-state]").wait_for(state="attached")
    assert sentence(page).count() == 0
    page.clock.fast_forward(LONG)
    assert says(page, "blocked-but-shown").startswith("You can read this page, but nothing")
    assert page.locator("#first-sight").get_attribute("aria-busy") is None
    assert not page.locator(".first-wait").is_visible()
    assert faults(page) == []
    assert page.locator("#first-sight .so-row").first.is_visible()
    # After minutes it goes on as if it had come at once.
    page.clock.fast_forward(5 * LONG)
    line.let_through()
    page.clock.fast_forward(LONG)
    gone(page)
    silent(page)
    assert page.locator(SLIDER_OF_COST).input_value() == "9"
    assert "phototype=V" in page.url


@pytest.mark.e2e
def test_a_page_without_a_first_sight_says_why_it_is_empty_and_comes_late(server, chromium):
    page = new_page(chromium)
    page.clock.install()
    line = Line(page, closed=True)
    page.goto(f"{server}/how-sure?cost=9")
    page.locator("[data-test-connection-state]").wait_for(state="attached")
    page.clock.fast_forward(LONG)
    assert says(page, "blocked").startswith("This page cannot be shown yet.")
    line.let_through()
    page.clock.fast_forward(LONG)
    page.get_by_role("heading", level=1, name="How sure is this ranking").wait_for()
    silent(page)


@pytest.mark.e2e
def test_a_server_that_does_not_answer_at_the_start_opens_no_dialog_and_takes_no_focus(server, chromium):
    """Streamlit has not been told yet that its dialogs stay shut."""
    page = new_page(chromium)
    page.add_init_script(NOTE_DIALOGS)
    page.route("**/_stcore/health", lambda route: route.abort())
    page.goto(server)
    page.locator(".first-body").focus()
    dialog_wanted(page, "Connection error")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.get_by_role("dialog").count() == 0
    page.wait_for_function("() => document.activeElement.className === 'first-body'")
    assert page.locator("#first-sight").is_visible()
    assert page.locator("#first-sight").evaluate("sight => !sight.closest('[inert], [aria-hidden=true]')")
    page.unroute("**/_stcore/health")
    gone(page)


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("path", "when", "words"),
    [
        ("/", "absent-but-shown", "You can read this page, but nothing can be changed."),
        ("/how-sure", "absent", "A part of this page did not arrive, so it cannot be shown."),
    ],
)
@pytest.mark.parametrize("failing", [STREAMLIT, re.compile("/static/js/react-dom")], ids=["itself", "a part"])
def test_where_streamlits_code_does_not_come_the_page_says_so_at_once(
    server, chromium, path, when, words, failing
):
    page = new_page(chromium)
    page.route(failing, lambda route: route.abort())
    page.goto(server + path)
    assert says(page, when).startswith(words)
    page.unroute_all()
    sentence(page).get_by_role("link", name="load this page again").click()
    page.get_by_text("It is not medical advice").wait_for()
    silent(page)


@pytest.mark.e2e
def test_code_that_neither_comes_nor_fails_is_told_after_a_while(server, chromium):
    page = new_page(chromium)
    page.clock.install()
    page.route(STREAMLIT, lambda route: None)
    page.goto(f"{server}/how-sure", wait_until="commit")
    page.locator("#no-connection").wait_for(state="attached")
    assert sentence(page).count() == 0
    page.clock.fast_forward(LONG)
    assert says(page, "absent").startswith("A part of this page did not arrive")
    page.unroute_all(behavior="ignoreErrors")
