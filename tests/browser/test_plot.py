"""A chart in the page: one element while the page stands, and a sentence where it cannot be drawn."""

import json

import brotli
import pytest
from browser import new_page, opened, settled
from measures import BLANKS
from rendered import charts_of
from rendered import opened as rendered

from pages.ui.blocks import plot
from tools import take_plotly


def test_the_code_of_the_charts_is_that_of_the_plotly_that_is_pinned():
    wanted = take_plotly.version()
    assert f"plotly-basic-{wanted}.min.js" == plot.NAME
    assert (
        f"plotly.js (basic - minified) v{wanted}" in brotli.decompress(plot.CODE.read_bytes()).decode()[:200]
    )


#: Kinds of trace that the code of the charts can draw: others come with the whole of Plotly.
BASIC = {"bar", "pie", "scatter"}


@pytest.mark.parametrize("page", ["compare.py", "how_sure.py", "recovery_calendar.py", "evidence.py"])
def test_every_chart_is_of_a_kind_that_its_code_can_draw(page):
    figures = [json.loads(chart.figure) for chart in charts_of(rendered(page))]
    kinds = {trace["type"] for figure in figures for trace in figure["data"]}
    assert "scatter" in kinds
    assert kinds <= BASIC


#: The elements of all charts as they are now.
FIRST = """() => {
  window.first = [...document.querySelectorAll('.so-plot, .so-plot .main-svg')];
}"""
#: The names in the first chart, in their order, with how often each comes first.
NAMES = "() => document.querySelector('.st-key-rank_spans .main-svg').textContent"


@pytest.mark.e2e
def test_a_chart_whose_figures_change_stays_where_it_is_and_is_never_empty(server, chromium):
    page = opened(chromium, f"{server}/how-sure?phototype=IV")
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
def test_a_chart_is_as_wide_as_its_place_whatever_the_window(server, chromium):
    page = opened(chromium, f"{server}/how-sure", size=(1280, 900))
    fits = """() => [...document.querySelectorAll('.so-plot')].every(place => {
        const drawn = place.querySelector('.main-svg').getBoundingClientRect();
        const room = place.getBoundingClientRect();
        return room.width > 0 && Math.abs(drawn.width - room.width) < 1
            && Math.abs(drawn.height - room.height) < 1;
    })"""
    wide = page.locator(".so-plot").first.bounding_box()["width"]
    assert page.evaluate(fits)
    page.set_viewport_size({"width": 900, "height": 800})
    page.wait_for_function(
        f"wide => ({fits})() && document.querySelector('.so-plot').clientWidth < wide", arg=wide
    )


@pytest.mark.e2e
def test_the_place_of_a_chart_is_as_high_before_it_is_drawn(server, chromium):
    page = new_page(chromium)
    page.route(f"**/{plot.NAME}", lambda route: None)  # never answered
    page.goto(f"{server}/how-sure")
    height = page.locator(".st-key-rank_spans .so-plot").bounding_box()["height"]
    page.unroute_all(behavior="ignoreErrors")
    whole = opened(chromium, f"{server}/how-sure")
    assert height == whole.locator(".st-key-rank_spans .so-plot").bounding_box()["height"] > 300


@pytest.mark.e2e
def test_where_the_code_is_lost_a_sentence_points_to_the_table_and_the_next_change_tries_again(
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
