"""Printing from the browser: everything is printed, with a table in place of every chart.

The accessibility tests check that every printed page is black on white and has no screen-only controls.
"""

import pytest
from browser import board_of, opened, settled, whole
from paper import faults_on_paper, on_one_sheet, sheets, without_space
from steps import route_step

pytestmark = pytest.mark.e2e


def rows_of(page, tables):
    """The cells of every row of the (closed) tables under the charts."""
    return page.locator(tables).evaluate_all(
        """tables => tables.flatMap(table => [...table.querySelectorAll('tbody tr')]
             .map(row => [...row.children].map(cell => cell.textContent.trim())))"""
    )


def assert_compare_prints_its_whole_board_and_a_table_for_every_chart(page, server):
    board_of(page)
    board = page.locator(".so-row").evaluate_all(
        """rows => rows.map(row => ['.so-title', '.so-total', '.so-why']
             .map(part => row.querySelector(part).textContent))"""
    )
    tables = rows_of(page, "[class*=st-key-figure_] details table")
    assert len(tables) >= 3 * len(board) > 30
    printed = sheets(page)
    assert [row for row in board if not on_one_sheet(printed, row)] == []
    assert [row for row in tables if not on_one_sheet(printed, row)] == []
    assert 3 <= len(printed) <= 7
    assert min(map(len, printed)) > 100, "a sheet is blank"
    text = "".join(printed)
    for words in (
        "What bothers you: Acne scars",
        "Cost of a full course 8",
        "cost up to $9,000",
        "Printed on",
    ):
        assert without_space(words) in text
    assert f"{server}/?v=1" in text
    assert "cost=8" in text
    for button in ("Share this view", "Reset", "Download as CSV", "Put back", "The same figures as a table"):
        assert without_space(button) not in text


def assert_a_page_of_charts_prints_their_tables(page, charts, most):
    assert settled(page).locator(".js-plotly-plot .main-svg").count() >= charts
    rows = rows_of(page, "[class*=st-key-figure_] details table")
    assert len(rows) >= 6
    printed = sheets(page)
    assert [row for row in rows if not on_one_sheet(printed, row)] == []
    assert 2 <= len(printed) <= most


def assert_answers_and_own_words_print_without_form_fields(page):
    page.get_by_text("I am pregnant").click()
    page.get_by_text("Until you are no longer pregnant.").first.wait_for()
    text = "".join(sheets(page))
    assert "✓Iampregnant" in text
    assert "☐Ihavehadkeloidscars" in text
    assert "Notanswered." in text
    route_step(page, 3).click()
    field = page.get_by_role("textbox", name="In your own words")
    field.fill("I <b>dance</b>.\n" * 20 + "And that is all.")
    field.blur()
    page.locator(".paper", has_text="And that is all.").wait_for(state="attached")
    assert faults_on_paper(page) == []
    text = "".join(sheets(page))
    assert text.count("I<b>dance</b>.") == 20
    assert "Andthatisall." in text
    assert "pregnant" not in text, "the address and the priorities must not contain a health answer"


def test_boards_charts_answers_and_own_words_print_in_full_without_form_fields(server, chromium):
    page = opened(chromium, f"{server}/?phototype=IV&cost=8&budget=9000", theme="dark")
    assert_compare_prints_its_whole_board_and_a_table_for_every_chart(page, server)
    follow(page, "How sure")
    assert_a_page_of_charts_prints_their_tables(page, charts=4, most=7)
    follow(page, "Is it right for me?")
    assert_answers_and_own_words_print_without_form_fields(page)
    # The calendar is longest for a day far in the future.
    whole(page, f"{server}/recovery-calendar?ready=2099-01-01")
    assert_a_page_of_charts_prints_their_tables(page, charts=1, most=8)


def follow(page, title):
    settled(page).get_by_test_id("stTopNavLink").filter(has_text=title).click()
    page.get_by_role("heading", level=1).filter(has_text=title).wait_for()
