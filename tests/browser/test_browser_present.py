"""The presenter view: every screen fits, the keys turn the pages, and nothing private is shown."""

import re

import pytest
from browser import PATIENCE, opened, settled
from playwright.sync_api import expect

from models.person.preferences import SlideId
from models.talk.slide_titles import SLIDE_TITLES

pytestmark = pytest.mark.e2e

SIZES = {"large": (1920, 1080), "tablet": (768, 1024), "laptop": (1280, 800)}

#: The views that take most room: the most gaps, the four longest names, and everything set aside.
VIEWS = {
    "gaps": "phototype=Not+sure&concern=other_scars&side=topical_retinoid&side=at_home_roller"
    "&side=rf_microneedling&days=3",
    "longest": "phototype=Not+sure&concern=post_inflammatory&side=microneedling_prp&side=rf_microneedling"
    "&side=laser_nonablative_fractional&side=topical_retinoid",
    "set aside": "phototype=VI&concern=hair_loss&budget=100&days=1&side=laser_eryag_full&side=laser_co2_full"
    "&side=peel_medium&side=laser_co2_fractional",
}


def at(page, slide_id):
    page.locator(f".pr-slide[data-slide={slide_id}]").wait_for()
    page.get_by_role("heading", level=1, name=SLIDE_TITLES[slide_id]).wait_for()


def turn(page, key, slide_id):
    page.keyboard.press(key)
    at(page, slide_id)


def room(page):
    """Scroll and visible height, scroll and visible width, and the height of the window."""
    return page.locator("[data-testid=stMain]").evaluate(
        "m => [m.scrollHeight, m.clientHeight, m.scrollWidth, m.clientWidth, innerHeight]"
    )


@pytest.mark.parametrize("view", VIEWS)
def test_no_screen_scrolls(server, chromium, view):
    """Every screen at every window size. The layout is CSS only, so one page is resized, not reloaded."""
    page = opened(chromium, f"{server}/present?{VIEWS[view]}")
    too_long = {}
    at(page, SlideId.CHOICE)
    for slide_id in SlideId:
        if slide_id != SlideId.CHOICE:
            turn(page, "ArrowRight", slide_id)
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_function("([w, h]) => innerWidth === w && innerHeight === h", arg=[width, height])
            tall, seen, wide, across, window = room(page)
            foot = page.locator(".st-key-footer").bounding_box()
            if max(tall, foot["y"] + foot["height"]) > window + 1 or wide > across:
                too_long[f"{slide_id}, {size}"] = (tall, seen, wide, across)
    assert too_long == {}


def test_every_screen_uses_large_type(server, chromium):
    """In CSS pixels, at least: text 24 on a large screen and 18 on a portrait tablet; titles 40 and 28."""
    for size, body, title in (("large", 24, 40), ("tablet", 18, 28)):
        page = opened(chromium, f"{server}/present?phototype=IV&slide=effect", size=SIZES[size])
        sizes = page.locator(".pr-slide :is(p, th, b)").evaluate_all(
            "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
        )
        assert min(sizes) >= body
        head = page.get_by_role("heading", level=1).evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert head >= title


def test_the_arrow_keys_and_a_clicker_turn_the_pages(server, chromium):
    page = opened(chromium, f"{server}/present?phototype=IV")
    at(page, "choice")
    for key, slide_id in (
        ("ArrowRight", "effect"),
        ("PageDown", "time"),
        ("PageUp", "effect"),
        ("ArrowLeft", "choice"),
    ):
        turn(page, key, slide_id)
    assert page.get_by_role("button", name=re.compile("^Back(?!,)")).is_disabled()


def test_a_key_pressed_while_the_page_is_still_turning_counts(server, chromium):
    """A key may be pressed as soon as a screen appears: no press is lost or counted twice."""
    page = opened(chromium, f"{server}/present?phototype=IV")
    for slide_id in ("effect", "time", "cost", "days", "dark_marks"):
        page.keyboard.press("ArrowRight")
        page.locator(f".pr-slide[data-slide={slide_id}]").wait_for()
    for slide_id in ("days", "cost", "time"):
        page.keyboard.press("ArrowLeft")
        page.locator(f".pr-slide[data-slide={slide_id}]").wait_for()


def test_a_link_opens_its_screen_and_is_updated_by_the_keys(server, chromium):
    page = opened(chromium, f"{server}/present?phototype=IV&slide=dark_marks")
    at(page, "dark_marks")
    turn(page, "ArrowRight", "other_harm")
    page.wait_for_url(re.compile("slide=How\\+many\\+get\\+other|slide=How%20many%20get%20other"))
    again = opened(chromium, page.url)
    at(again, "other_harm")


