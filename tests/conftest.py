"""What many tests share: the real evidence, read once; a server and a browser per browser-test file."""

import pytest

from models import DATA
from models.evidence.nouns import Evidence
from models.folder.load import load

# These assert on behalf of tests: a failure in them shows its values, as in a test.
pytest.register_assert_rewrite("previewed", "steps")


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


@pytest.fixture(scope="module")
def server():
    from browser import running_server

    with running_server() as address:
        yield address


@pytest.fixture(scope="module")
def one_chromium():
    from browser import running_chromium

    # A quarter of a visit. A page of a test does not live long enough for its code to be worth compiling
    # better, and a driven browser asks for places in the code, which it would find by reading it again.
    flags = "--no-opt --no-maglev --no-enable-lazy-source-positions"
    with running_chromium(f"--js-flags={flags}") as browser:
        yield browser


@pytest.fixture
def chromium(one_chromium):
    """The browser of this file. Pages left open go on running, so each test closes its own."""
    yield one_chromium
    for context in one_chromium.contexts:
        context.close()
