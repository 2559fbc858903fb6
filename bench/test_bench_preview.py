"""Time the preview of a pasted link. `make bench` prints the table.

Goals: a picture under 200 ms, or under 1 ms from memory; the additions to a page, including the board of its
link, under 5 ms from memory. An empty page of the same size shows how long typst takes to draw nothing.
"""

from itertools import count

import pytest

from pages.printed import engine
from pages.served.first_sight import first_sight
from pages.served.link import preview
from pages.served.link.link_preview import rewritten, tags

#: About as long as Streamlit's page.
PAGE = (
    b"<html><head><title>Streamlit</title></head>"
    + b"<link rel=modulepreload href=x.js>" * 230
    + b"<body></body></html>"
)

#: Links that nobody has opened yet: each budget gives a different view.
unseen = (f"concern=melasma&phototype=V&budget={dollars}".encode() for dollars in count(5000))


@pytest.mark.benchmark(group="picture of a link")
def test_an_empty_page_of_the_same_size(benchmark, tmp_path):
    template = tmp_path / "empty.typ"
    template.write_text("#set page(width: 1200pt, height: 630pt)\n#sys.inputs.view", encoding="utf-8")
    benchmark(lambda: engine.drawn(template, tmp_path, {"view": next(unseen).decode()}, engine.AS_PNG))


@pytest.mark.benchmark(group="picture of a link")
def test_the_picture_of_a_new_link(benchmark):
    assert benchmark(lambda: preview.picture(next(unseen))) != preview.GENERAL_PICTURE


@pytest.mark.benchmark(group="picture of a link")
def test_the_picture_of_a_link_from_memory(benchmark):
    assert benchmark(preview.picture, b"concern=melasma") != preview.GENERAL_PICTURE


def _page(query):
    head = tags(preview.of_link(query), "https://skin.example/preview.png")
    return rewritten(PAGE, head, "", first_sight.of_link(query, PAGE))


@pytest.mark.benchmark(group="what is put into a page")
def test_the_head_of_a_new_page(benchmark):
    assert b"melasma" in benchmark(lambda: _page(next(unseen)))


@pytest.mark.benchmark(group="what is put into a page")
def test_the_head_of_a_page_from_memory(benchmark):
    assert b"melasma" in benchmark(_page, b"concern=melasma")
