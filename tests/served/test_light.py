"""How much the first visit weighs, counted on the wire; and that nothing is missing from what was cut."""

import re
from pathlib import Path

import pytest
from browser import new_page, settled
from fontTools.ttLib import TTFont
from measures import spelt_icons
from wire import wire_to

from models import ROOT
from pages.served.light.light_static import FONTS, STATIC
from pages.ui.blocks import plot

MEGABYTE = 1_000_000
CHARTS = ".js-plotly-plot .main-svg"


def weight(page, wire):
    """Bytes, once all that the page asked for has come: its charts are drawn, no run is under way, it stands
    still, and no file is on the way."""
    page.wait_for_function("() => document.querySelectorAll('.js-plotly-plot .main-svg').length >= 3")
    settled(page).wait_for_load_state("networkidle")
    return wire.received


#: When the board was drawn, by the page's own clock.
BOARD_AT = """new MutationObserver(() => {
  if (window.boardAt === undefined && document.querySelector('.st-key-board .so-row'))
    window.boardAt = performance.now();
}).observe(document, {subtree: true, childList: true});"""
ASKED_AT = """name => performance.getEntriesByType('resource').find(e => e.name.endsWith(name)).startTime"""


@pytest.mark.e2e
def test_the_board_needs_at_most_one_megabyte_the_first_visit_two_and_the_second_150_kilobytes(
    server, chromium
):
    assert_the_board_needs_at_most_one_megabyte(server, chromium)
    page = new_page(chromium)
    page.add_init_script(BOARD_AT)
    with wire_to(server) as (address, wire):
        page.goto(address)
        first = weight(page, wire)
        assert 1 * MEGABYTE < first <= 2 * MEGABYTE
        # The code of charts is asked for after the board.
        assert page.evaluate(ASKED_AT, plot.NAME) >= page.evaluate("() => window.boardAt")
        page.goto("about:blank")
        page.goto(address)
        assert weight(page, wire) - first < 150_000
        page.context.close()


def assert_the_board_needs_at_most_one_megabyte(server, chromium):
    """What the drawn board itself asks for is not needed to draw it, and may come before we look."""
    page = new_page(chromium)
    page.route(re.compile(f"{plot.NAME}|Italic|SourceCode"), lambda route: route.abort())
    with wire_to(server) as (address, wire):
        page.goto(address)
        page.wait_for_selector(".st-key-board .so-row")
        assert wire.received <= 1 * MEGABYTE
        page.context.close()


@pytest.mark.e2e
def test_charts_come_even_where_the_board_never_does_and_icons_are_drawn_and_not_spelt(server, chromium):
    """The icons of the other pages are measured with what the accessibility tests open on them."""
    page = new_page(chromium)
    page.clock.install()
    # As if Streamlit's page had changed: what draws the board is not where it is looked for.
    page.add_init_script(
        """new MutationObserver(() => document.querySelector('.so-board')?.classList.replace('so-board', 'x'))
             .observe(document, {subtree: true, childList: true});"""
    )
    page.goto(f"{server}/?foo=1")
    page.get_by_text("It is not medical advice").first.wait_for()
    page.locator(".so-plot").first.wait_for()
    assert page.locator(CHARTS).count() == 0
    page.clock.fast_forward(11_001)
    page.wait_for_selector(CHARTS)
    page.evaluate("document.fonts.ready")
    assert spelt_icons(page) == []
    icons = page.locator("[translate=no]").all_text_contents()
    assert "link" in icons, "the sentence about a repaired link has one"


@pytest.mark.parametrize("file", sorted((ROOT / "pages").rglob("*.css")), ids=lambda p: p.name)
def test_no_style_looks_like_an_emoji_for_which_streamlit_fetches_46_kilobytes(file):
    """Styles go in as markdown, and ``:first-child:not(...)`` holds what may be an emoji's name."""
    assert re.findall(r":[\w+-]+:", file.read_text(encoding="utf-8")) == []


def test_every_icon_that_streamlit_or_our_pages_can_name_is_in_the_cut_font():
    (cut,) = FONTS.glob("MaterialSymbols-*")
    font, whole = TTFont(cut), TTFont(STATIC / "media" / cut.name)
    drawn = _ligatures(font)
    known = _ligatures(whole)
    files = [*STATIC.glob("js/*.js"), *(ROOT / "pages").rglob("*.py")]
    named = {
        name
        for file in files
        for name in re.findall(r":material/(\w+):", Path(file).read_text(encoding="utf-8", errors="ignore"))
    }
    assert len(named & known) > 50
    assert named & known <= drawn


def _ligatures(font: TTFont) -> set[str]:
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    return {
        "".join(letters[glyph] for glyph in (first, *ligature.Component))
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for first, ligatures in getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items()
        for ligature in ligatures
        if all(glyph in letters for glyph in (first, *ligature.Component))
    }


@pytest.mark.parametrize("pattern", ["SourceSansVF-Upright*", "SourceSansVF-Italic*"])
def test_every_sign_of_our_texts_that_the_whole_font_has_is_in_the_cut_one(pattern):
    (cut,) = FONTS.glob(pattern)
    ours, whole = (set(TTFont(font).getBestCmap()) for font in (cut, STATIC / "media" / cut.name))
    files = [*(ROOT / "data").glob("*.csv"), *(ROOT / "pages").rglob("*.*"), *(ROOT / "models").rglob("*.py")]
    # The names of the world's money are read in files that people open, and never shown.
    files.remove(ROOT / "models" / "uploads" / "currencies.py")
    shown = {
        ord(sign)
        for file in files
        if file.suffix in (".csv", ".py", ".js", ".css")
        for sign in file.read_text(encoding="utf-8")
    }
    assert len(shown & whole) > 100
    assert {chr(code) for code in shown & whole - ours} == set()


def test_the_cut_fonts_do_not_bear_the_name_that_their_licence_keeps_for_the_whole_font():
    for file in FONTS.glob("SourceSans*"):
        names = TTFont(file)["name"]
        assert "Source" not in "".join(str(names.getDebugName(k)) for k in (1, 3, 4, 6, 16))
        assert "Open Font License" in names.getDebugName(13)
