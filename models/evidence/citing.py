"""Whatever cites sources, and the sources behind several of them."""

from collections.abc import Iterable
from typing import Protocol


class Citing(Protocol):
    @property
    def source_ids(self) -> tuple[str, ...]: ...


def sources_behind(rows: Iterable[Citing]) -> tuple[str, ...]:
    """The ids of their sources, in their order, each once."""
    return tuple(dict.fromkeys(source for row in rows for source in row.source_ids))
