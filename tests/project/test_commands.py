"""CI or a test runs every command that README and CONTRIBUTING name."""

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

#: The chart code, decompressed.
PLOTLY = brotli.decompress(plot.CODE.read_bytes())

#: Each command as the docs name it, and what runs it: CI, another command or a test.
RUN_BY = {
    "make test": ".ci/run",
    "make check": "make test",
    "make run": "test_make_run_serves_the_given_folder",
    "SKIN_OPTIONS_DATA=/path/to/folder make run": "test_make_run_serves_the_given_folder",
    "python -m models.validate": "test_a_data_folder_can_be_validated_without_any_package",
    "python -m models.validate /path/to/folder": "test_a_data_folder_can_be_validated_without_any_package",
    "make data-readme": "test_every_generated_file_is_up_to_date",
    "make data-history": "test_every_generated_file_is_up_to_date",
    "make licences": "test_every_generated_file_is_up_to_date",
    "make link-tables": "test_every_generated_file_is_up_to_date",
    "make reading-levels": "test_every_generated_file_is_up_to_date",
    "make fonts": "test_the_icon_font_subset_is_up_to_date",
    "make plotly": "test_the_chart_code_is_stored_as_downloaded",
    "make screenshots": "test_a_screenshot_can_be_retaken",
    "make bench": "test_every_benchmark_without_a_browser_runs",
    "make load": "test_the_load_the_attack_and_the_soak_scripts_run",
    "make idle": "test_the_load_the_attack_and_the_soak_scripts_run",
    "make hostile": "test_the_load_the_attack_and_the_soak_scripts_run",
    "make nightly": "test_the_tests_that_make_test_leaves_out_have_their_own_target",
    "make soak": "test_the_load_the_attack_and_the_soak_scripts_run",
    "make audit": "test_make_audit_fails_unless_every_package_was_looked_up",
    "make pins": "test_the_pins_are_what_pip_compile_writes",
    "make clean": "test_make_clean_removes_only_what_can_be_rebuilt",
}

#: Inline code that is a whole command, rather than a name or a pattern.
NAMED = re.compile(r"(?:[A-Z_]+=\S+ )*(?:make|python -m) [^`\n]+")


def commands(name):
    """The commands in the file ``name``, from fenced blocks and inline code, without comments."""
    text = (ROOT / name).read_text(encoding="utf-8")
    fenced = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))
    lines = [line.partition("#")[0].strip() for block in fenced for line in block.splitlines()]
    return {line for line in lines if line} | {code for code in inline if NAMED.fullmatch(code)}


def test_every_documented_command_is_run():
    named = commands("README.md") | commands("CONTRIBUTING.md")
    assert {"make run", "make test", "make bench"} <= named
    assert named == set(RUN_BY)


def test_every_make_target_is_documented():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()
    assert {f"make {target}" for target in targets} - {"make suite", "make chromium", "make nginx"} <= set(
        RUN_BY
    )
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)


def test_every_command_is_run_where_the_list_says():
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
def test_a_make_target_too_slow_to_test_names_its_script(copy, target, script):
    said = ran("make", "-n", target, cwd=copy)
    assert script in said
    assert (copy / script).exists()


