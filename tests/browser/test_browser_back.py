"""The browser's Back button returns to the previous page and keeps the settings."""

import pytest
from browser import new_page, settled

pytestmark = pytest.mark.e2e

BEFORE = "data:text/html,<p>before</p>"


def settings_of(page):
    """The value of the comfort slider, and the skin type shown."""
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
    """Goes to ``address`` from another page and returns the history length to expect."""
    page.goto(BEFORE)
    steps = page.evaluate("history.length")
    page.goto(address)
    settled(page)
    return steps + 1


def test_neither_a_rewritten_link_nor_a_preset_adds_a_history_entry(server, chromium):
    """The app rewrites a link whose values Streamlit cannot read; a preset moves five sliders."""
    page = new_page(chromium)
    steps = arrived(page, f"{server}/?v=1&d=0badf00d&phototype=V&cost=99")
    page.get_by_role("button", name="Lowest cost").click()
    page.wait_for_url("**cost=10**")
    settled(page)
    assert settings_of(page)[1] == "V"
    assert page.evaluate("history.length") == steps
    page.go_back()
    assert page.url == BEFORE


def test_back_and_forward_move_between_pages_and_keep_the_settings(server, chromium, evidence):
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
    assert settings_of(page) == ("0", "V")
    page.go_forward()
    page.wait_for_url("**/how-sure**")
    settled(page)
    assert settings_of(page) == ("0", "V")
    # A slider that was reset stays reset.
    page.get_by_role("button", name="Reset").click()
    page.wait_for_url(lambda url: "pain" not in url)
    settled(page)
    back(page, "/?")
    assert settings_of(page) == (str(evidence.start_preset.importances["pain"]), "V")
    # The first page still has its own settings.
    back(page, "/treatment")
    assert page.get_by_role("heading", level=1).inner_text() == "At-home roller"
