"""What many tests share: the real evidence, read once; a server and a browser per browser-test file."""

from pathlib import Path

import pytest

from models.evidence import Evidence
from models.load import load

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    return load(ROOT / "data")


@pytest.fixture(scope="module")
def server():
    from browser import running_server

    with running_server() as address:
        yield address


@pytest.fixture(scope="module")
def chromium():
    from browser import running_chromium

    with running_chromium() as browser:
        yield browser
