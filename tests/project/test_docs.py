"""The docs match the code: settings, links, criteria, presets, columns, versions."""

import csv
import re
import tomllib
from pathlib import Path

import pytest

from models import ROOT
from models.folder.descriptor import read_descriptor
from models.link.link_settings import IMPORTANCES
from models.link.share_link import keys

#: Every Markdown document: at the root, in docs/, and beside the data and the fonts.
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("[!.]*/*.md"), *ROOT.glob("pages/**/*.md")]
)
SETTINGS_OF = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]

#: Files that set or read a variable: code, the Makefile and deploy/.
CODE = [
    *(ROOT / "dashboard.py", ROOT / "Makefile"),
    *ROOT.glob("models/**/*.py"),
    *ROOT.glob("pages/**/*.py"),
    *(p for p in ROOT.glob("deploy/**/*") if p.is_file()),
]


def named(path):
    return path.relative_to(ROOT).as_posix()


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def tables(document, heading=""):
    """The rows of the tables under ``heading``, header first, as lists of cells without backticks."""
    part = document.partition(f"## {heading}\n")[2] if heading else document
    rows = [line for line in part.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    return [[cell.strip().replace("`", "") for cell in row[1:-1].split("|")] for row in rows]


def anchor(heading):
    """A heading's anchor: lower case, with dashes for spaces and no other punctuation."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_and_picture_exists(document):
    found = document.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)\s]+)\)", found) + re.findall(r'(?:src|href)="([^"]+)"', found)
    for target in targets:
        if "://" in target or target.startswith("mailto:"):
            continue
        file, _, part = target.partition("#")
        there = (document.parent / file).resolve() if file else document
        assert there.exists(), target
        if part:
            headings = re.findall(r"^#+ (.*)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert part in map(anchor, headings), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_file_of_ours_named_in_the_docs_exists(document):
    """Paths in inline code, such as `models/folder/load.py`, but not patterns or placeholders."""
    names = re.findall(
        r"`((?:models|pages|tests|bench|docs|data|deploy)/[\w./-]+)`", document.read_text(encoding="utf-8")
    )
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_every_picture_is_made_by_a_command_and_shown():
    from tools.screenshots import PICTURES

    pictures = {path.name for path in (ROOT / "docs/images").iterdir()}
    assert pictures == {name for name, *_ in PICTURES}
    shown = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    assert {Path(target).name for target in re.findall(r"images/[\w-]+\.png", shown)} == pictures


def test_the_readme_links_to_every_document():
    assert [p.name for p in ROOT.glob("docs/*.md") if f"docs/{p.name}" not in text("README.md")] == []


def test_the_changelog_follows_keep_a_changelog():
    """As Keep a Changelog asks: dated versions, [Unreleased] first, and the standard kinds of change."""
    versions = re.findall(r"^## (.*)$", text("CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", version) for version in versions[1:])
    kinds = set(re.findall(r"^### (.*)$", text("CHANGELOG.md"), re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Figures changed"}
    for part in re.split(r"^## ", text("CHANGELOG.md"), flags=re.MULTILINE)[1:]:
        found = re.findall(r"^### (.*)$", part, re.MULTILINE)
        assert len(found) == len(set(found)), "a kind of change appears twice in a version"
        lines = [line for line in part.splitlines()[1:] if line and not line.startswith("### ")]
        assert all(re.match(r"- \S|  \S", line) for line in lines)


def test_the_changelog_lists_changed_figures_with_old_and_new_values():
    told = text("CHANGELOG.md").partition("### Figures changed\n")[2].partition("\n## ")[0]
    entries = re.findall(r"^- .*(?:\n  .*)*", told, re.MULTILINE)
    assert entries
    assert all(".csv" in entry and "->" in entry for entry in entries)


def test_every_decision_record_has_a_unique_number_and_the_standard_parts():
    files = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [int(file.name[:4]) for file in files]
    assert len(set(numbers)) == len(numbers)
    for file, number in zip(files, numbers, strict=True):
        record = file.read_text(encoding="utf-8")
        assert record.startswith(f"# {number}. "), file.name
        parts = re.findall(r"^\*\*(.+?)\.\*\* ", record, re.MULTILINE)
        assert parts[:2] == ["Context", "Decision"], file.name
        assert "What would change our mind" in parts, file.name


def test_every_environment_variable_of_ours_is_documented():
    read = {
        name
        for path in CODE
        for name in re.findall(r"SKIN_OPTIONS_[A-Z_]+", path.read_text(encoding="utf-8"))
    }
    assert "SKIN_OPTIONS_DATA" in read
    told = "".join(path.read_text(encoding="utf-8") for path in SETTINGS_OF)
    assert [name for name in sorted(read) if f"`{name}`" not in told] == []


def flat(table, before=""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def test_every_configuration_key_is_documented_with_its_value():
    config = dict(flat(tomllib.loads(text(".streamlit/config.toml"))))
    rows = tables(text("docs/settings.md"), "`.streamlit/config.toml`")[1:]
    told = {key: value for key, value, _ in rows if "*" not in key}
    plain = {k: str(v).lower() if isinstance(v, bool) else str(v) for k, v in config.items()}
    colours = {key for key in plain if key.startswith(("theme.light.", "theme.dark."))}
    assert told == {key: value for key, value in plain.items() if key not in colours}
    row = next(why for key, _, why in rows if key.startswith("theme.light.*"))
    for ground in ("light", "dark"):
        names = {key.rpartition(".")[2] for key in colours if f".{ground}." in key}
        assert names == set(re.findall(r"\w+Color", row))


def test_the_tables_in_link_md_are_up_to_date():
    from tools.link_tables import main

    assert main(["--check"]) == 0, "run make link-tables"


def test_link_md_has_every_key_in_the_order_of_a_full_link(evidence):
    rows = tables(text("docs/link.md"))
    assert rows[0] == ["key", "what Share says", "values", "where it is left out", "changes the ranking"]
    assert tuple(row[0] for row in rows[1:]) == keys(evidence)
    assert all(all(row) for row in rows), "a cell is empty"


def test_a_stale_table_in_link_md_is_found(evidence):
    from tools.link_tables import paper

    now = text("docs/link.md")
    assert paper(now, evidence) == now
    for lost in ("| `budget` |", "$100,000", "| bases |"):
        assert paper(now.replace(lost, "", 1), evidence) == now, lost


def test_method_md_has_every_criterion_and_every_preset(evidence):
    document = text("docs/method.md")
    assert tables(document, "Criteria that are weighed")[1:] == [
        [
            c.criterion_id,
            c.label,
            c.unit,
            f"{c.scale_worst:,g}",
            f"{c.scale_best:,g}",
            c.varies_by or "nothing",
        ]
        for c in evidence.weighted
    ]
    facts = [c for c in evidence.criteria.values() if c not in evidence.weighted]
    assert tables(document, "Facts that are shown and not weighed")[1:] == [
        [c.criterion_id, c.label, c.unit] for c in facts
    ]
    presets = tables(document, "Presets")
    assert presets[0][2:] == [c.short_label for c in evidence.weighted]
    start = evidence.start_preset
    assert presets[1:] == [
        [
            p.preset_id,
            p.label + " (the start)" * (p == start),
            *(str(p.importances[c.criterion_id]) for c in evidence.weighted),
        ]
        for p in evidence.presets.values()
    ]
    assert dict(start.importances) == IMPORTANCES, (
        "the default importances of links differ from the start preset"
    )


def test_the_readme_of_the_data_has_every_column_of_every_table():
    document = text("data/README.md")
    for resource in read_descriptor(ROOT / "data")["resources"]:
        with (ROOT / "data" / resource["path"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert [row[0] for row in tables(document, resource["path"])[1:]] == header, resource["path"]


#: A stated Python version. Only a Dockerfile may repeat it, because its FROM line needs a number.
PYTHON_VERSION = re.compile(r"(?i)\bpy(?:thon)?[ :=_-]*(?:version)?[ :=\"'>]*(3\.?\d{1,2})\b")


def test_the_version_of_python_is_stated_once():
    wanted = re.search(r'^requires-python = ">=(3\.\d+)"$', text("pyproject.toml"), re.MULTILINE)[1]
    places = [
        *DOCUMENTS,
        ROOT / "Makefile",
        ROOT / "pyproject.toml",
        *ROOT.glob("*.in"),
        ROOT / ".ci/run",
        *CODE,
    ]
    stated = {
        (named(path), found)
        for path in places
        for found in PYTHON_VERSION.findall(path.read_text(encoding="utf-8"))
        if not path.name.startswith("Dockerfile")
    }
    assert stated == {("pyproject.toml", wanted)}
    for file in ROOT.glob("**/Dockerfile*"):
        assert set(PYTHON_VERSION.findall(file.read_text(encoding="utf-8"))) == {wanted}, named(file)
