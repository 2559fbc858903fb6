"""The sliders of the first sight work before Streamlit's code has come, and the page goes on from there."""

from itertools import pairwise

import pytest
from browser import settled
from early import BOARDS_CODE, STREAMLIT, gone, held_back

pytestmark = pytest.mark.e2e

#: Where each slider of the first sight, and each of the page, stands.
FIRST = """() => Object.fromEntries(
    [...document.querySelectorAll('#first-sight input')].map(e => [e.name, e.value]))"""
OWN = """names => names.map(name => document.querySelector(`.st-key-${name} input[type=range]`).value)"""

#: How often the page is asked to read its address anew.
COUNT = "window.asked = 0; addEventListener('popstate', () => { window.asked += 1; })"

#: The rows of the board as shown: rank, name and points.
BOARD = """root => [...document.querySelectorAll(`${root} .so-row`)].map(row =>
    ['rank', 'title', 'total', 'upper']
        .map(part => row.querySelector(`.so-${part}`).textContent).join(' '))"""


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_the_board_follows_all_six_and_the_page_goes_on_from_there(server, chromium, size):
    link = f"{server}/?phototype=V&concern=melasma&cost=9&budget=4000"
    with held_back(chromium, link, STREAMLIT, size=size) as (page, let_come):
        page.evaluate(COUNT)
        seen = [page.evaluate(BOARD, "#first-sight")]
        stood = page.evaluate(FIRST)
        for name in stood:
            page.locator(f"#first-{name}").press("ArrowLeft")
            seen.append(page.evaluate(BOARD, "#first-sight"))
        set_here = page.evaluate(FIRST)
        assert {name: int(value) - int(set_here[name]) for name, value in stood.items()} == dict.fromkeys(
            stood, 1
        )
        assert all(one != other for one, other in pairwise(seen))
        assert page.locator("#first-sight [role=status]").inner_text().startswith("Order now: 1 ")
        let_come()
        gone(page)
        assert page.evaluate("document.activeElement.closest('.st-key-pain') !== null")
        settled(page)
        assert page.evaluate(OWN, list(stood)) == list(set_here.values())
        assert page.evaluate(BOARD, ".st-key-board") == seen[-1]
        assert {f"{name}={value}" for name, value in set_here.items()} <= set(
            page.url.partition("?")[2].split("&")
        )
        assert "budget=4000" in page.url
        assert page.evaluate("window.asked") == 0  # the page was made once, for what was set


def drag_to_nothing(page, let_come):
    """The slider for cost under a pointer that holds it until the page is there behind the first sight."""
    box = page.locator("#first-cost").bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 6, middle)
    let_come()
    page.locator(".st-key-board .so-row").first.wait_for(state="attached")
    page.locator(".st-key-pain input[type=range]").wait_for(state="attached")
    page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
    page.mouse.move(box["x"] + 6, middle)
    assert page.evaluate(FIRST)["cost"] == "0"


def test_a_slider_that_is_held_is_not_taken_away(server, chromium):
    with held_back(chromium, server, BOARDS_CODE) as (page, let_come):
        drag_to_nothing(page, let_come)
        page.mouse.up()
        gone(page)
        assert page.evaluate(OWN, ["cost"]) == ["0"]
        settled(page)
        assert "cost=0" in page.url


def test_nothing_is_asked_of_the_page_where_nobody_moved_a_slider(server, chromium):
    with held_back(chromium, f"{server}/?cost=7", STREAMLIT) as (page, let_come):
        page.evaluate(COUNT)
        let_come()
        gone(page)
        settled(page)
        assert page.evaluate(OWN, ["cost"]) == ["7"]
        assert page.evaluate("window.asked") == 0


def test_what_was_set_is_kept_where_streamlit_no_longer_listens(server, chromium):
    """Then the page is opened anew at the address that holds it."""
    with held_back(chromium, server, BOARDS_CODE) as (page, let_come):
        # The address stays as it was as well: at times Streamlit reads it without being asked.
        page.evaluate("""() => {
            history.replaceState = () => {};
            addEventListener('popstate', event => event.stopImmediatePropagation(), true);
        }""")
        page.clock.install()
        drag_to_nothing(page, let_come)
        page.mouse.up()
        with page.expect_navigation(url="**/?cost=0"):
            page.clock.run_for(10_500)  # of what follows on the release as well
        gone(page)
        assert page.evaluate(OWN, ["cost"]) == ["0"]


def test_the_form_stays_where_it_was_scrolled_to(server, chromium):
    """A slider that somebody looks at stands where it stood; the browser may scroll for that."""
    top = "slider => slider.getBoundingClientRect().top"
    with held_back(chromium, server, STREAMLIT, size=(390, 844)) as (page, let_come):
        page.locator(".first-tray").evaluate("tray => tray.scrollTo(0, 200)")
        before = page.locator(".first-tray label[for=first-dark_marks]").evaluate(top)
        let_come()
        gone(page)
        after = settled(page).locator(".st-key-dark_marks label").evaluate(top)
        assert after == pytest.approx(before, abs=8)
