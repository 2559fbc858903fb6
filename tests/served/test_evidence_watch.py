"""The evidence folder is replaced while the app runs: by a good one, by a broken one, or removed."""

import asyncio
import gc
import os
import shutil
import threading

import pytest
from evidence_folder import read_raw, set_cell, write_folder, write_raw
from hosted import Hosted, hosted
from kept_answers import ask_everything
from rendered import app
from visitor import Visitor

from models import ROOT
from models.evidence.nouns import Evidence
from models.folder.descriptor import DESCRIPTOR
from models.history import versions
from models.history.snapshot import figures_version
from pages.visit import current_evidence, evidence_watch
from pages.visit.evidence_watch import Watch

COST_LINE = 3


class Folder:
    """An evidence folder and its watch."""

    def __init__(self, path):
        self.path = write_folder(path)
        self.watch = Watch(path)

    def replaced(self, change=lambda path, *_: None, *arguments):
        """Replace the folder with a changed copy by renaming, as docs/hosting.md says."""
        replace(self.path, change, *arguments)

    def touched(self):
        os.utime(self.path / DESCRIPTOR)

    def cost(self, dollars: int) -> None:
        self.replaced(set_cell, "estimates", COST_LINE, "typical", str(dollars))


def replace(path, change, *arguments):
    fresh, old = path.with_name("fresh"), path.with_name("old")
    shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(path, fresh)
    change(fresh, *arguments)
    path.rename(old)
    fresh.rename(path)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "data")


def cost_of(served) -> float | None:
    return next(e.typical for e in served.evidence.estimates if e.criterion_id == "cost")


def told(caplog) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.name == "skin_options"]


def test_a_broken_folder_keeps_the_last_good_evidence_and_logs_each_problem_once(folder, caplog):
    good = folder.watch.now()
    folder.replaced(set_cell, "estimates", COST_LINE, "low", "9999")
    assert all(folder.watch.now() is good for _ in range(20))
    messages = told(caplog)
    assert f"evidence {good.evidence.version} stays" in messages[0]
    assert sum("estimates.csv:3 low: 9999 is above" in message for message in messages) == 1
    assert len(messages) == len(set(messages))


def test_a_good_folder_is_served_to_the_next_visitor(folder):
    old = folder.watch.now()
    folder.cost(500)
    new = folder.watch.now()
    assert (cost_of(old), cost_of(new)) == (400, 500)
    assert new.package != old.package
    assert folder.watch.now() is new


def test_tables_edited_in_place_are_read_once_the_descriptor_is_touched(folder):
    old = folder.watch.now()
    set_cell(folder.path, "estimates", COST_LINE, "typical", "500")
    assert folder.watch.now() is old
    folder.touched()
    assert cost_of(folder.watch.now()) == 500


def test_a_folder_replaced_during_reading_is_read_again(folder, monkeypatch):
    old = folder.watch.now()
    folder.cost(500)

    def meanwhile(path):
        read = load(path)
        folder.cost(600)
        return read

    load = evidence_watch.load
    with monkeypatch.context() as patched:
        patched.setattr(evidence_watch, "load", meanwhile)
        assert folder.watch.now() is old
    assert cost_of(folder.watch.now()) == 600


def test_an_unchanged_folder_is_read_only_once(folder, monkeypatch):
    good = folder.watch.now()
    monkeypatch.setattr(evidence_watch, "load", None)
    assert all(folder.watch.now() is good for _ in range(20))


def test_a_missing_folder_keeps_the_last_good_evidence(folder, caplog):
    good = folder.watch.now()
    shutil.rmtree(folder.path)
    assert all(folder.watch.now() is good for _ in range(20))
    assert sum("datapackage.json: the file is missing" in message for message in told(caplog)) == 1
    write_folder(folder.path)
    folder.cost(500)
    assert cost_of(folder.watch.now()) == 500


@pytest.mark.parametrize("name", ["README.md", "estimates.csv"])
def test_a_file_that_cannot_be_opened_keeps_the_last_good_evidence(folder, caplog, monkeypatch, name):
    (folder.path / "README.md").write_text("About it.")
    good = folder.watch.now()
    real = evidence_watch.Path.read_bytes

    def refused(path):
        if path.name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    folder.cost(500)
    monkeypatch.setattr(evidence_watch.Path, "read_bytes", refused)
    assert all(folder.watch.now() is good for _ in range(5))
    assert len([m for m in told(caplog) if name in m]) == 1


def test_any_error_during_reading_keeps_the_last_good_evidence(folder, caplog, monkeypatch):
    good = folder.watch.now()
    folder.cost(500)
    monkeypatch.setattr(evidence_watch, "packed", lambda *_: {}["a mistake of ours"])
    assert all(folder.watch.now() is good for _ in range(5))
    assert len([m for m in told(caplog) if "a mistake of ours" in m]) == 1


def test_a_folder_that_was_broken_at_the_start_is_served_once_it_is_repaired(folder, caplog):
    before = read_raw(folder.path, "grades")
    write_raw(folder.path, "grades", b"\xff")
    assert folder.watch.now() is None
    assert "a plain page is shown" in told(caplog)[0]
    assert f"touch {DESCRIPTOR}" in told(caplog)[-1]
    write_raw(folder.path, "grades", before)
    folder.touched()
    assert folder.watch.now() is not None


