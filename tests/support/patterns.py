"""Finds every regular expression in the app's source, and texts that are hard for each.

``python tests/support/patterns.py`` reads patterns as JSON and tries each on its texts. The system kills it
if one takes too long (`too_slow`).
"""

import ast
import importlib
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import combinations, permutations
from pathlib import Path
from re import _constants as codes
from re import _parser as parser
from types import SimpleNamespace
from typing import NamedTuple

#: The methods of a pattern.
ASKED = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")

#: One character of each kind that a pattern may name: digit, letter, white space and others.
KINDS = "0a_ \n-"

#: The length of a text, and the processor seconds allowed for it. A linear pattern takes some hundredths of a
#: second, a quadratic one three seconds or more.
TIMES, SECONDS = 100_000, 1.0

#: Each text is first tried with ``TRIAL`` characters. The ``SLOWEST`` texts of each pattern, and all that
#: take longer than ``SLOW`` seconds, are then tried at full length. Quadratic cases are among them: at a
#: twentieth of the length they take at least eight milliseconds, and linear ones one or two.
TRIAL, SLOWEST, SLOW = TIMES // 20, 3, 0.006

#: Example values for the variables in patterns that a function builds.
MADE_IN_A_FUNCTION = {
    "models.uploads.typed_numbers": {
        "whole": r"(?:\d{1,15}|[1-9]\d{0,2}(?:,\d{3}){1,4})?",
        "decimal": ".",
        "in_cell": "days?",
    },
    "models.uploads.column_names": {"unit": SimpleNamespace(same=r"(?:(?:per|a|one|for one) )?session|each")},
    "models.folder.content_rules": {"words": "laser|peels?"},
    "models.folder.cells": {"pattern": "[a-z0-9_]+", "rules": {"pattern": "[a-z0-9_]+"}},
}


class Pattern(NamedTuple):
    """A pattern with its place in the source (``where``) and the methods called on it (``asked``)."""

    where: str
    source: str
    flags: int
    asked: tuple[str, ...]


def every_pattern(root: Path, folders: Iterable[str] = ("models", "pages")) -> list[Pattern]:
    """Raises AssertionError if a pattern cannot be determined from the source."""
    files = [path for folder in folders for path in sorted((root / folder).rglob("*.py"))]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}
    asked = _asked_of_constants(trees.values())
    return [pattern for path, tree in trees.items() for pattern in _of_file(root, path, tree, asked)]


