"""Reloading a page in its tab: what is in no link is kept, or a sentence above the board says it was lost."""

import pytest
from browser import PATIENCE, board_of, new_page, opened, running_process, settled, whole
from early import STREAMLIT
from playwright.sync_api import expect
from price_list import PRICE_LIST
from steps import choose_file

pytestmark = pytest.mark.e2e

KEY = "skin_options_visit"
WORDS = "I look after small children."
HEALTH = "I have had keloid scars"


def go(page, name):
    page.get_by_test_id("stTopNavLink").filter(has_text=name).first.click()
    page.get_by_role("heading", level=1).wait_for()
    return settled(page)


def with_prices(page, address):
    """The page For clinics, with a clinic's name and price list entered."""
    whole(page, f"{address}/for-clinics?phototype=IV&cost=8")
    page.get_by_label("Name of the clinic").fill("Lakeside Skin")
    page.get_by_label("Name of the clinic").press("Enter")
    choose_file(page, "Open a price list", PRICE_LIST, "prices.csv")
    page.get_by_text("These prices are those of Lakeside Skin").wait_for()
    return settled(page)


def with_health(page):
    go(page, "Is it right for me?").get_by_text(HEALTH).click()
    page.get_by_text("Do not have this").first.wait_for()
    return settled(page)


def with_words(page):
    page.locator("[class*='st-key-step_3'] a").click()
    page.get_by_label("In your own words").fill(WORDS)
    page.get_by_label("In your own words").press("Control+Enter")
    page.locator(".st-key-page .paper", has_text=WORDS).wait_for(state="attached")
    return settled(page)


def kept(page, *kinds):
    """The page, once its tab has recorded that the visit holds these ``kinds``."""
    page.wait_for_function(
        "([key, kinds]) => sessionStorage.getItem(key)?.endsWith(` ${kinds}`)", arg=[KEY, "_".join(kinds)]
    )
    return page


def with_all(page, address):
    """Compare, in a visit with prices, own words and a health answer."""
    with_words(with_health(with_prices(page, address)))
    return kept(go(page, "Compare"), "prices", "words", "health")


def has_all(page):
    """Asserts that each field still has its value."""
    page.get_by_text("These prices are those of Lakeside Skin").wait_for()
    go(page, "Is it right for me?")
    expect(page.get_by_role("checkbox", name=HEALTH)).to_be_checked(timeout=PATIENCE)
    page.locator("[class*='st-key-step_3'] a").click()
    expect(page.get_by_label("In your own words")).to_have_value(WORDS, timeout=PATIENCE)
    go(settled(page), "For clinics")
    expect(page.get_by_label("Name of the clinic")).to_have_value("Lakeside Skin", timeout=PATIENCE)
    expect(page.get_by_label("What is included").first).to_have_value("numbing cream")
    page.get_by_text("These prices are those of Lakeside Skin").wait_for()


def lost(page):
    return page.get_by_text("We could not keep")


def test_a_reload_and_a_link_in_the_same_tab_keep_prices_words_and_health_answers(server, chromium):
    page = with_all(new_page(chromium), server)
    before = board_of(page)
    page.reload()
    assert board_of(settled(page)) == before
    assert lost(page).count() == 0
    has_all(page)
    page.reload()
    expect(page.get_by_label("What is included").first).to_have_value("numbing cream", timeout=PATIENCE)
    assert board_of(go(settled(page), "Compare")) == before
    # A link loaded in the same tab applies, and the answers are kept.
    assert page.locator(".st-key-cost input[type=range]").input_value() == "8"
    whole(page, f"{server}/?phototype=V&cost=3&concern=melasma")
    assert page.locator(".st-key-cost input[type=range]").input_value() == "3"
    assert page.get_by_role("combobox", name="What bothers you?").input_value() == "Melasma"
    assert page.get_by_role("combobox", name="How does your skin react").input_value().startswith("V:")
    # A setting of an earlier link does not come back.
    whole(page, f"{server}/")
    assert page.locator(".st-key-cost input[type=range]").input_value() == "5"
    has_all(page)


