"""The server as a host runs it: under a base path, with its output and every connection it opens recorded."""

import http.client
import json
import uuid
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

import pytest
from browser import running_process
from raw_websocket import RawWebSocket

BASE = "/advice/skin"

#: Words from links, files and requests that must not appear in a log; none occurs anywhere else.
SECRETS = ("keloidal", "isotretinoinish", "lakeside-prices", "203.0.113.77", "xyzzy-cell", "127.0.0.5")

#: Runs in the server before anything else, and records every connection it opens.
LISTENS = """
import os, sys
def noted(event, args):
    if event in ("socket.bind", "socket.connect", "socket.sendto", "socket.getaddrinfo"):
        with open(os.environ["NOTED_IN"], "a") as file:
            print(event, args[-1] if event != "socket.getaddrinfo" else args[0], file=file)
sys.addaudithook(noted)
"""


class Server:
    def __init__(self, address, process, folder):
        self.address, self.process, self.folder = address, process, folder

    def ask(self, path, method="GET", body=None, headers=None, base=BASE, source="127.0.0.1"):
        url = urlsplit(self.address)
        connection = http.client.HTTPConnection(url.hostname, url.port, 20, source_address=(source, 0))
        connection.request(method, f"{base}{path}", body, headers or {})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.headers, content

    @property
    def said(self):
        return (self.folder / "output").read_text(encoding="utf-8")

    @property
    def connected_to(self):
        noted = self.folder / "noted"
        return noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    (folder / "sitecustomize.py").write_text(LISTENS)
    environment = {
        "STREAMLIT_SERVER_BASE_URL_PATH": BASE,
        "PYTHONPATH": str(folder),
        "NOTED_IN": str(folder / "noted"),
        "SKIN_OPTIONS_MESSAGES_AT_ONCE": "300",
        "SKIN_OPTIONS_MESSAGES_PER_SECOND": "1",
        "SKIN_OPTIONS_FRAME_ANCESTORS": "self https://clinic.example",
        "SKIN_OPTIONS_COMMIT": "abc1234",
    }
    with (
        (folder / "output").open("wb") as output,
        running_process(output=output, **environment) as (address, process),
    ):
        yield Server(address, process, folder)


def visit(server):
    """A connection on which a page has run, and the id of the visit."""
    connection = RawWebSocket(f"{server.address}{BASE}")
    connection.run(urlencode({"phototype": "IV", "keloidal": "isotretinoinish"}))
    return connection, connection.until_finished()


