"""The preview of a pasted link: a title, a sentence and a picture of its comparison."""

import gzip
import logging
import random
import re
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from links import REAL_LINKS, any_preferences
from previewed import PAGE, Head, ask, page, size_of
from reading_grade import reading_grade
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, StreamingResponse
from words import BANNED, names_in

from models import ROOT
from models.doubt.doubt_words import first_place
from models.doubt.standings import doubt
from models.evidence.terms import PHOTOTYPES
from models.link.share_link import full_query, open_link
from models.person.preferences import start
from models.ranking.comparison import compare
from pages.charts.parts.theme import CRITERION_COLOURS
from pages.served.first_sight import first_sight
from pages.served.guard.content_policy import inline_scripts
from pages.served.link import preview
from pages.served.link.link_preview import rewritten, tags
from pages.served.scripts.own_script import OWN_SCRIPT
from pages.ui.frame.appearance import SHARED
from pages.visit import link_view
from pages.visit.current_evidence import FOLDER_VARIABLE

#: How the title of a preview begins if it shows a comparison.
DECISIONS = ("You are choosing between ", "Only one of 15 options is left for ")


def head_of(query="", **more):
    return Head(ask(page, query=query, **more)[2].decode())


def test_a_link_preview_has_the_decision_the_first_place_and_a_picture(evidence):
    head = head_of("concern=melasma&phototype=V&cost=9&utm_source=chat")
    wanted = replace(
        start(evidence),
        concern_id="melasma",
        phototype="V",
        importances={**start(evidence).importances, "cost": 9},
    )
    comparison = compare(evidence, wanted)
    decision = "You are choosing between 10 of 15 options for melasma, including doing nothing for now."
    assert head.title == head.tags["og:title"] == head.tags["twitter:title"] == decision
    sentence = head.tags["description"]
    assert head.tags["og:description"] == head.tags["twitter:description"] == sentence
    first = first_place(evidence, comparison, doubt(comparison))
    assert first.startswith("None of the 10 left clearly comes first")
    assert sentence.startswith(f"With these priorities: {first}")
    assert sentence.endswith("not medical advice.")
    assert head.tags["og:image"] == head.tags["twitter:image"]
    image = urlsplit(head.tags["og:image"])
    assert (image.scheme, image.netloc, image.path) == ("http", "skin.example", "/preview.png")
    assert open_link(parse_qs(image.query), evidence).preferences == wanted
    assert (head.tags["og:image:width"], head.tags["og:image:height"]) == ("1200", "630")
    assert head.tags["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("path", ["/", "/how-sure", "/treatment", "/no-such-page", "/deep/er"])
def test_every_page_path_has_a_preview(path):
    head = Head(ask(page, path, "concern=wrinkles")[2].decode())
    assert "fine lines and wrinkles" in head.title


def test_links_that_differ_only_in_settings_outside_the_picture_share_one_picture(evidence):
    """Link version, data version, calendar and filters do not affect the picture."""
    wanted = replace(start(evidence), concern_id="melasma", phototype="IV")
    other = replace(wanted, lean="no_treatment", treatment="at_home_roller")
    queries = [
        urlencode(full_query(wanted, evidence), doseq=True),
        urlencode(full_query(other, evidence), doseq=True),
        "concern=Melasma&phototype=IV%3A+burns+little%2C+tans+well&ready=2027-05-01&d=0badf00d",
    ]
    images = {head_of(query).tags["og:image"] for query in queries}
    assert len(images) == 1
    assert not {"v", "d", "lean", "ready"} & parse_qs(urlsplit(images.pop()).query).keys()


def test_no_text_from_a_link_is_repeated_on_the_page():
    query = urlencode(
        {"concern": '"><script>alert(1)</script>', "<b>": "x", "d": "</title>", "for": "' onload="}
    )
    html = ask(page, query=query)[2].decode()
    assert "alert(1)" not in html
    assert "onload" not in html
    assert inline_scripts(html) == [OWN_SCRIPT, first_sight.SCRIPT]
    ours = {"html", "head", "title", "meta", "script", "body", "style", "noscript", "template", "a"}
    sight = {"main", "span", "small", "i"}
    assert set(Head(html).elements) == ours | sight | {"div", "svg", "path", "h1", "p", "b"}


HOSTS = [
    'evil.example"><script>',
    "evil.example/path",
    "evil example",
    "user@evil.example",
    "evil.example\r\nX-Injected: 1",
    "evil.example:port",
    "",
    "é.example",
    "a" * 400,
]


@pytest.mark.parametrize("host", HOSTS)
def test_an_invalid_host_is_used_in_no_address(host):
    status, headers, body = ask(page, headers={"host": host})
    assert status == 200
    assert "x-injected" not in headers
    head = Head(body.decode())
    assert "og:image" not in head.tags
    assert head.title.startswith("You are choosing")
    assert not host or host not in body.decode()


@pytest.mark.parametrize(
    "host", ["skin.example", "skin.example:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"]
)
def test_the_address_of_the_picture_uses_the_requested_host(host):
    assert head_of(headers={"host": host}).tags["og:image"].startswith(f"http://{host}/preview.png?")


def test_the_address_of_the_picture_uses_the_scheme_of_the_request_and_ignores_headers():
    """uvicorn has already applied a trusted proxy's header to the scheme."""
    assert head_of(scheme="https").tags["og:image"].startswith("https://skin.example/")
    image = head_of(headers={"x-forwarded-proto": "https"}).tags["og:image"]
    assert image.startswith("http://skin.example/")


def test_the_address_of_the_picture_includes_the_base_path():
    assert (
        head_of(base="tools/skin").tags["og:image"].startswith("http://skin.example/tools/skin/preview.png")
    )
    assert size_of(ask(page, "/tools/skin/preview.png", base="/tools/skin/")[2]) == (1200, 630)
    assert (
        head_of(path="/mounted/", root_path="/mounted")
        .tags["og:image"]
        .startswith("http://skin.example/mounted/preview.png")
    )


def test_length_and_caching_headers_match_the_rewritten_page():
    status, headers, body = ask(page, query="cost=3")
    assert (status, headers["content-length"]) == (200, str(len(body)))
    assert headers["cache-control"] == "private, no-cache"
    assert "etag" not in headers
    assert "last-modified" not in headers


def test_a_page_is_compressed_for_clients_that_accept_gzip():
    plain = ask(page, query="cost=3")[2]
    _, headers, body = ask(page, query="cost=3", headers={"accept-encoding": "gzip, br"})
    assert headers["content-encoding"] == "gzip"
    assert headers["content-length"] == str(len(body))
    assert gzip.decompress(body) == plain


def test_a_head_request_gets_the_same_headers():
    for path in ("/how-sure", "/preview.png"):
        status, headers, body = ask(page, path, "cost=3")
        assert ask(page, path, "cost=3", method="HEAD")[:2] == (status, headers)
        assert body


def test_a_conditional_or_range_request_gets_the_whole_page():
    """Streamlit's file never changes, but the page made from it does."""
    asked = {
        "if-none-match": '"x"',
        "if-modified-since": "Tue, 24 Nov 2026 06:25:35 GMT",
        "range": "bytes=0-9",
    }

    async def file(scope, receive, send):
        assert not asked.keys() & {name.decode() for name, _ in scope["headers"]}
        await page(scope, receive, send)

    assert ask(file, headers=asked)[0] == 200


def test_a_streamed_page_and_a_file_are_both_rewritten(tmp_path):
    whole = ask(page, query="cost=3")[2]
    pieces = StreamingResponse((PAGE[i : i + 7] for i in range(0, len(PAGE), 7)), media_type="text/html")
    assert ask(pieces, query="cost=3")[2] == whole
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    file = FileResponse(tmp_path / "index.html")
    extensions = {"http.response.pathsend": {}}
    assert ask(file, query="cost=3", extensions=extensions)[2] == whole


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/compare", RedirectResponse("./?cost=3")),
        ("/healthz", JSONResponse({"status": "ok"})),
        ("/gone", HTMLResponse("<title>Gone</title>", status_code=404)),
        ("/zipped", HTMLResponse(gzip.compress(PAGE.encode()), headers={"content-encoding": "gzip"})),
        ("/static/js/index.abc.js", HTMLResponse(PAGE)),
        ("/_stcore/health", HTMLResponse(PAGE)),
        ("/robots.txt", HTMLResponse(PAGE)),
    ],
)
def test_all_other_responses_pass_unchanged(path, answer):
    status, headers, body = ask(answer, path)
    assert (status, body) == (answer.status_code, answer.body)
    assert headers.items() >= {k.decode(): v.decode() for k, v in answer.raw_headers}.items() - {
        ("vary", "Accept-Encoding")
    }


