"""The main flows of the app, on a real server in a real browser."""

import re

import pytest
from browser import PATIENCE, SIZES, board_of, new_page, opened, running_server, settled
from early import gone
from measures import GROUND_IS_DARK
from steps import shows_its_page

from pages.ui.blocks import plot

pytestmark = pytest.mark.e2e


def test_the_first_visit_to_a_fresh_server_shows_the_page_inside_the_frame(chromium):
    """Streamlit would show the page without its frame, because no frame has registered the pages yet."""
    with running_server() as fresh:
        page = new_page(chromium)
        shows_its_page(page, fresh, "/side-by-side")
        page.context.close()


def test_the_board_is_drawn_before_the_chart_code_arrives(server, chromium):
    """Plotly's code is held back: the board must appear without it, the charts once it arrives."""
    page = new_page(chromium)
    held = []
    released = False

    def hold(route):
        route.continue_() if released else held.append(route)

    page.route(re.compile("plotly", re.IGNORECASE), hold)
    page.goto(server)
    assert len(board_of(page)) == 15
    assert page.locator(".js-plotly-plot").count() == 0
    if not held:
        page.wait_for_event("request", predicate=lambda request: "lotly" in request.url)
    released = True
    for route in held:
        route.continue_()
    page.wait_for_selector(".js-plotly-plot .main-svg")


def test_fields_are_filled_before_the_chart_code_arrives(server, chromium):
    """The slider code is held back: the chart code must wait for it, even though the run is over."""
    page = new_page(chromium)
    held, asked = [], []
    page.route(re.compile(r"/static/js/Slider[^/]*\.js"), lambda route: held.append(route))
    page.on("request", lambda request: asked.append(request.url) if plot.NAME in request.url else None)
    page.goto(f"{server}/how-sure?phototype=IV")
    page.get_by_text("It is not medical advice").wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")
    assert held
    assert asked == []
    for route in held:
        route.continue_()
    page.wait_for_selector(".js-plotly-plot .main-svg")
    assert len(asked) == 1


def test_expanders_open_at_once_under_reduced_motion(server, chromium):
    """With reduced motion, an expander has its final height two frames after a click, opening or closing."""
    page = opened(chromium, f"{server}/how-sure?phototype=IV")
    folded = page.locator("[data-testid=stExpander] summary").first
    for wish, at_once in (("reduce", True), ("no-preference", False)):
        page.emulate_media(reduced_motion=wish)
        heights = [folded.locator("xpath=..").bounding_box()["height"]]
        for _ in ("open", "close"):
            early = folded.evaluate(
                """async summary => { summary.click();
                     for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
                     return summary.parentElement.getBoundingClientRect().height }"""
            )
            settled(page)
            heights.append(folded.locator("xpath=..").bounding_box()["height"])
            assert (early == heights[-1]) is at_once
        assert heights[0] == heights[2] < heights[1]


def test_the_phone_layout_is_right_before_the_widget_code_arrives(server, chromium):
    """All lazily loaded code is held back: the title already has its size and the frame is one column."""
    page = new_page(chromium, size=SIZES["phone"])
    page.route(
        re.compile(r"/static/js/(Html|Slider|Selectbox|.*Component|Plotly)[^/]*\.js"), lambda route: None
    )
    page.goto(server)
    page.locator(".st-key-page").get_by_role("heading", level=1).wait_for()
    page.wait_for_function(
        "() => parseFloat(getComputedStyle(document.querySelector('.st-key-page h1')).fontSize) < 21"
    )
    assert page.locator(".st-key-frame").evaluate("f => getComputedStyle(f).flexDirection") == "column"
    page.unroute_all(behavior="ignoreErrors")


def test_the_address_bar_reproduces_the_view_in_another_browser(server, chromium):
    first = opened(chromium, server)
    before = board_of(first)
    cost = first.get_by_role("slider", name="Cost of a full course")
    for _ in range(5):
        cost.press("ArrowRight")
    first.get_by_role("combobox", name="What bothers you?").click()
    first.get_by_role("option", name="Melasma").click()
    first.wait_for_url(re.compile(r"concern=Melasma"))
    first.wait_for_url(re.compile(r"cost=10"))
    first.get_by_role("heading", level=1).filter(has_text="melasma").wait_for()
    after = board_of(settled(first))
    assert after != before
    second = opened(chromium, first.url)
    assert board_of(second) == after
    assert second.get_by_role("slider", name="Cost of a full course").input_value() == "10"


def test_quick_key_presses_on_a_page_that_is_still_loading_are_not_lost(server, chromium):
    """Regression: a choice that follows the sliders reported its old value mid-way and reset them."""
    slider = ".st-key-cost input[type=range]"
    page = new_page(chromium)
    page.goto(server, wait_until="commit")
    page.locator(slider).wait_for()
    gone(page)
    page.locator(slider).focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"cost=10"), wait_until="commit")
    settled(page)
    assert page.locator(".st-key-cost input[type=range]").input_value() == "10"
    assert "cost=10" in page.url


def test_health_answers_never_reach_the_address_bar(server, chromium):
    page = opened(chromium, f"{server}/right-for-me?phototype=IV")
    page.get_by_text("I have had keloid scars").click()
    page.get_by_text("Do not have this").first.wait_for()
    page.get_by_role("link", name="Compare").click()
    board_of(page)
    assert page.locator("[data-id=laser_co2_fractional]").count() == 0
    assert "keloid" not in page.url
    assert "condition" not in page.url