def test_no_other_board_is_shown_while_a_page_with_answers_reloads(server, chromium):
    page = with_health(opened(chromium, f"{server}/"))
    kept(go(page, "Compare"), "health")
    page.route(STREAMLIT, lambda route: None)
    page.reload(wait_until="commit")
    page.wait_for_function("() => document.readyState === 'interactive'")
    assert page.locator("#first-sight").count() == 0
    page.unroute_all(behavior="ignoreErrors")
    page.reload()
    board_of(settled(page))


def test_a_clinics_own_table_survives_a_reload(server, chromium):
    page = opened(chromium, f"{server}/for-clinics")
    content = b"name,cost (USD),downtime,results\nNew peel,300,2,2\nThird,100,1,1\n"
    choose_file(page, "Open a table", content, "mine.csv")
    page.get_by_role("link", name="See the comparison").click()
    before = board_of(kept(settled(page), "table"))
    page.reload()
    assert board_of(settled(page)) == before
    assert sorted(name for _, name in before) == ["New peel", "No treatment for now", "Third"]


def test_a_duplicated_tab_gets_its_own_copy_of_the_visit(server, chromium):
    page = kept(with_health(opened(chromium, f"{server}/")), "health")
    twin = page.context.new_page()
    twin.set_default_timeout(PATIENCE)
    name = page.evaluate("key => sessionStorage.getItem(key)", KEY)
    # As a browser would copy it; Playwright cannot duplicate a tab.
    twin.add_init_script(f"sessionStorage.getItem('{KEY}') ?? sessionStorage.setItem('{KEY}', '{name}')")
    whole(twin, f"{server}/right-for-me")
    box = twin.get_by_role("checkbox", name=HEALTH)
    expect(box).to_be_checked(timeout=PATIENCE)
    settled(twin).get_by_text(HEALTH).click()
    expect(box).not_to_be_checked()
    settled(twin).reload()
    expect(twin.get_by_role("checkbox", name=HEALTH)).not_to_be_checked(timeout=PATIENCE)
    settled(twin)
    # The first tab keeps its own answers.
    page.get_by_text("I am pregnant").click()
    expect(page.get_by_role("checkbox", name="I am pregnant")).to_be_checked()
    expect(page.get_by_role("checkbox", name=HEALTH)).to_be_checked()
    settled(page).reload()
    expect(page.get_by_role("checkbox", name=HEALTH)).to_be_checked(timeout=PATIENCE)
    expect(settled(page).get_by_role("checkbox", name="I am pregnant")).to_be_checked()


def test_after_a_server_restart_the_page_reloads_itself_and_says_what_was_lost(chromium):
    with running_process() as (address, _):
        page = with_all(new_page(chromium), address)
        empty = opened(chromium, f"{address}/?cost=9")
        empty.evaluate("window.old = true")
    with running_process(port=int(address.rpartition(":")[2])):
        # A visit without answers comes back without a sentence.
        empty.wait_for_function("() => !window.old")
        board_of(settled(empty))
        assert empty.locator(".st-key-cost input[type=range]").input_value() == "9"
        assert lost(empty).count() == 0
        lost(page).wait_for()
        said = lost(page).inner_text()
        assert "the clinic's name and prices, your own words and your answers about skin and health" in said
        settled(page)
        board, sentence = (page.locator(part).first.bounding_box() for part in (".so-board", ".stAlert"))
        assert sentence["y"] < board["y"]
        # Only the page that reloaded shows the sentence, which no longer names what was entered again.
        with_health(page)
        assert lost(page).count() == 0
        assert lost(go(page, "Compare")).count() == 1
        assert "health" not in lost(page).inner_text()
        kept(page, "health").reload()
        board_of(settled(page))
        assert lost(page).count() == 0


def test_without_session_storage_the_page_warns_before_and_after_a_reload(server, chromium):
    page = new_page(chromium)
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage',"
        " {get() { throw new DOMException('', 'SecurityError'); }})"
    )
    whole(page, f"{server}/?cost=9")
    assert lost(page).count() == 0
    with_health(page).get_by_text("Your browser lets us keep nothing for this page").wait_for()
    go(page, "Compare").reload()
    lost(page).filter(has_text="if you gave any").wait_for()
    board_of(settled(page))
