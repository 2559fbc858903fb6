"""``data/README.md`` from ``data/datapackage.json``: ``python -m models.folder.data_readme [--check]``."""

import sys
from typing import Any

from models import DATA
from models.folder.descriptor import links, read_descriptor
from models.folder.generated_file import write_or_check


def readme(descriptor: dict[str, Any]) -> str:
    """The whole text: a description of the package, and every column of every table."""
    licence = descriptor["licenses"][0]
    parts = [
        f"# {descriptor['title']}",
        "<!-- Written by `make data-readme` from datapackage.json. Edit that file instead. -->",
        descriptor["description"],
        f"Licence: [{licence['title']}]({licence['path']}). Described as a Frictionless data package in "
        "`datapackage.json`; checked by `python -m models.validate`. A blank cell is a blank, never a zero.",
        "`history/` keeps the figures of every published version, a file each, so that a link made with them "
        "can say what has changed since. `make data-history` writes the next one; none is ever edited.",
        *map(_table, descriptor["resources"]),
    ]
    return "\n\n".join(parts) + "\n"


def _table(resource: dict[str, Any]) -> str:
    schema = resource["schema"]
    lines = [
        f"## {resource['path']}",
        "",
        f"{resource['title']}. {resource['description']}",
        "",
        f"One row per {', '.join(f'`{key}`' for key in schema['primaryKey'])}.",
        "",
        "| column | type | required | what it is | allowed |",
        "|---|---|---|---|---|",
    ]
    targets = {column: other for column, other, _ in links(schema)}
    for field in schema["fields"]:
        rules = field.get("constraints", {})
        target = targets.get(field["name"])
        allowed = ", ".join(f"`{value}`" for value in rules.get("enum", ()))
        bounds = [
            f"{word} {rules[key]}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in rules
        ]
        allowed = allowed or " ".join(bounds) or (f"a key of {target}.csv" if target else "")
        required = "yes" if rules.get("required") else "no"
        lines.append(
            f"| `{field['name']}` | {field['type']} | {required} | {field['description']} | {allowed} |"
        )
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the file, or with ``--check`` say whether it is stale. Returns the exit code."""
    text = readme(read_descriptor(DATA))
    return write_or_check(DATA / "README.md", text, "data/README.md", "make data-readme", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
