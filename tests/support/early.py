"""A page that shows its first sight while some code is held back."""

import re
from contextlib import contextmanager

from browser import new_page

#: Streamlit's main script, and the code that draws our components.
STREAMLIT = re.compile(r"/static/js/index\.")
BOARDS_CODE = re.compile("BidiComponent")


@contextmanager
def held_back(chromium, address, code, **context):
    """A page with its first sight, and a function that releases ``code``, which the page waits for."""
    page = new_page(chromium, **context)
    page.route(code, lambda route: None)
    page.goto(address, wait_until="commit")
    page.locator("#first-sight .so-row").first.wait_for()
    yield page, lambda: page.unroute(code)  # releases the held requests
    page.unroute_all(behavior="ignoreErrors")
    page.context.close()


def gone(page):
    page.locator("#first-sight").wait_for(state="detached")
