"""Streamlit's scripts and styles in brotli, made once: ``python -m pages.served.light.compression``.

The Makefile and the Dockerfile run it when they have installed the packages. Each compressed file lies beside
the original, under its name and ``.br``. The names hold a hash of the content, so none is ever out of date.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import streamlit

#: The highest level of brotli. It takes a second for half a megabyte, on one core.
BEST = 11

#: Streamlit's own files.
STATIC = Path(streamlit.__file__).parent / "static" / "static"

#: Kinds of files that shrink, and the sizes, in bytes, at which it is worth the work. Larger scripts belong
#: to elements that we do not use, and would take more time than all others together.
TEXTS = frozenset({".js", ".css", ".svg", ".json", ".txt"})
SIZES = range(1000, 1_000_001)


def packed(file: Path) -> Path:
    """Where ``file`` is in brotli."""
    return file.with_name(f"{file.name}.br")


def texts(static: Path) -> Iterator[Path]:
    """Every file in ``static`` that is worth compressing."""
    for file in static.rglob("*"):
        if file.suffix in TEXTS and file.is_file() and file.stat().st_size in SIZES:
            yield file


def compress(file: Path) -> None:
    """Make ``packed(file)`` if it is missing."""
    if not packed(file).exists():
        # Under another name first: a file that is half written must never be read.
        part = file.with_name(f"{file.name}.part")
        part.write_bytes(brotli.compress(file.read_bytes(), quality=BEST))
        part.replace(packed(file))


def compress_all(static: Path) -> None:
    with ThreadPoolExecutor() as threads:
        list(threads.map(compress, texts(static)))


if __name__ == "__main__":
    compress_all(STATIC)
