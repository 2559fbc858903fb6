"""Write docs/licences.md, the licences of everything the app is made of: `make licences`.

With ``--check`` it reports whether the list is stale. Licences are read from the installed packages;
the list names no versions, so it changes only when a licence does.
"""

import re
import sys
from importlib.metadata import metadata

from models import ROOT
from models.folder.generated_file import write_or_check

LIST = ROOT / "docs" / "licences.md"

#: SPDX names of the licences we may distribute under. Before you add one, read its conditions.
ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0", "MIT", "MIT-CMU"),
    *("MPL-2.0", "OFL-1.1", "PSF-2.0", "Zlib"),
}

#: Packages whose metadata names no SPDX licence: the stated licence, and the one their licence file contains.
READ_BY_HAND = {
    ("altair", "BSD License"): "BSD-3-Clause",
    ("itsdangerous", "BSD License"): "BSD-3-Clause",
    ("jinja2", "BSD License"): "BSD-3-Clause",
    ("protobuf", "3-Clause BSD License"): "BSD-3-Clause",
    ("pydeck", "Apache License 2.0"): "Apache-2.0",
    ("segno", "BSD License"): "BSD-3-Clause",
    ("uvloop", "MIT License"): "MIT OR Apache-2.0",
}

#: Parts that are not packages: part, licence, owner, and our file that states the licence ("" for none).
PARTS = [
    ("the code, the signs and the drawings", "MIT", "Skin Options", "LICENSE"),
    ("the evidence in `data/`", "CC-BY-4.0", "Skin Options", "data/LICENSE"),
    ("letters, cut from Source Sans 3", "OFL-1.1", "Adobe", "pages/served/light/fonts/LICENCE.md"),
    ("icons, cut from Material Symbols", "Apache-2.0", "Google", "pages/served/light/fonts/LICENCE.md"),
    ("letters of the handout and the pictures, Libertinus Serif", "OFL-1.1", "comes inside typst", ""),
    ("Plotly's code for bars and points", "MIT", "Plotly", "pages/ui/blocks/plot/LICENSE"),
]


def run_time_packages() -> list[str]:
    """Every package in requirements.txt, indirect ones included, in file order."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return re.findall(r"^([\w.-]+)==", text, re.MULTILINE)


def licence_of(package: str) -> str:
    """The SPDX expression of an installed package. Raises ``ValueError`` if nobody has read it yet."""
    told = metadata(package)
    if expression := told.get("License-Expression"):
        return str(expression)
    classifiers = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier", []) if c.startswith("License")]
    for said in [told.get("License", ""), *classifiers]:
        if said in ALLOWED:
            return str(said)
        if (package, said) in READ_BY_HAND:
            return READ_BY_HAND[package, said]
    raise ValueError(
        f"{package}: its metadata names no SPDX licence. Read its file and add it to READ_BY_HAND."
    )


def is_allowed(expression: str) -> bool:
    """Whether we may distribute it: all parts of an AND, any part of an OR. Brackets need a human reader."""
    return any(all(part in ALLOWED for part in side.split(" AND ")) for side in expression.split(" OR "))


def licence_list() -> str:
    """The text of docs/licences.md. Raises ``ValueError`` for a licence that is not allowed."""
    packages = {package: licence_of(package) for package in run_time_packages()}
    refused = {p: e for p, e in packages.items() if not is_allowed(e)}
    refused |= {part: e for part, e, *_ in PARTS if not is_allowed(e)}
    if refused:
        raise ValueError(f"not among the allowed licences: {refused}")
    rows = [
        f"| {part} | {licence} | " + (f"[{whose}](../{file})" if file else whose) + " |"
        for part, licence, whose, file in PARTS
    ]
    return "\n".join(
        [
            "# Licences",
            "",
            "<!-- Written by `make licences`. Edit tools/licences.py instead. -->",
            "",
            "What the app is made of, with the SPDX name of each licence. `make check` fails where one is",
            "not in the list of those under which we pass things on.",
            "",
            "| part | licence | whose |",
            "|---|---|---|",
            *rows,
            "",
            "## Packages at run time",
            "",
            "Direct and indirect, as pinned in `requirements.txt` and as each package says of itself.",
            "",
            "| package | licence |",
            "|---|---|",
            *(f"| {package} | {licence} |" for package, licence in packages.items()),
            "",
        ]
    )


def main(arguments: list[str]) -> int:
    """Write the list, or with ``--check`` report whether it is stale. Returns the exit code."""
    try:
        text = licence_list()
    except ValueError as error:
        print(error)
        return 1
    return write_or_check(LIST, text, "docs/licences.md", "make licences", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
