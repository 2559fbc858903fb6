"""A page's connection to the server, which a test can cut, block or restore."""

import re

#: The websocket of a page.
STREAM = re.compile(r"/_stcore/stream")

#: Words of Streamlit's own messages, in a dialog, a badge or in place of an element.
STREAMLITS_WORDS = re.compile(
    r"streamlit|script|terminal|cors|http|connection error|not found|network issue|redacted|message format"
    r"|\bapp\b",
    re.IGNORECASE,
)


class Line:
    """The websocket of a page, optionally blocked at first. A test can send extra messages to the page."""

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
        """Closes the connection and blocks new ones until ``let_through``."""
        self.closed = True
        for end in self._ends:
            end.close()
        self._ends.clear()

    def let_through(self):
        self.closed = False

    def send(self, message):
        """Sends the page a message as if from the server."""
        self._ends[-1].send(message)


def sentence(page):
    """The sentence in which the page reports a connection problem."""
    return page.locator("#no-connection p")


def says(page, when):
    """Waits until the sentence for this state is shown, and returns its text."""
    found = page.locator(f"#no-connection [data-when='{when}']")
    found.wait_for(state="attached")
    return found.inner_text()


def silent(page):
    """Waits until no sentence is shown, apart from the one for a restored connection."""
    page.wait_for_function("() => !document.querySelector('#no-connection p:not([data-when=back])')")


#: Records the dialogs that Streamlit tries to open: it also posts a message for each.
NOTE_DIALOGS = """window.dialogs = [];
  addEventListener("message", ({ data }) => {
    if (data?.type === "CLIENT_ERROR_DIALOG") dialogs.push(data.error);
  })"""


def dialog_wanted(page, title):
    """Waits until Streamlit tries to open a dialog with this title; the page needs NOTE_DIALOGS."""
    page.wait_for_function("title => dialogs.includes(title)", arg=title)
