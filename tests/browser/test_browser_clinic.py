"""A clinic's own prices, table and saved consultation in a real browser."""

import json

import pytest
from browser import board_of, opened, settled
from price_list import PRICE_LIST
from steps import choose_file

pytestmark = pytest.mark.e2e


def to_compare(page):
    """The board, reached through the menu."""
    settled(page).get_by_role("link", name="Compare").first.click()
    board_of(page)
    return board_of(settled(page))


def saved_consultation(page):
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the consultation").click()
    content = download.value.path().read_bytes()
    assert json.loads(content)["skin_options_consultation"] == 1
    return content


def assert_the_board_has_the_clinics_prices(page):
    row = page.locator("[data-id=microneedling_pen]")
    row.get_by_text("clinic's figure").wait_for()
    row.locator(".so-head").click()
    figures = row.locator(".so-figures")
    figures.get_by_role("cell", name="$1,400", exact=True).wait_for()
    figures.get_by_text("public range $400 to $4,000").wait_for()
    settled(page)
    page.get_by_text("What this clinic changed").click()
    page.get_by_text("Fractional CO2 laser: ").first.wait_for()


def test_clinic_prices_reach_the_board_and_a_saved_consultation_loads_in_another_browser(server, chromium):
    page = opened(chromium, f"{server}/for-clinics?phototype=IV&cost=9&lean=peel_superficial")
    page.get_by_label("Name of the clinic").fill("Lakeside Skin")
    page.get_by_label("Name of the clinic").press("Enter")
    choose_file(page, "Open a price list", PRICE_LIST, "prices.csv")
    page.get_by_text("These prices are those of Lakeside Skin").wait_for()
    content = saved_consultation(page)
    before = to_compare(page)
    assert_the_board_has_the_clinics_prices(page)
    assert "Lakeside" not in page.url
    other = opened(chromium, f"{server}/for-clinics")
    choose_file(other, "Load a saved consultation", content, "consultation.json", "application/json")
    other.get_by_text("The consultation is loaded").wait_for()
    assert to_compare(other) == before
    assert other.get_by_role("slider", name="Cost of a full course").input_value() == "9"


def test_a_clinics_own_table_is_compared_and_every_bad_cell_is_reported(server, chromium):
    """The table is long enough that the figures of a row load only when it is opened."""
    page = opened(chromium, f"{server}/for-clinics")
    rows = "New peel,300,2,2\nOld laser,25oo,10,9\nThird,100,,1\n"
    rows += "".join(f"Treatment {k},{100 + k},2,2\n" for k in range(60))
    choose_file(page, "Open a table", f"name,cost (US dollars),downtime,results\n{rows}".encode(), "mine.csv")
    page.get_by_text("2 cells need your attention").wait_for()
    page.get_by_text("mine.csv row 3, cost (US dollars)").wait_for()
    page.get_by_text("mine.csv row 3, results").wait_for()
    page.get_by_text("63 options are compared now").wait_for()
    settled(page)
    page.get_by_role("link", name="See the comparison").click()
    board_of(page)
    names = sorted(name for _, name in board_of(settled(page)))
    assert names == sorted(
        ["New peel", "No treatment for now", "Third", *(f"Treatment {k}" for k in range(60))]
    )
    page.get_by_text("Every number is from mine.csv, opened ").wait_for()
    for name, cost in (("Treatment 0", "$100"), ("Treatment 40", "$140")):
        row = page.locator(".so-row").filter(has=page.get_by_text(name, exact=True))
        row.locator(".so-head").click()
        row.locator(".so-figures").get_by_role("cell", name=cost, exact=True).wait_for()


def typed(page, label, text, within=None):
    """Type into a field key by key, and leave it with Tab."""
    field = (within or page).get_by_label(label).first
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    settled(page)
    return field


def assert_a_typed_price_is_kept_and_an_error_is_shown_beside_it(page):
    page.locator(".st-key-_clinic_offers input").first.click()
    page.get_by_role("option", name="Picosecond laser").click()
    page.keyboard.press("Escape")
    row = page.locator(".st-key-offer_laser_pico")
    price = "Price per session, in US dollars"
    row.get_by_label(price).wait_for()
    settled(page)
    assert typed(page, price, "1.200,50", row).input_value() == "1.200,50"
    page.locator(".st-key-page").get_by_text("$1,200.5 a session").first.wait_for(state="attached")
    assert row.get_by_role("alert").count() == 0
    assert typed(page, price, "from 95", row).input_value() == "from 95"
    row.get_by_role("alert").get_by_text('"from 95"').wait_for()
    page.get_by_text("offered, with no price of its own").first.wait_for(state="attached")
    typed(page, "Sessions in a course", "2,5", row)
    row.get_by_text('"2,5" is not a whole number').wait_for()


def assert_a_typed_limit_is_kept(page):
    page.get_by_text("Hard limits, and what you put back").click()
    label = "Most I can spend on a course, in US dollars"
    typed(page, label, "1,500")
    page.wait_for_url("**budget=1500*")
    field = typed(page, label, "220,50")
    page.get_by_text('"220,50" is not a whole number.').wait_for()
    assert field.input_value() == "220,50"
    assert "22050" not in page.url


def assert_the_answer_for_one_file_does_not_apply_to_the_next(page):
    bare = b"treatment,price_per_session\nMicroneedling (clinic pen),350\n"
    choose_file(page, "Open a price list", bare, "first.csv")
    page.get_by_text("Until you answer, no row of it is used.").wait_for()
    settled(page)
    assert page.get_by_text("These prices are those of").count() == 0
    page.get_by_text("US dollars", exact=True).click()
    page.get_by_text("These prices are those of").wait_for()
    settled(page)
    choose_file(page, "Open a price list", bare.replace(b"350", b"111"), "second.csv")
    page.get_by_text("Until you answer, no row of it is used.").wait_for()
    settled(page)
    assert page.get_by_role("radio", checked=True).count() == 0
    assert page.get_by_label("Price per session, in US dollars").first.input_value() == "350"
    refused = bare.replace(b"price_per_session", b"price_per_session (GBP)")
    choose_file(page, "Open a price list", refused, "third.csv")
    page.get_by_text("names another currency (GBP)").wait_for()
    settled(page)
    assert page.get_by_role("radio").count() == 0
    assert page.get_by_text("This app has encountered an error").count() == 0


def test_an_answer_applies_to_one_file_only_and_prices_and_limits_keep_the_text_as_typed(server, chromium):
    page = opened(chromium, f"{server}/for-clinics?phototype=IV")
    assert_the_answer_for_one_file_does_not_apply_to_the_next(page)
    assert_a_typed_price_is_kept_and_an_error_is_shown_beside_it(page)
    assert_a_typed_limit_is_kept(page)