def test_a_post_request_passes_unchanged():
    assert ask(page, method="POST")[2] == PAGE.encode()


def test_the_shared_stylesheet_is_in_the_page_after_streamlits_own():
    body = ask(page, "/how-sure", "cost=3")[2].decode()
    assert body.endswith(f"<style>{SHARED}</style></body></html>")
    assert "</style" not in SHARED
    assert ".st-key-frame" in SHARED


def test_a_page_without_title_or_body_is_left_unchanged():
    for html in (b"<html></html>", b"<title>y</title>", b"<body></body>"):
        assert rewritten(html, "<title>x</title>", "<p></p>", "<style></style>") == html


def test_text_from_the_evidence_is_escaped():
    found = preview.Preview('</title><script>"', '"><img src=x>', "")
    html = tags(found, "http://h/preview.png?a=1&b=2")
    assert Head(html).title == '</title><script>"'
    assert Head(html).tags["description"] == '"><img src=x>'
    assert Head(html).tags["og:image"] == "http://h/preview.png?a=1&b=2"
    assert "<script" not in html
    assert "<img" not in html


def test_the_picture_is_a_png_of_the_stated_size_and_depends_on_the_view():
    queries = (
        "",
        "phototype=IV",
        "concern=melasma",
        "cost=10",
        "budget=500",
        "back=at_home_roller&phototype=V",
    )
    pictures = {}
    for query in queries:
        status, headers, body = ask(page, "/preview.png", query)
        assert (status, headers["content-type"]) == (200, "image/png")
        assert headers["cache-control"] == "public, max-age=3600"
        assert size_of(body) == preview.SIZE
        pictures[query] = body
    assert len(set(pictures.values())) == len(queries)
    assert (
        ask(page, "/preview.png", "phototype=IV&d=0badf00d&lean=no_treatment")[2] == pictures["phototype=IV"]
    )


