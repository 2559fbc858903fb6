"""A page that has its first sight and waits for code."""

import re
from contextlib import contextmanager

from browser import new_page

#: Streamlit's own code, and the code that draws our pieces.
STREAMLIT = re.compile(r"/static/js/index\.")
BOARDS_CODE = re.compile("BidiComponent")


@contextmanager
def held_back(chromium, address, code, **context):
    """A page with its first sight, and a function that lets ``code`` come, which the page waits for."""
    page = new_page(chromium, **context)
    page.route(code, lambda route: None)
    page.goto(address, wait_until="commit")
    page.locator("#first-sight .so-row").first.wait_for()
    yield page, lambda: page.unroute(code)  # which lets go on what was held
    page.unroute_all(behavior="ignoreErrors")
    page.context.close()


def gone(page):
    page.locator("#first-sight").wait_for(state="detached")
