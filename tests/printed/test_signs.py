"""The list of printable characters needs no engine and agrees with the engine."""

import json
import sys

from hypothesis import given, settings
from hypothesis import strategies as st
from views import writer

from pages.printed import engine, handout, signs
from tools import printable_signs

RUNS = json.loads(signs.FILE.read_text(encoding="utf-8"))


def test_the_list_matches_what_the_installed_engine_draws():
    """Tests both ends of each range, their neighbours, every seventh listed character and every 307th other.
    After an engine update, `make fonts` tests all of them."""
    listed = {ord(character) for character in signs.PRINTABLE}
    ends = {code for first, last in RUNS for code in (first - 1, first, last, last + 1)}
    every = [code for plane in printable_signs.PLANES for code in plane]
    asked = sorted(ends.intersection(every) | {code for code in every if code in listed and code % 7 == 0})
    asked += [code for code in every if code not in listed and code % 307 == 0]
    assert len(asked) > 3000
    assert set(printable_signs.printable(asked)) == listed.intersection(asked)


def test_the_list_is_written_as_ordered_ranges():
    codes = [code for first, last in RUNS for code in range(first, last + 1)]
    assert codes == sorted(set(codes))
    assert printable_signs.runs(codes) == RUNS


def test_seventy_thousand_characters_are_looked_up_without_the_engine(monkeypatch):
    """The engine has 65,535 ids for everything that it compiles in one process."""
    with monkeypatch.context() as patched:
        patched.setattr(engine.typst, "compile", None)
        found = [signs.boxed(chr(code)) for code in range(sys.maxunicode - 70_000, sys.maxunicode)]
    assert found == [signs.BOX] * 70_000
    assert engine.drawn(engine.EMPTY, engine.EMPTY.parent, {}, engine.AS_PDF).startswith(b"%PDF")


def test_a_box_replaces_each_unprintable_character_at_any_depth():
    data = {"a": ["中é", {"b": ("😀", 1, None, True)}], "c": "plain"}
    assert signs.boxed(data) == {"a": ["□é", {"b": ("□", 1, None, True)}], "c": "plain"}
    assert data["a"][0] == "中é"


def test_a_combining_mark_that_needs_another_font_becomes_a_box(evidence):
    for own_words, printed in (("1\ufe0f\u20e3", "1□□"), ("q\u20dd", "q□")):
        assert signs.boxed(own_words) == own_words
        found = handout._printable({"own_words": own_words}, strictly=True)
        assert found["own_words"] == printed
        assert "stands for a character" in found["unprintable"]
        assert handout.pdf(writer(evidence, own_words=own_words), "A4").startswith(b"%PDF")


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(sorted(signs.PRINTABLE)) | st.characters(), min_size=1, max_size=200))
def test_any_text_can_be_drawn_after_strict_boxing(text):
    inputs = {"signs": json.dumps([signs.boxed(text, strictly=True)])}
    template = printable_signs.TEMPLATE
    assert engine.drawn(template, template.parent, inputs, engine.AS_PDF).startswith(b"%PDF")
