"""The five steps in a real browser, by keyboard alone."""

import re

import pytest
from browser import board_of, opened, settled
from steps import let_health_into_files, press_until_focused, route_step

pytestmark = pytest.mark.e2e


def test_the_route_leads_through_all_five_steps(server, chromium):
    """By keyboard; what was picked on the way is still set on the last step."""
    page = opened(chromium, f"{server}/my-concern?phototype=IV&lean=microneedling_pen")
    page.get_by_role("heading", level=1, name="What bothers me?").wait_for()
    titles = {
        "Is it right for me?": "Is it right for me?",
        "What matters": "What matters to me?",
        "Compare": "You are choosing between",
        "Where I lean": "Where I lean, and what",
    }
    for number, (tab, title) in enumerate(titles.items(), start=2):
        press_until_focused(page, route_step(page, number))
        page.keyboard.press("Enter")
        page.get_by_role("heading", level=1).filter(has_text=title).wait_for()
        assert page.title() == f"{tab} \N{EN DASH} Skin Options"
        page.wait_for_function(
            f"() => document.querySelector('.st-key-route').innerText.includes('{number} seen')"
        )
        if number == 3:
            page.get_by_role("slider", name="Cost of a full course").press("ArrowRight")
            page.get_by_text("It is at 6 of 10").wait_for()
        if number == 4:
            assert len(board_of(page)) > 10
    assert "cost=6" in page.url
    assert page.get_by_role("combobox", name="Which option do you lean to?").input_value() == (
        "Microneedling (clinic pen)"
    )
    page.get_by_text("how many had dark marks after Microneedling (clinic pen)?").wait_for()
    # The last step explains an answer to its check.
    page.get_by_text("What most people pick").click()
    page.get_by_text("Not quite: Your sliders and the figures.").wait_for()


def test_each_step_opens_at_any_time_and_notes_include_health_answers_only_on_request(server, chromium):
    page = opened(chromium, f"{server}/how-sure", size=(390, 844))
    route_step(page, 5).click()
    page.get_by_role("heading", level=1, name="Where I lean, and what to ask").wait_for()
    settled(page)
    box = route_step(page, 1).bounding_box()
    assert box["height"] >= 44
    assert box["width"] >= 44
    assert page.locator("[data-testid=stMain]").evaluate("e => e.scrollWidth <= innerWidth")
    route_step(page, 2).click()
    settled(page)
    page.get_by_text("I am pregnant").click()
    page.get_by_text("Until you are no longer pregnant.").first.wait_for()
    settled(page)
    for wanted in (False, True):
        if wanted:
            let_health_into_files(page)
        route_step(page, 5).click()
        page.get_by_text(
            "They hold your health answers" if wanted else "Your health answers are left out"
        ).wait_for()
        settled(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="Download my notes").click()
        text = download.value.path().read_text(encoding="utf-8")
        assert ("I am pregnant" in text) == wanted
        assert re.search(r"my notes of \d+ \w+ \d{4}", text)
    assert "pregnan" not in page.url
