"""Every page on tablets and on phones held sideways, where the form leaves the page little room."""

import pytest
from browser import TABLETS, opened, settled
from measures import out_of_place
from steps import PATHS

pytestmark = pytest.mark.e2e

#: Opens all that unfolds on a page, a row of the board among it.
UNFOLD = """() => {
  for (const head of document.querySelectorAll('[data-testid=stMain] [data-testid=stExpander] summary'))
    if (!head.parentElement.open) head.click();
  document.querySelector('.so-head')?.click();
}"""

#: How long the shortest bar of the board is.
SHORTEST_BAR = "bars => Math.min(...bars.map(bar => bar.getBoundingClientRect().width))"

#: Pieces that only carry style or data and have a width all the same. Firefox lets a page be pushed sideways
#: up to the end of such a piece, Chromium does not.
WIDE_CARRIERS = """() => [...document.querySelectorAll("[data-testid=stElementContainer]")]
  .filter(e => e.querySelector("[data-testid=stMarkdown] style, .so-details-store") && e.offsetWidth)
  .map(e => `style or data, ${e.offsetWidth} pixels wide`)"""

#: Streamlit's menu fits itself to a window that changes, but not always quite; to the next page it does.
WITHOUT_MENU = "[data-testid=stHeader] { visibility: hidden; }"


@pytest.mark.parametrize("path", [path for path in PATHS if path != "/compare"])
def test_nothing_leaves_the_edge_no_text_lies_over_text_and_bars_keep_their_length(server, chromium, path):
    """The layout is CSS alone, so one page takes all sizes."""
    page = opened(chromium, f"{server}{path}?phototype=IV", size=TABLETS[0], touch=True)
    page.add_style_tag(content=WITHOUT_MENU)
    page.evaluate(UNFOLD)
    faults = {"at any size": found} if (found := settled(page).evaluate(WIDE_CARRIERS)) else {}
    for width, height in TABLETS:
        page.set_viewport_size({"width": width, "height": height})
        found = out_of_place(page, width, height)
        if path == "/" and (shortest := page.locator(".so-bar").evaluate_all(SHORTEST_BAR)) < 120:
            found.append(f"a bar of {shortest} pixels")
        if found:
            faults[width, height] = found
    assert faults == {}
