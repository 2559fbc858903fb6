"""The browser's Back button: it leads to the page before, and leaves the view as it is."""

import pytest
from browser import new_page, opened, settled

pytestmark = pytest.mark.e2e

BEFORE = "data:text/html,<p>before</p>"


def stands(page):
    """Where the slider for comfort stands, and the skin type shown."""
    slider = page.locator(".st-key-pain input[type=range]").input_value()
    return slider, page.locator(".st-key-phototype input").input_value().partition(":")[0]


def go(page, name):
    page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
    page.get_by_role("heading", level=1).wait_for()
    settled(page)


def back(page, ending):
    page.go_back()
    page.wait_for_url(f"**{ending}**")
    settled(page)


@pytest.mark.parametrize("link", ["?phototype=V&cost=6", "?v=1&d=0badf00d&phototype=V&cost=99"])
def test_a_link_and_a_preset_are_no_steps_of_their_own(server, chromium, link):
    """A link in words that Streamlit does not read is spelt anew; a preset moves five sliders."""
    page = new_page(chromium)
    page.goto(BEFORE)
    steps = page.evaluate("history.length")
    page.goto(f"{server}/{link}")
    settled(page)
    page.get_by_role("button", name="Lowest cost").click()
    page.wait_for_url("**cost=10**")
    settled(page)
    assert stands(page)[1] == "V"
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    assert page.url == BEFORE


def test_what_was_set_on_the_way_stays(server, chromium):
    page = opened(chromium, f"{server}/?phototype=V&pain=9")
    go(page, "How sure")
    page.locator(".st-key-pain input[type=range]").press("Home")
    page.wait_for_url("**pain=0**")
    settled(page)
    back(page, "/?")
    assert page.locator(".st-key-board").count()
    assert stands(page) == ("0", "V")
    page.go_forward()
    page.wait_for_url("**/how-sure**")
    settled(page)
    assert stands(page) == ("0", "V")


def test_what_was_put_back_to_its_start_on_the_way_stays_there(server, chromium, evidence):
    page = opened(chromium, f"{server}/?phototype=V&pain=9")
    go(page, "How sure")
    page.get_by_role("button", name="Reset").click()
    page.wait_for_url(lambda url: "pain" not in url)
    settled(page)
    back(page, "/?")
    assert stands(page) == (str(evidence.start_preset.importances["pain"]), "V")


def test_a_page_gone_back_to_has_its_own_settings_still(server, chromium):
    page = opened(chromium, f"{server}/treatment?treatment=at_home_roller")
    go(page, "Compare")
    back(page, "/treatment")
    assert page.get_by_role("heading", level=1).inner_text() == "At-home roller"
