"""The evidence page in a real browser: figures that open, links within the page, downloads."""

import csv
import io
import re
import zipfile

import pytest
from browser import PATIENCE, opened, settled
from colours import contrast
from measures import GROUND_IS_DARK

from models import ROOT
from models.evidence.terms import Basis

pytestmark = pytest.mark.e2e


def assert_the_links_at_the_top_lead_to_each_section(page):
    page.wait_for_selector(".js-plotly-plot .main-svg")
    for name in ("Sources", "What the first article said", "Which skin types have been studied"):
        page.get_by_role("navigation", name="On this page").get_by_role("link", name=name).click()
        heading = page.get_by_role("heading", name=name, exact=True)
        page.wait_for_function(
            "h => { const y = h.getBoundingClientRect().top; return y >= 40 && y < innerHeight / 3 }",
            arg=heading.element_handle(),
        )
        assert page.get_by_role("heading", level=1).inner_text() == "Evidence"


def assert_a_figure_opens_its_sources_and_a_source_its_uses(page, press):
    """Opened by ``press``, and closed again."""
    figure = page.locator(".ev-more > td > details").first
    press(figure.locator("summary").first)
    figure.get_by_text("A second reader agreed.").wait_for()
    source = figure.locator(".ev-sources details").first
    press(source.locator("summary"))
    source.get_by_text("What rests on it").wait_for()
    link = source.get_by_role("link")
    assert link.get_attribute("href").startswith("https://www.allure.com/")
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener noreferrer")
    press(source.locator("summary"))
    press(figure.locator("summary").first)
    figure.get_by_text("A second reader agreed.").wait_for(state="hidden")


def assert_an_open_figure_stays_open_while_a_slider_moves(page):
    figure = page.locator(".ev-more > td > details").first
    figure.locator("summary").first.click()
    page.get_by_role("slider", name="Cost of a full course").press("ArrowRight")
    page.wait_for_url(re.compile("cost=6"))
    page.get_by_text("Your own mix").wait_for()
    assert figure.get_attribute("open") is not None


def assert_the_options_chosen_in_a_filter_are_readable(page):
    """The background of a tag is that of its nearest ancestor that has one."""
    name = page.locator("[data-tag]", has_text="At-home roller").locator("span").last
    text, ground = name.evaluate(
        """e => {
            let box = e
            while (getComputedStyle(box).backgroundColor === "rgba(0, 0, 0, 0)") box = box.parentElement
            return [getComputedStyle(e).color, getComputedStyle(box).backgroundColor]
        }"""
    )
    text, ground = ("#" + "".join(f"{int(n):02x}" for n in re.findall(r"\d+", c)[:3]) for c in (text, ground))
    assert contrast(text, ground) >= 4.5


def assert_the_filtered_figures_and_the_data_package_can_be_downloaded(page, evidence):
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="The 32 figures that you filtered").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 32
    assert {row["treatment"] for row in rows} == {"At-home roller"}
    assert all(row["typical"] == "" for row in rows if row["status"] == "no_evidence")
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name="The data package").click()
    assert download.value.suggested_filename == f"skin-options-evidence-{evidence.version}.zip"
    with zipfile.ZipFile(download.value.path()) as package:
        assert package.read("estimates.csv") == (ROOT / "data" / "estimates.csv").read_bytes()


def test_a_figure_opens_its_sources_and_the_filtered_figures_can_be_downloaded(server, chromium, evidence):
    page = opened(chromium, f"{server}/evidence?of_treatment=at_home_roller")
    assert_a_figure_opens_its_sources_and_a_source_its_uses(page, lambda summary: summary.click())
    assert_a_figure_opens_its_sources_and_a_source_its_uses(page, lambda summary: summary.press("Enter"))
    assert_an_open_figure_stays_open_while_a_slider_moves(page)
    assert_the_options_chosen_in_a_filter_are_readable(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(GROUND_IS_DARK)
    assert_the_options_chosen_in_a_filter_are_readable(settled(page))
    assert_the_filtered_figures_and_the_data_package_can_be_downloaded(page, evidence)


def choose_by_keyboard(page, field, option):
    """A pointer would not do: the test would scroll the list to the option, and Streamlit's list scrolls back
    while the pointer is down."""
    combobox = page.get_by_role("combobox", name=field)
    combobox.press("ArrowDown")
    page.get_by_role("option", name=option).wait_for()
    for _ in range(20):
        chosen = combobox.get_attribute("aria-activedescendant")
        if chosen and page.locator(f"[id='{chosen}']").inner_text() == option:
            combobox.press("Enter")
            return
        combobox.press("ArrowDown")
    raise AssertionError(f"The keyboard does not reach {option!r}.")


def assert_each_figure_is_a_card_that_names_its_cells(page):
    cells = page.locator(".ev-figures tbody tr").first.locator("td")
    cells.first.wait_for()
    tops = [cell.bounding_box()["y"] for cell in cells.all()]
    assert tops == sorted(tops)
    assert len(set(tops)) == 4
    label = cells.nth(1).evaluate("c => getComputedStyle(c, '::before').content")
    assert "Range" in label
    assert page.get_by_role("row").filter(has_text="Q-switched laser").first.is_visible()


def test_on_a_phone_figures_are_paged_cards_and_a_filter_is_kept_in_the_link(evidence, server, chromium):
    first = opened(chromium, f"{server}/evidence", size=(390, 844))
    assert_each_figure_is_a_card_that_names_its_cells(first)
    assert_the_links_at_the_top_lead_to_each_section(first)
    first.get_by_text("Page 1 of 32").wait_for()
    first.locator(".st-key-_figures_page button").filter(has_text=re.compile("^3$")).click()
    first.get_by_text("Page 3 of 32").wait_for()
    first.get_by_role("heading", name="Visible results: fine lines and wrinkles").wait_for()
    # A filter, and its link opened on a desktop.
    choose_by_keyboard(settled(first), "How we know", "assumed in part")
    first.wait_for_url(re.compile("of_basis=assumed"))
    partly = sum(e.basis is Basis.PARTLY_ASSUMED for e in evidence.estimates)
    sentence = f"{partly} of {len(evidence.estimates)} figures: how we know: assumed in part."
    first.get_by_text(sentence).wait_for()
    second = opened(chromium, first.url)
    second.get_by_text(sentence).wait_for()
    assert second.get_by_text("This link was repaired").count() == 0
    assert_the_links_at_the_top_lead_to_each_section(second)
