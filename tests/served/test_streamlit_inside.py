"""Each Streamlit internal that we rely on is listed in docs/streamlit-inside.md and still exists.

Run this file first after a new version of Streamlit.
"""

import importlib
import inspect
import re
from functools import cache
from pathlib import Path

import pytest
import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg

from models import ROOT

DOCUMENT = (ROOT / "docs/streamlit-inside.md").read_text(encoding="utf-8")
STREAMLIT = Path(streamlit.__file__).parent

#: The name of a Streamlit element, as used in styles and scripts.
ELEMENT = re.compile(r"(?<![\w-])st[A-Z][A-Za-z]+(?:-[a-z][A-Za-z]+)?(?![\w-])")


def rows(title: str) -> list[list[str]]:
    """The rows of the table under ``title``, without its header; the first cell without its backticks."""
    section = DOCUMENT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    table = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if "|" in line
    ]
    return [[row[0].strip("`"), *row[1:]] for row in table[2:]]


def names(title: str) -> list[str]:
    return [row[0] for row in rows(title)]


@cache
def shipped() -> str:
    """All of Streamlit's browser code."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(STREAMLIT.rglob("static/**/*.js")))


@cache
def served() -> str:
    """Streamlit's server code."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((STREAMLIT / "web").rglob("*.py")))


@cache
def ours(*endings: str) -> str:
    """Our styles and scripts, without their comments."""
    files = [path for ending in endings for path in sorted((ROOT / "pages").rglob(f"*.{ending}"))]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return re.sub(r"/\*.*?\*/|^\s*//.*?$", "", text, flags=re.DOTALL | re.MULTILINE)


def test_the_listed_elements_are_exactly_those_we_use():
    assert sorted(set(ELEMENT.findall(ours("css", "js", "py")))) == sorted(names("Elements"))


@pytest.mark.parametrize("name", names("Elements"))
def test_streamlit_has_this_element(name):
    # Streamlit builds the names of its buttons from two parts.
    parts = re.split(r"(?<=-)", name)
    assert all(re.search(rf"[\"'`\s.]{part}[\"'`\s$]", shipped()) for part in parts)


@pytest.mark.parametrize("name", names("Attributes of elements"))
def test_streamlit_sets_this_attribute_and_we_read_it(name):
    as_property = re.sub(r"-(\w)", lambda found: found[1].upper(), name.removeprefix("data-"))
    assert name in shipped()
    assert name in ours("css", "js") or as_property in ours("js")


@pytest.mark.parametrize(("name", "home"), [row[:2] for row in rows("Attributes of Python objects")])
def test_streamlit_has_this_attribute(name, home):
    module, _, owner = home.strip("`").rpartition(".")
    found = getattr(importlib.import_module(module), owner)
    is_set = f"self.{name} = " in inspect.getsource(found) or f"self.{name}: " in inspect.getsource(found)
    assert hasattr(found, name) or is_set
    assert re.search(rf"\b{name}\b", ours("py"))


@pytest.mark.parametrize("name", names("Messages"))
def test_the_messages_have_this_field(name):
    assert name in BackMsg.DESCRIPTOR.fields_by_name
    assert f".{name}" in ours("py")


@pytest.mark.parametrize("name", names("Routes and files"))
def test_streamlit_serves_this(name):
    # Streamlit builds its routes from a folder and a name.
    assert (STREAMLIT / name).is_file() or all(
        re.search(rf"[\"/]{part}[\"/]", served()) for part in name.split("/")
    )


@pytest.mark.parametrize("name", names("In the page"))
def test_streamlits_browser_code_uses_this_name(name):
    assert name in shipped()
    assert name in ours("js")


@pytest.mark.parametrize(
    "title",
    ["Elements", "Attributes of elements", "Attributes of Python objects", "Routes and files", "In the page"],
)
def test_no_cell_of_the_lists_is_empty(title):
    assert len(rows(title)) > 2
    assert all(all(cell for cell in row) for row in rows(title))
