"""Static files are sent smaller than Streamlit sends them, and are otherwise unchanged."""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_handler

from models import ROOT
from pages.served.light import compression
from pages.served.light.compression import STATIC, compress_all, packed
from pages.served.light.light_static import LightStatic, takes_brotli
from pages.ui.blocks import plot

SCRIPT = b"const words = 'a script that repeats itself';\n" * 200


@pytest.fixture
def static(tmp_path):
    """A small folder like Streamlit's, with its text files compressed."""
    folder = tmp_path / "streamlit" / "static"
    for name, content in {
        "js/app.js": SCRIPT,
        "js/tiny.js": b"1",
        "js/odd.js": b"x" * 5000,
        "media/Letters.woff2": b"the whole font " * 100,
        "media/Other.woff2": b"another font " * 100,
        "media/picture.png": b"a picture " * 500,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "Letters.woff2").write_bytes(b"the cut font")
    (tmp_path / "fonts" / "Gone.woff2").write_bytes(b"stands in for nothing any more")
    (tmp_path / "secret.js").write_bytes(b"secret " * 1000)
    compress_all(folder)
    return folder


@dataclass
class Answer:
    """A response as sent."""

    status: int
    headers: Headers
    body: bytes


def ask(app, path, method="GET", **headers):
    """Calls the app directly, because HTTP clients normalise paths and decompress bodies."""
    told = {"accept_encoding": "gzip, deflate, br"} | headers
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "server": ("test", 80),
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in told.items()],
    }
    sent = []

    async def receive():
        await asyncio.Event().wait()  # the client never disconnects

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], Headers(raw=sent[0]["headers"]), body)


def serving(static, base=""):
    """Our middleware in front of plain static files."""
    prefix = f"/{base}" if base else ""
    fonts = static.parents[1] / "fonts"
    light = Middleware(LightStatic, base=base, static=static, fonts=fonts)
    return Starlette(routes=[Mount(f"{prefix}/static", StaticFiles(directory=static))], middleware=[light])


@pytest.fixture
def app(static):
    return serving(static)


def test_a_script_is_sent_compressed_and_decompresses_to_the_original(app):
    answer = ask(app, "/static/js/app.js")
    assert answer.status == 200
    assert answer.headers["content-encoding"] == "br"
    assert brotli.decompress(answer.body) == SCRIPT
    assert int(answer.headers["content-length"]) == len(answer.body) < len(SCRIPT) / 10
    assert answer.headers["content-type"].startswith("text/javascript")


def test_only_text_files_of_a_useful_size_are_compressed_and_each_only_once(static, monkeypatch):
    (static / "js" / "unused.js").write_bytes(b"x" * 1_000_001)
    made = {path.name for path in static.rglob("*.br")}
    assert made == {"app.js.br", "odd.js.br"}
    monkeypatch.setattr(compression.brotli, "compress", None)
    compress_all(static)
    assert {path.name for path in static.rglob("*.br")} == made


def test_an_interrupted_compression_is_redone(static, monkeypatch):
    """If ``make`` is stopped or the disk is full, no partial file is left under its final name."""
    script = static / "js" / "app.js"
    packed(script).unlink()

    def full(self, target):
        raise OSError("no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="no space"):
            compress_all(static)
    assert not packed(script).exists()
    compress_all(static)
    assert brotli.decompress(packed(script).read_bytes()) == SCRIPT


def test_without_compressed_files_the_originals_are_sent_and_the_log_says_what_to_do(static, caplog):
    for file in static.rglob("*.br"):
        file.unlink()
    answer = ask(serving(static), "/static/js/app.js")
    assert answer.body == SCRIPT
    assert "content-encoding" not in answer.headers
    assert "python -m pages.served.light.compression" in caplog.text


def test_the_makefile_and_the_dockerfile_both_compress():
    """tests/served/test_light.py measures a whole first visit."""
    command = "python -m pages.served.light.compression"
    makefile, dockerfile = (
        (ROOT / name).read_text(encoding="utf-8") for name in ("Makefile", "deploy/Dockerfile")
    )
    assert f"COMPRESS := $(BIN)/{command}" in makefile
    assert re.findall(
        r"^\$\(VENV\)/(\w+)\.stamp:.*\n\t\$\(call install,\$<\)\n\t\$\(COMPRESS\)$", makefile, re.M
    ) == ["run", "dev"]
    assert dockerfile.index("pip install") < dockerfile.index(f"RUN {command}")


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("br", True),
        ("gzip, br", True),
        ("gzip;q=1.0, BR ; q=0.5", True),
        ("br;q=0.001", True),
        ("br;q=0", False),
        ("br; q=0.000, gzip", False),
        ("gzip, deflate", False),
        ("brotli", False),
        ("identity", False),
        ("", False),
    ],
)
def test_brotli_is_sent_only_to_clients_that_accept_it(app, accepted, taken):
    assert takes_brotli(accepted) is taken
    answer = ask(app, "/static/js/app.js", accept_encoding=accepted)
    assert ("content-encoding" in answer.headers) is taken
    assert (answer.body == SCRIPT) is not taken
    assert answer.headers["vary"] == "Accept-Encoding"


