"""The app over https and HTTP/2, as docs/hosting.md sets nginx up once `certbot` has been there."""

from urllib.parse import urlsplit

import pytest
from browser import PATIENCE, board_of, settled
from proxy import running_nginx

pytestmark = pytest.mark.e2e

#: How the page and each of its files came.
WAYS = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .filter(entry => new URL(entry.name).protocol === 'https:').map(entry => entry.nextHopProtocol)"""


@pytest.fixture
def nginx(server, tmp_path):
    """One server in the place of both replicas."""
    port = urlsplit(server).port
    with running_nginx(tmp_path, [port, port], https=True) as nginx:
        yield nginx


def test_a_page_comes_over_one_connection_and_answers_over_its_own(nginx, chromium):
    context = chromium.new_context(ignore_https_errors=True, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    told = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    sockets = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.goto(f"{nginx.address}/?phototype=IV&cost=8")
    page.get_by_text("It is not medical advice").first.wait_for()
    settled(page)
    ways = page.evaluate(WAYS)
    assert len(ways) > 50
    assert set(ways) == {"h2"}
    assert [urlsplit(address).scheme for address in sockets] == ["wss"]
    before = board_of(page)
    page.get_by_role("slider", name="Cost of a full course").press("Home")
    page.locator(".st-key-page .paper", has_text="Cost of a full course 0").wait_for(state="attached")
    assert board_of(settled(page)) != before
    assert told == []
