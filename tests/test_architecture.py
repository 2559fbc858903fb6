"""Arrows run one way: dashboard -> pages/app -> pages -> ui, charts -> models."""

import ast
import sys
from pathlib import Path

import pytest
from conftest import ROOT

FILES = [ROOT / "dashboard.py", *ROOT.glob("models/**/*.py"), *ROOT.glob("pages/**/*.py")]

#: What a file may import, by the folder it is in: the longest folder that fits decides.
ALLOWED = {
    "models": {"models", "numpy", "numpy.typing", "openpyxl", "pandas"},
    "pages/charts": {"models", "pages.charts", "numpy", "pandas", "plotly"},
    "pages/printed": {
        "models",
        "pages.charts.person",
        "pages.charts.theme",
        "pages.printed",
        "segno",
        "typst",
    },
    "pages/ui": {"models", "pages.charts", "pages.printed", "pages.ui", "pandas", "segno", "streamlit"},
    "pages/served": {
        *(
            "models",
            "pages.charts.theme",
            "pages.served",
            "pages.ui.frame.appearance",
            "pages.visit.current_evidence",
        ),
        *(
            "pages.visit.beyond_link",
            "pages.ui.ranking.board",
            "pages.ui.blocks.plot",
            "pages.ui.person.priorities",
            "pages.visit.turns",
        ),
        *("pages.printed.engine", "brotli", "starlette", "streamlit"),
    },
    "pages": {"models", "pages.charts", "pages.ui", "pandas", "streamlit"},
    # All of ours is warmed up before the first visitor.
    "dashboard.py": {"models", "pages.charts", "pages.served", "pages.ui", "starlette", "streamlit"},
}

#: The standard library that the model may not touch: the clock, the network, the environment.
OUTSIDE_THE_MODEL = {"time", "socket", "urllib", "http", "os", "random", "subprocess", "threading"}


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def folder_of(path: Path) -> str:
    relative = path.relative_to(ROOT).as_posix()
    return max((key for key in ALLOWED if relative.startswith(key)), key=len)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_arrows_run_one_way(path):
    allowed = ALLOWED[folder_of(path)]
    wrong = {
        name
        for name in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not any(name == a or name.startswith(f"{a}.") for a in allowed)
    }
    assert wrong == set()


@pytest.mark.parametrize("path", sorted(ROOT.glob("models/**/*.py")), ids=lambda p: p.name)
def test_the_model_knows_neither_clock_nor_network(path):
    assert not {name.split(".")[0] for name in imports(path)} & OUTSIDE_THE_MODEL
    assert "today()" not in path.read_text(encoding="utf-8")
    assert "now()" not in path.read_text(encoding="utf-8")


def test_no_file_is_a_drawer_for_everything():
    assert not [p for p in FILES if p.stem in ("utils", "helpers", "common", "misc")]


def test_what_tests_share_stands_in_no_test_file():
    """A test file can then be read, renamed and split without a look at the others."""
    found = {path.name: imports(path) for path in (ROOT / "tests").glob("*.py")}
    taken = {name: {m for m in modules if m.startswith("test_")} for name, modules in found.items()}
    assert {name: modules for name, modules in taken.items() if modules} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_files_stay_short(path):
    limit = 100 if path.parent == ROOT / "pages" else 300
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= limit, f"{lines} lines: what is it really two of?"