def test_a_link_with_invalid_settings_opens_with_one_sentence_and_a_clean_address(server, chromium):
    page = opened(
        chromium, f"{server}/?results=99&phototype=IX&foo=1&budget=2000&budget=100&concern={'x' * 10_000}"
    )
    board_of(page)
    notes = page.get_by_test_id("stAlert").all_inner_texts()
    assert len(notes) == 1
    assert "This link was repaired" in notes[0]
    page.wait_for_url(re.compile(r"budget=2000"))
    assert "foo" not in page.url
    assert "xxxx" not in page.url


def test_a_row_opens_its_figures_with_range_certainty_and_source(server, chromium, evidence):
    """Opened by a click, then closed and reopened from the keyboard."""
    page = opened(chromium, f"{server}/?phototype=IV")
    board_of(page)
    head = page.locator("[data-id=microneedling_pen] .so-head")
    assert head.get_attribute("aria-expanded") == "false"
    head.click()
    detail = page.locator("#so-detail-microneedling_pen")
    detail.get_by_text("Its figures").wait_for()
    cell = evidence.estimate("microneedling_pen", "dark_marks", concern_id="", phototype="IV")
    row = detail.locator("tr", has_text="Skin-tone safety: dark marks")
    assert f"{cell.typical:g} of 100 people" in row.inner_text()
    assert f"{cell.low:g} to {cell.high:g} of 100 people" in row.inner_text()
    assert cell.certainty in row.inner_text()
    detail.locator("summary").nth(3).click()
    assert detail.get_by_role("link").first.get_attribute("href").startswith("https://")
    # The row stays open and its points change when the order changes.
    points = detail.locator("[data-points=cost]").inner_text()
    for _ in range(5):
        page.get_by_role("slider", name="Cost of a full course").press("ArrowRight")
    moved = (
        "was => document.querySelector('#so-detail-microneedling_pen [data-points=cost]').innerText !== was"
    )
    page.wait_for_function(moved, arg=points)
    assert detail.is_visible()
    head.press("Enter")
    assert detail.is_hidden()
    head.press("Enter")
    assert detail.is_visible()


def fits(page, size):
    """True once the page fits a window of ``size`` without scrolling sideways; otherwise it times out."""
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
    main = page.get_by_test_id("stMain").element_handle()
    page.wait_for_function("([m, width]) => innerWidth === width", arg=[main, SIZES[size][0]])
    # Charts resize a moment after the window.
    page.wait_for_function("m => m.scrollWidth <= m.clientWidth", arg=main)
    return True


def test_nothing_scrolls_sideways_and_no_traceback_is_shown(server, chromium):
    page = opened(chromium, f"{server}/?phototype=VI&concern=melasma&budget=2000")
    board_of(page)
    page.wait_for_selector(".js-plotly-plot .main-svg")
    page.locator(".so-head").first.click()
    page.locator(".so-detail").first.wait_for()
    assert all(fits(page, size) for size in SIZES)
    assert "Traceback" not in page.content()


def test_on_a_phone_the_board_and_a_slider_are_visible_together_and_the_background_follows_the_theme(
    server, chromium
):
    page = opened(chromium, server, size=SIZES["phone"])
    board_of(page)
    for part in (page.locator(".so-head").first, page.get_by_role("slider", name="Visible results")):
        box = part.bounding_box()
        assert 0 <= box["y"] <= 844
    assert not page.evaluate(GROUND_IS_DARK)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(GROUND_IS_DARK)
    # The form is sticky over the scrolling board, so its background must match the page.
    page.wait_for_function(
        """() => new Set(['.stApp', '.st-key-what_matters'].map(
            s => getComputedStyle(document.querySelector(s)).backgroundColor)).size === 1"""
    )


def test_the_table_under_a_chart_downloads_as_csv(server, chromium):
    page = opened(chromium, server)
    board_of(page)
    page.get_by_text("The same figures as a table: skin-tone safety").click()
    settled(page)
    button = page.locator(".st-key-range_chart_csv button")
    with page.expect_download(timeout=PATIENCE) as download:
        button.click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "Treatment,Typical,Range,Certainty,Assumed,About these figures"
    assert len(text.splitlines()) == 16
    assert all("Evidence gathered 22 November 2026" in line for line in text.splitlines()[1:])


def test_a_broken_evidence_folder_shows_a_plain_page(chromium, tmp_path):
    with running_server(SKIN_OPTIONS_DATA=str(tmp_path)) as address:
        page = new_page(chromium)
        page.goto(address)
        page.get_by_role("heading", name="Skin Options cannot show its figures right now").wait_for()
        assert page.get_by_role("slider").count() == 0
        assert "Traceback" not in page.content()


def test_the_board_is_readable_aloud_and_an_option_set_aside_can_be_put_back(server, chromium):
    """Each row is a button whose text gives rank, name, points and parts; a change of order is announced."""
    page = opened(chromium, f"{server}/?phototype=IV")
    board_of(page)
    spoken = page.locator("[data-id=topical_retinoid] .so-head").inner_text()
    assert re.search(r"83 points of 100: results 16, cost 15", spoken)
    status = page.locator(".so-status")
    assert status.get_attribute("role") == "status"
    assert status.inner_text() == ""
    page.get_by_role("button", name="Strongest result").click()
    page.wait_for_function("() => document.querySelector('.so-status').innerText.startsWith('Order now: 1 ')")
    assert page.locator("[data-id=at_home_roller]").count() == 0
    page.get_by_role("button", name="Put back: At-home roller").click()
    page.locator("[data-id=at_home_roller]").wait_for()
    assert "put back by you" in page.locator("[data-id=at_home_roller]").inner_text()
    page.wait_for_url(re.compile("back=At-home"))