def test_the_picture_shows_what_the_board_shows(evidence):
    """Acne scars, phototype IV, Balanced: the board of test_browser, 83 points for retinoid cream first."""
    wanted = replace(start(evidence), phototype="IV", budget=8000)
    comparison = compare(evidence, wanted)
    shown = preview.view(evidence, comparison)
    assert shown["title"] == comparison.decision
    assert shown["about"] == "Skin type IV, cost up to $8,000"
    assert [row["name"] for row in shown["rows"]] == [x.treatment.label for x in comparison.lines[:5]]
    first = shown["rows"][0]
    assert (first["rank"], first["total"], first["marks"]) == ("1", "83", "4 assumed")
    for row, line in zip(shown["rows"], comparison.lines, strict=False):
        assert sum(row["parts"]) == pytest.approx(line.total, abs=0.01)
    assert [c["colour"] for c in shown["criteria"]] == list(CRITERION_COLOURS)
    assert [c["label"] for c in shown["criteria"]][:2] == ["Results 10", "Cost 5"]
    assert shown["nothing"] == comparison.no_treatment_total
    assert shown["key"].startswith(
        f"The first 5 of {len(comparison.lines)} options ranked, in points of 100 ("
    )
    assert "dotted line: no treatment for now, 69" in shown["key"]
    assert "Evidence gathered 22 November 2026. " in shown["foot"]
    assert shown["foot"].endswith("not medical advice.")


def test_gaps_are_hatched_and_described_in_words(evidence):
    importances = {**start(evidence).importances, "results": 0, "cost": 10}
    wanted = replace(start(evidence), concern_id="stretch_marks", phototype="III", importances=importances)
    shown = preview.view(evidence, compare(evidence, wanted))
    roller = next(row for row in shown["rows"] if row["name"] == "At-home roller")
    assert roller["gap"] > 1
    assert roller["marks"].startswith("2 of 5 not measured · 1 assumed")
    assert roller["upper"].startswith("–")
    assert "hatched: not measured" in shown["key"]


def test_with_every_slider_at_zero_the_preview_says_so(evidence):
    query = urlencode({c.criterion_id: 0 for c in evidence.weighted})
    assert "Every slider is at 0, so nothing is ranked." in head_of(query).tags["description"]
    assert size_of(ask(page, "/preview.png", query)[2]) == preview.SIZE


def test_a_link_is_opened_once_for_the_title_and_the_board(monkeypatch):
    opened = []
    monkeypatch.setattr(link_view, "open_link", lambda *link: opened.append(link) or open_link(*link))
    page_of_link = ask(page, query="cost=4&pain=8&utm_source=once")[2].decode()
    assert 'id="first-sight"' in page_of_link
    assert len(opened) == 1


def test_health_answers_cannot_appear_in_a_preview(evidence):
    answered = replace(start(evidence), conditions=frozenset(evidence.conditions))
    query = urlencode(full_query(answered, evidence), doseq=True).encode()
    assert preview.of_link(query) == preview.of_link(b"")
    ticked = urlencode({f"_condition_{c}": "true" for c in evidence.conditions})
    assert preview.of_link(ticked.encode()) == preview.of_link(b"")


