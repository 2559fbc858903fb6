"""Every page: axe-core's rules, what a browser can measure, and that it requests nothing from elsewhere.

docs/accessibility.md lists what is measured. Each page is loaded once, on a desktop in the light theme; the
same page is then switched to a phone in the dark theme and to each tablet. The theme changes only colours and
the size only the layout, so every rule is checked against both.
"""

from contextlib import contextmanager

import pytest
from axe import broken_rules
from browser import TABLETS, new_page, settled
from complaints import asked_elsewhere, watch
from measures import GROUND_IS_DARK, focus_faults, out_of_place, small_targets, small_type, spelt_icons
from paper import faults_on_paper
from steps import choose_file, shows_its_page, unfold_calendar

from models.person.preferences import SlideId

pytestmark = pytest.mark.e2e

DESKTOP, PHONE = ({"width": 1280, "height": 900}, {"width": 390, "height": 844})

#: Opens every expander on a page, and one row of the board.
UNFOLD = """() => {
  for (const head of document.querySelectorAll('[data-testid=stMain] [data-testid=stExpander] summary'))
    if (!head.parentElement.open) head.click();
  document.querySelector('.so-head[aria-expanded=false]')?.click();
}"""

#: The length of the shortest bar on the board.
SHORTEST_BAR = "bars => Math.min(...bars.map(bar => bar.getBoundingClientRect().width))"

#: Elements that hold only style or data but still have a width. Firefox, unlike Chromium, lets a page scroll
#: sideways to the end of such an element.
WIDE_CARRIERS = """() => [...document.querySelectorAll("[data-testid=stElementContainer]")]
  .filter(e => e.querySelector("[data-testid=stMarkdown] style, .so-details-store") && e.offsetWidth)
  .map(e => `style or data, ${e.offsetWidth} pixels wide`)"""

#: Streamlit's menu does not always refit when the window is resized; it does on the next page.
WITHOUT_MENU = "[data-testid=stHeader] { visibility: hidden; }"


@pytest.fixture
def page(server, chromium):
    """A desktop page. By the end of the test it must have logged no errors and asked no other host."""
    page = new_page(chromium)
    complaints, asked = watch(page)
    yield page
    assert complaints == []
    assert asked_elsewhere(asked, server) == set()


@contextmanager
def _fingers(page):
    """Touch input instead of a mouse."""
    line = page.context.new_cdp_session(page)
    line.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    page.wait_for_function("() => matchMedia('(pointer: coarse)').matches")
    yield
    line.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    line.detach()


@contextmanager
def on_a_phone_in_the_dark(page):
    """A phone's size, the dark theme, and touch input instead of a mouse."""
    with _fingers(page):
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(GROUND_IS_DARK)
        yield
        page.emulate_media(color_scheme="light")
        page.wait_for_function(f"() => !({GROUND_IS_DARK})()")
        page.set_viewport_size(DESKTOP)


def violations(page, unfold=None):
    """Faults of a page on a desktop and on a phone. Afterwards the page is as it was.

    A popover that ``unfold`` opened is closed, then opened again on the phone.
    """
    assert page.viewport_size == DESKTOP
    found = [("desktop", fault) for fault in _faults(page)]
    with on_a_phone_in_the_dark(page):
        if unfold:
            page.keyboard.press("Escape")
            unfold()
        found += [("phone", fault) for fault in _faults(page)]
    return found


def _faults(page):
    """Broken axe rules and icons shown as text. On a phone also: targets under 44 pixels, type under 16,
    anything lost at 320 wide. On a desktop: type under 12, an invisible focus, anything lost at 200% zoom
    (half the width), and faults of the printed page."""
    found = [*broken_rules(settled(page)), *spelt_icons(page)]
    if page.viewport_size == PHONE:
        return [*found, *small_targets(page), *small_type(page), *out_of_place(page, 320, 640)]
    # Focus first: resizing may redraw the header and lose the focus.
    found += focus_faults(page, presses=8) + small_type(page, least=12)
    return found + out_of_place(page, 640, 450) + faults_on_paper(page)


def lost_on_tablets(page):
    """What overflows the edge or covers text on a tablet or a phone in landscape, with every expander open.
    The bars of the board must be at least 120 pixels long."""
    page.add_style_tag(content=WITHOUT_MENU)
    page.evaluate(UNFOLD)
    faults = {"at any size": found} if (found := settled(page).evaluate(WIDE_CARRIERS)) else {}
    bars = page.locator(".so-bar")
    with _fingers(page):
        for width, height in TABLETS:
            page.set_viewport_size({"width": width, "height": height})
            found = out_of_place(page, width, height)
            if bars.count() and (shortest := bars.evaluate_all(SHORTEST_BAR)) < 120:
                found.append(f"a bar of {shortest} pixels")
            if found:
                faults[width, height] = found
    return faults


