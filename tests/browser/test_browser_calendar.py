"""The recovery calendar as a person meets it: days picked by keyboard, a chart that fits a phone."""

import re
from itertools import pairwise

import pytest
from browser import opened, settled
from steps import unfold_calendar

pytestmark = pytest.mark.e2e

PHONE, NARROW, DESKTOP = (390, 844), (320, 640), (1280, 900)
PLANNED = "/recovery-calendar?phototype=IV&from=2026-12-01&ready=2027-04-01"


def pick_day(page, label, day, month, year):
    """Type a day into a date field, part by part, as somebody without a mouse does."""
    for part, digits in (("day", f"{day:02}"), ("month", f"{month:02}"), ("year", str(year))):
        page.get_by_role("spinbutton", name=f"{part}, {label}").press_sequentially(digits)
    page.keyboard.press("Escape")  # closes the calendar that opens beside the field, and so sets the day


def test_days_picked_by_keyboard_reach_the_chart_and_the_address(server, chromium):
    page = opened(chromium, f"{server}/recovery-calendar?phototype=IV")
    page.get_by_text("You have not picked a day yet").wait_for()
    pick_day(page, "Day of the first session", 1, 12, 2026)
    page.wait_for_url(re.compile("from=2026-12-01"))
    pick_day(page, "Day you want to be ready for", 1, 4, 2027)
    page.wait_for_url(re.compile("ready=2027-04-01"))
    page.get_by_text("to your day, 1 April 2027: 121 days.").wait_for()
    page.locator(".js-plotly-plot").get_by_text("Skin clear: ✓ yes, from 10 March 2027").first.wait_for()
    again = opened(chromium, page.url)
    again.get_by_text("to your day, 1 April 2027: 121 days.").wait_for()


def test_the_days_are_still_there_after_a_look_at_another_page(server, chromium):
    page = opened(chromium, f"{server}/recovery-calendar?phototype=IV")
    pick_day(page, "Day you want to be ready for", 1, 4, 2099)
    page.get_by_text("to your day, 1 April 2099").wait_for()
    page.get_by_role("link", name="Compare").click()
    page.wait_for_selector(".so-row")
    page.get_by_role("link", name="Recovery calendar").click()
    page.get_by_text("to your day, 1 April 2099").wait_for()
    page.wait_for_url(re.compile("ready=2099-04-01"))


@pytest.mark.parametrize(
    ("size", "query"),
    [
        (DESKTOP, "&from=2026-12-01&ready=2027-04-01"),
        (PHONE, "&from=2026-12-01&ready=2027-04-01"),
        (NARROW, ""),
        (NARROW, "&from=2026-12-01&ready=2027-04-01"),
        (NARROW, "&ready=2099-01-01&for=sun"),
    ],
)
def test_nothing_scrolls_sideways_with_everything_open(server, chromium, size, query):
    page = opened(chromium, f"{server}/recovery-calendar?phototype=IV{query}", size=size)
    unfold_calendar(page)
    width, shown = page.get_by_test_id("stMain").evaluate("m => [m.scrollWidth, m.clientWidth]")
    assert width <= shown
    assert "Traceback" not in page.content()


@pytest.mark.parametrize("occasion", ["clear", "work", "sun"])
def test_no_word_of_the_chart_is_cut_off_on_a_phone(server, chromium, occasion):
    """All conditions that lengthen a row: set aside, assumed, does not fit."""
    page = opened(chromium, f"{server}{PLANNED}&for={occasion}&budget=0", size=PHONE)
    edges = page.evaluate(
        """() => {
            const right = document.querySelector('.js-plotly-plot').getBoundingClientRect().right;
            return [...document.querySelectorAll('.js-plotly-plot text')]
                .filter(t => t.getBoundingClientRect().right > right + 1).map(t => t.textContent);
        }"""
    )
    assert edges == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_words_of_one_row_lie_over_no_other_row(server, chromium, size):
    page = opened(chromium, f"{server}{PLANNED}&budget=0", size=size)
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot .textpoint text')]
            .map(t => t.getBoundingClientRect()).map(b => [b.top, b.bottom]).sort((a, b) => a[0] - b[0])"""
    )
    assert len(boxes) == 15
    assert all(above[1] <= below[0] for above, below in pairwise(boxes))


def test_an_option_opens_by_keyboard_to_its_days_and_sources(server, chromium):
    page = opened(chromium, f"{server}{PLANNED}")
    card = page.locator(".st-key-plan_microneedling_pen")
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    card.get_by_text("To be ready, start by 23 December 2026 at the latest.").wait_for()
    card.get_by_text("Face is red, tight and warm").wait_for()
    assert card.get_by_role("link").first.get_attribute("href").startswith("https://")


def test_the_table_downloads_as_csv_with_a_row_for_every_option(server, chromium):
    page = opened(chromium, f"{server}{PLANNED}")
    page.get_by_text("The same figures as a table").click()
    settled(page)  # the button under the table moves down while it opens
    with page.expect_download() as download:
        page.locator(".st-key-recovery_timeline_csv button").click()
    rows = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 16
    assert rows[1].startswith(
        'Microneedling (clinic pen),"yes, at the usual pace","perhaps, if it comes early",day 6 or later,'
    )
