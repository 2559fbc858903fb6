"""Streamlit's scripts and styles in brotli, made once: ``python -m pages.served.light.compression``.

The Makefile and the Dockerfile run it after installing the packages. Each compressed file is beside the
original, with ``.br`` added to its name. Names contain a hash of the content, so no file is ever out of date.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import streamlit

#: The highest level of brotli. It takes a second per half megabyte on one core.
BEST = 11

#: Streamlit's own files.
STATIC = Path(streamlit.__file__).parent / "static" / "static"

#: Kinds of files that compress well, and the sizes in bytes that are worth it. Larger scripts belong to
#: elements that we do not use, and would take longer than all the others together.
TEXTS = frozenset({".js", ".css", ".svg", ".json", ".txt"})
SIZES = range(1000, 1_000_001)


def packed(file: Path) -> Path:
    """The path of ``file`` in brotli."""
    return file.with_name(f"{file.name}.br")


def texts(static: Path) -> Iterator[Path]:
    """Every file in ``static`` that is worth compressing."""
    for file in static.rglob("*"):
        if file.suffix in TEXTS and file.is_file() and file.stat().st_size in SIZES:
            yield file


def compress(file: Path) -> None:
    """Make ``packed(file)`` if it is missing."""
    if not packed(file).exists():
        # Written under another name first, so that no half-written file is read.
        part = file.with_name(f"{file.name}.part")
        part.write_bytes(brotli.compress(file.read_bytes(), quality=BEST))
        part.replace(packed(file))


def compress_all(static: Path) -> None:
    with ThreadPoolExecutor() as threads:
        list(threads.map(compress, texts(static)))


if __name__ == "__main__":
    compress_all(STATIC)
