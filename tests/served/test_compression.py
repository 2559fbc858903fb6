"""Static files leave smaller than Streamlit sends them, and nothing else about them changes."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_handler

from pages.served.light.compression import BEST, CompressedFiles
from pages.served.light.light_static import STATIC, LightStatic, takes_brotli
from pages.ui.blocks import plot

SCRIPT = b"const words = 'a script that repeats itself';\n" * 200


@pytest.fixture
def static(tmp_path):
    """A small folder that looks like Streamlit's."""
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
    return folder


@pytest.fixture
def kept_in(tmp_path):
    return tmp_path / "kept"


@dataclass
class Answer:
    """What went over the wire, as it was."""

    status: int
    headers: Headers
    body: bytes


def ask(app, path, method="GET", **headers):
    """Straight to the app: clients tidy paths and unpack bodies."""
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
        await asyncio.Event().wait()  # nobody hangs up

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answer(sent[0]["status"], Headers(raw=sent[0]["headers"]), body)


def serving(static, kept_in, base=""):
    """Our middleware before plain static files and one page."""
    prefix = f"/{base}" if base else ""
    fonts = static.parents[1] / "fonts"
    light = Middleware(LightStatic, base=base, static=static, fonts=fonts, kept_in=kept_in)
    page = Route("/page", lambda request: HTMLResponse("<p>a page</p>"))
    return Starlette(
        routes=[Mount(f"{prefix}/static", StaticFiles(directory=static)), page], middleware=[light]
    )


@pytest.fixture
def app(static, kept_in):
    return serving(static, kept_in)


def test_a_script_is_the_same_after_unpacking_and_far_smaller_on_the_way(app):
    answer = ask(app, "/static/js/app.js")
    assert answer.status == 200
    assert answer.headers["content-encoding"] == "br"
    assert brotli.decompress(answer.body) == SCRIPT
    assert int(answer.headers["content-length"]) == len(answer.body) < len(SCRIPT) / 10
    assert answer.headers["content-type"].startswith("text/javascript")


def test_a_file_is_compressed_at_the_highest_level_once_and_read_from_disk_by_the_next_start(static, kept_in):
    file = static / "js" / "app.js"
    files = CompressedFiles(kept_in)
    files.get(file)
    files.wait()
    (kept,) = kept_in.iterdir()
    assert (
        files.at_hand(file) == files.get(file) == kept.read_bytes() == brotli.compress(SCRIPT, quality=BEST)
    )
    # A mark of our own in the kept file shows that the next start reads it and makes nothing.
    kept.write_bytes(brotli.compress(b"read from disk"))
    assert brotli.decompress(CompressedFiles(kept_in).get(file)) == b"read from disk"


def test_a_file_that_changed_is_never_answered_with_what_was_kept_of_the_old_one(static, kept_in):
    file = static / "js" / "app.js"
    old = CompressedFiles(kept_in)
    old.get(file)
    old.wait()
    file.write_bytes(b"another version " * 500)
    assert brotli.decompress(CompressedFiles(kept_in).get(file)) == b"another version " * 500


def test_whoever_asks_first_does_not_wait_for_the_highest_level(static, kept_in):
    files = CompressedFiles(kept_in)
    files._in_the_background.submit = lambda *job: None
    assert brotli.decompress(files.get(static / "js" / "app.js")) == SCRIPT
    assert not kept_in.exists()


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
def test_brotli_goes_only_to_those_who_take_it(app, accepted, taken):
    assert takes_brotli(accepted) is taken
    answer = ask(app, "/static/js/app.js", accept_encoding=accepted)
    assert ("content-encoding" in answer.headers) is taken
    assert (answer.body == SCRIPT) is not taken
    assert answer.headers["vary"] == "Accept-Encoding"


def test_head_says_what_get_would_and_sends_nothing(app):
    got = ask(app, "/static/js/app.js")
    head = ask(app, "/static/js/app.js", "HEAD")
    assert (head.status, head.body) == (200, b"")
    for name in ("content-encoding", "content-type", "cache-control", "vary"):
        assert head.headers[name] == got.headers[name]


