"""Answers about an evidence, kept for the next who asks, without keeping the evidence itself."""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import ref

from models.evidence.nouns import Evidence

P = ParamSpec("P")
T = TypeVar("T")
About = Callable[Concatenate[Evidence, P], T]

#: Evidence that has been dropped since the last call, and each function's answers by its arguments.
_gone: deque[ref[Evidence]] = deque()
_kept: list[dict[tuple[Any, ...], Any]] = []


def kept(maxsize: int) -> Callable[[About[P, T]], About[P, T]]:
    """Like ``functools.lru_cache``, for functions whose first argument is an ``Evidence``.

    That argument is held weakly: a replaced evidence goes with the last visit that shows it, and the table of
    a visitor goes with the visit. An answer must not refer to its evidence (a test looks). It goes when
    ``maxsize`` newer ones have come, and with its evidence as soon as anybody asks anything: what a visitor's
    table or prices came to must not outlast the visit.
    """

    def decorate(function: About[P, T]) -> About[P, T]:
        # Several threads ask at once, without a lock: each line that touches a dict does so in one step.
        answers: dict[tuple[Any, ...], T] = {}
        _kept.append(answers)

        @wraps(function)
        def asked(evidence: Evidence, /, *rest: P.args, **named: P.kwargs) -> T:
            _forget_the_gone()
            key = (ref(evidence, _gone.append), rest, tuple(sorted(named.items())))
            try:
                answer = answers.pop(key)
            except KeyError:
                answer = function(evidence, *rest, **named)
            # A dict keeps its order: the newest is last.
            answers[key] = answer
            while len(answers) > maxsize:
                with suppress(RuntimeError):  # another thread was faster
                    answers.pop(next(iter(answers), ()), None)
            return answer

        return asked

    return decorate


def _forget_the_gone() -> None:
    if _gone:
        _gone.clear()
        for answers in _kept:
            for key in list(answers):
                if key[0]() is None:
                    answers.pop(key, None)
