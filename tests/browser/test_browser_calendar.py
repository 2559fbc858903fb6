"""The recovery calendar in a real browser: days picked by keyboard, a chart that fits a phone."""

import re
from itertools import pairwise

import pytest
from browser import opened, settled
from steps import unfold_calendar

from models.link.link_settings import OCCASION_WORDS

pytestmark = pytest.mark.e2e

PHONE, NARROW, DESKTOP = (390, 844), (320, 640), (1280, 900)
PLANNED = "/recovery-calendar?phototype=IV&from=2026-12-01&ready=2027-04-01"


def pick_day(page, label, day, month, year):
    """Type a day into a date field, part by part, as a keyboard user does."""
    for part, digits in (("day", f"{day:02}"), ("month", f"{month:02}"), ("year", str(year))):
        page.get_by_role("spinbutton", name=f"{part}, {label}").press_sequentially(digits)
    page.keyboard.press("Escape")  # closes the calendar pop-up, which sets the day


def resized(page, size):
    """The page at that size, once its chart has resized."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_function("width => innerWidth === width", arg=size[0])
    page.wait_for_function(
        """() => { const chart = document.querySelector('.js-plotly-plot');
            return Math.abs(chart.clientWidth - chart.querySelector('.main-svg').clientWidth) < 1; }"""
    )
    return settled(page)


def assert_nothing_scrolls_sideways(page):
    width, shown = page.get_by_test_id("stMain").evaluate("m => [m.scrollWidth, m.clientWidth]")
    assert width <= shown


def assert_an_option_opens_by_keyboard_to_its_days_and_sources(page):
    card = page.locator(".st-key-plan_microneedling_pen")
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    card.get_by_text("To be ready, start by 23 December 2026 at the latest.").wait_for()
    card.get_by_text("Face is red, tight and warm").wait_for()
    assert card.get_by_role("link").first.get_attribute("href").startswith("https://")


def assert_the_table_downloads_as_csv_with_a_row_for_every_option(page):
    with page.expect_download() as download:
        page.locator(".st-key-recovery_timeline_csv button").click()
    rows = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 16  # including the header
    assert rows[1].startswith(
        'Microneedling (clinic pen),"yes, at the usual pace","perhaps, if it comes early",day 6 or later,'
    )


def test_days_picked_by_keyboard_reach_the_chart_the_options_the_table_and_the_link(server, chromium):
    page = opened(chromium, f"{server}/recovery-calendar?phototype=IV")
    page.get_by_text("You have not picked a day yet").wait_for()
    pick_day(page, "Day of the first session", 1, 12, 2026)
    page.wait_for_url(re.compile("from=2026-12-01"))
    pick_day(page, "Day you want to be ready for", 1, 4, 2027)
    page.wait_for_url(re.compile("ready=2027-04-01"))
    page.get_by_text("to your day, 1 April 2027: 121 days.").wait_for()
    page.locator(".js-plotly-plot").get_by_text("Skin clear: ✓ yes, from 10 March 2027").first.wait_for()
    # The days survive a visit to another page.
    page.get_by_role("link", name="Compare").click()
    page.wait_for_selector(".so-row")
    page.get_by_role("link", name="Recovery calendar").click()
    page.get_by_text("to your day, 1 April 2027: 121 days.").wait_for()
    page.wait_for_url(re.compile("ready=2027-04-01"))
    assert_an_option_opens_by_keyboard_to_its_days_and_sources(settled(page))
    unfold_calendar(page)
    assert_nothing_scrolls_sideways(settled(page))
    assert_the_table_downloads_as_csv_with_a_row_for_every_option(page)
    # The link on a phone, for a holiday in the sun, with every expander open.
    again = opened(chromium, f"{page.url}&for=sun", size=PHONE)
    again.get_by_text("to your day, 1 April 2027: 121 days.").wait_for()
    unfold_calendar(again)
    assert_nothing_scrolls_sideways(settled(again))
    assert_nothing_scrolls_sideways(resized(again, NARROW))


def assert_no_chart_text_is_cut_off(page):
    edges = page.evaluate(
        """() => {
            const right = document.querySelector('.js-plotly-plot').getBoundingClientRect().right;
            return [...document.querySelectorAll('.js-plotly-plot text')]
                .filter(t => t.getBoundingClientRect().right > right + 1).map(t => t.textContent);
        }"""
    )
    assert edges == []


def assert_no_chart_rows_overlap(page):
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot .textpoint text')]
            .map(t => t.getBoundingClientRect()).map(b => [b.top, b.bottom]).sort((a, b) => a[0] - b[0])"""
    )
    assert len(boxes) == 15
    assert all(above[1] <= below[0] for above, below in pairwise(boxes))


def test_on_a_phone_no_chart_text_is_cut_off_and_no_rows_overlap(server, chromium):
    """For each occasion, with every label that lengthens a row: set aside, assumed, does not fit."""
    page = opened(chromium, f"{server}{PLANNED}&budget=0", size=PHONE)
    words = page.locator(".js-plotly-plot .main-svg").first
    for occasion in reversed(OCCASION_WORDS.values()):  # reversed: the page opens with the first
        before = words.text_content()
        page.get_by_role("combobox", name="What for?").click()
        page.get_by_role("option", name=occasion).click()
        page.wait_for_function(
            "was => document.querySelector('.js-plotly-plot .main-svg').textContent !== was", arg=before
        )
        assert_no_chart_text_is_cut_off(settled(page))
        assert_no_chart_rows_overlap(page)
    assert_no_chart_rows_overlap(resized(page, DESKTOP))
