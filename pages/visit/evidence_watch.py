"""Watches the evidence folder. The last evidence that passed its checks is served until other evidence does.

A new folder is put in place by renaming it (docs/hosting.md), so its descriptor is then a different file.
Only this file is checked: whoever edits a table in place must touch the descriptor after saving.
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
    """Evidence that passed its checks, and the zip of its folder at that time."""

    evidence: Evidence
    package: bytes


class Watch:
    """The last good evidence of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reading = Lock()
        self._served: Served | None = None
        self._read: tuple[int, ...] | None = None

    def now(self) -> Served | None:
        """What is served, or None if nothing in the folder has passed so far. Never raises."""
        # While there is evidence to serve, no visitor waits for the thread that reads the folder.
        if self._descriptor() != self._read and self._reading.acquire(blocking=self._served is None):
            try:
                descriptor = self._descriptor()
                if descriptor != self._read:
                    self._take(descriptor)
                    self._read = descriptor
            finally:
                self._reading.release()
        return self._served

    def _descriptor(self) -> tuple[int, ...]:
        """The identity of the descriptor and when it changed; empty if there is none."""
        try:
            found = (self._folder / DESCRIPTOR).stat()
        except OSError:
            return ()
        # The change time is set by the system, so it differs even if a copy keeps its modification time.
        return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_ctime_ns

    def _take(self, descriptor: tuple[int, ...]) -> None:
        """Serve the folder if it passes; otherwise log every problem."""
        try:
            evidence = load(self._folder)
            read = Served(evidence, packed(self._folder, evidence.review.compiled_on))
        except EvidenceError as error:
            self._log([str(problem) for problem in error.problems])
        # A fault in our code must not reach a visitor, and the last good evidence stays.
        except Exception as error:
            self._log([f"it could not be read ({type(error).__name__}: {error})."])
        else:
            # If the folder was replaced meanwhile, a mixture of both may have been read. It is read again.
            if self._descriptor() == descriptor:
                log.info("Evidence %s loaded from %s.", evidence.version, self._folder)
                # The new folder may hold a snapshot that an earlier look-up missed.
                versions.held.cache_clear()
                self._served = read

    def _log(self, problems: list[str]) -> None:
        instead = (
            f"evidence {self._served.evidence.version} stays" if self._served else "a plain page is shown"
        )
        log.error("Evidence in %s cannot be used; %s. Problems:", self._folder, instead)
        for problem in problems:
            log.error("%s", problem)
        log.error("When it is mended, touch %s, and it is read again.", DESCRIPTOR)
