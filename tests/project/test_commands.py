"""Every command that README and CONTRIBUTING name is run: by CI, or by a test here."""

import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import urllib.request
from pathlib import Path

import brotli
import pytest
from browser import running_server

from models import ROOT
from pages.ui.blocks import plot
from tools import take_plotly

#: The code of the charts as it is unpacked.
PLOTLY = brotli.decompress(plot.CODE.read_bytes())

#: Each command as the papers name it, and who runs it: CI through another command, or a test.
RUN_BY = {
    "make test": ".ci/run",
    "make check": "make test",
    "make run": "test_make_run_serves_the_folder_that_it_is_given",
    "SKIN_OPTIONS_DATA=/path/to/folder make run": "test_make_run_serves_the_folder_that_it_is_given",
    "python -m models.validate": "test_a_folder_is_checked_without_any_package",
    "python -m models.validate /path/to/folder": "test_a_folder_is_checked_without_any_package",
    "make data-readme": "test_what_is_written_by_a_command_is_what_it_writes",
    "make data-history": "test_what_is_written_by_a_command_is_what_it_writes",
    "make licences": "test_what_is_written_by_a_command_is_what_it_writes",
    "make link-tables": "test_what_is_written_by_a_command_is_what_it_writes",
    "make reading-levels": "test_what_is_written_by_a_command_is_what_it_writes",
    "make fonts": "test_the_icons_are_cut_as_they_are_kept",
    "make plotly": "test_the_code_of_the_charts_is_kept_as_it_is_taken",
    "make screenshots": "test_a_picture_is_taken_again",
    "make bench": "test_every_timing_without_a_browser_runs",
    "make load": "test_the_crowd_and_the_attack_run",
    "make idle": "test_the_crowd_and_the_attack_run",
    "make hostile": "test_the_crowd_and_the_attack_run",
    "make nightly": "test_what_make_test_leaves_out_has_a_target_of_its_own",
    "make soak": "test_the_crowd_and_the_attack_run",
    "make audit": "test_before_a_release_every_package_has_to_be_looked_up",
    "make pins": "test_the_pins_are_what_pip_compile_writes",
    "make clean": "test_clean_takes_away_only_what_can_be_made_again",
}

#: No command but what ends a sentence, a name or a pattern.
NAMED = re.compile(r"(?:[A-Z_]+=\S+ )*(?:make|python -m) [^`\n]+")


def commands(name):
    """The commands in code of ``name``, in fenced blocks and in lines, without their comments."""
    text = (ROOT / name).read_text(encoding="utf-8")
    fenced = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))
    lines = [line.partition("#")[0].strip() for block in fenced for line in block.splitlines()]
    return {line for line in lines if line} | {code for code in inline if NAMED.fullmatch(code)}


def test_every_command_in_the_papers_is_run_by_somebody():
    named = commands("README.md") | commands("CONTRIBUTING.md")
    assert {"make run", "make test", "make bench"} <= named
    assert named == set(RUN_BY)


def test_every_target_of_the_makefile_is_named_in_the_papers():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    assert {f"make {target}" for target in targets} - {"make suite", "make chromium", "make nginx"} <= set(
        RUN_BY
    )
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_who_is_said_to_run_a_command_does():
    ci = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    tests = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")))
    for command, by in RUN_BY.items():
        if by == ".ci/run":
            assert command in ci
        elif by.startswith("make "):
            target = re.search(rf"^{by.removeprefix('make ')}:(.*(?:\n\t.*)*)", makefile, re.MULTILINE)[1]
            assert command.removeprefix("make ") in target.split()
        else:
            assert f"\ndef {by}(" in tests, by


