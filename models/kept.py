"""Answers about an evidence, kept for the next who asks, without keeping the evidence itself."""

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import ref

from models.evidence import Evidence

P = ParamSpec("P")
T = TypeVar("T")
About = Callable[Concatenate[Evidence, P], T]


def kept(maxsize: int) -> Callable[[About[P, T]], About[P, T]]:
    """Like ``functools.lru_cache``, for functions whose first argument is an ``Evidence``.

    That argument is held weakly: a replaced evidence goes with the last visit that shows it, and the table of
    a visitor goes with the visit. An answer must not refer to its evidence (a test looks), and goes when
    ``maxsize`` newer ones have come.
    """

    def decorate(function: About[P, T]) -> About[P, T]:
        def told(weakly: ref[Evidence], *rest: Any, **named: Any) -> T:
            evidence = weakly()
            assert evidence is not None, "whoever asks holds it"
            return function(evidence, *rest, **named)

        answer: Callable[..., T] = lru_cache(maxsize)(told)

        def asked(evidence: Evidence, /, *rest: P.args, **named: P.kwargs) -> T:
            return answer(ref(evidence), *rest, **named)

        update_wrapper(asked, function)
        return asked

    return decorate
