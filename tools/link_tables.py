"""Write the tables of docs/link.md from the link settings: `make link-tables`.

With ``--check`` it reports whether they are stale. The text around them is written by hand.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from models import DATA, ROOT
from models.evidence.nouns import Evidence
from models.evidence.terms import Basis, Certainty
from models.folder.generated_file import write_or_check
from models.folder.load import load
from models.link.link_settings import settings
from models.link.setting import Kind, Setting
from models.link.share_link import FIGURES, LINK_VERSION, VERSION
from models.link.shared_view import in_words
from models.options.questions import Question
from models.person.preferences import start

PAPER = ROOT / "docs" / "link.md"

#: A table in the document, between two HTML comments.
_TABLE = re.compile(r"(<!-- (\w+): written by `make link-tables` -->\n).*?(\n<!-- end -->)", re.DOTALL)


def paper(text: str, evidence: Evidence) -> str:
    """``text`` with its tables rewritten from the settings."""
    tables = {"keys": _keys(evidence), "names": _names(evidence)}
    return _TABLE.sub(lambda found: found[1] + "\n".join(tables[found[2]]) + found[3], text)


def _groups(evidence: Evidence) -> Mapping[str, Sequence[str]]:
    """The lists of values that several settings share, by name, longer lists first."""
    return {
        "concerns": list(evidence.concerns),
        "treatments": list(evidence.treatments),
        "criteria": list(evidence.criteria),
        "weighted criteria": [c.criterion_id for c in evidence.weighted],
        "questions": list(map(str, Question)),
        "certainties": list(map(str, Certainty)),
        "bases": list(map(str, Basis)),
    }


def _keys(evidence: Evidence) -> Iterator[str]:
    yield from _rows("key", "what Share says", "values", "where it is left out", "changes the ranking")
    yield _row(f"`{VERSION}`", "Versions: link …", f"`{LINK_VERSION}`", "the current version", "no")
    yield _row(f"`{FIGURES}`", "Versions: figures …", "eight hexadecimal digits", "not said", "no")
    opened_with = start(evidence)
    for setting in settings(evidence):
        value = setting.of(opened_with)
        yield _row(
            f"`{setting.key}`",
            f"{setting.line}: {setting.says.format('…')}",
            _values(setting, evidence),
            in_words(setting, value) or setting.empty,
            "yes" if setting.changes_ranking else "no",
        )


def _values(setting: Setting, evidence: Evidence) -> str:
    match setting.kind:
        case Kind.NUMBER:
            return "{} to {}".format(*setting.bounds)
        case Kind.LIMIT:
            return " to ".join(in_words(setting, bound) for bound in setting.bounds) + ", whole"
        case Kind.DATE:
            return "a date, {} to {}".format(*setting.bounds)
        case Kind.SWITCH:
            return "`true`, `false`"
    ids = [option.id for option in setting.options]
    for word, group in _groups(evidence).items():
        if set(group) <= set(ids):
            others = [f"`{id_}`" for id_ in ids if id_ not in group]
            return ", ".join([f"{_how_many(setting)} {word}", *others])
    return ", ".join(f"`{id_}`" for id_ in ids)


def _how_many(setting: Setting) -> str:
    if setting.kind is Kind.CHOICE:
        return "one of the"
    return f"up to {setting.most}" if setting.most else "any"


def _names(evidence: Evidence) -> Iterator[str]:
    yield from _rows("word", "names")
    for word, names in _groups(evidence).items():
        yield _row(word, ", ".join(f"`{name}`" for name in names))


def _rows(*titles: str) -> Iterable[str]:
    return (_row(*titles), "|---" * len(titles) + "|")


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def main(arguments: list[str]) -> int:
    """Write the tables, or with ``--check`` report whether they are stale. Returns the exit code."""
    text = paper(PAPER.read_text(encoding="utf-8"), load(DATA))
    return write_or_check(PAPER, text, "docs/link.md", "make link-tables", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