def test_compare_passes_the_accessibility_checks(server, page):
    shows_its_page(page, server, "/compare")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    page.locator(".so-head").first.click()
    page.locator(".so-detail").first.wait_for()
    assert violations(page) == []
    assert lost_on_tablets(page) == {}


def test_how_sure_passes_the_accessibility_checks(server, page):
    shows_its_page(page, server, "/how-sure")
    page.get_by_role("heading", name="Which missing figure matters most?").wait_for()
    page.wait_for_selector(".js-plotly-plot .main-svg")
    assert violations(page) == []
    assert lost_on_tablets(page) == {}


def test_is_it_right_for_me_passes_the_accessibility_checks(server, page):
    shows_its_page(page, server, "/right-for-me")
    settled(page).get_by_text("I am pregnant").click()
    page.get_by_text("Until you are no longer pregnant.").first.wait_for()
    assert violations(page) == []
    assert lost_on_tablets(page) == {}


def test_one_option_in_full_passes_the_accessibility_checks(server, page):
    shows_its_page(page, server, "/treatment", "&treatment=laser_co2_full", "Full")
    page.get_by_role("heading", name="When things are usual again").wait_for()
    assert violations(page) == []
    assert lost_on_tablets(page) == {}


@pytest.mark.parametrize(
    ("path", "last"),
    [
        ("/my-concern", "Where each figure comes from"),
        ("/what-matters", "In your own words"),
        ("/where-i-lean", "What sets the order of the options?"),
        ("/method", "Is shown to help people know more"),
    ],
)
def test_a_text_page_passes_the_accessibility_checks(server, page, path, last):
    shows_its_page(page, server, path, "&lean=microneedling_pen")
    page.get_by_text(last).first.wait_for()
    assert violations(page) == []
    assert lost_on_tablets(page) == {}


def test_side_by_side_passes_the_accessibility_checks(server, page):
    """With the option names hidden, then shown."""
    shows_its_page(page, server, "/side-by-side", "&hide=true")
    page.locator("[data-question=not_known]").wait_for()
    settled(page).locator(".side summary").first.click()
    assert violations(page) == []
    page.get_by_text("Hide the names").click()
    page.locator(".side").get_by_text("No treatment for now").first.wait_for()
    assert violations(page) == []
    assert lost_on_tablets(page) == {}


def test_evidence_passes_the_accessibility_checks(server, page):
    shows_its_page(page, server, "/evidence", "&of_concern=melasma")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    settled(page).get_by_text("Behind it").first.click()
    page.locator(".ev-more .ev-sources summary").first.click()
    page.get_by_text("What rests on it").first.wait_for()
    assert violations(page) == []
    assert lost_on_tablets(page) == {}


@pytest.mark.parametrize("days", ["&ready=2099-01-01", "&from=2027-01-02&ready=2027-01-01", ""])
def test_the_recovery_calendar_passes_the_accessibility_checks(server, page, days):
    """With enough time for every option, with too little, and without a date."""
    shows_its_page(page, server, "/recovery-calendar", days)
    unfold_calendar(settled(page))
    assert violations(page) == []
    # The tallest of the three.
    if "2099" in days:
        assert lost_on_tablets(page) == {}


def test_for_clinics_passes_the_accessibility_checks(server, page):
    shows_its_page(page, server, "/for-clinics")
    content = b"treatment,price_per_session\nMicroneedling (clinic pen),350\nPicosecond laser,12oo\n"
    choose_file(page, "Open a price list", content, "prices.csv")
    page.get_by_text("1 cell needs your attention").wait_for()
    assert violations(page) == []
    page.get_by_text("US dollars", exact=True).click()
    page.get_by_text("What this clinic changed").click()
    page.get_by_label("Price per session, in US dollars").fill("£350")
    page.keyboard.press("Tab")
    page.get_by_text('"£350" is in another currency').wait_for()
    assert violations(page) == []
    assert lost_on_tablets(page) == {}


def test_the_share_panel_passes_the_accessibility_checks(server, page):
    shows_its_page(page, server, "/where-i-lean")
    settled(page).get_by_role("button", name="Share this view").click()
    page.get_by_text("Never in it").wait_for()
    page.get_by_role("button", name="Copy the link").click()
    assert violations(page) == []


def test_present_passes_the_accessibility_checks(server, page):
    """The five kinds of screen, each with its sources open."""
    shows_its_page(page, server, "/present", "&side=microneedling_pen&side=at_home_roller")

    def unfold():
        settled(page).get_by_role("button", name="Why, and sources").click()
        page.locator(".pr-behind").wait_for()

    for slide_id in SlideId:
        page.locator(f".pr-slide[data-slide={slide_id}]").wait_for()
        if slide_id in ("choice", "dark_marks", "fit", "ask", "sources"):
            unfold()
            assert violations(page, unfold) == [], slide_id
            page.keyboard.press("Escape")
            page.get_by_test_id("stPopoverBody").wait_for(state="hidden")
        settled(page).keyboard.press("ArrowRight")
    assert lost_on_tablets(page) == {}
