"""The rooms of the code, and what each may import. README prints the table.

A room is a folder of code. It may import itself, the standard library and what its row names. The rooms that
a row names come before it, so there are no import cycles.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from models import ROOT

#: Each room and what it may import. ``models`` means the constants in its ``__init__``.
ROOMS = {
    "models": "",
    "models/evidence": "numpy",
    "models/wording": "models/evidence",
    "models/person": "models/evidence models/wording",
    "models/folder": "models models/evidence",
    "models/validate.py": "models/folder",
    "models/history": "models models/evidence models/wording models/person models/folder",
    "models/uploads": "models/wording models/folder openpyxl",
    "models/ranking": "models/evidence models/wording models/person numpy",
    "models/sources": "models/evidence models/wording models/person pandas",
    "models/clinic": "models/evidence models/wording models/person models/folder models/uploads",
    "models/options": "models/evidence models/wording models/person models/ranking",
    "models/recovery": "models/evidence models/wording models/person models/ranking",
    "models/doubt": "models/evidence models/wording models/person models/ranking numpy",
    "models/take_home": (
        "models/evidence models/wording models/person models/ranking models/clinic models/options "
        "models/recovery models/doubt"
    ),
    "models/talk": (
        "models/evidence models/wording models/person models/ranking models/clinic models/options "
        "models/doubt models/take_home"
    ),
    "models/link": (
        "models/evidence models/wording models/person models/folder models/history models/uploads "
        "models/ranking models/clinic models/options models/talk"
    ),
    "pages/charts/parts": "models/evidence models/wording pandas plotly",
    "pages/charts": (
        "models/evidence models/wording models/person models/uploads models/ranking models/sources "
        "pages/charts/parts "
        "models/recovery models/doubt numpy pandas plotly"
    ),
    "pages/printed": "models/wording models/take_home pages/charts/parts segno typst",
    "pages/visit": (
        "models models/evidence models/wording models/person models/folder models/history models/clinic "
        "models/link streamlit"
    ),
    "pages/ui/frame": (
        "models/evidence models/wording models/person models/history models/clinic models/link "
        "pages/charts/parts pages/visit segno streamlit"
    ),
    "pages/ui/blocks": (
        "models/evidence models/wording models/folder models/uploads models/sources models/options "
        "pages/charts/parts pages/visit pandas streamlit"
    ),
    "pages/ui/person": (
        "models/evidence models/wording models/person models/folder models/ranking models/options "
        "models/link pages/visit pages/ui/frame pages/ui/blocks pandas streamlit"
    ),
    "pages/ui/ranking": (
        "models/evidence models/wording models/person models/ranking models/options models/doubt "
        "models/link pages/charts pages/charts/parts pages/visit pages/ui/frame pages/ui/blocks streamlit"
    ),
    "pages/ui/options": (
        "models/evidence models/wording models/person models/options models/recovery models/link "
        "pages/ui/frame pages/ui/blocks pages/ui/person pandas streamlit"
    ),
    "pages/ui/sources": (
        "models/evidence models/wording models/person models/ranking models/sources models/link "
        "pages/visit pages/ui/blocks pandas streamlit"
    ),
    "pages/ui/take_home": (
        "models/evidence models/person models/ranking models/doubt models/take_home "
        "models/link pages/printed pages/visit pages/ui/frame pages/ui/blocks pages/ui/person streamlit"
    ),
    "pages/ui/clinic": (
        "models models/evidence models/wording models/folder models/uploads models/clinic models/link "
        "pages/visit pages/ui/blocks pages/ui/person pages/ui/take_home pandas streamlit"
    ),
    "pages/ui/talk": (
        "models/evidence models/wording models/person models/ranking models/talk models/link "
        "pages/charts/parts pages/ui/blocks pages/ui/options streamlit"
    ),
    "pages": (
        "models/person models/ranking models/sources models/options "
        "models/recovery models/doubt models/take_home models/talk "
        "pages/charts pages/visit pages/ui/frame pages/ui/blocks pages/ui/person pages/ui/ranking "
        "pages/ui/options pages/ui/sources pages/ui/take_home pages/ui/clinic pages/ui/talk streamlit"
    ),
    "pages/served/scripts": "streamlit",
    "pages/served/first_sight": (
        "models/evidence models/wording models/person models/ranking models/doubt models/link "
        "pages/charts/parts pages/visit pages/ui/frame pages/ui/person pages/ui/ranking pages/served/scripts"
    ),
    "pages/served/guard": "pages/served/scripts pages/served/first_sight starlette streamlit",
    "pages/served/link": (
        "models models/evidence models/wording models/person models/ranking models/doubt "
        "pages/charts/parts pages/printed "
        "pages/visit pages/ui/frame pages/served/scripts pages/served/first_sight starlette"
    ),
    "pages/served/bounds": "pages/visit pages/served/guard starlette streamlit",
    "pages/served/process": (
        "models models/person models/ranking pages/printed pages/visit starlette streamlit"
    ),
    "pages/served/light": "pages/ui/blocks brotli starlette streamlit",
    "dashboard.py": (
        "models pages/visit pages/ui/frame pages/served/guard pages/served/link pages/served/bounds "
        "pages/served/process pages/served/light pages/charts pages starlette streamlit"
    ),
}

FILES = sorted([ROOT / "dashboard.py", *ROOT.glob("models/**/*.py"), *ROOT.glob("pages/**/*.py")])

#: Standard library modules that the model may not use: clock, network, environment, randomness, processes.
OUTSIDE_THE_MODEL = {"time", "socket", "urllib", "http", "os", "random", "subprocess", "threading"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Each module or name that a file imports, including those for type checking only."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(name: str) -> str:
    """The room of a file, or the room or package of a dotted name."""
    path = name if name.endswith(".py") else name.replace(".", "/")
    fits = [room for room in ROOMS if path == room or path.startswith(f"{room}/")]
    return max(fits, key=len) if fits else path.partition("/")[0]


def test_each_room_imports_only_what_its_row_names():
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in FILES
        for name in imports(path)
        if (other := room_of(name)) != (room := room_of(name_of(path)))
        and other not in ROOMS[room].split()
        and other not in sys.stdlib_module_names
    ]
    assert wrong == []


def test_every_import_in_a_row_is_used_by_its_room():
    taken = {(room_of(name_of(path)), room_of(name)) for path in FILES for name in imports(path)}
    idle = [
        f"{room} does not import {other}"
        for room, row in ROOMS.items()
        for other in row.split()
        if (room, other) not in taken
    ]
    assert idle == []


def test_a_room_is_listed_after_those_it_imports():
    order = list(ROOMS)
    late = [
        f"{room} imports {other}"
        for room, row in ROOMS.items()
        for other in row.split()
        if other in order and order.index(other) > order.index(room)
    ]
    assert late == []


def test_the_readme_describes_each_room_with_its_docstring():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    printed = dict(re.findall(r"^\| `([a-z_/]+)` \| ([^|]+) \|$", readme, re.MULTILINE))
    said = {
        room: ast.get_docstring(tree_of(ROOT / room / "__init__.py")) for room in ROOMS if "." not in room
    }
    assert {room: what for room, what in printed.items() if room in said} == said
    assert [room for room in printed if room in said] == list(said)


def test_a_room_has_at_most_twelve_files():
    crowded = {
        name_of(folder): sum(1 for path in folder.glob("*.py") if path.name != "__init__.py")
        for folder in sorted({path.parent for path in FILES} - {ROOT, ROOT / "pages"})
    }
    assert {name: count for name, count in crowded.items() if count > 12} == {}


def test_the_model_uses_neither_the_clock_nor_the_network():
    models = [path for path in FILES if name_of(path).startswith("models/")]
    wrong = [
        f"{name_of(path)} imports {name}"
        for path in models
        for name in imports(path)
        if name.split(".")[0] in OUTSIDE_THE_MODEL
    ]
    asks = [
        name_of(path)
        for path in models
        if re.search(r"\b(?:today|now)\(\)", path.read_text(encoding="utf-8"))
    ]
    assert wrong + asks == []


def calls_of_next_without_default(tree: ast.AST) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "next"
        and len(node.args) < 2
    ]


def test_production_code_has_no_assert_statements():
    """An assertion tells a reader of the log nothing, and Python drops it with -O."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assert)
    ]
    assert found == [], "raise an error that says where, what and what to do"


def test_production_code_calls_next_only_with_a_default():
    """StopIteration names nothing, and ends an enclosing generator silently."""
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in FILES
        for line in calls_of_next_without_default(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == [], "give a default, or use models/evidence/looked_up.py, which names what is missing"


def test_no_file_is_a_catch_all():
    assert [name_of(path) for path in FILES if path.stem in ("utils", "helpers", "common", "misc")] == []


def test_no_test_file_is_imported_by_another():
    """A test file can then be read, renamed and split without checking the others."""
    taken = [
        f"{name_of(path)} imports {name}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for name in imports(path)
        if name.startswith("test_")
    ]
    assert taken == []


def test_no_file_is_too_long():
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    limits = {path: 100 if path.parent == ROOT / "pages" else 300 for path in FILES}
    long = [
        f"{name_of(path)}: {lines[path]} lines, more than {limits[path]}: split it"
        for path in FILES
        if lines[path] > limits[path]
    ]
    assert long == []
