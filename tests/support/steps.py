"""Steps shared by browser tests: open a page, move the focus, expand, choose a file, share."""

from browser import settled
from lines import sentence

#: The path of every page, with the start of its title.
PATHS = {
    "/": "You are choosing between",
    "/compare": "You are choosing between",
    "/how-sure": "How sure is this ranking",
    "/right-for-me": "Is it right for me?",
    "/side-by-side": "Side by side",
    "/recovery-calendar": "Recovery calendar",
    "/present": "What are we choosing?",
    "/treatment": "Microneedling (clinic pen)",
    "/method": "Method and scorecard",
    "/my-concern": "What bothers me?",
    "/what-matters": "What matters to me?",
    "/where-i-lean": "Where I lean, and what to ask",
    "/evidence": "Evidence",
    "/for-clinics": "For clinics",
}


def shows_its_page(page, address, path, settings="", title=None):
    """Opens ``path`` with extra ``settings``, and asserts that the right page and view are shown."""
    page.goto(f"{address}{path}?phototype=IV&cost=8{settings}")
    page.locator(".st-key-page h1", has_text=title or PATHS[path]).wait_for()
    # Found by its key, because the presenter view hides the form.
    assert page.locator(".st-key-cost input[type=range]").input_value() == "8"
    page.get_by_text("It is not medical advice").wait_for()
    assert sentence(page).count() == 0


def press_until_focused(page, locator, *, key="Tab", most=120):
    """Press ``key`` until ``locator`` has the focus."""
    locator.wait_for()
    for _ in range(most):
        if locator.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError("the keyboard does not reach the element")


def middle_of_thumb(page, slider):
    """The x and y, in the window, of the middle of a slider's thumb."""
    box = page.locator(f".st-key-{slider}").get_by_role("slider").locator("xpath=..").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def route_step(page, number):
    """The link to one of the five steps, which every page has."""
    return page.locator(f"[class*='st-key-step_{number}'] a")


def let_health_into_files(page):
    """Tick the box that includes health answers in downloads."""
    route_step(page, 2).click()
    page.get_by_text("Put my health answers into the notes").wait_for()
    settled(page).get_by_text("Put my health answers into the notes").click()
    page.get_by_role("checkbox", name="Put my health answers into the notes", checked=True).wait_for(
        state="attached"
    )
    settled(page)


def unfold_calendar(page):
    """Expand the table and one option of the recovery calendar."""
    page.get_by_text("The same figures as a table").click()
    settled(page).locator(".st-key-plan_laser_co2_full summary").click()
    page.locator(".st-key-plan_laser_co2_full").get_by_text("What people notice").wait_for()
    page.get_by_role("cell", name="goes on at home").first.wait_for()


def choose_file(page, label, content, name, kind="text/csv"):
    """Choose a file in the file field labelled ``label``."""
    field = page.get_by_test_id("stFileUploader").filter(has_text=label).locator("input[type=file]")
    field.set_input_files({"name": name, "mimeType": kind, "buffer": content})


def share_button(page):
    return page.get_by_role("button", name="Share this view")


def share_panel(page):
    """Opens the share panel and returns it once it is complete."""
    share_button(page).click()
    shown = page.get_by_role("dialog", name="Share this view")
    shown.get_by_text("Never in it").wait_for()
    settled(page)
    return shown


def link_in(shown):
    return shown.get_by_label("The full link").input_value()
