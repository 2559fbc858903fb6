"""What many tests share, once in each worker: the real evidence, a server and a browser."""

import asyncio

import pytest

from models import DATA
from models.evidence.nouns import Evidence
from models.folder.load import load

# These assert on behalf of tests: a failure in them shows its values, as in a test.
pytest.register_assert_rewrite("previewed", "proxy", "steps")


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    return load(DATA)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Where a test file makes its small evidence folders."""
    return tmp_path_factory.mktemp("folders")


@pytest.fixture
def folder(place):
    """A small, complete and valid evidence folder, for a test to break."""
    from evidence_folder import fresh_folder

    return fresh_folder(place)


@pytest.fixture(scope="session")
def server():
    """The app as it comes, one for all tests of a worker. A test that wants other settings starts its own."""
    from browser import running_server

    # Many visits end here, one after the other. What is left of them goes after two minutes and not thirty.
    with running_server(STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="120") as address:
        yield address


@pytest.fixture(scope="session")
def one_chromium():
    from browser import running_chromium

    # A quarter of a visit. A page of a test does not live long enough for its code to be worth compiling
    # better, and a driven browser asks for places in the code, which it would find by reading it again.
    flags = "--no-opt --no-maglev --no-enable-lazy-source-positions"
    with running_chromium(f"--js-flags={flags}") as browser:
        yield browser


@pytest.fixture
def chromium(one_chromium):
    """The browser of this worker. Pages left open would go on running: each test closes all of its own."""
    yield one_chromium
    for context in one_chromium.contexts:
        context.close()


@pytest.fixture(autouse=True)
def no_loop_of_the_browsers(request):
    """Lets a test without the browser run an event loop. As long as there is a browser, Playwright says that
    its own is running in this thread, and Python runs no second one."""
    of_browser = asyncio._get_running_loop()
    if of_browser is None or "chromium" in request.fixturenames:
        yield
        return
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(of_browser)


@pytest.fixture
def logged(caplog):
    """Gives what was logged, without what asyncio says of the browser: a page of an earlier test may be
    collected at any time."""
    return lambda: [record for record in caplog.records if record.name != "asyncio"]
