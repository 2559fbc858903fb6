"""A page's line to the server: cut, held back, let through."""

import re

#: The websocket of a page.
STREAM = re.compile(r"/_stcore/stream")

#: What stands in a dialog, in a badge or in place of a part where Streamlit speaks of itself.
STREAMLITS_WORDS = re.compile(
    r"streamlit|script|terminal|cors|http|connection error|not found|network issue|redacted|message format"
    r"|\bapp\b",
    re.IGNORECASE,
)


class Line:
    """Closed at first, if so asked. What is sent through it can be added to."""

    def __init__(self, page, *, closed=False):
        self.closed = closed
        self._ends = []
        page.route_web_socket(STREAM, self._opened)

    def _opened(self, end):
        if self.closed:
            end.close()
            return
        end.connect_to_server()
        self._ends.append(end)

    def cut(self):
        """No new one comes until it is let through."""
        self.closed = True
        for end in self._ends:
            end.close()
        self._ends.clear()

    def let_through(self):
        self.closed = False

    def send(self, message):
        """What the page takes for a message of the server."""
        self._ends[-1].send(message)


def sentence(page):
    """Where the page says what is wrong with its line."""
    return page.locator("#no-connection p")


def says(page, when):
    """Waits until the sentence for this state is shown, and gives its text."""
    found = page.locator(f"#no-connection [data-when='{when}']")
    found.wait_for(state="attached")
    return found.inner_text()


def silent(page):
    """Waits until no sentence is on the screen."""
    page.wait_for_function("() => !document.querySelector('#no-connection p:not([data-when=back])')")


#: Whatever Streamlit wants to open a dialog for, it tells in a message too.
NOTE_DIALOGS = """window.dialogs = [];
  addEventListener("message", ({ data }) => {
    if (data?.type === "CLIENT_ERROR_DIALOG") dialogs.push(data.error);
  })"""


def dialog_wanted(page, title):
    """Waits until Streamlit wants to open a dialog with this title; the page needs NOTE_DIALOGS."""
    page.wait_for_function("title => dialogs.includes(title)", arg=title)
