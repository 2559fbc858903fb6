"""The board while a slider is being dragged, in a real browser."""

import re

import pytest
from browser import PATIENCE, board_of, new_page, opened, settled
from early import gone
from playwright.sync_api import expect
from steps import middle_of_thumb

pytestmark = pytest.mark.e2e


def points(page):
    """Rank, id, segment widths and baseline of every row, in the order shown from the top."""
    return page.eval_on_selector_all(
        ".st-key-board .so-row",
        """rows => rows.toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map(r => [r.querySelector('.so-rank').textContent, r.dataset.id,
            [...r.querySelectorAll('.so-bar i')].map(i => parseFloat(i.style.width)),
            parseFloat(r.querySelector('.so-bar u').style.left)])""",
    )


def in_the_page(page):
    """The ids of the rows in DOM order, which is the order in which they are read aloud."""
    return page.eval_on_selector_all(".st-key-board .so-row", "rows => rows.map(row => row.dataset.id)")


def held_at_its_end(page, slider):
    """Drags the thumb of a slider to one end with the mouse and holds it there."""
    control = page.locator(f".st-key-{slider}")
    control.scroll_into_view_if_needed()
    track = control.locator("[data-testid=stSlider]").bounding_box()
    start = middle_of_thumb(page, slider)
    page.mouse.move(*start)
    page.mouse.down()
    goal = track["x"] + 8 if slider == "results" else track["x"] + track["width"] - 8
    page.mouse.move(goal, start[1], steps=12)
    page.wait_for_selector(".so-board.so-live")
    end = "0" if slider == "results" else "10"
    expect(control.get_by_role("slider")).to_have_value(end, timeout=PATIENCE)


def assert_release_changes_nothing(page):
    """The board under a held slider equals the one from Python after release, to 0.1 of a point."""
    held = points(page)
    page.mouse.up()
    page.wait_for_selector(".so-board:not(.so-live)")
    released = points(page)
    assert [name for _, name, *_ in released] == in_the_page(page)
    assert [row[:2] for row in held] == [row[:2] for row in released]
    for (_, _, a, baseline), (_, _, b, other) in zip(held, released, strict=True):
        assert a == pytest.approx(b, abs=0.1)
        assert baseline == pytest.approx(other, abs=0.1)


def assert_a_slider_dragged_away_and_back_restores_the_board(page):
    """No change reaches Python, so the board itself must restore everything."""
    before, order = points(page), in_the_page(page)
    start = middle_of_thumb(page, "cost")
    held_at_its_end(page, "cost")
    assert points(page) != before
    assert in_the_page(page) == order, "moving rows keep their place in the DOM"
    page.mouse.move(*start, steps=12)
    page.wait_for_selector(".so-board:not(.so-live)")
    page.mouse.up()
    assert points(page) == before
    assert in_the_page(page) == order


#: Records, at each change of the board, the slider's value and the length of the cost segment in the first
#: row of the DOM. The segment grows with the importance.
COST_PIECES = """() => {
  window.pieces = [];
  const shown = () => [document.querySelector('.st-key-cost input[type=range]').value,
      parseFloat(document.querySelectorAll('.st-key-board .so-row:first-child .so-bar i')[1].style.width)];
  window.pieces.push(shown());
  new MutationObserver(() => window.pieces.push(shown())).observe(
      document.querySelector('.st-key-board .so-rows'), {subtree: true, attributes: true, childList: true});
}"""


def assert_the_board_shows_every_value_that_the_slider_shows(page):
    """Dragged from 5 to 10, the cost segment grows and has one length per value."""
    page.evaluate(COST_PIECES)
    held_at_its_end(page, "cost")
    pieces = list(dict.fromkeys(tuple(piece) for piece in page.evaluate("window.pieces")))
    values, widths = zip(*pieces, strict=True)
    numbers = [int(value) for value in values]
    assert (numbers[0], numbers[-1]) == (5, 10)
    assert numbers == sorted(set(numbers))
    assert list(widths) == sorted(set(widths))
    assert len(widths) > 2
    assert_release_changes_nothing(page)


def assert_an_arrow_key_moves_the_board_before_the_server_answers(page):
    """Nothing is sent to the server from here on, and the board still follows the key."""
    before = points(page)
    page.evaluate("() => { WebSocket.prototype.send = () => {}; }")
    page.get_by_role("slider", name="Cost of a full course").press("ArrowLeft")
    page.wait_for_selector(".so-board.so-live")
    assert points(page) != before


def test_the_board_follows_a_slider_by_mouse_and_by_key_and_does_not_change_on_release(server, chromium):
    page = opened(chromium, f"{server}/?phototype=IV")
    board_of(page)
    assert_a_slider_dragged_away_and_back_restores_the_board(page)
    assert_the_board_shows_every_value_that_the_slider_shows(page)
    # The other sliders: the board moves during the drag, and Python gives the same board after release.
    for slider in ("results", "downtime", "dark_marks", "complications", "pain"):
        before = points(settled(page))
        held_at_its_end(page, slider)
        assert points(page) != before
        assert_release_changes_nothing(page)
    assert_an_arrow_key_moves_the_board_before_the_server_answers(settled(page))


def test_the_board_updates_on_release_where_a_drag_cannot_be_observed(server, chromium):
    """As if Streamlit's markup had changed: the slider cannot be observed, but release still works."""
    page = new_page(chromium)
    page.add_init_script("""window.MutationObserver = class extends MutationObserver {
        observe(place, what) { if (!what.attributeFilter?.includes("value")) super.observe(place, what); }
    }""")
    page.goto(f"{server}/?phototype=IV")
    board_of(page)
    gone(page)
    before = points(page)
    page.get_by_role("slider", name="Cost of a full course").press("End")
    page.wait_for_function(
        "before => document.querySelector('.st-key-board .so-row .so-bar i').style.width !== before",
        arg=f"{before[0][2][0]}%",
    )
    assert re.search("cost=10", page.url)
