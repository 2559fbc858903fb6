"""Sharing in a real browser: a shared link shows another person the same view."""

import re
import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import PATIENCE, SIZES, board_of, new_page, opened, settled, whole
from playwright.sync_api import expect
from previewed import Head, size_of
from steps import PATHS, link_in, press_until_focused, share_button, share_panel

pytestmark = pytest.mark.e2e


def assert_the_button_is_large_enough_and_the_panel_fits_a_phone(page):
    # The stylesheet may arrive a moment after the elements.
    large = "() => { const b = document.querySelector('.st-key-share button')?.getBoundingClientRect(); "
    page.wait_for_function(large + "return b && Math.min(b.width, b.height) >= 44 }")
    shown = share_panel(page)
    assert shown.get_by_role("button", name="Copy the link").bounding_box()["height"] >= 44
    code = shown.get_by_role("img", name="QR code of this link.")
    assert code.bounding_box()["width"] >= 240
    assert code.locator("svg path").first.get_attribute("fill") in ("#fff", "#ffffff")
    assert shown.evaluate("d => d.scrollWidth <= d.clientWidth")
    page.keyboard.press("Escape")
    shown.wait_for(state="detached")


def test_a_shared_link_opens_the_same_board_on_a_phone(server, chromium):
    first = opened(chromium, f"{server}/?phototype=IV&concern=melasma&budget=4000")
    board_of(first)
    cost = first.get_by_role("slider", name="Cost of a full course")
    for _ in range(4):
        cost.press("ArrowRight")
    first.wait_for_url(re.compile("cost=9"))
    first.wait_for_function("() => document.querySelector('.so-status').innerText !== ''")
    before, address = board_of(first), first.url
    shown = share_panel(first)
    assert first.url == address
    assert shown.evaluate("d => d.scrollWidth <= d.clientWidth")
    second = opened(chromium, link_in(shown), size=SIZES["phone"], theme="dark")
    assert board_of(second) == before
    assert second.get_by_role("slider", name="Cost of a full course").input_value() == "9"
    assert second.get_by_test_id("stAlert").count() == 0
    second.wait_for_url(re.compile("concern=Melasma"))
    assert "d=" not in second.url
    assert_the_button_is_large_enough_and_the_panel_fits_a_phone(second)


def copied_by_keyboard_alone(page):
    """Copies the link without the skin type, by keyboard, closes the panel, and returns the link."""
    address = page.url
    press_until_focused(page, share_button(page))
    page.keyboard.press("Enter")
    shown = page.get_by_role("dialog")
    shown.get_by_text("Never in it").wait_for()
    press_until_focused(page, shown.get_by_role("switch", name="Leave my skin type out"), most=5)
    page.keyboard.press("Space")
    shown.get_by_text("left out, so it reads").wait_for()
    expect(shown.get_by_label("The full link")).to_have_value(re.compile("phototype=Not"), timeout=PATIENCE)
    link = link_in(shown)
    press_until_focused(page, shown.get_by_role("button", name="Copy the link"), most=5)
    page.keyboard.press("Enter")
    shown.get_by_role("status").filter(has_text="✓ Copied").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == link
    page.keyboard.press("Escape")
    shown.wait_for(state="detached")
    expect(share_button(page)).to_be_focused(timeout=PATIENCE)
    assert page.url == address
    return link


def assert_copying_works_without_the_clipboard_api(page):
    """As on a clinic's own network without https."""
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    shown = share_panel(page)
    shown.get_by_role("button", name="Copy the link").click()
    shown.get_by_role("status").filter(has_text="opied").wait_for()
    marked = page.evaluate(
        "() => { const t = document.activeElement; return [t.selectionEnd, t.value.length] }"
    )
    assert marked[0] == marked[1] > 400


def test_a_link_copied_by_keyboard_opens_the_same_page_with_the_same_settings(server, chromium):
    page = new_page(chromium)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    whole(page, f"{server}/where-i-lean?phototype=IV")
    page.get_by_role("combobox", name="Which option do you lean to?").click()
    page.get_by_role("option", name="Radiofrequency microneedling").click()
    page.wait_for_url(re.compile("lean=Radio"))
    link = copied_by_keyboard_alone(settled(page))
    assert_copying_works_without_the_clipboard_api(page)
    assert urlsplit(link).path == "/where-i-lean"
    assert parse_qs(urlsplit(link).query)["phototype"] == ["Not sure"]
    second = opened(chromium, link)
    second.get_by_role("heading", level=1, name="Where I lean, and what to ask").wait_for()
    lean = second.get_by_role("combobox", name="Which option do you lean to?")
    assert lean.input_value() == "Radiofrequency microneedling"


def test_every_page_address_is_served_with_its_preview(server):
    pictures = set()
    for path in PATHS.keys() - {"/compare"}:
        with urllib.request.urlopen(f"{server}{path}?concern=melasma") as answer:
            body = answer.read()
            assert int(answer.headers["content-length"]) == len(body)
            assert answer.headers["cache-control"] == "private, no-cache"
        head = Head(body.decode())
        assert (
            head.title
            == "You are choosing between 11 of 15 options for melasma, including doing nothing for now."
        )
        pictures.add(head.tags["og:image"])
    (picture,) = pictures
    assert picture.startswith(f"{server}/preview.png?concern=melasma&")
    with urllib.request.urlopen(picture) as answer:
        assert answer.headers["content-type"] == "image/png"
        assert size_of(answer.read()) == (1200, 630)


def test_a_head_request_is_answered_with_the_length_of_the_page(server):
    with urllib.request.urlopen(urllib.request.Request(f"{server}/how-sure", method="HEAD")) as answer:
        told = answer.headers["content-length"]
        assert answer.read() == b""
    with urllib.request.urlopen(f"{server}/how-sure") as answer:
        assert len(answer.read()) == int(told)


def test_streamlits_own_files_keep_their_caching(server):
    with urllib.request.urlopen(server) as answer:
        script = re.search(r'src="\./(static/js/[^"]+)"', answer.read().decode())[1]
    with urllib.request.urlopen(f"{server}/{script}") as answer:
        assert "immutable" in answer.headers["cache-control"]
        tag = answer.headers["etag"]
    request = urllib.request.Request(f"{server}/{script}", headers={"if-none-match": tag})
    with pytest.raises(urllib.error.HTTPError) as unchanged:
        urllib.request.urlopen(request)
    assert unchanged.value.code == 304
