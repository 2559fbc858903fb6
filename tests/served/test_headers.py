"""Security headers on every response, and what is sent when something fails."""

import base64
import hashlib
import logging
import re

import pytest
from asgi import ask
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, Router

from pages.served.guard.closed import Closed
from pages.served.guard.content_policy import inline_scripts, page_policy
from pages.served.guard.headers import PAGE, SecurityHeaders
from pages.served.guard.plain_answer import NOT_HERE, plain_answer


async def html(request):
    return HTMLResponse("<p>")


async def broken(request):
    raise ValueError("melasma, in the words of the request")


class Says:
    """An app whose response already has security headers."""

    async def __call__(self, scope, receive, send):
        headers = {"content-security-policy": "default-src *", "x-content-type-options": "x"}
        await PlainTextResponse("x", headers=headers)(scope, receive, send)


async def nothing(request):
    return plain_answer(request.scope, 404, NOT_HERE)


INSIDE = Router(
    [
        Route("/", html),
        Route("/nothing", nothing),
        Route("/static/x.js", Says()),
        Route("/broken", broken),
        Route("/says", Says()),
    ]
)


def app(ancestors="'self'"):
    return SecurityHeaders(Closed(INSIDE), ancestors)


@pytest.mark.parametrize("path", ["/", "/broken", "/says", "/_stcore/metrics"])
def test_every_response_has_each_security_header_once(path):
    _, headers, _ = ask(app(), path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "geolocation=()" in headers["permissions-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "*" not in headers["content-security-policy"]


def test_the_policy_allows_our_own_scripts_and_the_inline_scripts_of_the_page_only():
    policy = ask(app(), "/")[1]["content-security-policy"]
    scripts = re.search("script-src ([^;]*)", policy)[1]
    assert "unsafe" not in scripts
    assert scripts.split()[:2] == ["'self'", "blob:"]
    served = inline_scripts(PAGE.read_text(encoding="utf-8"))
    assert served, "Streamlit's page should have an inline script"
    for script in served:
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in scripts


def test_only_scripts_without_a_source_or_type_count_as_inline():
    page = '<script src="a.js">x</script><script>\n1 < 2\n</script><script type="module">a && b</script>'
    assert inline_scripts(page) == ["\n1 < 2\n", "a && b"]


def test_a_file_opened_on_its_own_may_run_no_code():
    for path in ("/nothing", "/says", "/static/x.js"):
        headers = ask(app(), path)[1]
        assert headers["content-security-policy"] == "default-src 'none'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_the_host_decides_who_may_frame_the_pages():
    for path in ("/", "/nothing", "/broken"):
        headers = {"accept": "text/html"}
        policy = ask(app("https://clinic.example"), path, headers=headers)[1]["content-security-policy"]
        assert policy.endswith("frame-ancestors https://clinic.example")
    assert page_policy([], "'none'").endswith("frame-ancestors 'none'")


def test_a_server_error_reveals_only_a_plain_sentence(caplog):
    with caplog.at_level(logging.ERROR):
        status, _, body = ask(app(), "/broken", headers={"accept": "text/html"})
    assert status == 500
    assert b"Something went wrong on our side" in body
    assert b"ValueError" not in body
    assert b"melasma" not in body
    assert "A request failed" in caplog.text


@pytest.mark.parametrize(
    "path",
    [
        *("/_stcore/metrics", "/_stcore/metrics/", "/under/here/_stcore/metrics", "/_stcore/agent/mcp"),
        *("/_stcore/agent/openapi.json", "/_stcore/script-health-check", "/auth/login", "/x/oauth2callback"),
    ],
)
def test_routes_that_the_app_does_not_use_are_closed(path):
    for method in ("GET", "HEAD", "POST", "OPTIONS"):
        assert ask(app(), path, method=method)[0] == 404


def test_routes_that_the_app_uses_are_open():
    async def inside(scope, receive, send):
        await PlainTextResponse("inside")(scope, receive, send)

    for path in (
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/upload_file/a/b",
        "/authors",
        "/metrics",
    ):
        assert ask(Closed(inside), path)[2] == b"inside"


async def with_cookies(request):
    answer = PlainTextResponse("x")
    answer.set_cookie("_streamlit_xsrf", "a", samesite="lax")
    return answer


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_behind_https_cookies_are_marked_secure(scheme):
    """Streamlit's own cookie lacks the Secure attribute."""
    secured = SecurityHeaders(Router([Route("/", with_cookies)]), "'self'")
    _, headers, _ = ask(secured, scheme=scheme)
    is_https = scheme == "https"
    assert ("; Secure" in headers["set-cookie"]) == is_https
    assert ("strict-transport-security" in headers) == is_https
