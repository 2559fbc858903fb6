"""Every page on a desktop and a phone: axe-core's rules in both themes, and what a browser can measure.

docs/accessibility.md says what is measured. A page is loaded once, on a desktop, and then becomes one on a
phone.
"""

from contextlib import contextmanager

import pytest
from axe import broken_rules
from browser import board_of, opened, settled
from measures import GROUND_IS_DARK, focus_faults, out_of_place, small_targets, small_type, spelt_icons
from paper import faults_on_paper
from steps import unfold_calendar

pytestmark = pytest.mark.e2e


DESKTOP, PHONE = ({"width": 1280, "height": 900}, {"width": 390, "height": 844})


@contextmanager
def on_a_phone(page):
    """Its size, and a finger in the place of a mouse."""
    line = page.context.new_cdp_session(page)
    line.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    page.set_viewport_size(PHONE)
    page.wait_for_function("() => matchMedia('(pointer: coarse)').matches")
    yield
    line.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    page.set_viewport_size(DESKTOP)
    line.detach()


def violations(page, unfold=None):
    """What is wrong on a desktop and, with the same page, on a phone; the page is as before afterwards.

    What ``unfold`` has opened over the page is closed and opened again on the phone.
    """
    assert page.viewport_size == DESKTOP
    found = [("desktop", *fault) for fault in _in_both_themes(page)]
    with on_a_phone(page):
        if unfold:
            page.keyboard.press("Escape")
            unfold()
        found += [("phone", *fault) for fault in _in_both_themes(page)]
    return found


def _in_both_themes(page):
    """Broken rules in the light theme and, on the same page, in the dark one; and what is measured."""
    settled(page)
    found = [("light", *broken) for broken in broken_rules(page)]
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        """() => { const ground = getComputedStyle(document.querySelector('.stApp')).backgroundColor;
                   return ground.match(/\\d+/g).every(part => Number(part) < 64) }"""
    )
    settled(page)
    found += [("dark", *broken) for broken in broken_rules(page)]
    found += [("measured", fault) for fault in _measured(page)]
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"() => !({GROUND_IS_DARK})()")
    return found


def _measured(page):
    """On a phone: targets of 44 pixels, type of 16, nothing lost at 320. On a desktop: type of 12, a focus to
    be seen, nothing lost at 200% zoom (half the pixels across), and a clean sheet of paper. Icons on both."""
    if page.viewport_size["width"] < 700:
        return spelt_icons(page) + small_targets(page) + small_type(page) + out_of_place(page, 320, 640)
    # The focus first: a new size may draw the header anew and lose it.
    return (
        spelt_icons(page)
        + focus_faults(page, presses=8)
        + small_type(page, least=12)
        + out_of_place(page, 640, 450)
        + faults_on_paper(page)
    )


def test_compare_breaks_no_rule_of_axe(server, chromium):
    page = opened(chromium, f"{server}/?phototype=IV")
    board_of(page)
    page.wait_for_selector(".js-plotly-plot .main-svg")
    page.locator(".so-head").first.click()
    page.locator(".so-detail").first.wait_for()
    assert violations(page) == []


def test_how_sure_breaks_no_rule_of_axe(server, chromium):
    page = opened(chromium, f"{server}/how-sure?phototype=IV")
    page.get_by_role("heading", name="Which missing figure matters most?").wait_for()
    page.wait_for_selector(".js-plotly-plot .main-svg")
    assert violations(page) == []


def test_is_it_right_for_me_breaks_no_rule_of_axe(server, chromium):
    page = opened(chromium, f"{server}/right-for-me?phototype=IV")
    page.get_by_text("I am pregnant").click()
    page.get_by_text("Until you are no longer pregnant.").first.wait_for()
    assert violations(page) == []


def test_one_option_in_full_breaks_no_rule_of_axe(server, chromium):
    page = opened(chromium, f"{server}/treatment?phototype=IV&treatment=laser_co2_full")
    page.get_by_role("heading", name="When things are usual again").wait_for()
    page.get_by_text("It is not medical advice").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize(
    ("path", "last"),
    [
        ("my-concern", "Where each figure comes from"),
        ("what-matters", "In your own words"),
        ("where-i-lean", "What sets the order of the options?"),
        ("method", "Is shown to help people know more"),
    ],
)
def test_a_page_of_words_breaks_no_rule_of_axe(server, chromium, path, last):
    page = opened(chromium, f"{server}/{path}?phototype=IV&lean=microneedling_pen")
    page.get_by_text(last).first.wait_for()
    page.get_by_text("It is not medical advice").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("hidden", ["false", "true"])
def test_side_by_side_breaks_no_rule_of_axe(server, chromium, hidden):
    page = opened(chromium, f"{server}/side-by-side?phototype=IV&hide={hidden}")
    page.locator("[data-question=not_known]").wait_for()
    page.get_by_text("It is not medical advice").wait_for()
    page.locator(".side summary").first.click()
    assert violations(page) == []


def test_evidence_breaks_no_rule_of_axe(server, chromium):
    page = opened(chromium, f"{server}/evidence?phototype=IV&of_concern=melasma")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    page.get_by_text("Behind it").first.click()
    page.locator(".ev-more .ev-sources summary").first.click()
    page.get_by_text("What rests on it").first.wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("query", ["ready=2099-01-01", "from=2027-01-02&ready=2027-01-01", ""])
def test_the_recovery_calendar_breaks_no_rule_of_axe(server, chromium, query):
    page = opened(chromium, f"{server}/recovery-calendar?phototype=IV&{query}")
    unfold_calendar(page)
    assert violations(page) == []


def test_for_clinics_breaks_no_rule_of_axe(server, chromium):
    page = opened(chromium, f"{server}/for-clinics")
    field = (
        page.get_by_test_id("stFileUploader").filter(has_text="Open a price list").locator("input[type=file]")
    )
    content = b"treatment,price_per_session\nMicroneedling (clinic pen),350\nPicosecond laser,12oo\n"
    field.set_input_files({"name": "prices.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_text("1 cell needs your attention").wait_for()
    assert violations(page) == []
    page.get_by_text("US dollars", exact=True).click()
    page.get_by_text("What this clinic changed").click()
    page.get_by_label("Price per session, in US dollars").fill("£350")
    page.keyboard.press("Tab")
    page.get_by_text('"£350" is in another currency').wait_for()
    page.get_by_text("It is not medical advice").wait_for()
    assert violations(page) == []


def test_the_share_panel_breaks_no_rule_of_axe(server, chromium):
    page = opened(chromium, f"{server}/where-i-lean?phototype=IV")
    page.get_by_role("button", name="Share this view").click()
    page.get_by_text("Never in it").wait_for()
    page.get_by_role("button", name="Copy the link").click()
    assert violations(page) == []


@pytest.mark.parametrize("slide", ["choice", "dark_marks", "fit", "ask", "sources"])
def test_present_breaks_no_rule_of_axe(server, chromium, slide):
    page = opened(
        chromium,
        f"{server}/present?phototype=IV&slide={slide}&side=microneedling_pen&side=at_home_roller",
    )
    page.locator(f".pr-slide[data-slide={slide}]").wait_for()
    page.get_by_text("It is not medical advice").first.wait_for()

    def unfold():
        settled(page).get_by_role("button", name="Why, and sources").click()
        page.locator(".pr-behind").wait_for()

    unfold()
    assert violations(page, unfold) == []
