"""The engine that draws handouts and pictures survives failures and reports them to the caller."""

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

#: An impossible number of pixels: the real engine panics on it and works again afterwards.
TOO_MANY = engine.AS_PNG | {"ppi": 1e30}


class PanicException(BaseException):  # the engine's own name for it
    """What the engine raises on a panic; its message may quote the person."""


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
    """A template compiled from bytes takes an id that the process never gets back."""
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


def test_a_panic_of_the_real_engine_is_reported_and_the_next_file_is_drawn(evidence):
    with pytest.raises(engine.CannotPrintError):
        drawn(TOO_MANY)
    assert handout.pdf(writer(evidence), "A4").startswith(b"%PDF")
    # One bad request must not make the server unhealthy for everybody else.
    assert engine.works()


def test_the_error_of_a_handout_and_its_log_quote_nobody(evidence, broken, caplog):
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


def test_after_a_fallback_the_real_picture_returns_once_it_can_be_drawn(monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(engine.typst, "compile", lambda *_, **__: (_ for _ in ()).throw(PanicException()))
        assert preview.picture(b"concern=melasma&budget=4322") == preview.GENERAL_PICTURE
    assert preview.picture(b"concern=melasma&budget=4322") != preview.GENERAL_PICTURE


def test_a_server_with_a_broken_engine_is_unhealthy_and_names_the_engine(broken):
    assert health.state()["status"] == "ok"
    with pytest.raises(engine.CannotPrintError):
        drawn()
    found = health.state()
    assert (found["status"], found["engine"], found["model"]) == ("fault", "broken", "answers")


def test_a_health_check_does_not_call_an_engine_that_never_broke(monkeypatch):
    monkeypatch.setattr(engine, "drawn", lambda *_: pytest.fail("the engine was called"))
    assert health.state()["engine"] == "draws"


@pytest.mark.parametrize("raised", [KeyboardInterrupt, SystemExit])
def test_an_interrupt_or_exit_passes_through(monkeypatch, raised):
    monkeypatch.setattr(engine.typst, "compile", lambda *_, **__: (_ for _ in ()).throw(raised()))
    with pytest.raises(raised):
        drawn()
    assert engine.works()


def test_the_page_shows_a_message_in_place_of_the_button_when_the_engine_is_broken(broken):
    with pytest.raises(engine.CannotPrintError):
        drawn()
    page = opened("where_i_lean.py")
    assert NO_HANDOUT in [info.value for info in page.info]
    assert [button.proto.label for button in page.get("download_button")] == ["Download my notes (text)"]


def test_the_message_without_a_handout_is_plain():
    assert reading_grade(NO_HANDOUT) <= 8
    assert not BANNED.search(NO_HANDOUT)