def test_head_returns_the_same_headers_as_get(app):
    got = ask(app, "/static/js/app.js")
    head = ask(app, "/static/js/app.js", "HEAD")
    assert head.status == 200
    for name in ("content-encoding", "content-length", "content-type", "cache-control", "vary"):
        assert head.headers[name] == got.headers[name]


def test_a_range_request_gets_a_range_of_the_uncompressed_file(app):
    answer = ask(app, "/static/js/app.js", range="bytes=0-9")
    assert answer.status == 206
    assert answer.body == SCRIPT[:10]
    assert "content-encoding" not in answer.headers


def test_an_unchanged_file_is_not_sent_again(app):
    first = ask(app, "/static/js/app.js")
    again = ask(app, "/static/js/app.js", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert ask(app, "/static/js/app.js", if_none_match='"another"').body == first.body


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../secret.js",
        "/static/js/../../../secret.js",
        "/static/%2e%2e/%2e%2e/secret.js",
        "/static/js/..%2f..%2f..%2fsecret.js",
        "/static//secret.js",
        "/static/js/unknown.js",
        "/static/",
    ],
)
def test_only_listed_files_can_be_requested(app, path):
    answer = ask(app, path)
    assert answer.status == 404
    assert b"secret" not in answer.body


def test_unusual_paths_are_passed_on_to_streamlit(static):
    """Streamlit refuses them."""
    passed_on = []

    async def app(scope, receive, send):
        passed_on.append(scope["path"])

    light = LightStatic(app, static=static)
    paths = [
        "/static/../../secret.js",
        "/static/js/../js/app.js",
        "/static/js\\app.js",
        "/x/static/js/app.js",
    ]
    for path in paths:
        scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"accept-encoding", b"br")]}
        asyncio.run(light(scope, None, None))
    assert passed_on == paths


@pytest.mark.parametrize(
    "path", ["/static/js/tiny.js", "/static/media/picture.png", "/static/media/Other.woff2"]
)
def test_files_that_would_not_shrink_are_sent_unchanged(app, static, path):
    answer = ask(app, path)
    assert answer.body == (static.parent / path.strip("/")).read_bytes()
    assert "content-encoding" not in answer.headers


def test_requests_other_than_get_and_head_are_passed_on(app):
    assert ask(app, "/static/js/app.js", "POST").status == 405


def test_a_subset_font_replaces_the_full_one(app):
    answer = ask(app, "/static/media/Letters.woff2")
    assert answer.body == b"the cut font"
    assert answer.headers["content-type"] == "font/woff2"
    assert "immutable" not in answer.headers["cache-control"], "it has the name of the full font"
    assert "max-age=86400" in answer.headers["cache-control"]
    assert ask(app, "/static/media/Gone.woff2").status == 404


@pytest.mark.parametrize("base", ["", "skin/options"])
def test_the_chart_code_is_served_beside_streamlits_files(static, base):
    app, path = serving(static, base=base), f"/{base}/static/js/{plot.NAME}".replace("//", "/")
    packed = ask(app, path)
    plain = ask(app, path, accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "br"
    assert "content-encoding" not in plain.headers
    assert brotli.decompress(packed.body) == plain.body
    assert plain.body.startswith(b"/**\n* plotly.js (basic - minified)")
    for answer in (packed, plain):
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["vary"] == "Accept-Encoding"
        assert "immutable" in answer.headers["cache-control"]
        assert ask(app, path, "HEAD").headers["content-length"]
    assert packed.headers["etag"] != plain.headers["etag"]
    assert ask(app, path, if_none_match=packed.headers["etag"]).status == 304
    assert ask(app, path, range="bytes=0-9").body == packed.body


def test_the_app_can_run_under_a_base_path(static):
    app = serving(static, base="skin/options")
    assert ask(app, "/skin/options/static/js/app.js").headers["content-encoding"] == "br"


@pytest.mark.parametrize("pattern", ["js/index.*.js", "css/index.*.css"])
def test_streamlits_own_headers_are_kept(pattern):
    """Compared with Streamlit's own handler: only the headers that compression affects may differ."""
    handler = create_streamlit_static_handler(str(STATIC.parent), None)
    routes = [Mount("/", handler)]
    light = Middleware(LightStatic)
    path = f"/static/{next(STATIC.glob(pattern)).relative_to(STATIC).as_posix()}"
    before = ask(Starlette(routes=routes), path).headers
    after = ask(Starlette(routes=routes, middleware=[light]), path).headers
    assert set(before) - set(after) <= {"accept-ranges", "last-modified"}
    for name in ("content-type", "cache-control"):
        assert after[name] == before[name]
    assert after["etag"] != before["etag"]
