"""A finger on a phone: the menu, the thumbs of sliders, and a way past every chart."""

import pytest
from browser import board_of, opened
from measures import small_targets, small_type

pytestmark = pytest.mark.e2e

SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def middle_of(page, chart):
    """A chart in the middle of what the tray leaves of a phone's screen."""
    page.locator(".js-plotly-plot .main-svg").nth(0).wait_for()
    chart.evaluate("c => c.scrollIntoView({block: 'start'})")
    box = chart.bounding_box()
    return box["x"] + box["width"] / 2, max(box["y"], 70) + 120


def _drag(finger, x, y, up):
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for moved in range(10, up + 1, 10):
        points = [{"x": x, "y": y - moved}]
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_phone_has_room_for_fingers_and_charts_do_not_trap_them(server, chromium):
    page = opened(chromium, f"{server}/?phototype=IV", size=(390, 844))
    board_of(page)
    page.wait_for_function("() => document.querySelectorAll('.js-plotly-plot .main-svg').length >= 3")

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

    finger = page.context.new_cdp_session(page)
    for chart in page.locator(".js-plotly-plot").all():
        x, y = middle_of(page, chart)
        before = page.evaluate(SCROLLED)
        _drag(finger, x, y + 100, up=120)
        page.wait_for_function(f"before => {SCROLLED} > before + 40", arg=before)

    page.get_by_role("button", name="Expand sidebar").click()
    page.get_by_role("link", name="Recovery calendar").wait_for()
    assert small_targets(page) == []
    assert small_type(page) == []


def test_a_wheel_over_a_chart_scrolls_the_page(server, chromium):
    page = opened(chromium, f"{server}/?phototype=IV")
    board_of(page)
    chart = page.locator(".js-plotly-plot").first
    page.mouse.move(*middle_of(page, chart))
    before = page.evaluate(SCROLLED)
    page.mouse.wheel(0, 200)
    page.wait_for_function(f"before => {SCROLLED} > before", arg=before)


def test_on_a_phone_titles_are_larger_than_text(server, chromium):
    """The title, the heads of parts, and text, as their letters are set."""
    page = opened(chromium, f"{server}/treatment?phototype=IV", size=(390, 844))
    title, part, text = page.evaluate(
        """() => ['h1', 'h2', '.st-key-page p'].map(name => {
             let letters = document.querySelector(`[data-testid=stMain] ${name}`);
             while (letters.firstElementChild) letters = letters.firstElementChild;
             return parseFloat(getComputedStyle(letters).fontSize);
           })"""
    )
    assert title > part > text == 16


def test_on_a_phone_a_row_of_a_table_stacks_and_each_cell_says_what_it_is(server, chromium):
    page = opened(chromium, f"{server}/treatment?phototype=IV", size=(390, 844))
    rows = page.locator(".stacked").first.evaluate(
        """table => [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => {
             const box = cell.getBoundingClientRect();
             return {top: box.top, width: box.width, head: getComputedStyle(cell, '::before').content};
           }))"""
    )
    assert len(rows) > 10
    for name, *cells in rows:
        tops = [name["top"], *(cell["top"] for cell in cells)]
        assert tops == sorted(set(tops)), "one under the other"
        assert min(cell["width"] for cell in cells) > 300
        assert [cell["head"].replace('" "', "") for cell in cells] == [
            '"Typical: "',
            '"Range: "',
            '"Certainty: "',
        ]
