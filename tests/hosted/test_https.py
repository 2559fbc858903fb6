"""The app over https and HTTP/2, as docs/hosting.md sets nginx up once `certbot` has been there."""

import socket
import ssl
from pathlib import Path
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


def said_to(nginx, host, more=b""):
    """A connection that has asked for a page of ``host``, or has sent ``more`` instead."""
    raw = socket.create_connection(("127.0.0.1", nginx.port), timeout=20)
    line = ssl._create_unverified_context().wrap_socket(raw, server_hostname="127.0.0.1")
    line.sendall(more or b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
    return line


def test_a_host_that_is_not_ours_gets_no_answer(nginx):
    """It would stand in the address of a link's picture."""
    with said_to(nginx, b"evil.example") as line:
        assert line.recv(1000) == b""
    with said_to(nginx, b"127.0.0.1") as line:
        answer = line.recv(100_000)
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"Strict-Transport-Security: max-age=15768000" in answer.replace(b"strict", b"Strict")
    assert b"; Secure" in answer


def test_an_opened_file_is_never_on_the_disk_on_its_way(nginx):
    """Half of a file has come when we look: every file that a worker has open then is a log."""
    head = (
        b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"Content-Type: application/octet-stream\r\nContent-Length: 4000000\r\n\r\n"
    )
    with said_to(nginx, b"", head + b"price" * 400_000):
        workers = Path(f"/proc/{nginx.process.pid}/task/{nginx.process.pid}/children").read_text().split()
        links = [link for worker in workers for link in Path(f"/proc/{worker}/fd").iterdir()]
        opened = [str(link.readlink()) for link in links]
        assert workers
        assert [name for name in opened if "/body" in name or "/proxy" in name] == []
