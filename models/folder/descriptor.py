"""The descriptor ``datapackage.json`` (Frictionless): which tables there are, their columns and keys."""

import json
import re
from pathlib import Path
from typing import Any

from models.folder.cells import is_described
from models.folder.problems import EvidenceError, Problem

DESCRIPTOR = "datapackage.json"

#: The tables that the evidence is built from. A descriptor without one of them is for other data.
TABLES = (
    *("treatments", "treatment_texts", "concerns", "phototypes", "conditions", "criteria", "grades"),
    *("presets", "preset_importances", "estimates", "suitability", "contraindications", "warnings"),
    *("recovery", "aftercare", "dark_marks_duration", "article_claims", "sources", "reviews"),
)


def read_descriptor(folder: Path) -> dict[str, Any]:
    """The parsed descriptor. Raises EvidenceError if it cannot be read or does not describe the tables."""
    try:
        descriptor: dict[str, Any] = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8-sig"))
        columns = {r["name"]: {f["name"] for f in r["schema"]["fields"]} for r in descriptor["resources"]}
        lost = [name for name in TABLES if name not in columns]
        what = f"it does not describe {', '.join(lost)}." if lost else ""
        if not all(_is_whole(resource, columns) for resource in descriptor["resources"]):
            what = "it is not a data package descriptor."
    except FileNotFoundError:
        what = "the file is missing."
    except OSError:
        what = "the file cannot be opened."
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, re.error):
        what = "it is not a data package descriptor."
    if what:
        remedy = "Copy it from the data folder of this app."
        raise EvidenceError([Problem(DESCRIPTOR, 0, "", what, remedy)])
    return descriptor


def _is_whole(resource: dict[str, Any], columns: dict[str, set[str]]) -> bool:
    """Whether ``resource`` has all that the reader needs. May raise an error where it does not."""
    schema, own = resource["schema"], columns[resource["name"]]
    return (
        re.fullmatch(r"[\w-]+\.csv", resource["path"]) is not None
        and isinstance(schema["primaryKey"], list)
        and own.issuperset(schema["primaryKey"])
        and all(is_described(column) for column in schema["fields"])
        and all(column in own and key in columns[other] for column, other, key in links(schema))
    )


def links(schema: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(column, other table, its column) for each column that may only hold values of another one."""
    links = [
        (k["fields"][0], k["reference"]["resource"], k["reference"]["fields"][0])
        for k in schema.get("foreignKeys", ())
    ]
    links += [
        (f["name"], f["references"]["resource"], f["references"]["field"])
        for f in schema["fields"]
        if "references" in f
    ]
    return links
