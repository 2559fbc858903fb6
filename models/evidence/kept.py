"""A cache of results computed from an ``Evidence`` that does not keep the evidence itself alive."""

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

#: References to evidence freed since the last call, and each function's results by its arguments.
_gone: deque[ref[Evidence]] = deque()
_kept: list[dict[tuple[Any, ...], Any]] = []


def kept(maxsize: int) -> Callable[[About[P, T]], About[P, T]]:
    """Like ``functools.lru_cache``, for functions whose first argument is an ``Evidence``.

    That argument is held weakly: replaced evidence is freed with the last visit that shows it, and a
    visitor's table with the visit. A result must not refer to its evidence (a test checks this). It is
    dropped once there are ``maxsize`` newer ones. Once its evidence is freed, the next call of any such
    function drops it: results from a visitor's table or prices must not outlast the visit.
    """

    def decorate(function: About[P, T]) -> About[P, T]:
        # Several threads call this at once without a lock: each line accesses a dict in one atomic step.
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
            # A dict keeps its order: the newest result is last.
            answers[key] = answer
            while len(answers) > maxsize:
                with suppress(RuntimeError):  # another thread has just changed it
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
