"""The app in a process that reports what it holds. ``bench/soak.py`` queries it over a socket."""

import ctypes
import gc
import os
import random
import sys
import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import _lru_cache_wrapper
from multiprocessing.connection import Listener
from pathlib import Path
from types import ModuleType
from typing import Any

import typst
from streamlit.web.cli import main
from views import writer

from models.evidence.terms import PHOTOTYPES
from pages.printed import engine, handout, signs
from pages.served.process import forgetting
from pages.visit.current_evidence import current_evidence

#: The types of container that may grow, and the smallest size that is reported.
GROWING = (dict, list, set, deque)
SMALLEST = 20

#: How many ids typst has for templates compiled from bytes.
NUMBERS = 65_535


class MallInfo2(ctypes.Structure):
    """The memory statistics of GNU's C library (mallinfo(3)), in bytes."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    )


def asked_for() -> int:
    """Bytes that the process has allocated from the C library and not freed. The rest of its memory is free
    space between allocations, which is reused and does not grow over time."""
    ask = ctypes.CDLL(None).mallinfo2
    ask.restype = MallInfo2
    told = ask()
    return int(told.uordblks + told.hblkhd)


def held() -> dict[str, Any]:
    """What the process holds now: memory, handles, threads, objects and containers."""
    gc.collect()
    # Return freed memory to the system first, so that only held memory is counted.
    ctypes.CDLL(None).malloc_trim(0)
    kinds = Counter(f"{type(thing).__module__}.{type(thing).__qualname__}" for thing in gc.get_objects())
    return {
        "memory, MB": int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6,
        "asked for, MB": asked_for() / 1e6,
        "handles": sum(1 for _ in Path("/proc/self/fd").iterdir()),
        "threads": threading.active_count(),
        "objects": kinds.total(),
        "blocks": sys.getallocatedblocks(),
        "visits": kinds["streamlit.runtime.app_session.AppSession"],
        "kinds": kinds,
        "sizes": dict(sizes()),
    }


def sizes() -> Iterator[tuple[str, int]]:
    """The path and size of each container that can be reached from a module. Bounded caches of functions are
    skipped."""
    seen = {id(sys.modules)}
    waiting: deque[tuple[str, Any]] = deque(list(sys.modules.items()))
    while waiting:
        way, thing = waiting.popleft()
        if id(thing) in seen or isinstance(thing, str | bytes | int | float | type(None)):
            continue
        seen.add(id(thing))
        if isinstance(thing, _lru_cache_wrapper):
            info = thing.cache_info()
            if info.maxsize is None:
                yield f"{way} (kept without a bound)", info.currsize
            continue
        if isinstance(thing, GROWING) and len(thing) >= SMALLEST:
            yield way, len(thing)
        if isinstance(thing, dict):
            named = (
                (key if isinstance(key, str) else type(key).__name__, v) for key, v in list(thing.items())
            )
            waiting += ((f"{way}.{key[:40]}", value) for key, value in named)
        elif isinstance(thing, ModuleType) or (
            hasattr(type(thing), "__dict__") and hasattr(thing, "__dict__")
        ):
            waiting.append((way, thing.__dict__))
            waiting += ((f"{way}/{type(x).__name__}", x) for x in gc.get_referents(thing))
        else:
            waiting += ((f"{way}/{type(x).__name__}", x) for x in gc.get_referents(thing))


def print_handouts(count: int, seed: int) -> int:
    """Make handouts by direct calls, most of them with characters that none of our fonts has."""
    evidence, chance, size = current_evidence(), random.Random(seed), 0
    views = [
        writer(evidence, concern_id=concern, phototype=chance.choice(PHOTOTYPES))
        for concern in chance.sample(list(evidence.concerns), 4)
    ]
    for number in range(count):
        words = "".join(chr(chance.randrange(0x3400, 0xD800)) for _ in range(chance.choice((0, 15, 600))))
        write = chance.choice(views)
        paper = list(handout.PAPERS)[number % 2]
        size += len(handout.pdf(lambda room, w=write, x=words: replace(w(room), own_words=x), paper))
    return size


def look_up(count: int, seed: int) -> int:
    """Look up characters one at a time."""
    chance = random.Random(seed)
    return sum(signs.boxed(chr(chance.randrange(0x20, 0xD800))) == signs.BOX for _ in range(count))


def numbers_taken() -> int:
    """How many of the engine's ids have been used. The engine has none left after this call."""
    left = 0
    try:
        while True:
            typst.Compiler(b"", font_paths=engine.FONTS)
            left += 1
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
    return NUMBERS - left


def answer(address: str) -> None:
    known = {f.__name__: f for f in (held, print_handouts, look_up, numbers_taken)}
    with Listener(address) as listener, listener.accept() as line, suppress(EOFError):
        while True:
            name, *given = line.recv()
            line.send(known[name](*given))


if __name__ == "__main__":
    # Forget ended visits quickly, so that they are not counted as growth.
    forgetting.EVERY = 1.0
    threading.Thread(target=answer, args=(os.environ["COUNTED_AT"],), daemon=True).start()
    sys.argv = ["streamlit", "run", "dashboard.py", "--server.headless", "true"]
    main()
