"""The memory that the tables of all visitors may take together.

A visit keeps its table until half an hour after it ends, so one bound for each visit would bound nothing.
"""

from weakref import WeakSet

#: Bytes of all tables, and of one row as it is compared (bench/large_tables.py measures it).
MOST_HELD, OF_A_ROW = 200 * 1024 * 1024, 25_000

#: What is said of a table that finds no room, and what to do.
NO_ROOM = (
    "It was not opened, since other visitors have as many tables open as there is room for.",
    "Please try again in half an hour.",
)


class Place:
    """The room of one table. It is free again when no visit holds this any more."""

    __slots__ = ("__weakref__", "size")

    def __init__(self, size: int) -> None:
        self.size = size

    def __copy__(self) -> "Place":
        """Itself: a page that is loaded again takes its table along, and no more room."""
        return self


_taken: WeakSet[Place] = WeakSet()


def place_for(content: bytes, rows: int) -> Place | None:
    """Room for a file and its rows, or None where there is none left."""
    size = len(content) + rows * OF_A_ROW
    if sum(place.size for place in _taken) + size > MOST_HELD:
        return None
    place = Place(size)
    _taken.add(place)
    return place