@pytest.mark.parametrize(
    ("target", "script"),
    [
        ("audit", "tools/vulnerabilities.py"),
        ("bench", "bench"),
        ("load", "bench/load.py"),
        ("idle", "bench/idle_memory.py"),
        ("hostile", "bench/hostile.py"),
        ("hostile", "bench/large_tables.py"),
        ("soak", "bench/soak.py"),
        ("screenshots", "tools/screenshots.py"),
        ("fonts", "tools/subset_fonts.py"),
        ("fonts", "tools/printable_signs.py"),
    ],
)
def test_a_target_that_runs_too_long_for_a_test_runs_its_script(copy, target, script):
    said = ran("make", "-n", target, cwd=copy)
    assert script in said
    assert (copy / script).exists()


def test_what_make_test_leaves_out_has_a_target_of_its_own(copy):
    # Within another make, it also says which folder it enters and leaves.
    assert ".venv/bin/pytest -m nightly" in ran("make", "-n", "nightly", cwd=copy).splitlines()


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The tree in another folder, with the same packages: what a command writes there harms nothing."""
    folder = tmp_path_factory.mktemp("copy") / "tree"
    left_out = shutil.ignore_patterns(
        ".git", ".venv", ".*cache*", "__pycache__", ".hypothesis", ".benchmarks"
    )
    shutil.copytree(ROOT, folder, ignore=left_out)
    (folder / ".venv").symlink_to((ROOT / ".venv").resolve())
    return folder


def contents(folder):
    made = {".venv", "__pycache__"}
    files = (p for p in folder.rglob("*") if p.is_file() and not made & set(p.parts))
    return {p.relative_to(folder): p.read_bytes() for p in files}


def ran(*command, cwd=ROOT, **environment):
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "target", ["data-readme", "data-history", "licences", "link-tables", "reading-levels"]
)
def test_what_is_written_by_a_command_is_what_it_writes(copy, target):
    before = contents(copy)
    ran("make", "-s", target, cwd=copy)
    changed = {str(path) for path, content in contents(copy).items() if before.get(path) != content}
    assert changed == set(), f"stale: run make {target}"


def test_a_folder_is_checked_without_any_package(tmp_path):
    bare = (sys.executable, "-S", "-m", "models.validate")
    assert ran(*bare).endswith("data: 0 problems.\n")
    shutil.copytree(ROOT / "data", tmp_path / "other")
    assert ran(*bare, str(tmp_path / "other")).endswith("other: 0 problems.\n")


@pytest.mark.e2e
def test_make_run_serves_the_folder_that_it_is_given(tmp_path):
    folder = tmp_path / "other"
    shutil.copytree(ROOT / "data", folder)
    concerns = folder / "concerns.csv"
    told = concerns.read_text(encoding="utf-8").replace("Acne scars", "Scars of another folder")
    concerns.write_text(told, encoding="utf-8")
    with (
        running_server("make", "-s", "run", SKIN_OPTIONS_DATA=str(folder)) as server,
        urllib.request.urlopen(f"{server}/?concern=acne_scars") as page,
    ):
        assert "scars of another folder" in page.read().decode().lower()


@pytest.mark.nightly
def test_every_timing_without_a_browser_runs():
    """Each once and untimed, and of all pages one: enough to see that it still fits the code."""
    browsers = ("--ignore", "bench/test_bench_browser.py", "--ignore", "bench/test_bench_drag.py")
    _ran_untimed("bench", *browsers, "-k", "not test_a_page or compare")


@pytest.mark.nightly
@pytest.mark.e2e
def test_every_timing_in_a_browser_runs():
    """As few visits and steps as there can be. Left out: a phone, which is the desktop again, slowed down,
    and the memory of an idle visit, which a script of its own measures as well."""
    files = ("bench/test_bench_browser.py", "bench/test_bench_drag.py")
    said = _ran_untimed(*files, "-k", "not phone and not memory")
    assert re.search(r"board / empty page \d", said)
    assert re.search(r"How sure +none +\d", said)
    assert "blank frames" in said
    assert re.search(r"A drag: .*\n.*\n +Compare +\d", said)


def _ran_untimed(*which):
    return ran(sys.executable, "-m", "pytest", "--benchmark-disable", "-p", "no:cacheprovider", *which)


@pytest.mark.nightly
@pytest.mark.e2e
def test_the_crowd_and_the_attack_run():
    """Two people, one page, and a small part of the attack and of the soak: enough to see that they still fit
    the code."""
    for script, *less in (
        ("load.py", "--people", "2", "--warm-up", "1", "--minutes", "0.05", "--every", "1", "--stay"),
        ("idle_memory.py", "--people", "1", "--pages", ""),
        ("hostile.py", "--share", "0.005", "--rounds", "1", "--stay", "--untimed"),
        ("soak.py", "--share", "0.02", "--stay"),
    ):
        ran(sys.executable, f"bench/{script}", *less, PYTHONPATH=os.pathsep.join(("tests/support", ".")))


def test_the_icons_are_cut_as_they_are_kept(tmp_path, monkeypatch):
    """The letters are cut in the same way, and take four times as long."""
    from tools import subset_fonts

    kept = next(subset_fonts.FONTS.glob("MaterialSymbols-*"))
    monkeypatch.setattr(subset_fonts, "FONTS", tmp_path)
    monkeypatch.setattr(subset_fonts, "CUTS", {"MaterialSymbols-*": subset_fonts.cut_icons})
    subset_fonts.main()
    assert (tmp_path / kept.name).read_bytes() == kept.read_bytes(), "stale: run make fonts"


def packing(code):
    """In place of npm: a package with ``code`` in it."""

    def packed(command, cwd, check):
        assert command[:2] == ["npm", "pack"]
        with tarfile.open(Path(cwd) / "package.tgz", "w:gz") as archive:
            for name, content in (("plotly-basic.min.js", code), ("LICENSE", b"MIT")):
                told = tarfile.TarInfo(f"package/{name}")
                told.size = len(content)
                archive.addfile(told, io.BytesIO(content))

    return packed


def test_the_code_of_the_charts_is_kept_as_it_is_taken(tmp_path, monkeypatch):
    (tmp_path / "plotly-basic-1.0.min.js.br").write_bytes(b"an older one")
    monkeypatch.setattr(take_plotly.subprocess, "run", packing(PLOTLY))
    take_plotly.take(take_plotly.version(), tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        plot.CODE.name: plot.CODE.read_bytes(),
        "LICENSE": b"MIT",
    }


def test_code_that_nobody_has_looked_at_is_not_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(take_plotly.subprocess, "run", packing(PLOTLY + b" "))
    with pytest.raises(ValueError, match="look at it, then add it to LOOKED_AT"):
        take_plotly.take(take_plotly.version(), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.e2e
def test_a_picture_is_taken_again(copy):
    """The last of the list; the general picture of a link is made with it, and is the one kept."""
    kept = contents(copy)
    last = "import screenshots as s; s.PICTURES = s.PICTURES[-1:]; print(s.PICTURES[0][0]); s.main()"
    name = ran(sys.executable, "-c", last, cwd=copy, PYTHONPATH="tools:tests/support:.").strip()
    now = contents(copy)
    assert now[next(p for p in now if p.name == name)].startswith(b"\x89PNG")
    assert {p.name for p in now if now[p] != kept.get(p)} <= {name}


@pytest.mark.nightly
def test_the_pins_are_what_pip_compile_writes(copy):
    """Without looking for newer versions, so that nobody's release fails this. Needs the package index."""
    recipe = ran("make", "-n", "pins", cwd=copy)
    run_time = next(line for line in recipe.splitlines() if line.endswith("requirements.in"))
    before = contents(copy)
    ran("sh", "-c", run_time.replace(" --upgrade", ""), cwd=copy)
    assert contents(copy) == before


def test_clean_takes_away_only_what_can_be_made_again(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in (
        ".venv",
        ".pytest_cache",
        ".mypy_cache",
        ".ruff_cache",
        ".benchmarks",
        ".hypothesis",
        "data",
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").touch()
    ran("make", "-s", "clean", cwd=tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"Makefile", "data"}