def test_a_part_of_a_file_is_a_part_of_the_file_itself(app):
    answer = ask(app, "/static/js/app.js", range="bytes=0-9")
    assert answer.status == 206
    assert answer.body == SCRIPT[:10]
    assert "content-encoding" not in answer.headers


def test_what_a_browser_has_already_is_not_sent_again(app, static, kept_in):
    ready = CompressedFiles(kept_in)
    ready.get(static / "js" / "app.js")
    ready.wait()
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
def test_only_files_that_are_listed_can_be_asked_for(app, path):
    answer = ask(app, path)
    assert answer.status == 404
    assert b"secret" not in answer.body


def test_a_path_that_no_browser_would_send_is_no_way_out(static, kept_in):
    """It is left to Streamlit, which refuses it."""
    passed_on = []

    async def app(scope, receive, send):
        passed_on.append(scope["path"])

    light = LightStatic(app, static=static, kept_in=kept_in)
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
def test_what_would_not_shrink_passes_through(app, static, path):
    answer = ask(app, path)
    assert answer.body == (static.parent / path.strip("/")).read_bytes()
    assert "content-encoding" not in answer.headers


def test_what_is_not_read_passes_through(app):
    assert ask(app, "/static/js/app.js", "POST").status == 405


def test_a_cut_font_stands_in_for_the_whole_one(app):
    answer = ask(app, "/static/media/Letters.woff2")
    assert answer.body == b"the cut font"
    assert answer.headers["content-type"] == "font/woff2"
    assert "immutable" not in answer.headers["cache-control"], "its name is that of the whole font"
    assert "max-age=86400" in answer.headers["cache-control"]
    assert ask(app, "/static/media/Gone.woff2").status == 404


@pytest.mark.parametrize("base", ["", "skin/options"])
def test_the_code_of_the_charts_stands_beside_the_files_of_streamlit(static, kept_in, base):
    app, path = serving(static, kept_in, base=base), f"/{base}/static/js/{plot.NAME}".replace("//", "/")
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
        assert ask(app, path, "HEAD").body == b""
    assert packed.headers["etag"] != plain.headers["etag"]
    assert ask(app, path, if_none_match=packed.headers["etag"]).status == 304
    assert ask(app, path, range="bytes=0-9").body == packed.body


def test_the_app_may_live_under_a_path(static, kept_in):
    app = serving(static, kept_in, base="skin/options")
    assert ask(app, "/skin/options/static/js/app.js").headers["content-encoding"] == "br"


def test_a_folder_that_cannot_be_written_costs_the_memory_of_it_only(static, tmp_path, caplog):
    (tmp_path / "kept").write_text("a file where the folder should be")
    file = static / "js" / "app.js"
    files = CompressedFiles(tmp_path / "kept")
    assert brotli.decompress(files.get(file)) == SCRIPT
    files.wait()
    assert files.at_hand(file) == brotli.compress(SCRIPT, quality=BEST)
    assert "cannot be kept" in caplog.text


def test_a_file_half_written_is_never_served(static, kept_in, monkeypatch, caplog):
    """The disk is full in the middle: nothing is left behind under a name that anybody reads."""

    def full(self, target):
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "replace", full)
    files = CompressedFiles(kept_in)
    files.get(static / "js" / "app.js")
    files.wait()
    assert list(kept_in.iterdir()) == []
    assert "cannot be kept" in caplog.text
    assert brotli.decompress(CompressedFiles(kept_in).get(static / "js" / "app.js")) == SCRIPT


@pytest.mark.parametrize("pattern", ["js/index.*.js", "css/index.*.css"])
def test_streamlits_own_headers_stay(kept_in, pattern):
    """Beside Streamlit's handler itself: what it says of a file we say, but for what compression changes."""
    handler = create_streamlit_static_handler(str(STATIC.parent), None)
    routes = [Mount("/", handler)]
    light = Middleware(LightStatic, kept_in=kept_in)
    path = f"/static/{next(STATIC.glob(pattern)).relative_to(STATIC).as_posix()}"
    before = ask(Starlette(routes=routes), path).headers
    after = ask(Starlette(routes=routes, middleware=[light]), path).headers
    assert set(before) - set(after) <= {"accept-ranges", "last-modified"}
    for name in ("content-type", "cache-control"):
        assert after[name] == before[name]
    assert after["etag"] != before["etag"]
