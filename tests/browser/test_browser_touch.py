"""Touch on a phone: the menu, slider thumbs, and scrolling past every slider and chart."""

import pytest
from browser import PATIENCE, board_of, opened, settled
from measures import small_targets, small_type
from playwright.sync_api import expect

pytestmark = pytest.mark.e2e

SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def middle_of(page, chart):
    """Scrolls a chart into view and returns a point in it that the sticky form does not cover."""
    page.locator(".js-plotly-plot .main-svg").nth(0).wait_for()
    chart.evaluate("c => c.scrollIntoView({block: 'start'})")
    box = chart.bounding_box()
    return box["x"] + box["width"] / 2, max(box["y"], 70) + 120


def _down(finger, x, y):
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})


def _move(finger, x, y, across=0, up=0, steps=12):
    for k in range(1, steps + 1):
        points = [{"x": x + across * k / steps, "y": y - up * k / steps}]
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})


def _lift(finger):
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def _drag(finger, x, y, up):
    _down(finger, x, y)
    _move(finger, x, y, up=up)
    _lift(finger)


def assert_slider_thumbs_have_large_targets(page):
    for thumb in page.locator(".st-key-what_matters input[type=range]").all()[:2]:
        hit = thumb.evaluate(
            """input => { const thumb = input.parentElement.parentElement;
                 thumb.scrollIntoView({block: 'center'});
                 const box = thumb.getBoundingClientRect();
                 const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
                 return [[-21, 0], [0, -21], [0, 21]].map(([dx, dy]) => x + dx > 0
                   && thumb.contains(document.elementFromPoint(x + dx, y + dy))) }"""
        )
        assert hit == [True] * 3


def assert_charts_do_not_trap_fingers(page):
    finger = page.context.new_cdp_session(page)
    for chart in page.locator(".js-plotly-plot").all():
        x, y = middle_of(page, chart)
        before = page.evaluate(SCROLLED)
        _drag(finger, x, y + 100, up=120)
        page.wait_for_function(f"before => {SCROLLED} > before + 40", arg=before)


#: The length of the cost segment in the first row of the board.
COST_PIECE = """root => document.querySelector(`${root} .so-row .so-bar i:nth-child(2)`).style.width"""


def _fingers_scroll_and_set(page, track, slider, *, tray, board):
    """A swipe that starts on a slider scrolls the page and does not move the slider. A tap or a sideways drag
    sets it, and the board follows the drag."""
    finger = page.context.new_cdp_session(page)
    expect(slider).to_have_value("5")

    def place(share):
        track.evaluate("e => e.scrollIntoView({block: 'center'})")
        box = track.bounding_box()
        return box["x"] + share * box["width"], box["y"] + box["height"] / 2, box["width"]

    drawn = page.evaluate(COST_PIECE, board)
    for share, up in ((0.25, 60), (0.75, -60), (0.5, 60)):
        x, y, _ = place(share)
        before = tray.evaluate("e => e.scrollTop")
        _drag(finger, x, y, up)
        page.wait_for_function(
            "([e, before, way]) => (e.scrollTop - before) * way > 15", arg=[tray.element_handle(), before, up]
        )
        assert slider.input_value() == "5", f"a swipe from {share} of the track"
    assert page.evaluate(COST_PIECE, board) == drawn

    x, y, _ = place(0.9)
    _down(finger, x, y)
    _lift(finger)
    expect(slider).to_have_value("9", timeout=PATIENCE)
    x, y, width = place(0.9)
    _down(finger, x, y)
    _move(finger, x, y, across=-0.6 * width)
    expect(slider).to_have_value("3", timeout=PATIENCE)
    page.locator(f"{board} .so-live").wait_for()
    _lift(finger)
    x, y, width = place(0.1)
    _down(finger, x, y)
    _move(finger, x, y, across=0.1 * width, steps=1)
    _lift(finger)
    expect(slider).to_have_value("2", timeout=PATIENCE)
    assert page.evaluate(COST_PIECE, board) != drawn


def assert_titles_are_larger_than_text(page):
    """The computed font sizes of the title, the headings and the text."""
    title, part, text = page.evaluate(
        """() => ['h1', 'h2', '.st-key-page p'].map(name => {
             let letters = document.querySelector(`[data-testid=stMain] ${name}`);
             while (letters.firstElementChild) letters = letters.firstElementChild;
             return parseFloat(getComputedStyle(letters).fontSize);
           })"""
    )
    assert title > part > text == 16


def assert_rows_of_a_table_stack_and_each_cell_says_what_it_is(page):
    rows = page.locator(".stacked").first.evaluate(
        """table => [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => {
             const box = cell.getBoundingClientRect();
             return {top: box.top, width: box.width, head: getComputedStyle(cell, '::before').content};
           }))"""
    )
    assert len(rows) > 10
    for name, *cells in rows:
        tops = [name["top"], *(cell["top"] for cell in cells)]
        assert tops == sorted(set(tops)), "the cells should be one under another"
        assert min(cell["width"] for cell in cells) > 300
        assert [cell["head"].replace('" "', "") for cell in cells] == [
            '"Typical: "',
            '"Range: "',
            '"Certainty: "',
        ]


def test_on_a_phone_swipes_scroll_taps_set_sliders_and_tables_stack(server, chromium):
    page = opened(chromium, f"{server}/?phototype=IV", size=(390, 844))
    board_of(page)
    page.wait_for_function("() => document.querySelectorAll('.js-plotly-plot .main-svg').length >= 3")
    assert_slider_thumbs_have_large_targets(page)
    assert_charts_do_not_trap_fingers(page)
    _fingers_scroll_and_set(
        page,
        page.locator(".st-key-cost [role=group] > *"),
        page.locator(".st-key-cost input[type=range]"),
        tray=page.locator(":has(> .st-key-what_matters)").last,
        board=".st-key-board",
    )
    page.wait_for_url("**cost=2**")
    page.get_by_role("button", name="Expand sidebar").click()
    page.get_by_role("link", name="Recovery calendar").wait_for()
    assert small_targets(page) == []
    assert small_type(page) == []
    page.get_by_role("link", name="One option in full").click()
    page.get_by_role("heading", level=1, name="Microneedling (clinic pen)").wait_for()
    settled(page)
    assert_titles_are_larger_than_text(page)
    assert_rows_of_a_table_stack_and_each_cell_says_what_it_is(page)


def test_the_mouse_wheel_over_a_chart_scrolls_the_page(server, chromium):
    page = opened(chromium, f"{server}/?phototype=IV")
    board_of(page)
    chart = page.locator(".js-plotly-plot").first
    page.mouse.move(*middle_of(page, chart))
    before = page.evaluate(SCROLLED)
    page.mouse.wheel(0, 200)
    page.wait_for_function(f"before => {SCROLLED} > before", arg=before)
