"""Fixtures that many tests share, once in each worker: the real evidence, a server and a browser."""

import asyncio

import pytest

from models import DATA
from models.evidence.nouns import Evidence
from models.folder.load import load

# These modules contain assertions: rewriting them shows the values on failure, as in a test.
pytest.register_assert_rewrite("previewed", "proxy", "steps")


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    return load(DATA)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The place where a test file makes its small evidence folders."""
    return tmp_path_factory.mktemp("folders")


@pytest.fixture
def folder(place):
    """A small, complete and valid evidence folder, for a test to break."""
    from evidence_folder import fresh_folder

    return fresh_folder(place)


@pytest.fixture(scope="session")
def server():
    """The app with default settings, shared by a worker. A test that needs other settings starts its own."""
    from browser import running_server

    # Many visits end on this server, so they are released after two minutes instead of thirty.
    with running_server(STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="120") as address:
        yield address


@pytest.fixture(scope="session")
def one_chromium():
    from browser import running_chromium

    # These flags save a quarter of the time of a visit. A test page is too short-lived for optimised code,
    # and an automated browser asks for source positions, which lazy mode would recompute.
    flags = "--no-opt --no-maglev --no-enable-lazy-source-positions"
    with running_chromium(f"--js-flags={flags}") as browser:
        yield browser


@pytest.fixture
def chromium(one_chromium):
    """The worker's browser. After each test, all its pages are closed, because open pages keep running."""
    yield one_chromium
    for context in one_chromium.contexts:
        context.close()


@pytest.fixture(autouse=True)
def no_loop_of_the_browsers(request):
    """Lets a test without the browser run an event loop. While a browser is open, Playwright's loop counts as
    running in this thread, and Python would refuse to run a second one."""
    of_browser = asyncio._get_running_loop()
    if of_browser is None or "chromium" in request.fixturenames:
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(of_browser)


@pytest.fixture
def logged(caplog):
    """Returns the log records without asyncio's: a page of an earlier test may be garbage-collected at any
    time, which asyncio logs."""
    return lambda: [record for record in caplog.records if record.name != "asyncio"]