def test_the_tests_that_make_test_leaves_out_have_their_own_target(copy):
    # Under another make, the output also names the folder that it enters and leaves.
    assert ".venv/bin/pytest -m nightly" in ran("make", "-n", "nightly", cwd=copy).splitlines()


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the work tree with the same packages, where a command may write."""
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
def test_every_generated_file_is_up_to_date(copy, target):
    before = contents(copy)
    ran("make", "-s", target, cwd=copy)
    changed = {str(path) for path, content in contents(copy).items() if before.get(path) != content}
    assert changed == set(), f"stale: run make {target}"


def test_a_data_folder_can_be_validated_without_any_package(tmp_path):
    bare = (sys.executable, "-S", "-m", "models.validate")
    assert ran(*bare).endswith("data: 0 problems.\n")
    shutil.copytree(ROOT / "data", tmp_path / "other")
    assert ran(*bare, str(tmp_path / "other")).endswith("other: 0 problems.\n")


@pytest.mark.e2e
def test_make_run_serves_the_given_folder(tmp_path):
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
def test_every_benchmark_without_a_browser_runs():
    """Each benchmark once, untimed and on one page only: enough to show that it still works."""
    browsers = ("--ignore", "bench/test_bench_browser.py", "--ignore", "bench/test_bench_drag.py")
    _ran_untimed("bench", *browsers, "-k", "not test_a_page or compare")


@pytest.mark.nightly
@pytest.mark.e2e
def test_every_benchmark_in_a_browser_runs():
    """With as few visits and steps as possible. Left out: the phone, which is the desktop slowed down, and
    the memory of an idle visit, which another script measures too."""
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
def test_the_load_the_attack_and_the_soak_scripts_run():
    """Two people, one page, and a small part of the attack and of the soak: enough to show that the scripts
    still work."""
    for script, *less in (
        ("load.py", "--people", "2", "--warm-up", "1", "--minutes", "0.05", "--every", "1", "--stay"),
        ("idle_memory.py", "--people", "1", "--pages", ""),
        ("hostile.py", "--share", "0.005", "--rounds", "1", "--stay", "--untimed"),
        ("soak.py", "--share", "0.02", "--stay"),
    ):
        ran(sys.executable, f"bench/{script}", *less, PYTHONPATH=os.pathsep.join(("tests/support", ".")))


def test_the_icon_font_subset_is_up_to_date(tmp_path, monkeypatch):
    """The text fonts are subset in the same way, which takes four times as long."""
    from tools import subset_fonts

    kept = next(subset_fonts.FONTS.glob("MaterialSymbols-*"))
    monkeypatch.setattr(subset_fonts, "FONTS", tmp_path)
    monkeypatch.setattr(subset_fonts, "CUTS", {"MaterialSymbols-*": subset_fonts.cut_icons})
    subset_fonts.main()
    assert (tmp_path / kept.name).read_bytes() == kept.read_bytes(), "stale: run make fonts"


def packing(code):
    """A replacement for npm that packs ``code``."""

    def packed(command, cwd, check):
        assert command[:2] == ["npm", "pack"]
        with tarfile.open(Path(cwd) / "package.tgz", "w:gz") as archive:
            for name, content in (("plotly-basic.min.js", code), ("LICENSE", b"MIT")):
                told = tarfile.TarInfo(f"package/{name}")
                told.size = len(content)
                archive.addfile(told, io.BytesIO(content))

    return packed


def test_the_chart_code_is_stored_as_downloaded(tmp_path, monkeypatch):
    (tmp_path / "plotly-basic-1.0.min.js.br").write_bytes(b"an older one")
    monkeypatch.setattr(take_plotly.subprocess, "run", packing(PLOTLY))
    take_plotly.take(take_plotly.version(), tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
        plot.CODE.name: plot.CODE.read_bytes(),
        "LICENSE": b"MIT",
    }


def test_unreviewed_chart_code_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(take_plotly.subprocess, "run", packing(PLOTLY + b" "))
    with pytest.raises(ValueError, match="look at it, then add it to LOOKED_AT"):
        take_plotly.take(take_plotly.version(), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.e2e
def test_a_screenshot_can_be_retaken(copy):
    """Only the last picture of the list, plus the general link picture, which must not change."""
    kept = contents(copy)
    last = "import screenshots as s; s.PICTURES = s.PICTURES[-1:]; print(s.PICTURES[0][0]); s.main()"
    name = ran(sys.executable, "-c", last, cwd=copy, PYTHONPATH="tools:tests/support:.").strip()
    now = contents(copy)
    assert now[next(p for p in now if p.name == name)].startswith(b"\x89PNG")
    assert {p.name for p in now if now[p] != kept.get(p)} <= {name}


@pytest.mark.nightly
def test_the_pins_are_what_pip_compile_writes(copy):
    """Without --upgrade, so a new release does not fail this test. Needs the package index."""
    recipe = ran("make", "-n", "pins", cwd=copy)
    run_time = next(line for line in recipe.splitlines() if line.endswith("requirements.in"))
    before = contents(copy)
    ran("sh", "-c", run_time.replace(" --upgrade", ""), cwd=copy)
    assert contents(copy) == before


def test_make_clean_removes_only_what_can_be_rebuilt(tmp_path):
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
