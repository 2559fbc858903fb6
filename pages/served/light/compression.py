"""Files in brotli at its highest level, each made once and kept on disk.

The highest level takes seconds for a large script, so whoever asks first is answered with a quick
compression while the thorough one is made in the background.
"""

import hashlib
import logging
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import brotli

#: Brotli levels: good enough to answer at once, and the highest.
QUICK, BEST = 5, 11

log = logging.getLogger("skin_options")


class CompressedFiles:
    """Compressed files by path. What is in ``kept_in`` was written by an earlier run or another process.

    A file is told by its content, so another version of Streamlit finds nothing of the old one.
    """

    def __init__(self, kept_in: Path) -> None:
        self._kept_in = kept_in
        self._best: dict[Path, bytes] = {}
        self._quick: dict[Path, bytes] = {}
        self._under_way: dict[Path, Future[None]] = {}
        self._in_the_background = ThreadPoolExecutor(max_workers=1, thread_name_prefix="compression")

    def at_hand(self, file: Path) -> bytes | None:
        """``file`` at the highest level if it is in memory; takes no time."""
        return self._best.get(file)

    def get(self, file: Path) -> bytes:
        """``file`` in brotli: at the highest level where that was made before, else quickly."""
        body = self._best.get(file)
        if body is None:
            body = self._read(file)
        if body is not None:
            return body
        if file not in self._under_way:
            self._under_way[file] = self._in_the_background.submit(self._make, file)
        if file not in self._quick:
            self._quick[file] = brotli.compress(file.read_bytes(), quality=QUICK)
        return self._quick[file]

    def wait(self) -> None:
        """Until all that is under way in the background is done."""
        for future in list(self._under_way.values()):
            future.result()

    def _place(self, file: Path) -> Path:
        return self._kept_in / f"{hashlib.sha256(file.read_bytes()).hexdigest()[:32]}.br"

    def _read(self, file: Path) -> bytes | None:
        try:
            body = self._place(file).read_bytes()
        except OSError:
            return None
        self._best[file] = body
        return body

    def _make(self, file: Path) -> None:
        body = brotli.compress(file.read_bytes(), quality=BEST)
        self._best[file] = body
        self._quick.pop(file, None)
        try:
            _write(body, self._place(file))
        except OSError:
            log.warning("Compressed files cannot be kept in %s; every start makes them again.", self._kept_in)


def _write(body: bytes, place: Path) -> None:
    """Under another name first: a file that is half written must never be read."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as part:
        name = Path(part.name)
        try:
            part.write(body)
            part.flush()
            name.replace(place)
        except OSError:
            name.unlink(missing_ok=True)
            raise
