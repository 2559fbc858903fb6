"""The first of some items, with a useful error where there is none."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def first_of(items: Iterable[T], missing: str) -> T:
    """The first of ``items``. Raises LookupError with the text ``missing`` where there is none.

    ``next`` would raise StopIteration, which has no message and silently ends a generator around it.
    """
    for item in items:
        return item
    raise LookupError(missing)
