"""The size of the first visit, counted on the wire; and the font subsets have everything they need."""

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
    """Bytes received, once the charts are drawn, no run is in progress and no request is open."""
    page.wait_for_function("() => document.querySelectorAll('.js-plotly-plot .main-svg').length >= 3")
    settled(page).wait_for_load_state("networkidle")
    return wire.received


#: Records when the board was drawn, by the page's own clock.
BOARD_AT = """new MutationObserver(() => {
  if (window.boardAt === undefined && document.querySelector('.st-key-board .so-row'))
    window.boardAt = performance.now();
}).observe(document, {subtree: true, childList: true});"""
ASKED_AT = """name => performance.getEntriesByType('resource').find(e => e.name.endsWith(name)).startTime"""


@pytest.mark.e2e
def test_the_board_needs_at_most_1_mb_a_first_visit_2_mb_and_a_second_visit_150_kb(server, chromium):
    assert_the_board_needs_at_most_one_megabyte(server, chromium)
    page = new_page(chromium)
    page.add_init_script(BOARD_AT)
    with wire_to(server) as (address, wire):
        page.goto(address)
        first = weight(page, wire)
        assert 1 * MEGABYTE < first <= 2 * MEGABYTE
        # The chart code is requested after the board is drawn.
        assert page.evaluate(ASKED_AT, plot.NAME) >= page.evaluate("() => window.boardAt")
        page.goto("about:blank")
        page.goto(address)
        assert weight(page, wire) - first < 150_000
        page.context.close()


def assert_the_board_needs_at_most_one_megabyte(server, chromium):
    """Files that the drawn board requests are blocked: it does not need them, and they might be counted."""
    page = new_page(chromium)
    page.route(re.compile(f"{plot.NAME}|Italic|SourceCode"), lambda route: route.abort())
    with wire_to(server) as (address, wire):
        page.goto(address)
        page.wait_for_selector(".st-key-board .so-row")
        assert wire.received <= 1 * MEGABYTE
        page.context.close()


@pytest.mark.e2e
def test_charts_load_even_if_the_board_never_appears_and_icons_are_not_shown_as_text(server, chromium):
    """The accessibility tests check the icons of the other pages."""
    page = new_page(chromium)
    page.clock.install()
    # As if Streamlit's markup had changed: the board is not found where it is expected.
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
    assert "link" in icons, "the sentence about a repaired link has an icon"


@pytest.mark.parametrize("file", sorted((ROOT / "pages").rglob("*.css")), ids=lambda p: p.name)
def test_no_stylesheet_contains_what_streamlit_takes_for_an_emoji(file):
    """Styles are inserted as markdown, where ``:first-child:not(...)`` looks like an emoji name. Streamlit
    would then fetch 46 kB of emoji names."""
    assert re.findall(r":[\w+-]+:", file.read_text(encoding="utf-8")) == []


def test_the_icon_font_subset_has_every_icon_that_streamlit_or_our_pages_use():
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
def test_the_text_font_subset_has_every_character_of_our_texts(pattern):
    (cut,) = FONTS.glob(pattern)
    ours, whole = (set(TTFont(font).getBestCmap()) for font in (cut, STATIC / "media" / cut.name))
    files = [*(ROOT / "data").glob("*.csv"), *(ROOT / "pages").rglob("*.*"), *(ROOT / "models").rglob("*.py")]
    # Currency names are only recognised in opened files, never shown.
    files.remove(ROOT / "models" / "uploads" / "currencies.py")
    shown = {
        ord(sign)
        for file in files
        if file.suffix in (".csv", ".py", ".js", ".css")
        for sign in file.read_text(encoding="utf-8")
    }
    assert len(shown & whole) > 100
    assert {chr(code) for code in shown & whole - ours} == set()


def test_the_font_subsets_do_not_use_the_name_reserved_by_their_licence():
    for file in FONTS.glob("SourceSans*"):
        names = TTFont(file)["name"]
        assert "Source" not in "".join(str(names.getDebugName(k)) for k in (1, 3, 4, 6, 16))
        assert "Open Font License" in names.getDebugName(13)
