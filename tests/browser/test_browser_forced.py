"""Forced colours, which Windows calls contrast themes: what a ground alone would tell is told by a line."""

import pytest
from browser import new_page, opened, settled
from early import SILENT

pytestmark = pytest.mark.e2e

#: A view with every kind of piece on its board: all six criteria, and a gap.
VIEW = "?phototype=IV&concern=melasma"

BOARD = (
    ".so-legend .so-key",
    ".so-row:first-child .so-bar i:not([hidden])",
    ".so-bar .so-hatch:not([hidden]) >> nth=0",
    ".so-row:first-child .so-span i",
)
#: The line of a slider and its thumb; a switch and its knob.
SLIDER = (
    ".st-key-cost [role=group] > div > div:first-child",
    ".st-key-cost div:has(> div > input[type=range])",
)
SWITCH = ".stCheckbox:has-text('Triangular ranges') label > span + div"

#: The six criteria in the legend of the board.
KEYS = ".st-key-board .so-legend li:nth-child(-n + 6)"

COLOURS = "all => all.map(e => getComputedStyle(e).backgroundColor)"
COLOURS_BEFORE = "all => all.map(e => getComputedStyle(e, '::before').backgroundColor)"
LINES = """all => all.map(e => getComputedStyle(e))
  .map(look => `${look.outlineStyle} ${look.outlineWidth} ${look.outlineColor}`)"""


def unseen(page, selectors):
    """What of that could be taken away without a single pixel that changes."""
    found = []
    for selector in selectors:
        pieces = page.locator(selector).all()
        assert pieces, selector
        for k, piece in enumerate(pieces):
            piece.scroll_into_view_if_needed()
            clip = piece.bounding_box()
            shown = page.screenshot(clip=clip)
            piece.evaluate("e => { e.style.visibility = 'hidden'; }")
            if page.screenshot(clip=clip) == shown:
                found.append(f"{selector}, {k}")
            piece.evaluate("e => { e.style.visibility = ''; }")
    return found


def assert_pieces_are_told_apart(page, pieces, keys):
    """The pieces of a bar have the six colours of its key, each within a line."""
    colours = page.locator(pieces).evaluate_all(COLOURS)
    assert colours == page.locator(keys).evaluate_all(COLOURS)
    assert len(set(colours)) == 6
    assert set(page.locator(pieces).evaluate_all(LINES)) <= {
        "solid 1px rgb(0, 0, 0)",
        "solid 1px rgb(255, 255, 255)",
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_board_legend_and_sliders_are_seen_and_pieces_told_apart(server, chromium, theme):
    page = opened(chromium, f"{server}/{VIEW}", theme=theme)
    page.emulate_media(forced_colors="active")
    assert unseen(page, (*BOARD, *SLIDER)) == []
    assert_pieces_are_told_apart(page, ".so-row:first-child .so-bar i:not(.so-hatch)", f"{KEYS} .so-key")
    names = page.locator(".st-key-what_matters .stSlider [data-testid=stWidgetLabel] p")
    assert names.evaluate_all(COLOURS_BEFORE) == page.locator(f"{KEYS} .so-key").evaluate_all(COLOURS)


def test_the_first_sight_is_seen_too(server, chromium):
    page = new_page(chromium)
    page.add_init_script(SILENT)
    page.emulate_media(forced_colors="active")
    page.goto(f"{server}/{VIEW}")
    page.locator("#first-sight .so-row").first.wait_for()
    page.evaluate("document.fonts.ready")
    assert unseen(page, (*BOARD, ".first-slider > div >> nth=0", ".first-slider b i >> nth=0")) == []


def test_the_bars_of_the_presenter_view_are_seen_and_told_apart(server, chromium):
    page = opened(chromium, f"{server}/present?phototype=IV&slide=fit")
    page.emulate_media(forced_colors="active")
    first = ".pr-columns td:has(.pr-stack) >> nth=0"
    assert unseen(page, (".pr-bar > span", f"{first} >> .pr-stack", f"{first} >> .pr-stack > span")) == []
    assert_pieces_are_told_apart(
        page, f"{first} >> .pr-stack > span:not(.pr-maybe)", f"{first} >> .pr-square"
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_on_looks_other_than_what_is_off(server, chromium, theme):
    """A box to tick, a choice, a switch, which is seen in both states, and which of several is the one."""
    page = opened(chromium, f"{server}/right-for-me?phototype=IV", theme=theme)
    page.emulate_media(forced_colors="active")
    page.get_by_text("What the doubt assumes").click()
    settled(page)
    marks = {
        "I am pregnant": ".stCheckbox:has-text('I am pregnant') label > span + div",
        "burns little": "[data-testid=stRadioOption]:has-text('burns little') > span + div > div:first-child",
        "Triangular ranges": SWITCH,
    }
    assert unseen(page, (SWITCH, f"{SWITCH} > div")) == []
    for words, mark in marks.items():
        looks = []
        for press in (False, True):
            if press:
                page.get_by_text(words, exact=True).click()
                page.evaluate("document.activeElement.blur()")
                page.mouse.move(0, 0)
            looks.append(settled(page).locator(mark).first.screenshot())
        assert looks[0] != looks[1], words
    assert unseen(page, (SWITCH, f"{SWITCH} > div")) == []
    page.get_by_role("combobox", name="What bothers you?").click()
    page.keyboard.press("ArrowDown")
    for choice in ("[role=option][data-focused]", "[data-testid=stTopNavLink][aria-current=page]"):
        (line,) = page.locator(choice).evaluate_all(LINES)
        assert line.startswith("solid 2px"), choice