def test_simultaneous_visitors_cause_a_single_read(folder, monkeypatch):
    """At the start they wait for the first read; later they are served the current evidence meanwhile."""
    read, reading, go_on = [], threading.Event(), threading.Event()
    load = evidence_watch.load

    def slowly(path):
        read.append(path)
        reading.set()
        assert go_on.wait(20)
        return load(path)

    monkeypatch.setattr(evidence_watch, "load", slowly)
    found = []
    crowd = [threading.Thread(target=lambda: found.append(folder.watch.now())) for _ in range(8)]
    for one in crowd:
        one.start()
    assert reading.wait(20)
    go_on.set()
    for one in crowd:
        one.join(20)
    assert len(read) == 1
    assert len(set(map(id, found))) == 1
    assert found[0] is not None

    go_on.clear()
    reading.clear()
    folder.cost(500)
    first = threading.Thread(target=folder.watch.now)
    first.start()
    assert reading.wait(20)
    assert folder.watch.now() is found[0]
    go_on.set()
    first.join(20)
    assert cost_of(folder.watch.now()) == 500


def test_the_history_in_a_new_folder_is_found(folder, evidence):
    folder.watch.now()
    version = figures_version(evidence)
    assert versions.held(folder.path, version) is None
    folder.replaced(lambda path: shutil.copytree(ROOT / "data" / "history", path / "history"))
    folder.watch.now()
    assert versions.held(folder.path, version) is not None


@pytest.fixture
def live_folder(tmp_path, monkeypatch):
    """The real evidence in a folder that the app watches."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setenv(current_evidence.FOLDER_VARIABLE, str(tmp_path / "data"))
    return tmp_path / "data"


def reworded(folder, number: int) -> None:
    """Replaces the evidence with another version, in which the words of a grade differ."""
    replace(folder, set_cell, "grades", 3, "words", f"a little better {number}")


def test_an_open_visit_keeps_its_evidence_and_a_new_visit_gets_the_new_evidence(live_folder):
    newer = "There is newer evidence. Reload this page to see it."
    visit = app().switch_page("evidence.py").run()
    old = current_evidence.current_evidence()
    reworded(live_folder, 1)
    visit.switch_page("compare.py").run()
    after = visit.switch_page("evidence.py").run()
    assert not after.exception
    assert newer in [i.value for i in after.info]
    assert after.session_state["_began_with"].evidence is old
    new = app()
    assert new.session_state["_began_with"].evidence.grades[1] == "a little better 1"
    assert newer not in [i.value for i in new.info]


def test_eight_replacements_leave_one_evidence_in_memory(live_folder):
    """Neither visits nor cached answers keep an old evidence alive."""
    before = alive()
    for number in range(8):
        reworded(live_folder, number)
        evidence = current_evidence.current_evidence()
        ask_everything(evidence)
        if number in (0, 7):
            app().switch_page("evidence.py").run()
    del evidence
    assert alive() - before <= 1


@pytest.mark.e2e
def test_a_running_server_loads_a_good_folder_and_keeps_it_when_a_broken_one_follows(tmp_path):
    """The folder is a symbolic link that is pointed at another folder, without a restart."""
    folders = {name: tmp_path / name for name in ("old", "new", "broken")}
    for folder in folders.values():
        shutil.copytree(ROOT / "data", folder)
    set_cell(folders["new"], "grades", 3, "words", "a little better now")
    (folders["broken"] / "grades.csv").unlink()
    shown = tmp_path / "data"

    def turn_to(name: str) -> None:
        (tmp_path / "next").symlink_to(folders[name], target_is_directory=True)
        (tmp_path / "next").rename(shown)

    turn_to("old")
    log = tmp_path / "log"

    async def newer_evidence_is_announced(visitor: Visitor) -> bool:
        await visitor.run()
        return any("There is newer evidence" in text for text in visitor.texts)

    async def visits(server: Hosted) -> None:
        async with Visitor(server.address, "evidence") as before:
            turn_to("new")
            async with asyncio.timeout(60):
                while not await newer_evidence_is_announced(before):
                    await asyncio.sleep(0.5)
            assert b"a little better now" not in before.said
            async with Visitor(server.address, "evidence") as after:
                assert b"a little better now" in after.said
            turn_to("broken")
            async with asyncio.timeout(60):
                while "cannot be used" not in server.said():
                    await before.run()
                    await asyncio.sleep(0.5)
            async with Visitor(server.address, "evidence") as later:
                assert b"a little better now" in later.said
                assert not [*before.errors, *later.errors]
                for _ in range(3):
                    await later.run()
        assert server.said().count("grades.csv: the file is missing") == 1
        assert "Traceback" not in server.said()

    with hosted(log, SKIN_OPTIONS_DATA=str(shown)) as server:
        asyncio.run(visits(server))


def alive() -> int:
    gc.collect()
    return sum(isinstance(thing, Evidence) for thing in gc.get_objects())
