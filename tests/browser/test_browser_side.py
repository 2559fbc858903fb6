"""Side by side in a real browser: one table on a desktop, answers under each question on a phone."""

import re

import pytest
from browser import PATIENCE, opened, settled

from models.options.questions import WORDS, Question

pytestmark = pytest.mark.e2e

#: The four options with the longest names.
LONGEST = (
    "phototype=IV&side=Microneedling+with+platelet-rich+plasma&side=Non-ablative+fractional+laser"
    "&side=Radiofrequency+microneedling&side=Retinoid+cream+and+sunscreen"
)


def questions_on(page):
    return page.locator("[data-question]").evaluate_all("rows => rows.map(r => r.dataset.question)")


def table_text(page):
    return page.locator(".side").inner_text()


def assert_read_aloud_as_one_table_with_pictures_in_words(page):
    table = page.get_by_role("table", name="The same questions for each option")
    assert table.get_by_role("rowheader").count() == 1 + len(WORDS)  # the extra row: whom it is not for
    words = WORDS[Question.DARK_MARKS]
    assert table.get_by_role("rowheader", name=words, exact=True).count() == 1
    assert table.get_by_role("cell").count() == 4 * (1 + len(WORDS))
    assert table.get_by_role("columnheader", name="Non-ablative fractional laser").count() == 1
    picture = table.get_by_role("img", name="7 of 100 people get dark marks, 93 do not.")
    assert picture.is_visible()
    # A gap has no picture: "little or no change" for the laser.
    assert page.locator("[data-question=no_change] td").nth(1).locator("svg").count() == 0


def assert_nothing_overflows(page, *sizes):
    """At each size, with every detail open, neither the page nor the table scrolls sideways."""
    page.locator(".side details").evaluate_all("all => all.forEach(d => d.open = true)")
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("width => innerWidth === width", arg=width)
        settled(page)
        for part in ("[data-testid=stMain]", ".side-box"):
            wide, room = page.locator(part).evaluate("p => [p.scrollWidth, p.clientWidth]")
            assert wide <= room, (part, width)
        edge = page.locator(".side-box").evaluate("b => b.getBoundingClientRect().right")
        cells = page.locator(".side td, .side-people").evaluate_all(
            "all => all.map(c => c.getBoundingClientRect().right)"
        )
        assert max(cells) <= edge + 1, width


def assert_benefits_and_harms_have_the_same_type_and_the_same_room(page):
    widths = page.locator(".side tbody td").evaluate_all("all => all.map(c => Math.round(c.offsetWidth))")
    assert max(widths) - min(widths) <= 1
    sizes = page.locator(".side td > p, .side td > ul > li, .side tbody th").evaluate_all(
        "all => [...new Set(all.map(p => getComputedStyle(p).fontSize))]"
    )
    assert len(sizes) == 1
    pictures = page.locator(".side-people").evaluate_all("all => [...new Set(all.map(p => p.clientWidth))]")
    assert len(pictures) == 1


def assert_names_stay_in_view_while_the_table_scrolls(page):
    page.locator("[data-question=other_harm] th").evaluate("h => h.scrollIntoView({block: 'center'})")
    head = page.locator(".side thead th").nth(1)
    page.wait_for_function(
        "() => document.querySelectorAll('.side thead th')[1].getBoundingClientRect().top < 80"
    )
    assert 0 < head.bounding_box()["y"] < 80
    under = page.evaluate(
        """() => { const b = document.querySelectorAll('.side thead th')[1].getBoundingClientRect();
        const ground = getComputedStyle(document.querySelectorAll('.side thead th')[1]).backgroundColor;
        return [document.elementFromPoint(b.x + 5, b.y + 15).tagName, ground]; }"""
    )
    assert under[0] == "TH"
    assert under[1] != "rgba(0, 0, 0, 0)"


def test_on_a_desktop_the_names_stay_in_view_and_sources_open_by_keyboard(server, chromium):
    page = opened(chromium, f"{server}/side-by-side?{LONGEST}")
    assert_read_aloud_as_one_table_with_pictures_in_words(page)
    assert_benefits_and_harms_have_the_same_type_and_the_same_room(page)
    assert_names_stay_in_view_while_the_table_scrolls(page)
    cell = page.locator(f"[data-question={Question.DARK_MARKS}] td").first
    cell.locator("summary").press("Enter")
    link = cell.get_by_role("link").first
    link.wait_for()
    assert link.get_attribute("href").startswith("https://")
    assert_nothing_overflows(page, (1920, 1080), (1280, 900), (768, 1024))


