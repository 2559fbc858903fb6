"""A chart keeps one element for the life of the page, and a sentence replaces it if it cannot be drawn."""

import json

import brotli
import pytest
from browser import new_page, settled
from measures import BLANKS
from rendered import charts_of
from rendered import opened as rendered

from pages.ui.blocks import plot
from tools import take_plotly


def test_the_chart_code_matches_the_pinned_plotly():
    wanted = take_plotly.version()
    assert f"plotly-basic-{wanted}.min.js" == plot.NAME
    assert (
        f"plotly.js (basic - minified) v{wanted}" in brotli.decompress(plot.CODE.read_bytes()).decode()[:200]
    )


#: The trace types that the chart code can draw: others need the full Plotly.
BASIC = {"bar", "pie", "scatter"}


@pytest.mark.parametrize("page", ["compare.py", "how_sure.py", "recovery_calendar.py", "evidence.py"])
def test_the_chart_code_can_draw_every_chart(page):
    figures = [json.loads(chart.figure) for chart in charts_of(rendered(page))]
    kinds = {trace["type"] for figure in figures for trace in figure["data"]}
    assert "scatter" in kinds
    assert kinds <= BASIC


#: Remembers the current elements of all charts.
FIRST = """() => {
  window.first = [...document.querySelectorAll('.so-plot, .so-plot .main-svg')];
}"""
#: The text of the first chart: the names in order, with how often each comes first.
NAMES = "() => document.querySelector('.st-key-rank_spans .main-svg').textContent"


#: Whether every chart has the width and height of its container.
FITS = """() => [...document.querySelectorAll('.so-plot')].every(place => {
  const drawn = place.querySelector('.main-svg').getBoundingClientRect();
  const room = place.getBoundingClientRect();
  return room.width > 0 && Math.abs(drawn.width - room.width) < 1
    && Math.abs(drawn.height - room.height) < 1;
})"""


def assert_changing_charts_keep_their_elements_and_are_never_empty(page):
    assert page.locator(".so-plot").count() == 4
    page.evaluate(FIRST)
    page.evaluate(BLANKS, 4)
    said = page.locator(".st-key-rank_spans .so-plot").get_attribute("aria-label")
    for key in ("End", "Home", "End"):
        names = page.evaluate(NAMES)
        page.get_by_role("slider", name="Cost of a full course").press(key)
        page.wait_for_function(f"names => ({NAMES})() !== names", arg=names)
    settled(page)
    assert page.evaluate("window.blanks") == 0
    assert page.evaluate("window.first.every(part => part.isConnected)")
    assert page.locator(".st-key-rank_spans .so-plot").get_attribute("aria-label") != said


@pytest.mark.e2e
def test_a_chart_reserves_its_height_keeps_its_element_and_fits_its_container(server, chromium):
    page = new_page(chromium)
    page.route(f"**/{plot.NAME}", lambda route: None)
    page.goto(f"{server}/how-sure?phototype=IV")
    place = page.locator(".st-key-rank_spans .so-plot")
    height = place.bounding_box()["height"]
    assert page.locator(".so-plot .main-svg").count() == 0
    page.unroute(f"**/{plot.NAME}")  # releases the held request
    place.locator(".main-svg").first.wait_for()
    settled(page)
    assert height == place.bounding_box()["height"] > 300

    assert_changing_charts_keep_their_elements_and_are_never_empty(page)

    wide = page.locator(".so-plot").first.bounding_box()["width"]
    assert page.evaluate(FITS)
    page.set_viewport_size({"width": 900, "height": 800})
    page.wait_for_function(
        f"wide => ({FITS})() && document.querySelector('.so-plot').clientWidth < wide", arg=wide
    )


@pytest.mark.e2e
def test_when_the_chart_code_fails_to_load_the_page_points_to_the_table_and_retries_on_the_next_change(
    server, chromium
):
    page = new_page(chromium)
    page.route(f"**/{plot.NAME}", lambda route: route.abort())
    page.goto(f"{server}/how-sure")
    place = page.locator(".st-key-rank_spans .so-plot")
    place.get_by_text("This chart could not be loaded. The table below has the same figures.").wait_for()
    assert page.get_by_text("The same figures as a table").first.is_visible()
    page.unroute_all()
    page.get_by_role("slider", name="Cost of a full course").press("End")
    place.locator(".main-svg .trace").first.wait_for()
    assert "could not be loaded" not in place.inner_text()
