"""What Streamlit would say of code, of files and of itself is said in plain words of ours."""

import pytest
from browser import new_page, settled
from lines import NOTE_DIALOGS, Line, dialog_wanted, says, silent
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

pytestmark = pytest.mark.e2e

SLIDER_OF_COST = ".st-key-cost input[type=range]"

#: A message that says nothing, and one that the frame of all pages could not be read.
UNREADABLE = ForwardMsg(session_event={"script_compilation_exception": {"message": "SyntaxError"}})


@pytest.mark.parametrize(
    ("message", "dialog"),
    [(b"", "Bad message format"), (UNREADABLE.SerializeToString(), "scriptCompileError")],
)
def test_what_streamlit_cannot_read_is_told_in_our_words(server, chromium, message, dialog):
    page = new_page(chromium)
    page.add_init_script(NOTE_DIALOGS)
    line = Line(page)
    page.goto(f"{server}/?cost=9")
    settled(page)
    line.send(message)
    dialog_wanted(page, dialog)
    assert says(page, "broken").startswith("A part of this page could not be shown.")
    assert page.get_by_role("dialog").count() == 0


def test_an_address_without_a_page_is_told_until_another_page_is_opened(server, chromium):
    page = new_page(chromium)
    page.add_init_script(NOTE_DIALOGS)
    page.goto(f"{server}/no-such-page?cost=9")
    dialog_wanted(page, "Page not found")
    assert says(page, "missing") == "There is no page at this address. You see the page Compare instead."
    settled(page)
    assert page.get_by_role("dialog").count() == 0
    assert page.locator(SLIDER_OF_COST).input_value() == "9"
    page.get_by_test_id("stTopNavLink").filter(has_text="Method").click()
    page.get_by_role("heading", level=1, name="Method and scorecard").wait_for()
    silent(page)
