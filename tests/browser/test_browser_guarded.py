"""The pages work under their content security policy, and a visit sends nothing to other hosts."""

import re

import pytest
from browser import board_of, new_page, opened, settled
from complaints import asked_elsewhere, watch
from price_list import PRICE_LIST
from steps import choose_file, link_in, middle_of_thumb, share_panel

pytestmark = pytest.mark.e2e


def test_a_visit_needs_nothing_that_the_policy_forbids(server, chromium):
    """test_accessibility covers each page as it loads; this covers what a visitor does on it."""
    page = new_page(chromium)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    complaints, asked = watch(page)
    page.goto(f"{server}/?phototype=IV")
    board_of(settled(page))
    x, y = middle_of_thumb(page, "cost")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 200, y, steps=8)
    page.wait_for_selector(".so-board.so-live")
    page.mouse.up()
    page.wait_for_selector(".so-board:not(.so-live)")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    opened = share_panel(page)
    opened.get_by_role("button", name="Copy the link").click()
    opened.get_by_text("✓ Copied").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == link_in(opened)
    page.keyboard.press("Escape")
    page.goto(f"{server}/for-clinics")
    choose_file(page, "Open a price list", PRICE_LIST, "prices.csv")
    page.get_by_text("What this clinic changed").wait_for()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("template", re.IGNORECASE)).first.click()
    assert download.value.path().stat().st_size > 100
    assert complaints == []
    assert asked_elsewhere(asked, server) == set()


def test_the_policy_allows_only_our_scripts(server, chromium):
    """Refused: an inline script, an inline handler, a script from another host, and eval."""
    page = opened(chromium, server)
    board_of(page)
    ran = page.evaluate(
        """async () => {
          window.ran = [];
          const inline = document.createElement("script");
          inline.textContent = "window.ran.push('inline')";
          document.body.append(inline);
          const handler = document.createElement("div");
          handler.innerHTML = '<img src="data:," onerror="window.ran.push(\\'handler\\')">';
          document.body.append(handler);
          const elsewhere = document.createElement("script");
          elsewhere.src = "http://localhost:1/x.js";
          const refused = new Promise(done => document.addEventListener("securitypolicyviolation",
            event => event.blockedURI.startsWith("http://localhost:1") && done("elsewhere refused")));
          document.body.append(elsewhere);
          const first = await refused;
          // Not earlier: Playwright's own call may use eval until its first await.
          try { window.eval("window.ran.push('text')"); } catch {}
          return [first, ...window.ran];
        }"""
    )
    assert ran == ["elsewhere refused"]
