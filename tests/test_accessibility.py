"""axe-core's rules on every page, in both themes, on a desktop and a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import board_of, new_page

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_compare_breaks_no_rule_of_axe(server, chromium, size, theme):
    page = new_page(chromium, size=size, theme=theme)
    page.goto(f"{server}/?phototype=IV")
    board_of(page)
    page.wait_for_selector(".js-plotly-plot .main-svg")
    page.locator(".so-head").first.click()
    page.locator(".so-detail").first.wait_for()
    violations = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in violations] == []
