"""The app over https and HTTP/2, with nginx set up as docs/hosting.md says, as after `certbot`."""

import socket
import ssl
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser import PATIENCE, board_of, settled
from proxy import running_nginx

pytestmark = pytest.mark.e2e

#: The protocol over which the page and each of its files were loaded.
WAYS = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .filter(entry => new URL(entry.name).protocol === 'https:').map(entry => entry.nextHopProtocol)"""


@pytest.fixture
def nginx(server, tmp_path):
    """nginx over one server, which acts as both replicas."""
    port = urlsplit(server).port
    with running_nginx(tmp_path, [port, port], https=True) as nginx:
        yield nginx


def test_a_page_loads_over_http_2_and_works_over_a_secure_websocket(nginx, chromium):
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
    """A TLS connection that has requested a page of ``host``, or has sent ``more`` instead."""
    raw = socket.create_connection(("127.0.0.1", nginx.port), timeout=20)
    line = ssl._create_unverified_context().wrap_socket(raw, server_hostname="127.0.0.1")
    line.sendall(more or b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
    return line


def test_a_request_for_another_host_gets_no_answer(nginx):
    """Otherwise that host would be used in the address of a link's picture."""
    with said_to(nginx, b"evil.example") as line:
        assert line.recv(1000) == b""
    with said_to(nginx, b"127.0.0.1") as line:
        answer = line.recv(100_000)
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"Strict-Transport-Security: max-age=15768000" in answer.replace(b"strict", b"Strict")
    assert b"; Secure" in answer


def test_the_proxy_does_not_write_an_upload_to_disk(nginx):
    """Checked when half of the upload has arrived: the workers have no temporary files open."""
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
