"""An evidence folder under watch: what passes its checks is served, and stays while what lies there does not.

Whoever asks looks along, at most every few seconds and at names, sizes and dates only. What has changed is
read once it has lain still, so that no folder is served while files are being copied into it.
"""

import hashlib
import logging
import math
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from models.evidence.nouns import Evidence
from models.folder.data_package import BESIDE_THE_TABLES, packed
from models.folder.descriptor import DESCRIPTOR
from models.folder.load import load
from models.folder.problems import EvidenceError
from models.history import versions

#: Seconds between two looks, and how long a changed folder must have lain still before it is read.
LOOK_EVERY, LIE_STILL = 3.0, 5.0

log = logging.getLogger("skin_options")


@dataclass(frozen=True, eq=False)
class Served:
    """Evidence that passed, the zip of its folder as it was then, and the digest of every byte of it."""

    evidence: Evidence
    package: bytes
    digest: bytes


#: Path, size, date of the content, date of anything at all, and number of each file, in order.
Look = tuple[tuple[str, int, int, int, int], ...]


class Watch:
    """The last good evidence of one folder. ``clock`` gives seconds since 1970, as the dates of files do."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder, self._clock = folder, clock
        self._one_looks = Lock()
        self._served: Served | None = None
        self._looked_at = -math.inf
        self._seen: Look | None = None
        self._seen_first = 0.0
        self._settled: Look | None = None
        self._judged: bytes | None = None
        self._told: set[str] = set()

    def now(self) -> Served | None:
        """What is served, or None where nothing in the folder has passed so far. Never raises."""
        # Where there is something to show, nobody waits for the one who looks.
        if self._is_due() and self._one_looks.acquire(blocking=self._served is None):
            try:
                if self._is_due():
                    self._look()
                    self._looked_at = self._clock()
            finally:
                self._one_looks.release()
        return self._served

    def _is_due(self) -> bool:
        # A clock that was put back must not stop the looking.
        return abs(self._clock() - self._looked_at) >= LOOK_EVERY

    def _look(self) -> None:
        now, seen = self._clock(), _look_at(self._folder)
        if seen != self._seen:
            self._seen, self._seen_first = seen, now
        changed = max((max(file[2:4]) / 1e9 for file in seen), default=now)
        # Dates may come from another machine's clock, so what was seen counts as well.
        still = now - min(changed, self._seen_first) >= LIE_STILL
        if seen == self._settled or (self._judged and not still):
            return
        digest = _digest(seen)
        if digest == self._judged or self._judge(digest):
            self._settled, self._judged = seen, digest

    def _judge(self, digest: bytes) -> bool:
        """Serve the folder if it passes. Returns False if it changed while it was read."""
        before = self._served
        if before is not None and before.digest == digest:
            log.info("Evidence %s in %s is as it was again.", before.evidence.version, self._folder)
            self._told.clear()
            return True
        read: Served | None = None
        problems: list[str] = []
        try:
            evidence = load(self._folder)
            read = Served(evidence, packed(self._folder, evidence.review.compiled_on), digest)
        except EvidenceError as error:
            problems = [str(problem) for problem in error.problems]
        except Exception as error:  # whatever it is: no visitor pays for it, and what was good stays
            problems = [f"it could not be read ({type(error).__name__}: {error})."]
        if _digest(_look_at(self._folder)) != digest:
            return False
        if read is None:
            self._tell(problems)
            return True
        log.info("Evidence %s loaded from %s.", read.evidence.version, self._folder)
        # The new folder may hold a snapshot that an earlier look-up missed.
        versions.held.cache_clear()
        self._served = read
        self._told.clear()
        return True

    def _tell(self, problems: list[str]) -> None:
        """Each problem once for as long as it lies there."""
        new = [problem for problem in problems if problem not in self._told]
        self._told = set(problems)
        if not new:
            return
        instead = (
            f"evidence {self._served.evidence.version} stays" if self._served else "a plain page is shown"
        )
        log.error("Evidence in %s cannot be used; %s. Problems:", self._folder, instead)
        for problem in new:
            log.error("%s", problem)


def _look_at(folder: Path) -> Look:
    """The folder itself, what belongs to the evidence in it, and its history; nothing if it is gone."""
    try:
        paths = [folder, *_files(folder), *_files(folder / versions.HISTORY)]
        found = [(path, path.stat()) for path in paths]
    except OSError:
        return ()
    return tuple((str(p), s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino) for p, s in found)


def _files(folder: Path) -> list[Path]:
    beside = {DESCRIPTOR, *BESIDE_THE_TABLES}
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if (p.suffix == ".csv" or p.name in beside) and p.is_file())


def _digest(seen: Look) -> bytes:
    """Of the names and the content of all files; dates do not count."""
    digest = hashlib.sha256()
    for name, *_ in seen[1:]:
        digest.update(os.fsencode(name) + b"\0")
        try:
            with Path(name).open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        except OSError:
            digest.update(b"closed")  # whoever reads it will say why
    return digest.digest()
