"""Memory of the process, where the C library is GNU's; elsewhere nothing happens."""

import ctypes
import os

#: The numbers of mallopt's parameters (malloc.h).
_ARENA_MAX, _MMAP_THRESHOLD = -8, -3

#: Every run of a page is a thread. Python lets one of them run at a time: they hardly wait for one another.
ARENAS = 2

#: Bytes from which a block is the system's own and goes back to it when freed. The library starts at 128 kB
#: and raises that to 32 MB as such blocks are freed; then figures drawn 10,000 times leave holes among what
#: stays.
LARGE = 512 * 1024


def keep_together() -> None:
    """Let all threads share two arenas, and give large blocks back at once. Call it before there are threads.

    GNU's library has up to eight arenas for each core, and what was freed in one is of no use to a thread in
    another: memory grew with every visit that ran beside others.
    """
    _library_call("mallopt", _ARENA_MAX, ARENAS)
    _library_call("mallopt", _MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """Hand freed memory to the system."""
    _library_call("malloc_trim", 0)


def _library_call(name: str, *numbers: int) -> None:
    function = getattr(ctypes.CDLL(None), name, None) if os.name == "posix" else None
    if function is not None:
        function(*numbers)