def test_a_broken_evidence_folder_gives_the_general_preview(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert head_of("concern=melasma").title == "Skin Options"
    status, _, body = ask(page, "/preview.png", "concern=melasma")
    assert (status, size_of(body)) == (200, preview.SIZE)
    assert body == preview.GENERAL_PICTURE


def test_an_error_gives_the_general_picture_and_a_log_entry(monkeypatch, caplog, logged):
    def fails(*_):
        raise RuntimeError("no typst today")

    monkeypatch.setattr(preview, "drawn", fails)
    monkeypatch.setattr(preview, "_how_sure", fails)
    with caplog.at_level(logging.ERROR, logger="skin_options"):
        status, _, body = ask(page, "/preview.png", "concern=melasma&cost=1")
        assert (status, body) == (200, preview.GENERAL_PICTURE)
        assert head_of("concern=melasma&cost=1").title == "Skin Options"
    assert len(logged()) == 2


def test_the_general_picture_is_not_stale():
    assert preview.drawn(preview.general_view()) == preview.GENERAL_PICTURE, "run make screenshots"


def test_four_hundred_random_links_have_a_preview(evidence, monkeypatch, logged):
    """Mutated links have a comparison in their preview; every eighth picture is drawn and must fit."""
    monkeypatch.setattr(preview, "GENERAL_PICTURE", b"")
    source = random.Random(20261122)
    concerns, drawn = list(evidence.concerns), 0
    for number in range(400):
        query = parse_qs(REAL_LINKS[1])
        query["concern"] = [source.choice(concerns)]
        query["phototype"] = [source.choice(PHOTOTYPES)]
        for criterion in evidence.weighted:
            query[criterion.criterion_id] = [str(source.randrange(11))]
        query["budget"], query["days"] = [str(source.randrange(9000))], [str(source.randrange(40))]
        text = list(urlencode(query, doseq=True))
        for _ in range(source.randrange(8)):
            at = source.randrange(len(text))
            text[at] = source.choice(["", "&", "=", "%", "\0", "9", "%ff", "é"])
        found = preview.of_link("".join(text).encode())
        assert found.title.startswith(DECISIONS)
        if number % 8 == 0:
            assert size_of(preview.picture("".join(text).encode())) == preview.SIZE
            drawn += 1
    assert drawn == 50
    assert not logged()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_have_a_preview(query):
    assert preview.of_link(query).title.startswith(DECISIONS)


def test_a_query_with_more_settings_than_streamlit_reads_is_ignored():
    assert preview.of_link(b"&".join([b"cost=9"] * 2000)) == preview.of_link(b"")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_canonical_query_gives_the_same_picture(evidence, data):
    """A setting that affects the picture but lacks `changes_ranking` would give the wrong picture."""
    wanted = data.draw(any_preferences(evidence))
    query = urlencode(full_query(wanted, evidence), doseq=True).encode()
    found = preview.of_link(query)
    assert preview.of_link(found.canonical.encode()) == found
    pictured = open_link(parse_qs(found.canonical), evidence).preferences
    shown, wished = (preview.view(evidence, compare(evidence, p)) for p in (pictured, wanted))
    assert shown == wished


def test_the_longest_texts_fit_the_picture(evidence):
    """Every concern with every preset, one skin type and long limits; the eight longest fit on one page."""
    longest = {}
    for concern in evidence.concerns:
        for preset in evidence.presets.values():
            wanted = replace(
                start(evidence),
                concern_id=concern,
                phototype="VI",
                importances=preset.importances,
                budget=99_999,
                days_off=364,
            )
            shown = preview.view(evidence, compare(evidence, wanted))
            longest[len(shown["sure"]) + len(shown["title"])] = shown
    for _, shown in sorted(longest.items())[-8:]:
        assert size_of(preview.drawn(shown)) == preview.SIZE


def test_typst_commands_in_the_picture_are_shown_as_text(evidence):
    """A name that looks like a typst command is printed, not run."""
    shown = preview.view(evidence, compare(evidence, start(evidence)))
    shown["title"] = shown["rows"][0]["name"] = '#read("/app.py") $x$ *b* \\ " ]'
    assert size_of(preview.drawn(shown)) == preview.SIZE


def test_preview_texts_read_at_grade_8_and_have_no_banned_words(evidence):
    names = names_in(evidence)
    texts = set()
    for concern in evidence.concerns:
        for phototype in (None, *PHOTOTYPES):
            wanted = replace(start(evidence), concern_id=concern, phototype=phototype, budget=2000)
            shown = preview.view(evidence, compare(evidence, wanted))
            texts |= {shown["sure"], shown["key"], shown["foot"], *(r["marks"] for r in shown["rows"])}
            texts |= {row["stop"] for row in shown["rows"]}
    texts |= {v for v in preview.general_view().values() if isinstance(v, str)} | {preview.GENERAL.sentence}
    assert [text for text in texts if BANNED.search(text)] == []
    hard = {t: g for t in texts if len(t.split()) > 3 and (g := reading_grade(names.sub(" ", t))) > 8}
    assert hard == {}


def test_the_picture_uses_no_system_fonts():
    """The template uses only fonts embedded in typst, so a picture is the same on every machine."""
    import typst

    template = (ROOT / "pages" / "served" / "link" / "picture.typ").read_text(encoding="utf-8")
    families = set(re.findall(r'font: "([^"]+)"', template))
    assert families
    assert families <= set(typst.Fonts(include_system_fonts=False).families())
