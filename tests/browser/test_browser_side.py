"""Side by side as a person meets it: one table on a desk, answers under each question on a phone."""

import re

import pytest
from browser import PATIENCE, opened, settled

from models.options.questions import WORDS, Question

pytestmark = pytest.mark.e2e

SIZES = {
    "large": (1920, 1080),
    "desktop": (1280, 900),
    "tablet": (768, 1024),
    "phone": (390, 844),
    "narrow": (320, 640),
}

#: The four longest names.
LONGEST = (
    "side=Microneedling+with+platelet-rich+plasma&side=Non-ablative+fractional+laser"
    "&side=Radiofrequency+microneedling&side=Retinoid+cream+and+sunscreen"
)


def questions_on(page):
    return page.locator("[data-question]").evaluate_all("rows => rows.map(r => r.dataset.question)")


def table_text(page):
    return page.locator(".side").inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_four_options_fit_without_a_sideways_scroll_of_page_or_table(server, chromium, size, theme):
    page = opened(chromium, f"{server}/side-by-side?phototype=II&{LONGEST}", size=SIZES[size], theme=theme)
    page.locator(".side details").evaluate_all("all => all.forEach(d => d.open = true)")
    for part in ("[data-testid=stMain]", ".side-box"):
        wide, room = page.locator(part).evaluate("p => [p.scrollWidth, p.clientWidth]")
        assert wide <= room
    edge = page.locator(".side-box").evaluate("b => b.getBoundingClientRect().right")
    cells = page.locator(".side td, .side-people").evaluate_all(
        "all => all.map(c => c.getBoundingClientRect().right)"
    )
    assert max(cells) <= edge + 1
    assert "Traceback" not in page.content()


def test_names_and_questions_stay_in_view_while_the_table_scrolls(server, chromium):
    page = opened(chromium, f"{server}/side-by-side?phototype=IV")
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


def test_benefits_and_harms_have_the_same_type_and_the_same_room(server, chromium):
    page = opened(chromium, f"{server}/side-by-side?phototype=IV")
    widths = page.locator(".side tbody td").evaluate_all("all => all.map(c => Math.round(c.offsetWidth))")
    assert max(widths) - min(widths) <= 1
    sizes = page.locator(".side td > p, .side td > ul > li, .side tbody th").evaluate_all(
        "all => [...new Set(all.map(p => getComputedStyle(p).fontSize))]"
    )
    assert len(sizes) == 1
    pictures = page.locator(".side-people").evaluate_all("all => [...new Set(all.map(p => p.clientWidth))]")
    assert len(pictures) == 1


def test_on_a_phone_each_question_is_a_heading_over_answers_that_carry_their_name(server, chromium):
    page = opened(chromium, f"{server}/side-by-side?phototype=IV", size=SIZES["phone"])
    row = page.locator("[data-question=dark_mark_people]")
    row.wait_for()
    # All at once: measured one by one, a page that still moves puts them on lines of their own.
    heading, *cells = row.evaluate(
        "r => [...r.querySelectorAll('th, td')].map(e => e.getBoundingClientRect().toJSON())"
    )
    assert len(cells) == 4
    assert all(c["y"] >= heading["y"] + heading["height"] - 1 for c in cells)
    assert all(c["x"] >= 0 and c["x"] + c["width"] <= 390 for c in cells)
    assert cells[0]["y"] == cells[1]["y"], "two answers stand side by side"
    named = row.locator("td").evaluate_all("all => all.map(c => getComputedStyle(c, '::before').content)")
    assert named[1] == '"At-home roller"'


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_it_is_read_aloud_as_one_table_with_pictures_in_words(server, chromium, size):
    page = opened(chromium, f"{server}/side-by-side?phototype=IV", size=SIZES[size])
    table = page.get_by_role("table", name="The same questions for each option")
    assert table.get_by_role("rowheader").count() == 1 + len(WORDS)  # whom it is not for
    words = WORDS[Question.DARK_MARKS]
    assert table.get_by_role("rowheader", name=words, exact=True).count() == 1
    assert table.get_by_role("cell").count() == 4 * (1 + len(WORDS))
    assert table.get_by_role("columnheader", name="Fractional CO2 laser").count() == 1
    picture = table.get_by_role("img", name="30 of 100 people get dark marks, 70 do not.")
    assert picture.is_visible()
    # A gap has no picture: at-home roller, little or no change.
    assert page.locator("[data-question=no_change] td").nth(1).locator("svg").count() == 0


def test_the_order_follows_the_sliders_until_it_is_the_same_for_everyone(server, chromium):
    page = opened(chromium, f"{server}/side-by-side?phototype=IV")
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


def test_a_link_shows_the_same_table_in_another_browser(server, chromium):
    first = opened(chromium, f"{server}/side-by-side?phototype=IV")
    first.get_by_text("Hide the names while I weigh").click()
    first.locator(".side").get_by_text("Option D").first.wait_for()
    settled(first).get_by_text("Which questions, and in which order?").click()
    settled(first).get_by_text("Only what differs").click()
    first.wait_for_url(re.compile("differ=true"))
    first.wait_for_url(re.compile("hide=true"))
    second = opened(chromium, first.url)
    assert table_text(second) == table_text(first)


def test_hidden_names_are_nowhere_in_the_table_until_they_are_shown(server, chromium, evidence):
    page = opened(chromium, f"{server}/side-by-side?phototype=IV&hide=true")
    markup = page.locator(".side-box").inner_html().lower()
    assert not [t.label for t in evidence.treatments.values() if t.label.lower() in markup]
    assert not page.get_by_text("Fractional CO2 laser").first.is_visible()
    page.get_by_text("Hide the names while I weigh").click()
    page.locator(".side").get_by_text("Fractional CO2 laser").first.wait_for()
    assert "hide=true" not in page.url


def test_fewer_than_two_options_end_in_a_button_that_fills_them(server, chromium):
    page = opened(chromium, f"{server}/side-by-side?side=At-home+roller&phototype=IV", size=SIZES["phone"])
    page.get_by_text("Pick at least two options").wait_for()
    page.get_by_role("button", name="The first two on the board, and no treatment").click()
    page.locator(".side").wait_for()
    assert page.locator("[data-question=how_it_feels] td").count() == 3
    page.wait_for_url(re.compile("side=No"))


def test_the_table_downloads_and_each_name_leads_to_its_page(server, chromium):
    page = opened(chromium, f"{server}/side-by-side?phototype=IV")
    with page.expect_download(timeout=PATIENCE) as download:
        page.locator(".st-key-side_csv button").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Question,Microneedling (clinic pen),At-home roller")
    assert len(lines) == 2 + len(WORDS)  # the head, and whom it is not for
    for name in ("Fractional CO2 laser", "At-home roller"):
        page.locator(".st-key-side_links").get_by_role("link", name=name).click()
        page.get_by_role("heading", level=1, name=name).wait_for()
        assert "phototype=IV" in page.url
        page.get_by_role("link", name="Side by side").click()
        page.locator("[data-question=not_known]").wait_for()
        settled(page)


def test_sources_open_under_a_cell_by_keyboard(server, chromium):
    page = opened(chromium, f"{server}/side-by-side?phototype=IV")
    cell = page.locator(f"[data-question={Question.DARK_MARKS}] td").first
    cell.locator("summary").press("Enter")
    link = cell.get_by_role("link").first
    link.wait_for()
    assert link.get_attribute("href").startswith("https://")
