"""The first sight: the server sends the board of a link in the page itself, until the page draws its own."""

import json
import logging
import re
from html.parser import HTMLParser

import pytest
from axe import broken_rules
from browser import SIZES, TABLETS, new_page, settled
from early import BOARDS_CODE, STREAMLIT, gone, held_back
from measures import GROUND_IS_DARK
from previewed import ask, page
from steps import press_until_focused

from models.doubt.standings import doubt
from models.link import link_settings
from models.person.preferences import start
from models.ranking.comparison import compare
from models.wording import estimate_words
from pages.served.first_sight import first_sight
from pages.served.guard.headers import PAGE
from pages.ui.ranking import board
from pages.visit import link_view

LINK = "phototype=V&concern=melasma&cost=9&budget=4000"

#: The parts whose position and text are compared, each within its own container.
PARTS = (
    "h1",
    ".so-board",
    ".so-asked",
    ".so-row",
    ".so-name",
    ".so-bar",
    ".so-bar i:nth-child(2)",
    ".so-total",
    ".so-stop",
    ".so-why",
)
#: Parts of the form: the selector in the first sight, and that in the page, which uses other elements.
FORM = {
    ".first-about > *": ".st-key-about_you :is(label, .react-aria-ComboBox)",
    ".first-presets > *": ".st-key-presets button",
    ".first-assumed > div": ".st-key-assumes > :first-child p",
    ".first-slider p": ".st-key-what_matters [data-testid=stSlider] [data-testid=stWidgetLabel]",
    ".first-slider > div": ".st-key-what_matters [data-testid=stSlider] [role=group]",
}
PLACES = """([root, sure, parts]) => [document.querySelector(sure), ...parts.flatMap(
    part => [...document.querySelectorAll(`${root} ${part}`)])].map(e => {
      const box = e.getBoundingClientRect();
      return [box.x, box.y, box.width, e.querySelector("input")?.value || e.innerText] })"""
FIRST = ["#first-sight", ".first-sure", [*PARTS, *FORM]]
OWN = ["#root", ".st-key-sure_card", [*PARTS, *FORM.values()]]


class Sight(HTMLParser):
    """The board data and the text of the first sight."""

    def __init__(self, html):
        super().__init__()
        self.data, self.text = None, ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if found.get("id") == "first-sight":
            self.data = json.loads(found["data-board"])

    def handle_data(self, data):
        self.text += data


def sight_of(query=""):
    return Sight(first_sight.of_link(query.encode(), b""))


def test_the_first_sight_has_the_decision_and_the_board_of_its_link(evidence):
    found = sight_of("phototype=IV&keep=at_home_roller&foo=1")
    _, linked = link_view.read(b"phototype=IV&keep=at_home_roller")
    comparison = compare(evidence, linked.preferences)
    assert found.data == json.loads(json.dumps(board.board_data(evidence, comparison, doubt(comparison))))
    assert comparison.decision in found.text
    assert sight_of().data != found.data
    ordinary = compare(evidence, start(evidence))
    assert [row["id"] for row in sight_of().data["rows"]] == [
        line.treatment.treatment_id for line in ordinary.lines
    ]


def test_its_rows_include_no_treatment_and_show_what_gaps_could_add():
    rows = sight_of("concern=melasma").data["rows"]
    assert any(row["plain"] for row in rows)
    gaps = [row for row in rows if sum(row["couldAdd"]) > 0]
    assert gaps
    for row in gaps:
        assert row["upper"] == pytest.approx(row["total"] + sum(row["couldAdd"]), abs=0.001)


def test_the_first_sight_shows_the_settings_of_the_link(evidence):
    found = re.sub(r"\s+", " ", sight_of("cost=9&pain=0&concern=melasma&phototype=V").text)
    chosen = evidence.start_preset.importances | {"cost": 9, "pain": 0}
    for criterion in evidence.weighted:
        said = f"{criterion.label} {estimate_words.swing(evidence, criterion.criterion_id)}"
        assert f"{said}{chosen[criterion.criterion_id]}" in found
    assert evidence.concerns["melasma"].label in found
    assert link_settings.phototype_option(evidence, "V") in found