def test_a_screen_reader_announces_the_new_screen(server, chromium):
    page = opened(chromium, f"{server}/present?phototype=IV")
    status = page.locator(".pr-progress")
    assert status.get_attribute("aria-live") == "polite"
    turn(page, "ArrowRight", "effect")
    assert status.inner_text().startswith("Screen 2 of 13")
    assert "What may it do?" in status.text_content()


def test_a_popover_overlays_the_screen_without_making_it_scroll(server, chromium):
    page = opened(chromium, f"{server}/present?phototype=IV&slide=dark_marks", size=SIZES["tablet"])
    for name in ("Why, and sources", "What was changed"):
        page.get_by_role("button", name=name).click()
        page.get_by_test_id("stPopoverBody").wait_for()
        tall, _, wide, across, window = room(page)
        assert tall <= window + 1
        assert wide <= across
        page.keyboard.press("Escape")
        page.get_by_test_id("stPopoverBody").wait_for(state="hidden")


def test_edit_shows_the_form_and_the_form_changes_the_view(server, chromium):
    page = opened(chromium, f"{server}/present?phototype=IV&cost=8")
    slider = page.get_by_role("slider", name="Cost of a full course")
    assert not slider.is_visible()
    assert not page.get_by_role("link", name="How sure").first.is_visible()
    page.get_by_text("Edit", exact=True).click()
    slider.wait_for()
    slider.press("ArrowRight")
    page.get_by_role("button", name="What was changed: 1").wait_for()
    page.locator(".pr-priorities").get_by_text("Cost 9").wait_for()
    at(page, "choice")


def test_present_shows_the_options_picked_on_side_by_side(server, chromium):
    page = opened(chromium, f"{server}/side-by-side?phototype=IV", size=SIZES["laptop"])
    page.locator("[data-question=not_known]").wait_for()
    page.wait_for_load_state("networkidle")
    page.get_by_role("combobox", name=re.compile("Which options")).press("Backspace")
    page.wait_for_url(re.compile("side="))
    expect(page.locator("[data-question=not_known] td")).to_have_count(3, timeout=PATIENCE)
    settled(page).get_by_role("link", name="Present").first.click()
    at(page, "choice")
    heads = page.locator(".pr-columns thead th[scope=col]")
    assert heads.count() == 1 + 3
    assert "No treatment for now" not in page.locator(".pr-columns").inner_text()
    page.get_by_text("No treatment for now is an option too").wait_for()


def test_no_screen_shows_a_health_answer(server, chromium):
    """Each screen, with its sources open, mentions pregnancy as often as for somebody who ticked nothing.
    Whom an option is not for, and what is not asked, is shown to everybody."""
    address = f"{server}/right-for-me?phototype=II"
    to_all = _named_on_screens(opened(chromium, address, size=SIZES["laptop"]))
    page = opened(chromium, address, size=SIZES["laptop"])
    page.get_by_text("I am pregnant").click()
    page.get_by_text("Until you are no longer pregnant.").first.wait_for()
    assert _named_on_screens(page, told=True) == to_all


def _named_on_screens(page, *, told=False):
    """How often each screen of Present says "pregnan". ``told``: whether a condition was ticked."""
    page.get_by_role("link", name="Present").first.click()
    at(page, SlideId.CHOICE)
    found = {}
    for slide_id in SlideId:
        if slide_id != SlideId.CHOICE:
            turn(page, "ArrowRight", slide_id)
        if page.locator(".pr-columns").count():
            assert ("told us" in page.locator(".stMain").inner_text()) == told
        settled(page).get_by_role("button", name="Why, and sources").click()
        page.get_by_test_id("stPopoverBody").wait_for()
        found[slide_id] = page.locator("body").inner_text().lower().count("pregnan")
        page.keyboard.press("Escape")
        page.get_by_test_id("stPopoverBody").wait_for(state="hidden")
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_scrolls_down_and_never_sideways(server, chromium, theme):
    page = opened(chromium, f"{server}/present?{VIEWS['longest']}", size=(390, 844), theme=theme)
    _, _, wide, across, _ = room(page)
    assert wide <= across
    edges = page.locator(".pr-columns td").evaluate_all("all => all.map(c => c.getBoundingClientRect())")
    assert max(cell["right"] for cell in edges) <= 390
    assert min(cell["width"] for cell in edges) > 300


def test_with_no_options_picked_the_page_says_what_to_do(server, chromium):
    page = opened(chromium, f"{server}/present?phototype=IV&side=", size=SIZES["laptop"])
    page.get_by_role("button", name="The first two on the board, and no treatment").click()
    at(page, "choice")
    assert page.locator(".pr-columns thead th[scope=col]").count() == 1 + 3
