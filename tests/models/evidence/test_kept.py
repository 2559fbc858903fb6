"""Cached answers about an evidence are reused, limited in number, and do not keep the evidence alive."""

import ast
import gc
import re
from dataclasses import replace
from weakref import ref

import pytest
from kept_answers import ASKED

from models import ROOT
from models.evidence.kept import kept
from models.evidence.nouns import Evidence
from models.uploads import number_formats


@pytest.mark.parametrize("name", ASKED)
def test_a_cached_answer_does_not_keep_its_evidence_alive(evidence, name):
    copy = replace(evidence)
    ASKED[name](copy)
    weakly = ref(copy)
    del copy
    gc.collect()
    assert weakly() is None


def test_every_function_with_a_cache_is_covered_here():
    keeping = set()
    for path in (p for folder in ("models", "pages") for p in (ROOT / folder).rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        text = path.read_text(encoding="utf-8")
        keeping |= {f"{module}.{name}" for name in re.findall(r"^@kept\(\w+\)\ndef (\w+)", text, re.M)}
        assert text.count("\n@kept(") == sum(name.rpartition(".")[0] == module for name in keeping)
    assert keeping == set(ASKED)


def test_a_cached_answer_is_reused_and_the_cache_is_bounded(evidence):
    asked = []

    @kept(2)
    def answer(about: Evidence, number: int) -> int:
        asked.append(number)
        return number + len(about.treatments)

    other = replace(evidence)
    assert [answer(evidence, n) for n in (1, 1, 2, 1)] == [16, 16, 17, 16]
    assert asked == [1, 2]
    answer(other, 1)
    answer(other, 2)
    answer(evidence, 1)
    assert asked == [1, 2, 1, 2, 1]


def test_an_answer_is_dropped_with_its_evidence_at_the_next_call_of_any_function(evidence):
    """Answers about a visitor's table must not stay until the same function is called again."""

    class Answer:
        pass

    @kept(10)
    def answer(about: Evidence) -> Answer:
        return Answer()

    @kept(10)
    def another(about: Evidence) -> int:
        return 1

    copy = replace(evidence)
    weakly, mine = ref(answer(copy)), answer(evidence)
    assert weakly() is answer(copy)
    del copy
    gc.collect()
    another(evidence)
    assert weakly() is None
    assert answer(evidence) is mine


def test_no_function_with_arguments_has_an_unbounded_cache():
    unbounded = set()
    for path in (p for folder in ("models", "pages") for p in (ROOT / folder).rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and (function.args.args or function.args.kwonlyargs):
                kept_by = [ast.unparse(decorator) for decorator in function.decorator_list]
                unbounded |= {
                    function.name for by in kept_by if re.fullmatch(r"(functools\.)?cache|.*None.*", by)
                }
    assert unbounded == set()


def test_a_number_format_as_long_as_a_file_is_not_cached():
    before = number_formats._look_of.cache_info().currsize
    for number in range(3):
        assert number_formats.look_of(f"{number}" * 10_000) == (number_formats.Look.PLAIN, "")
    assert number_formats._look_of.cache_info().currsize == before
