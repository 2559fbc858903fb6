"""The limits that the nginx of ``deploy/`` sets for a client, in front of a server that does nothing."""

import http.client
import itertools
import socketserver
import threading
from collections import Counter

import pytest
from proxy import assert_each_header_once, running_nginx
from raw_websocket import RawWebSocket

pytestmark = pytest.mark.e2e

#: The files of a first visit, and the devices of a clinic that open the app at once from one address.
FILES, DEVICES = 120, 30

UPLOAD = "/_stcore/upload_file/visit/file"


class AnswersAtOnce(socketserver.StreamRequestHandler):
    """Accepts every request and every websocket, and computes nothing."""

    def handle(self):
        while head := list(iter(lambda: self.rfile.readline().strip(), b"")):
            told = dict(line.lower().split(b": ", 1) for line in head[1:])
            if b"upgrade" in told:
                upgraded = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade"
                self.wfile.write(upgraded + b"\r\n\r\n")
                self.rfile.read()
                return
            self.rfile.read(int(told.get(b"content-length", 0)))
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")


class Upstream(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    request_queue_size = 500


@pytest.fixture(scope="module")
def nginx(tmp_path_factory):
    with Upstream(("127.0.0.1", 0), AnswersAtOnce) as upstream:
        threading.Thread(target=upstream.serve_forever, daemon=True).start()
        port = upstream.server_address[1]
        with running_nginx(tmp_path_factory.mktemp("nginx"), [port, port]) as nginx:
            yield nginx
        upstream.shutdown()


class Client:
    """A client at ``address``."""

    def __init__(self, nginx, address):
        self.address = address
        self.line = http.client.HTTPConnection("127.0.0.1", nginx.port, timeout=30)

    def asks(self, path, method="GET"):
        self.line.request(
            method, path, b"a file" if method == "PUT" else None, {"X-Comes-From": self.address}
        )
        answer = self.line.getresponse()
        return answer.status, answer.headers, answer.read()

    def counts(self, *paths, method="GET"):
        return Counter(self.asks(path, method)[0] for path in paths)


def connection_of(nginx, address):
    return RawWebSocket(nginx.address, "127.0.0.1", f"X-Comes-From: {address}")


def test_a_clinic_with_many_devices_is_not_limited_and_a_flood_is(nginx):
    clinic, elsewhere = Client(nginx, "198.51.100.1"), Client(nginx, "198.51.100.2")
    visit = ["/?phototype=IV", *(f"/static/js/{n}.js" for n in range(FILES - 1))]
    assert clinic.counts(*visit * DEVICES) == {200: FILES * DEVICES}
    pages = [connection_of(nginx, clinic.address) for _ in range(DEVICES)]
    assert {page.status for page in pages} == {101}
    # Far more requests than the limit can refill meanwhile.
    found = next(
        answer for answer in (clinic.asks("/static/js/x.js") for _ in range(20_000)) if answer[0] != 200
    )
    status, headers, said = found
    assert (status, headers["retry-after"]) == (429, "10")
    assert said == b"Too many requests came from your network. Please wait a minute and try again.\n"
    assert_each_header_once(headers)
    assert elsewhere.counts(*visit) == {200: FILES}
    for page in pages:
        page.close()


@pytest.mark.parametrize(
    ("path", "method", "most"),
    [("/", "GET", 400), ("/preview.png", "GET", 400), (UPLOAD, "PUT", 20)],
)
def test_requests_that_need_computing_have_a_lower_limit(nginx, path, method, most):
    address = f"198.51.100.{10 + len(path)}"
    answers = [Client(nginx, address).asks(path, method)[0] for _ in range(2 * most)]
    assert answers[:most] == [200] * most
    assert answers.count(429) > most / 4
    assert Client(nginx, address).asks("/static/js/x.js")[0] == 200


def test_each_client_has_its_own_limit_of_open_pages(nginx):
    many = [connection_of(nginx, "198.51.100.50") for _ in range(201)]
    assert [one.status for one in many] == [101] * 200 + [429]
    other = connection_of(nginx, "198.51.100.51")
    assert other.status == 101
    for one in (other, *many):
        one.close()


def test_an_ipv6_network_counts_as_one_client(nginx):
    """A household has a /64 of IPv6; the next network is another client."""
    addresses = (f"2001:db8:0:1:{n:x}::{n:x}" for n in itertools.count(1))
    answers = [Client(nginx, next(addresses)).asks("/")[0] for _ in range(800)]
    assert answers[:400] == [200] * 400
    assert 429 in answers
    assert Client(nginx, "2001:db8:0:2::1").asks("/")[0] == 200
