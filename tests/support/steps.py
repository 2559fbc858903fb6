"""What browser tests do on a page: go to it, press, unfold, choose a file, share."""

from browser import settled
from lines import sentence

#: The path of every page, with a sentence that only its own page shows.
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
    """A visit to ``path``, with further ``settings`` in its link: its page in the frame, and its view."""
    page.goto(f"{address}{path}?phototype=IV&cost=8{settings}")
    page.locator(".st-key-page h1", has_text=title or PATHS[path]).wait_for()
    # By its key: the presenter view has the form, and hides it.
    assert page.locator(".st-key-cost input[type=range]").input_value() == "8"
    page.get_by_text("It is not medical advice").wait_for()
    assert sentence(page).count() == 0


def press_until_focused(page, locator, *, key="Tab", most=120):
    """Walk the focus on until it is on ``locator``, as somebody without a mouse does."""
    locator.wait_for()
    for _ in range(most):
        if locator.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError("the keyboard does not get there")


def middle_of_thumb(page, slider):
    """Where a pointer takes hold of the slider of a criterion: x and y in the window."""
    box = page.locator(f".st-key-{slider}").get_by_role("slider").locator("xpath=..").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def route_step(page, number):
    """The link to one of the five steps, which stand on every page."""
    return page.locator(f"[class*='st-key-step_{number}'] a")


def let_health_into_files(page):
    """Tick the one box that puts health answers into what is downloaded."""
    route_step(page, 2).click()
    page.get_by_text("Put my health answers into the notes").wait_for()
    settled(page).get_by_text("Put my health answers into the notes").click()
    page.get_by_role("checkbox", name="Put my health answers into the notes", checked=True).wait_for(
        state="attached"
    )
    settled(page)


def unfold_calendar(page):
    """What is folded on the recovery calendar, and one option in full."""
    page.get_by_text("The same figures as a table").click()
    settled(page).locator(".st-key-plan_laser_co2_full summary").click()
    page.locator(".st-key-plan_laser_co2_full").get_by_text("What people notice").wait_for()
    page.get_by_role("cell", name="goes on at home").first.wait_for()


def choose_file(page, label, content, name, kind="text/csv"):
    """Give a file to the field that says ``label``."""
    field = page.get_by_test_id("stFileUploader").filter(has_text=label).locator("input[type=file]")
    field.set_input_files({"name": name, "mimeType": kind, "buffer": content})


def share_button(page):
    return page.get_by_role("button", name="Share this view")


def share_panel(page):
    """The panel, once it is there in full."""
    share_button(page).click()
    shown = page.get_by_role("dialog", name="Share this view")
    shown.get_by_text("Never in it").wait_for()
    settled(page)
    return shown


def link_in(shown):
    return shown.get_by_label("The full link").input_value()
