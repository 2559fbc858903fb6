"""Forced colours (Windows contrast themes): what a background alone would show is shown by an outline too."""

import pytest
from browser import opened, settled
from early import STREAMLIT, gone, held_back
from measures import GROUND_IS_DARK

pytestmark = pytest.mark.e2e

#: A view whose board has every kind of bar segment: all six criteria, and a gap.
VIEW = "?phototype=IV&concern=melasma"

BOARD = (
    ".so-legend .so-key",
    ".so-row:first-child .so-bar i:not([hidden])",
    ".so-bar .so-hatch:not([hidden]) >> nth=0",
    ".so-row:first-child .so-span i",
)
#: The track of a slider and its thumb.
SLIDER = (
    ".st-key-cost [role=group] > div > div:first-child",
    ".st-key-cost div:has(> div > input[type=range])",
)
SWITCH = ".stCheckbox:has-text('Triangular ranges') label > span + div"

#: The six criteria in the board's legend.
KEYS = ".st-key-board .so-legend li:nth-child(-n + 6)"

COLOURS = "all => all.map(e => getComputedStyle(e).backgroundColor)"
COLOURS_BEFORE = "all => all.map(e => getComputedStyle(e, '::before').backgroundColor)"
LINES = """all => all.map(e => getComputedStyle(e))
  .map(look => `${look.outlineStyle} ${look.outlineWidth} ${look.outlineColor}`)"""


def unseen(page, selectors):
    """The elements that can be hidden without changing a single pixel."""
    found = []
    for selector in selectors:
        pieces = page.locator(selector).all()
        assert pieces, selector
        pieces[0].scroll_into_view_if_needed()
        clip = around([piece.bounding_box() for piece in pieces])
        shown = page.screenshot(clip=clip)
        for k, piece in enumerate(pieces):
            piece.evaluate("e => { e.style.visibility = 'hidden'; }")
            if page.screenshot(clip=clip) == shown:
                found.append(f"{selector}, {k}")
            piece.evaluate("e => { e.style.visibility = ''; }")
    return found


def around(boxes):
    """The smallest box that contains all of ``boxes``."""
    x, y = (min(box[side] for box in boxes) for side in ("x", "y"))
    right, foot = (max(box[a] + box[b] for box in boxes) for a, b in (("x", "width"), ("y", "height")))
    return {"x": x, "y": y, "width": right - x, "height": foot - y}


def assert_segments_are_distinct(page, pieces, keys):
    """The segments of a bar have the six colours of the legend, each with an outline."""
    colours = page.locator(pieces).evaluate_all(COLOURS)
    assert colours == page.locator(keys).evaluate_all(COLOURS)
    assert len(set(colours)) == 6
    assert set(page.locator(pieces).evaluate_all(LINES)) <= {
        "solid 1px rgb(0, 0, 0)",
        "solid 1px rgb(255, 255, 255)",
    }


def in_forced_colours(page):
    """Puts the page into forced colours, in each theme in turn, starting with its current one."""
    is_dark = page.evaluate(GROUND_IS_DARK)
    for dark in (is_dark, not is_dark):
        page.emulate_media(forced_colors="active", color_scheme="dark" if dark else "light")
        settled(page).wait_for_function(f"dark => ({GROUND_IS_DARK})() === dark", arg=dark)
        yield dark


def test_the_first_sight_the_board_and_the_sliders_are_visible_and_bar_segments_are_distinct(
    server, chromium
):
    with held_back(chromium, f"{server}/{VIEW}", STREAMLIT) as (page, let_come):
        page.emulate_media(forced_colors="active")
        page.evaluate("document.fonts.ready")
        assert unseen(page, (*BOARD, ".first-slider > div >> nth=0", ".first-slider b i >> nth=0")) == []
        let_come()
        gone(page)
        for _ in in_forced_colours(page):
            assert unseen(page, (*BOARD, *SLIDER)) == []
            assert_segments_are_distinct(
                page, ".so-row:first-child .so-bar i:not(.so-hatch)", f"{KEYS} .so-key"
            )
            names = page.locator(".st-key-what_matters .stSlider [data-testid=stWidgetLabel] p")
            assert names.evaluate_all(COLOURS_BEFORE) == page.locator(f"{KEYS} .so-key").evaluate_all(COLOURS)


def test_the_presenter_bars_are_visible_and_their_segments_are_distinct(server, chromium):
    page = opened(chromium, f"{server}/present?phototype=IV&slide=fit")
    page.emulate_media(forced_colors="active")
    first = ".pr-columns td:has(.pr-stack) >> nth=0"
    assert unseen(page, (".pr-bar > span", f"{first} >> .pr-stack", f"{first} >> .pr-stack > span")) == []
    assert_segments_are_distinct(
        page, f"{first} >> .pr-stack > span:not(.pr-maybe)", f"{first} >> .pr-square"
    )


#: The label of each control that is clicked, and the element that shows its state.
MARKS = {
    "I am pregnant": ".stCheckbox:has-text('I am pregnant') label > span + div",
    "burns little": "[data-testid=stRadioOption]:has-text('burns little') > span + div > div:first-child",
    "Triangular ranges": SWITCH,
}


def looks_of_marks(page):
    """A screenshot of each mark in both themes; asserts that the switch is visible in both."""
    looks = {}
    for dark in in_forced_colours(page):
        assert unseen(page, (SWITCH, f"{SWITCH} > div")) == []
        for words, mark in MARKS.items():
            looks[dark, words] = page.locator(mark).first.screenshot()
    return looks


def test_selected_controls_look_different_from_unselected_ones(server, chromium):
    """A checkbox, a radio button, a switch, the focused option of a list and the current page in the menu."""
    page = opened(chromium, f"{server}/right-for-me?phototype=IV")
    page.get_by_text("What the doubt assumes").click()
    off = looks_of_marks(page)
    for words in MARKS:
        page.get_by_text(words, exact=True).click()
        settled(page)
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    on = looks_of_marks(page)
    assert [mark for mark, look in on.items() if look == off[mark]] == []
    page.get_by_role("combobox", name="What bothers you?").click()
    page.keyboard.press("ArrowDown")
    for _ in in_forced_colours(page):
        for choice in ("[role=option][data-focused]", "[data-testid=stTopNavLink][aria-current=page]"):
            (line,) = page.locator(choice).evaluate_all(LINES)
            assert line.startswith("solid 2px"), choice
