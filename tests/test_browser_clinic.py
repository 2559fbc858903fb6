"""A clinic's own prices, table and saved consultation in a real browser."""

import json

import pytest
from browser import board_of, opened, settled
from price_list import PRICE_LIST
from steps import choose_file

pytestmark = pytest.mark.e2e


def test_prices_that_are_opened_stand_on_the_board(server, chromium):
    page = opened(chromium, f"{server}/for-clinics?phototype=IV")
    page.get_by_label("Name of the clinic").fill("Lakeside Skin")
    page.get_by_label("Name of the clinic").press("Enter")
    choose_file(page, "Open a price list", PRICE_LIST, "prices.csv")
    page.get_by_text("These prices are those of Lakeside Skin").wait_for()
    settled(page)
    page.get_by_role("link", name="Compare").first.click()
    board_of(page)
    settled(page)
    row = page.locator("[data-id=microneedling_pen]")
    row.get_by_text("clinic's figure").wait_for()
    row.locator(".so-head").click()
    figures = row.locator(".so-figures")
    figures.get_by_role("cell", name="$1,400", exact=True).wait_for()
    figures.get_by_text("public range $400 to $4,000").wait_for()
    settled(page)
    page.get_by_text("What this clinic changed").click()
    page.get_by_text("Fractional CO2 laser: ").first.wait_for()
    assert "Lakeside" not in page.url


def test_an_own_table_is_compared_and_every_bad_cell_is_told(server, chromium):
    page = opened(chromium, f"{server}/for-clinics")
    content = b"name,cost,downtime,results\nNew peel,300,2,2\nOld laser,25oo,10,9\nThird,100,,1\n"
    choose_file(page, "Open a table", content, "mine.csv")
    page.get_by_text("2 cells need your eye").wait_for()
    page.get_by_text("mine.csv row 3, cost").wait_for()
    page.get_by_text("mine.csv row 3, results").wait_for()
    settled(page)
    page.get_by_role("link", name="See the comparison").click()
    assert sorted(name for _, name in board_of(page)) == ["New peel", "No treatment for now", "Third"]
    page.get_by_text("Every number is from mine.csv, opened ").wait_for()


def test_a_consultation_is_saved_and_loaded_in_another_browser(server, chromium):
    page = opened(chromium, f"{server}/for-clinics?phototype=V&cost=9&lean=peel_superficial")
    choose_file(page, "Open a price list", PRICE_LIST, "prices.csv")
    page.get_by_text("These prices are those of").wait_for()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the consultation").click()
    content = download.value.path().read_bytes()
    assert json.loads(content)["skin_options_consultation"] == 1
    page.get_by_role("link", name="Compare").first.click()
    before = board_of(page)
    other = opened(chromium, f"{server}/for-clinics")
    choose_file(other, "Load a saved consultation", content, "consultation.json", "application/json")
    other.get_by_text("The consultation is loaded").wait_for()
    settled(other)
    other.get_by_role("link", name="Compare").first.click()
    board_of(other)
    assert other.get_by_role("slider", name="Cost of a full course").input_value() == "9"
    assert board_of(other) == before
