"""The handout in a real browser: it downloads and matches the board."""

import io
import re

import pypdf
import pytest
from browser import opened, settled
from steps import let_health_into_files, route_step

pytestmark = pytest.mark.e2e


def downloaded(page):
    button = page.get_by_role("button", name="Download the handout")
    button.wait_for()
    settled(page)
    with page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == "skin-options-handout.pdf"
    return pypdf.PdfReader(io.BytesIO(download.value.path().read_bytes()))


def text_of(reader):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def test_the_handout_has_the_figures_of_the_board_and_a_link_back_to_the_view(server, chromium):
    """Rank and name of the first three rows, and each figure with its range, match the pages."""
    page = opened(chromium, f"{server}/?phototype=IV&cost=7")
    page.wait_for_selector(".so-row")
    rows = page.locator(".so-row").all()
    named = [r for r in rows if "No treatment" not in r.locator(".so-title").inner_text()][:3]
    board = [(r.locator(".so-rank").inner_text(), r.locator(".so-title").inner_text()) for r in named]
    route_step(page, 5).click()
    reader = downloaded(page)
    assert len(reader.pages) == 2
    text = text_of(reader)
    places = re.findall(rf"(\d+) of {len(rows)}\b", text)
    assert [int(rank.rstrip(".")) for rank, _ in board] == [int(place) for place in places[:3]]
    assert all(name in text for _, name in board)
    assert "7 of 10" in text
    page.goto(link_back_in_a_handout_on_other_paper(page, server))
    page.wait_for_selector(".st-key-board .so-row")
    assert "for IV" in page.locator("#root").inner_text()
    assert page.locator(".st-key-cost input[type=range]").input_value() == "7"
    figures = figures_of(page, board)
    assert len(figures) >= 12
    assert [figure for figure in figures if figure not in text] == []


def link_back_in_a_handout_on_other_paper(page, server):
    page.get_by_text("Letter", exact=True).click()
    page.get_by_role("button", name="Download the handout (PDF, Letter)").wait_for()
    reader = downloaded(page)
    assert round(reader.pages[0].mediabox.width) == 612
    links = [
        n.get_object()["/A"]["/URI"] for p in reader.pages for n in p["/Annots"] if "/A" in n.get_object()
    ]
    return next(link for link in links if link.startswith(f"{server}/?"))


def figures_of(page, board):
    """Cost, downtime and pain of each option with their ranges, from the page One option in full."""
    found = []
    settled(page).get_by_test_id("stTopNavLink").filter(has_text="One option in full").click()
    for _, name in board:
        field = page.locator(".st-key-treatment").get_by_role("combobox")
        field.fill(name)
        field.press("Enter")
        page.get_by_role("heading", level=1, name=name).wait_for()
        settled(page)
        for row in page.locator("table").first.locator("tbody tr").all():
            cells = [c.inner_text() for c in row.locator("th, td").all()]
            if cells[0] in ("Cost of a full course", "Downtime", "Comfort"):
                found += [cell for cell in cells[1:3] if cell]
    return found


def test_on_a_phone_the_handout_includes_health_answers_only_on_request_and_the_button_fits(server, chromium):
    page = opened(chromium, f"{server}/right-for-me", size=(390, 844))
    page.get_by_text("I am pregnant").click()
    page.get_by_text("Until you are no longer pregnant.").first.wait_for()
    settled(page)
    for wanted in (False, True):
        if wanted:
            let_health_into_files(page)
        route_step(page, 5).click()
        shown = "They hold your health answers" if wanted else "Your health answers are left out"
        page.get_by_text(shown).wait_for()
        # This sentence is in every handout, so it reveals nothing.
        text = text_of(downloaded(page)).replace("Not asked, or left out here: pregnancy", "")
        assert ("pregnan" in text.lower()) == wanted
    assert page.locator("[data-testid=stMain]").evaluate("e => e.scrollWidth <= innerWidth")
    assert page.get_by_role("button", name="Download the handout").bounding_box()["height"] >= 40
