"""The engine that draws handouts and pictures: it lasts, and where it breaks, whoever asked is told."""

import ast
import logging
from pathlib import Path

import pytest
from reading_grade import reading_grade
from rendered import opened
from views import writer
from words import BANNED

from models import ROOT
from pages.printed import engine, handout
from pages.served.link import preview
from pages.served.process import health
from pages.ui.take_home.take_home_files import NO_HANDOUT

#: More pixels than there can be: with this the real engine breaks, and works again afterwards.
TOO_MANY = engine.AS_PNG | {"ppi": 1e30}


class PanicException(BaseException):  # as the engine names its own
    """What an engine raises that does not come back, with a person's words in it."""


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(engine, "_has_broken", False)


@pytest.fixture
def broken(monkeypatch):
    def breaks(*_, **__):
        raise PanicException("inside I sing outdoors.")

    monkeypatch.setattr(engine.typst, "compile", breaks)


def drawn(how=engine.AS_PDF):
    return engine.drawn(engine.EMPTY, engine.EMPTY.parent, {}, how)


def test_the_engine_is_called_in_one_place_and_takes_only_templates_on_disk(monkeypatch, evidence):
    """What is compiled from bytes takes a number that the process never gets back."""
    files = [path for folder in ("models", "pages") for path in (ROOT / folder).rglob("*.py")]
    calling = [path.name for path in files if "typst" in imported(path)]
    assert calling == ["engine.py"]
    asked, real = [], engine.typst.compile
    monkeypatch.setattr(engine.typst, "compile", lambda file, **how: asked.append(file) or real(file, **how))
    handout.pdf(writer(evidence, own_words="中文 1️⃣"), "A4")
    preview.drawn(preview.general_view())
    assert {handout.TEMPLATE, preview.TEMPLATE} == set(asked)
    assert all(isinstance(file, Path) and file.is_file() for file in asked)


def imported(path):
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names} | {
        node.module for node in nodes if isinstance(node, ast.ImportFrom)
    }


def test_a_panic_of_the_real_engine_is_told_and_the_next_file_is_drawn(evidence):
    with pytest.raises(engine.CannotPrintError):
        drawn(TOO_MANY)
    assert handout.pdf(writer(evidence), "A4").startswith(b"%PDF")
    # It broke over one thing that was asked of it: nobody else's visit has to end for that.
    assert engine.works()


def test_a_handout_says_that_it_cannot_be_made_and_quotes_nobody(evidence, broken, caplog):
    with pytest.raises(engine.CannotPrintError) as caught:
        handout.pdf(writer(evidence, own_words="I sing outdoors."), "A4")
    assert caught.value.__cause__ is None
    assert "sing" not in f"{caught.value}{caplog.text}"
    assert "has broken" in caplog.text


def test_a_handout_is_made_again_after_a_panic(evidence, monkeypatch):
    real, asked = engine.typst.compile, []

    def breaks_once(*given, **how):
        asked.append(given)
        if len(asked) == 1:
            raise PanicException("inside")
        return real(*given, **how)

    monkeypatch.setattr(engine.typst, "compile", breaks_once)
    assert handout.pdf(writer(evidence), "A4").startswith(b"%PDF")
    assert len(asked) > 1


def test_the_picture_of_a_link_falls_back_to_the_general_one(broken, caplog):
    caplog.set_level(logging.ERROR)
    assert preview.picture(b"concern=melasma&budget=4321") == preview.GENERAL_PICTURE
    assert "sing" not in caplog.text


def test_after_a_fallback_the_real_picture_comes_as_soon_as_it_can_be_drawn(monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(engine.typst, "compile", lambda *_, **__: (_ for _ in ()).throw(PanicException()))
        assert preview.picture(b"concern=melasma&budget=4322") == preview.GENERAL_PICTURE
    assert preview.picture(b"concern=melasma&budget=4322") != preview.GENERAL_PICTURE


def test_a_server_whose_engine_has_broken_is_not_healthy_and_says_which_part(broken):
    assert health.state()["status"] == "ok"
    with pytest.raises(engine.CannotPrintError):
        drawn()
    found = health.state()
    assert (found["status"], found["engine"], found["model"]) == ("fault", "broken", "answers")


def test_a_health_check_asks_nothing_of_an_engine_that_never_broke(monkeypatch):
    monkeypatch.setattr(engine, "drawn", lambda *_: pytest.fail("asked"))
    assert health.state()["engine"] == "draws"


@pytest.mark.parametrize("raised", [KeyboardInterrupt, SystemExit])
def test_whatever_else_is_no_error_goes_on_its_way(monkeypatch, raised):
    monkeypatch.setattr(engine.typst, "compile", lambda *_, **__: (_ for _ in ()).throw(raised()))
    with pytest.raises(raised):
        drawn()
    assert engine.works()


def test_the_page_says_so_in_place_of_the_button(broken):
    with pytest.raises(engine.CannotPrintError):
        drawn()
    page = opened("where_i_lean.py")
    assert NO_HANDOUT in [info.value for info in page.info]
    assert [button.proto.label for button in page.get("download_button")] == ["Download my notes (text)"]


def test_that_sentence_is_plain():
    assert reading_grade(NO_HANDOUT) <= 8
    assert not BANNED.search(NO_HANDOUT)