def test_the_first_sight_has_no_interactive_elements():
    tags = set(re.findall("<([a-z0-9]+)", first_sight.of_link(b"", b"").partition("<script>")[0]))
    assert tags.isdisjoint({"a", "button", "input", "label", "select", "summary", "textarea"})


def test_there_is_no_first_sight_when_nothing_is_ranked(evidence):
    nothing = "&".join(f"{c.criterion_id}=0" for c in evidence.weighted)
    assert first_sight.of_link(nothing.encode(), b"") == ""


def test_an_error_leaves_the_page_without_a_first_sight(monkeypatch, caplog):
    def fails(*_):
        raise RuntimeError("no board today")

    monkeypatch.setattr(board, "board_data", fails)
    with caplog.at_level(logging.ERROR, logger="skin_options"):
        assert first_sight.of_link(b"cost=2&pain=3", b"") == ""
    assert "no board today" in caplog.text


def test_a_server_without_evidence_sends_no_first_sight(monkeypatch):
    monkeypatch.setattr(link_view, "current_evidence", lambda: None)
    assert first_sight.of_link(b"", b"") == ""


def test_text_that_looks_like_markup_stays_text(monkeypatch):
    monkeypatch.setattr(
        first_sight.doubt_words,
        "how_sure",
        lambda *_: ("</p><script>x</script>\"'<!-- first in 1 of 100.",),
    )
    html = first_sight.of_link(b"cost=4&pain=7", b"")
    assert html.count("<script>") == 1
    assert "</p><script>x" in Sight(html).text


@pytest.mark.parametrize(
    ("base", "path", "there"),
    [
        ("", "/", True),
        ("", "/how-sure", False),
        ("", "/side-by-side/", False),
        ("tools/skin", "/tools/skin/", True),
        ("tools/skin", "/tools/skin", True),
        ("tools/skin", "/tools/skin/evidence", False),
    ],
)
def test_only_the_page_with_the_board_has_a_first_sight(base, path, there):
    body = ask(page, path, "cost=3", base=base)[2].decode()
    assert ('id="first-sight"' in body) is there


def test_the_first_sight_uses_the_font_that_streamlits_page_preloads():
    found = first_sight.of_link(b"", PAGE.read_bytes())
    assert re.search(r'src: url\("\./static/media/SourceSansVF-Upright[^"]*\.woff2"\)', found)
    assert "@font-face" not in first_sight.of_link(b"", b"<title>another page</title>")


def places(page, where, *sizes):
    """The position and text of each part at each window size, with nothing scrolled."""
    page.evaluate("for (const e of document.querySelectorAll('*')) if (e.scrollTop) e.scrollTo(0, 0)")
    found = []
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        if where is OWN:
            settled(page)
        found.append(page.evaluate(PLACES, where))
    return found


def assert_same_places(early, then):
    """The first sight and the page show the same text in the same places."""
    for first, own in zip(early, then, strict=True):
        assert len(first) > 50
        # The page's card also has a link.
        assert own[0][3].startswith(first[0][3])
        assert [part[3] for part in first[1:]] == [part[3] for part in own[1:]]
        for one, other in zip(first, own, strict=True):
            assert one[:3] == pytest.approx(other[:3], abs=1), one[3]


def assert_the_first_sight_has_its_theme_and_is_accessible(page, *, dark):
    page.evaluate("document.fonts.ready")
    assert page.evaluate(GROUND_IS_DARK.replace(".stApp", "#first-sight")) is dark
    assert [found for found in broken_rules(page) if re.search("first-|so-", found[1])] == []


