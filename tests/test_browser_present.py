"""The presenter view as a room sees it: every screen fits, the keys turn the pages, nothing private shows."""

import pytest
from browser import new_page

from models.slide_titles import SLIDE_TITLES, SlideId

pytestmark = pytest.mark.e2e

SIZES = {"large": (1920, 1080), "tablet": (768, 1024), "laptop": (1280, 800)}

#: Two, three and four options, the longest names, what has most gaps, everything set aside.
VIEWS = {
    "four": "phototype=IV",
    "two": "phototype=VI&concern=melasma&side=laser_co2_full&side=laser_qswitched&cost=9",
    "three": "phototype=Not+sure&concern=other_scars&side=topical_retinoid&side=at_home_roller"
    "&side=rf_microneedling&days=3",
    "longest": "phototype=Not+sure&concern=post_inflammatory&side=microneedling_prp&side=rf_microneedling"
    "&side=laser_nonablative_fractional&side=topical_retinoid",
    "set aside": "phototype=VI&concern=hair_loss&budget=100&days=1&side=laser_eryag_full&side=laser_co2_full"
    "&side=peel_medium&side=laser_co2_fractional",
}


def opened(chromium, address, **how):
    page = new_page(chromium, **how)
    page.goto(address)
    page.get_by_text("It is not medical advice").first.wait_for()
    page.locator(".pr-slide").wait_for()
    return page


def at(page, slide_id):
    page.locator(f".pr-slide[data-slide={slide_id}]").wait_for()
    page.get_by_role("heading", level=1, name=SLIDE_TITLES[slide_id]).wait_for()


def room(page):
    """Heights and widths of what scrolls, and of what can be seen."""
    return page.locator("[data-testid=stMain]").evaluate(
        "m => [m.scrollHeight, m.clientHeight, m.scrollWidth, m.clientWidth, innerHeight]"
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_no_screen_scrolls(server, chromium, size, view):
    page = opened(chromium, f"{server}/present?{VIEWS[view]}", size=SIZES[size])
    too_long = {}
    for slide_id in SlideId:
        at(page, slide_id)
        tall, seen, wide, across, window = room(page)
        foot = page.locator(".st-key-footer").bounding_box()
        if max(tall, foot["y"] + foot["height"]) > window + 1 or wide > across:
            too_long[str(slide_id)] = (tall, seen, wide, across)
        if slide_id != SlideId.SOURCES:
            page.keyboard.press("ArrowRight")
    assert too_long == {}
