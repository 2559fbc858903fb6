"""The evidence folder in use. The last evidence that passed its checks stays until other evidence passes.

A new folder is put in place by renaming it (docs/hosting.md), so its descriptor is another file than before.
Only this one file is looked at: whoever edits a table in place touches the descriptor once all is saved.
"""

import logging
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from models.evidence.nouns import Evidence
from models.folder.data_package import packed
from models.folder.descriptor import DESCRIPTOR
from models.folder.load import load
from models.folder.problems import EvidenceError
from models.history import versions

log = logging.getLogger("skin_options")


@dataclass(frozen=True, eq=False)
class Served:
    """Evidence that passed, and the zip of its folder as it was then."""

    evidence: Evidence
    package: bytes


class Watch:
    """The last good evidence of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._one_reads = Lock()
        self._served: Served | None = None
        self._read: tuple[int, ...] | None = None

    def now(self) -> Served | None:
        """What is served, or None if nothing in the folder has passed so far. Never raises."""
        # Visitors do not wait for the thread that reads while there is evidence to serve.
        if self._descriptor() != self._read and self._one_reads.acquire(blocking=self._served is None):
            try:
                descriptor = self._descriptor()
                if descriptor != self._read:
                    self._take(descriptor)
                    self._read = descriptor
            finally:
                self._one_reads.release()
        return self._served

    def _descriptor(self) -> tuple[int, ...]:
        """Which file the descriptor is and when it changed; empty if there is none."""
        try:
            found = (self._folder / DESCRIPTOR).stat()
        except OSError:
            return ()
        # The last date is the system's own: a copy that kept the date of its content has another one.
        return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_ctime_ns

    def _take(self, descriptor: tuple[int, ...]) -> None:
        """Serve the folder if it passes; otherwise log every problem."""
        try:
            evidence = load(self._folder)
            read = Served(evidence, packed(self._folder, evidence.review.compiled_on))
        except EvidenceError as error:
            self._tell([str(problem) for problem in error.problems])
        # An error of ours must not reach a visitor, and the last good evidence stays.
        except Exception as error:
            self._tell([f"it could not be read ({type(error).__name__}: {error})."])
        else:
            # A folder that was replaced meanwhile may have been read half old and half new. It is read again.
            if self._descriptor() == descriptor:
                log.info("Evidence %s loaded from %s.", evidence.version, self._folder)
                # The new folder may hold a snapshot that an earlier look-up missed.
                versions.held.cache_clear()
                self._served = read

    def _tell(self, problems: list[str]) -> None:
        instead = (
            f"evidence {self._served.evidence.version} stays" if self._served else "a plain page is shown"
        )
        log.error("Evidence in %s cannot be used; %s. Problems:", self._folder, instead)
        for problem in problems:
            log.error("%s", problem)
        log.error("When it is mended, touch %s: then it is read again.", DESCRIPTOR)