@pytest.mark.e2e
def test_the_page_matches_the_first_sight_and_keeps_its_scroll_position(server, chromium):
    """The board's code is held back while the visitor scrolls. Until it arrives, nothing takes the focus."""
    sizes = SIZES["large"], SIZES["desktop"]
    with held_back(chromium, f"{server}/?{LINK}", BOARDS_CODE) as (page, let_come):
        page.locator(".st-key-sure_card").wait_for()
        assert_the_first_sight_has_its_theme_and_is_accessible(page, dark=False)
        early = places(page, FIRST, *sizes)
        # The covered page takes no focus, and the first sight has no controls.
        for _ in range(8):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.matches('body, #first-sight *')")
        page.locator(".first-body").evaluate("body => body.scrollTo(0, 300)")
        let_come()
        gone(page)
        assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop") == 300
        assert page.get_by_role("heading", level=1).count() == 1
        settled(page)
        assert page.locator(".so-row").count() == page.locator(".st-key-board .so-row").count() > 0
        assert_same_places(early, places(page, OWN, *sizes))
        press_until_focused(page, page.locator(".st-key-cost input[type=range]"))


@pytest.mark.e2e
def test_on_touch_screens_the_page_matches_the_first_sight_and_the_form_keeps_its_scroll_position(
    server, chromium
):
    """Phones, in both orientations, and tablets. All of Streamlit's code is held back; once it arrives,
    nothing is left of the first sight. The layout is CSS only, so one page is resized."""
    sizes = *TABLETS, SIZES["narrow"], SIZES["phone"]
    top = "slider => slider.getBoundingClientRect().top"
    look = {"size": SIZES["phone"], "theme": "dark"}
    with held_back(chromium, f"{server}/?{LINK}", STREAMLIT, **look) as (page, let_come):
        assert_the_first_sight_has_its_theme_and_is_accessible(page, dark=True)
        early = places(page, FIRST, *sizes)
        shown = page.locator("#first-sight .so-title").all_inner_texts()
        page.evaluate("window.asked = 0; addEventListener('popstate', () => { window.asked += 1; })")
        # The visible slider must not move; the browser may scroll to achieve that.
        page.locator(".first-tray").evaluate("tray => tray.scrollTo(0, 200)")
        before = page.locator(".first-slider p").nth(2).evaluate(top)
        let_come()
        gone(page)
        labels = settled(page).locator(FORM[".first-slider p"])
        assert labels.nth(2).evaluate(top) == pytest.approx(before, abs=8)
        assert_same_places(early, places(page, OWN, *sizes))
        assert_nothing_of_the_first_sight_is_left(page, shown)


def assert_nothing_of_the_first_sight_is_left(page, shown):
    """And the settings of the link are unchanged."""
    assert page.locator("#first-sight, [class^=first-], #root[inert]").count() == 0
    assert page.locator(".st-key-board .so-title").all_inner_texts() == shown
    assert page.evaluate("window.asked") == 0
    for setting in LINK.split("&"):
        assert setting.partition("=")[0] in page.url


@pytest.mark.e2e
@pytest.mark.parametrize(
    "other",
    [
        "document.querySelector('[data-testid=stTopNavLink][href$=method]').click()",
        "document.body.insertAdjacentHTML('beforeend', '<div role=dialog>No connection</div>')",
    ],
)
def test_the_first_sight_disappears_when_something_else_is_shown(server, chromium, other):
    """Another page, or a dialog."""
    with held_back(chromium, server, BOARDS_CODE) as (page, _):
        page.locator(".st-key-sure_card").wait_for()
        assert page.locator("#first-sight .so-row").count() > 0
        page.evaluate(other)
        gone(page)


@pytest.mark.e2e
def test_the_first_sight_disappears_when_the_board_never_arrives(server, chromium):
    page = new_page(chromium)
    page.clock.install()
    page.route(BOARDS_CODE, lambda route: None)
    page.goto(server, wait_until="commit")
    page.locator(".st-key-sure_card").wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    assert page.locator("#first-sight").count() == 1
    page.clock.fast_forward(10_001)
    gone(page)
    page.unroute_all(behavior="ignoreErrors")
