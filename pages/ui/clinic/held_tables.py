"""A limit on the memory that the tables of all visitors take together.

A visit keeps its table for half an hour after it ends, so a limit per visit would limit nothing.
"""

import threading
from weakref import WeakSet

#: Bytes of all tables, and of one row while it is compared (measured by bench/large_tables.py).
MOST_HELD, OF_A_ROW = 200 * 1024 * 1024, 25_000

#: Bytes of the tables of one client: ten of the largest, or 130 with 16 options. The rest is for others.
MOST_OF_ONE = MOST_HELD // 4

#: The problem and its remedy if there is no room: in all, and for this client.
NO_ROOM = (
    "It was not opened, since other visitors have as many tables open as there is room for.",
    "Please try again in half an hour.",
)
NO_ROOM_FOR_ONE = (
    "It was not opened, since your network has as many tables open as it has room for.",
    "Go back to the public figures where you no longer need a table. Then open this file again.",
)


class Place:
    """The memory of one table. It is released when no visit refers to this object any more."""

    __slots__ = ("__weakref__", "client", "size")

    def __init__(self, client: str, size: int) -> None:
        self.client, self.size = client, size

    def __copy__(self) -> "Place":
        """The same object: a page that is loaded again keeps its table and needs no more room."""
        return self


_taken: WeakSet[Place] = WeakSet()
_looking = threading.Lock()


def place_for(client: str, content: bytes, rows: int) -> Place | tuple[str, str]:
    """Room for a file and its rows, or the problem and its remedy."""
    place = Place(client, len(content) + rows * OF_A_ROW)
    with _looking:
        taken = list(_taken)
        if place.size + sum(other.size for other in taken if other.client == client) > MOST_OF_ONE:
            return NO_ROOM_FOR_ONE
        if place.size + sum(other.size for other in taken) > MOST_HELD:
            return NO_ROOM
        _taken.add(place)
    return place
