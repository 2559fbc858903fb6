"""Rows that cite sources, and the sources of several such rows."""

from collections.abc import Iterable
from typing import Protocol


class Citing(Protocol):
    @property
    def source_ids(self) -> tuple[str, ...]: ...


def sources_behind(rows: Iterable[Citing]) -> tuple[str, ...]:
    """The source ids of all ``rows``, in order, without repeats."""
    return tuple(dict.fromkeys(source for row in rows for source in row.source_ids))
