"""The board while a slider is on its way, in a real browser."""

import re

import pytest
from browser import PATIENCE, board_of, new_page, opened
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e

SLIDERS = ("results", "cost", "downtime", "dark_marks", "complications", "pain")


def points(page):
    """Rank, name and width of every piece of every bar, as the board shows them."""
    return page.eval_on_selector_all(
        ".st-key-board .so-row",
        """rows => rows.map(r => [r.querySelector('.so-rank').textContent, r.dataset.id,
            [...r.querySelectorAll('.so-bar i')].map(i => parseFloat(i.style.width)),
            parseFloat(r.querySelector('.so-bar u').style.left)])""",
    )


@pytest.mark.parametrize("slider", SLIDERS)
def test_the_dragged_board_and_the_released_board_agree(server, chromium, slider):
    """Dragged by the mouse and held: the board has moved. Let go: Python says the same to 0.1 of a point."""
    page = opened(chromium, f"{server}/?phototype=IV")
    board_of(page)
    before = points(page)
    control = page.locator(f".st-key-{slider}")
    control.scroll_into_view_if_needed()
    track = control.locator("[data-testid=stSlider]").bounding_box()
    thumb = control.get_by_role("slider").locator("xpath=..").bounding_box()
    start = thumb["x"] + thumb["width"] / 2, thumb["y"] + thumb["height"] / 2
    page.mouse.move(*start)
    page.mouse.down()
    goal = track["x"] + 8 if slider == "results" else track["x"] + track["width"] - 8
    page.mouse.move(goal, start[1], steps=12)
    page.wait_for_selector(".so-board.so-live")
    end = "0" if slider == "results" else "10"
    expect(control.get_by_role("slider")).to_have_value(end, timeout=PATIENCE)
    held = points(page)
    assert held != before
    page.mouse.up()
    page.wait_for_selector(".so-board:not(.so-live)")
    released = points(page)
    assert [row[:2] for row in held] == [row[:2] for row in released]
    for (_, _, a, baseline), (_, _, b, other) in zip(held, released, strict=True):
        assert a == pytest.approx(b, abs=0.1)
        assert baseline == pytest.approx(other, abs=0.1)


def test_an_arrow_key_moves_the_board_before_the_server_answers(server, chromium):
    """The server's answers are held back; the board has followed the key all the same."""
    page = opened(chromium, f"{server}/?phototype=IV")
    board_of(page)
    before = points(page)
    page.evaluate("() => { WebSocket.prototype.send = () => {}; }")
    page.get_by_role("slider", name="Cost of a full course").press("ArrowRight")
    page.wait_for_selector(".so-board.so-live")
    assert points(page) != before


def test_the_board_works_on_release_where_the_sliders_cannot_be_followed(server, chromium):
    """As if Streamlit's page had changed: nothing is seen of the slider, and release still works."""
    page = new_page(chromium)
    page.add_init_script(
        "window.MutationObserver = class { observe() {} disconnect() {} takeRecords() { return [] } }"
    )
    page.goto(f"{server}/?phototype=IV")
    board_of(page)
    before = points(page)
    page.get_by_role("slider", name="Cost of a full course").press("End")
    page.wait_for_function(
        "before => document.querySelector('.st-key-board .so-row .so-bar i').style.width !== before",
        arg=f"{before[0][2][0]}%",
    )
    assert re.search("cost=10", page.url)
