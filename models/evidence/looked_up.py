"""One thing out of several that must be there."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def first_of(items: Iterable[T], missing: str) -> T:
    """The first of ``items``. Raises LookupError that says what is ``missing``, where, and what to do.

    ``next`` would raise StopIteration, which says nothing and ends a loop around it without a word.
    """
    for item in items:
        return item
    raise LookupError(missing)
