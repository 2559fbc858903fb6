"""The browser's Back button: it leads to the page before, and leaves the view as it is."""

import pytest
from browser import new_page, settled

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


def arrived(page, address):
    """The page, gone on to ``address`` from another; how many steps back there are by then."""
    page.goto(BEFORE)
    steps = page.evaluate("history.length")
    page.goto(address)
    settled(page)
    return steps + 1


def test_neither_a_link_that_is_spelt_anew_nor_a_preset_is_a_step_of_its_own(server, chromium):
    """A link in words that Streamlit does not read is spelt anew; a preset moves five sliders."""
    page = new_page(chromium)
    steps = arrived(page, f"{server}/?v=1&d=0badf00d&phototype=V&cost=99")
    page.get_by_role("button", name="Lowest cost").click()
    page.wait_for_url("**cost=10**")
    settled(page)
    assert stands(page)[1] == "V"
    assert page.evaluate("history.length") == steps
    page.go_back()
    assert page.url == BEFORE


def test_back_and_forward_lead_from_page_to_page_and_leave_what_was_set_on_the_way(
    server, chromium, evidence
):
    page = new_page(chromium)
    steps = arrived(page, f"{server}/treatment?treatment=at_home_roller&phototype=V&pain=9")
    assert page.evaluate("history.length") == steps
    go(page, "Compare")
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
    # What was put back to its start stays there too.
    page.get_by_role("button", name="Reset").click()
    page.wait_for_url(lambda url: "pain" not in url)
    settled(page)
    back(page, "/?")
    assert stands(page) == (str(evidence.start_preset.importances["pain"]), "V")
    # The page that all began with has its own settings still.
    back(page, "/treatment")
    assert page.get_by_role("heading", level=1).inner_text() == "At-home roller"
