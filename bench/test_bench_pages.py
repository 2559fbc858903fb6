"""Time one rerun of every page inside the full app, beside a page that only shows "hello".

There is no browser: this is the server's time from a slider's release to its answer.
"""

import pytest
from rendered import PAGES
from streamlit.testing.v1 import AppTest

from models import ROOT


@pytest.mark.benchmark(group="rerun of a page")
def test_a_bare_page(benchmark):
    test = AppTest.from_string("import streamlit as st\nst.write('hello')").run()
    benchmark(test.run)


@pytest.mark.benchmark(group="rerun of a page")
@pytest.mark.parametrize("page", PAGES)
def test_a_page(benchmark, page):
    test = AppTest.from_file(str(ROOT / "pages" / "app.py"), default_timeout=20).run()
    if page != "compare.py":
        test.switch_page(page).run()
    benchmark(test.run)
    assert not test.exception