def _of_file(root: Path, path: Path, tree: ast.Module, asked: dict[str, set[str]]) -> Iterator[Pattern]:
    constants = {
        node.value: node.targets[0].id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for call in _calls(tree):
        way = call.func.attr
        if getattr(call.func.value, "id", "") == "re" and way in (*ASKED, "compile"):
            place = path.relative_to(root)
            compiled = _compiled(call, ".".join(place.with_suffix("").parts), f"{place}:{call.lineno}")
            ways = asked.get(constants.get(call, "")) if way == "compile" else {way}
            # A pattern used in another file or under another name: assume the two hardest methods.
            ways = ways or {"sub", "fullmatch"}
            source = compiled.pattern if isinstance(compiled.pattern, str) else compiled.pattern.decode()
            yield Pattern(f"{place}:{call.lineno}", source, compiled.flags & ~re.UNICODE, tuple(sorted(ways)))


def _asked_of_constants(trees: Iterable[ast.Module]) -> dict[str, set[str]]:
    """The pattern methods that the code calls on each constant."""
    found: dict[str, set[str]] = {}
    for tree in trees:
        for call in _calls(tree):
            owner = call.func.value
            name = getattr(owner, "id", getattr(owner, "attr", ""))
            if call.func.attr in ASKED and name.isupper():
                found.setdefault(name, set()).add(call.func.attr)
    return found


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node


def _compiled(call: ast.Call, module: str, where: str) -> re.Pattern:
    """The pattern of a call of ``re``, compiled as in its module."""
    source, *rest = (ast.unparse(argument) for argument in call.args)
    place = {"compile": 0, "sub": 3, "subn": 3, "split": 2}.get(call.func.attr, 1)
    named = [ast.unparse(keyword.value) for keyword in call.keywords if keyword.arg == "flags"]
    flags = (*named, *rest[place : place + 1], "0")[0]
    names = vars(importlib.import_module(module.removesuffix(".__init__"))) | {"__builtins__": __builtins__}
    names |= MADE_IN_A_FUNCTION.get(module, {})
    try:
        return re.compile(eval(source, names), eval(flags, names))
    except (NameError, AttributeError) as error:
        raise AssertionError(f"{where}: {error}. Make the pattern a constant of its module.") from None


def hard_texts(pattern: Pattern, way: str) -> Iterator[tuple[str, str]]:
    """Each (repeated part, last character): the characters of the pattern, alone and in pairs, and its words.

    A match of the whole text fails late if the last character differs.
    """
    alphabet, words = _alphabet(pattern)
    yield from ((part, "") for part in alphabet)
    yield from ((one + other, "") for one, other in combinations(alphabet, 2))
    if way in ("match", "fullmatch"):
        yield from permutations(alphabet, 2)
    yield from ((word, "") for word in words)


def _alphabet(pattern: Pattern) -> tuple[list[str], list[str]]:
    """The characters that the pattern names, the ends of its ranges and one of each kind; then its words."""
    characters, words, word = set(KINDS), set(), ""
    for code, value in _parts(parser.parse(pattern.source, pattern.flags)):
        if code is codes.LITERAL:
            word += chr(value)
            words.add(word)
            characters.add(chr(value))
            continue
        word = ""
        if code is codes.NOT_LITERAL:
            characters.add(chr(value))
        elif code is codes.RANGE:
            characters |= {chr(end) for end in value}
    whole = [w for w in words if len(w) > 1 and not any(o != w and o.startswith(w) for o in words)]
    return sorted(characters), sorted(whole)


def _parts(tree: object) -> Iterator[tuple[object, object]]:
    if isinstance(tree, tuple) and len(tree) == 2 and isinstance(tree[0], type(codes.LITERAL)):
        yield tree
    for inner in tree if isinstance(tree, list | tuple | parser.SubPattern) else ():
        if isinstance(inner, list | tuple | parser.SubPattern):
            yield from _parts(inner)


def too_slow(patterns: list[Pattern]) -> str:
    """The first pattern that takes too long, with its method and text; '' if all are fast enough."""
    command = (sys.executable, __file__)
    ended = subprocess.run(command, input=json.dumps(patterns), capture_output=True, text=True)
    if ended.returncode == 0:
        return ""
    if ended.returncode != -signal.SIGPROF:
        raise AssertionError(ended.stderr)
    return ended.stdout.splitlines()[-1]


def main() -> None:
    for pattern in (Pattern(*found) for found in json.load(sys.stdin)):
        for way in pattern.asked:
            trials = [(_seconds(pattern, way, *text, TRIAL), text) for text in hard_texts(pattern, way)]
            trials.sort(reverse=True)
            for place, (seconds, text) in enumerate(trials):
                if place < SLOWEST or seconds > SLOW:
                    _seconds(pattern, way, *text, TIMES)
    signal.setitimer(signal.ITIMER_PROF, 0)


def _seconds(pattern: Pattern, way: str, repeated: str, last: str, length: int) -> float:
    """Processor seconds for a text of this length. The system kills this process after ``SECONDS``."""
    compiled = re.compile(pattern.source, pattern.flags)
    text = repeated * (length // min(len(repeated), 2)) + last
    # Flushed each time, so that the last line is in the pipe if the system kills this process.
    print(pattern.where, pattern.source, way, repr(text[:40]), repr(text[-1]), flush=True)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    started = time.process_time()
    found = compiled.sub("", text) if way in ("sub", "subn") else getattr(compiled, way)(text)
    if way == "finditer":
        list(found)
    return time.process_time() - started


if __name__ == "__main__":
    main()