def upload(server, visit_id, content, *, name="prices.csv", chunked=False):
    """Upload a file as Streamlit's page does."""
    cookie = SimpleCookie(server.ask("/_stcore/health")[1]["set-cookie"])["_streamlit_xsrf"].value
    around = f'--part\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = around.encode() + content + b"\r\n--part--\r\n"
    headers = {
        "Content-Type": "multipart/form-data; boundary=part",
        "Cookie": f"_streamlit_xsrf={cookie}",
        "X-Xsrftoken": cookie,
    }
    path = f"/_stcore/upload_file/{visit_id}/{uuid.uuid4()}"
    return server.ask(path, "PUT", iter([body]) if chunked else body, headers)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        *(("/", 200), ("/compare?cost=9", 307), ("/side-by-side", 200), ("/nothing/here.html", 200)),
        *(("/healthz", 200), ("/preview.png?cost=9", 200), ("/_stcore/health", 200)),
        *(("/_stcore/host-config", 200), ("/media/none.png", 404), ("/_stcore/metrics", 404)),
        *(("/_stcore/bidi-components/none", 404), ("/favicon.png", 200)),
    ],
)
def test_every_kind_of_response_has_the_headers_under_a_base_path(server, path, status):
    found, headers, _ = server.ask(path)
    assert found == status
    assert headers.get_all("x-content-type-options") == ["nosniff"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["permissions-policy"]
    (policy,) = headers.get_all("content-security-policy")
    assert policy.startswith("default-src 'none'")
    page = headers.get("content-type", "").startswith("text/html")
    assert policy.endswith("; frame-ancestors 'self' https://clinic.example") is page


def test_metrics_are_unavailable_with_and_without_the_base_path(server):
    for base in ("", BASE):
        status, _, content = server.ask("/_stcore/metrics", base=base)
        assert status in (404, 403)
        assert b"session" not in content


def test_the_health_check_works_under_the_base_path_and_reports_the_commit(server):
    status, headers, content = server.ask("/healthz")
    said = json.loads(content)
    assert status == 200
    assert said["code"].endswith("+abc1234")
    assert len(said["data"]) == 8
    assert headers["cache-control"] == "no-store"


def test_an_upload_just_under_5_mb_is_accepted_and_a_larger_one_is_refused(server):
    connection, visit_id = visit(server)
    most = 5 * 1024 * 1024
    for chunked in (False, True):
        assert upload(server, visit_id, b"x" * (most - 1000), chunked=chunked)[0] == 204
        status, headers, content = upload(server, visit_id, b"x" * most, chunked=chunked)
        assert (status, content) == (413, b"This file is too large. The most that we take is 5 MB.\n")
        assert headers["x-content-type-options"] == "nosniff"
    connection.close()


def test_a_client_over_the_limit_is_disconnected_and_another_client_is_served(server):
    greedy = [RawWebSocket(f"{server.address}{BASE}", "127.0.0.9") for _ in range(2)]
    for _ in range(600):
        greedy[0].send(b"")
    assert greedy[0].closing() == (1008, "Too many messages in a short time.")
    greedy[1].send(b"x" * 1_000_001)
    assert greedy[1].closing()[0] == 1009
    connection, visit_id = visit(server)
    assert visit_id
    for one in (connection, *greedy):
        one.close()


def test_a_forwarded_address_is_ignored_unless_a_trusted_proxy_sends_it(server):
    """This proxy is not trusted, so it counts as the same client whatever it claims."""
    told = [
        RawWebSocket(f"{server.address}{BASE}", "127.0.0.8", f"X-Forwarded-For: 203.0.113.{k}")
        for k in range(3)
    ]
    # No connection exceeds the limit alone; the third exceeds that of the client.
    for one in told:
        for _ in range(140):
            one.send(b"")
        one.run()
        if one is not told[-1]:
            assert one.until_finished()
    assert told[-1].closing()[0] == 1008
    for one in told:
        one.close()


def test_no_log_line_reveals_who_asked_or_for_what(server):
    connection, visit_id = visit(server)
    query = urlencode({"concern": "keloidal", "cost": "isotretinoinish", "condition": "keloidal"})
    headers = {"X-Forwarded-For": "203.0.113.77", "Referer": "http://x.example/?a=keloidal"}
    for path in ("/", "/preview.png", "/compare", "/_stcore/metrics", "/media/none", "/%00", "/" + "x" * 300):
        server.ask(f"{path}?{query}", headers=headers, source="127.0.0.5")
    upload(server, visit_id, b"treatment,price\nxyzzy-cell,1\n", name="lakeside-prices.csv")
    upload(server, "isotretinoinish", b"xyzzy-cell")
    connection.send(b"\xff\xffkeloidal")
    assert connection.closing()[0] == 1002
    text = RawWebSocket(f"{server.address}{BASE}", "127.0.0.5")
    text.send(b"keloidal", 1)
    assert text.closing()[0] == 1003
    assert server.ask("/healthz")[0] == 200
    assert "Error deserializing back message" in server.said
    assert "(message left out)" in server.said
    assert [secret for secret in SECRETS if secret in server.said] == []
    assert visit_id not in server.said
    assert "?" not in server.said.replace("?...", "")


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://[", "http://localhost:1"])
def test_pages_of_other_sites_get_no_connection_and_no_cors_permission(server, origin):
    foreign = RawWebSocket(f"{server.address}{BASE}", "127.0.0.1", f"Origin: {origin}")
    assert foreign.status == 403
    foreign.close()
    for path in ("/_stcore/health", "/_stcore/host-config", "/healthz", "/"):
        headers = server.ask(path, headers={"Origin": origin})[1]
        assert "access-control-allow-origin" not in headers


def test_our_own_pages_can_connect(server):
    ours = RawWebSocket(f"{server.address}{BASE}", "127.0.0.1", f"Origin: {server.address}")
    assert ours.status == 101
    ours.run()
    assert ours.until_finished()
    ours.close()


def test_the_server_opens_no_outgoing_connections(server):
    """Not even for a page of another site, for which Streamlit would look up its own public address."""
    connection, visit_id = visit(server)
    foreign = {"Origin": "https://elsewhere.example"}
    RawWebSocket(f"{server.address}{BASE}", "127.0.0.1", "Origin: https://elsewhere.example").close()
    for path in ("/", "/preview.png?phototype=II", "/_stcore/health", "/_stcore/host-config", "/media/none"):
        for method in ("GET", "OPTIONS"):
            server.ask(path, method, headers=foreign)
    upload(server, visit_id, b"treatment,price\n")
    connection.close()
    lines = server.connected_to
    assert any(line.startswith("socket.bind") for line in lines), "the recording does not work"
    asked = [line for line in lines if line.startswith("socket.getaddrinfo")]
    assert [line for line in lines if line not in asked and not line.startswith("socket.bind")] == []
    assert {line.split()[1] for line in asked} <= {"localhost", "::", "0.0.0.0", "127.0.0.1"}


def test_an_invalid_setting_prevents_the_start_with_a_plain_message(tmp_path):
    with (tmp_path / "output").open("wb") as output, pytest.raises(RuntimeError, match="did not start"):  # noqa: SIM117
        with running_process(output=output, SKIN_OPTIONS_FRAME_ANCESTORS="*"):
            raise AssertionError("it started")
    said = (tmp_path / "output").read_text()
    assert "SKIN_OPTIONS_FRAME_ANCESTORS=*" in said
    assert "docs/hosting.md" in said
    assert "Traceback" not in said