def test_on_a_phone_each_question_is_a_heading_above_labelled_answers(server, chromium):
    page = opened(chromium, f"{server}/side-by-side?{LONGEST}", size=(390, 844), theme="dark")
    assert_read_aloud_as_one_table_with_pictures_in_words(page)
    row = page.locator("[data-question=dark_mark_people]")
    # Measured in one call: a page that is still moving would give them different heights.
    heading, *cells = row.evaluate(
        "r => [...r.querySelectorAll('th, td')].map(e => e.getBoundingClientRect().toJSON())"
    )
    assert len(cells) == 4
    assert all(c["y"] >= heading["y"] + heading["height"] - 1 for c in cells)
    assert all(c["x"] >= 0 and c["x"] + c["width"] <= 390 for c in cells)
    assert cells[0]["y"] == cells[1]["y"], "two answers should be on one line"
    named = row.locator("td").evaluate_all("all => all.map(c => getComputedStyle(c, '::before').content)")
    assert named[1] == '"Non-ablative fractional laser"'
    assert_nothing_overflows(page, (768, 1024), (390, 844), (320, 640))


def assert_the_order_follows_the_sliders_until_it_is_the_same_for_everyone(page):
    before = questions_on(page)
    slider = page.get_by_role("slider", name="Comfort")
    for _ in range(8):
        slider.press("ArrowRight")
    page.wait_for_function(
        "() => document.querySelectorAll('[data-question]')[4].dataset.question === 'how_it_feels'"
    )
    after = questions_on(page)
    assert after != before
    assert (after[:4], after[-2:]) == (before[:4], before[-2:])
    settled(page).get_by_text("Which questions, and in which order?").click()
    settled(page).get_by_text("The same order for everyone").click()
    page.wait_for_function(
        "() => document.querySelectorAll('[data-question]')[4].dataset.question === 'course_cost'"
    )
    assert questions_on(page) == [str(q) for q in WORDS]


def assert_hidden_names_are_not_in_the_markup_until_shown(page, evidence):
    markup = page.locator(".side-box").inner_html().lower()
    assert not [t.label for t in evidence.treatments.values() if t.label.lower() in markup]
    assert not page.get_by_text("Fractional CO2 laser").first.is_visible()
    page.get_by_text("Hide the names while I weigh").click()
    page.locator(".side").get_by_text("Fractional CO2 laser").first.wait_for()
    assert "hide=true" not in page.url


def test_the_table_can_be_reordered_and_anonymised_and_its_link_shows_the_same_table(
    server, chromium, evidence
):
    first = opened(chromium, f"{server}/side-by-side?phototype=IV")
    assert_the_order_follows_the_sliders_until_it_is_the_same_for_everyone(first)
    settled(first).get_by_text("Only what differs").click()
    first.wait_for_url(re.compile("differ=true"))
    settled(first).get_by_text("Hide the names while I weigh").click()
    first.locator(".side").get_by_text("Option D").first.wait_for()
    first.wait_for_url(re.compile("hide=true"))
    second = opened(chromium, first.url)
    assert table_text(second) == table_text(settled(first))
    assert_hidden_names_are_not_in_the_markup_until_shown(second, evidence)


def assert_the_table_downloads(page):
    with page.expect_download(timeout=PATIENCE) as download:
        page.locator(".st-key-side_csv button").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Question,Retinoid cream and sunscreen,Picosecond laser,")
    assert len(lines) == 2 + len(WORDS)  # the header, and whom it is not for


def test_a_button_fills_in_missing_options_and_the_table_downloads_and_links_to_each_option(server, chromium):
    page = opened(chromium, f"{server}/side-by-side?side=At-home+roller&phototype=IV")
    page.get_by_text("Pick at least two options").wait_for()
    page.get_by_role("button", name="The first two on the board, and no treatment").click()
    page.locator(".side").wait_for()
    assert page.locator("[data-question=how_it_feels] td").count() == 3
    page.wait_for_url(re.compile("side=No"))
    settled(page)
    assert_the_table_downloads(page)
    for name in ("Picosecond laser", "Retinoid cream and sunscreen"):
        page.locator(".st-key-side_links").get_by_role("link", name=name).click()
        page.get_by_role("heading", level=1, name=name).wait_for()
        assert "phototype=IV" in page.url
        page.get_by_role("link", name="Side by side").click()
        page.locator("[data-question=not_known]").wait_for()
        settled(page)
