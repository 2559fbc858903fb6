"""The figures of past versions, for old links. ``python -m models.history.versions [folder]`` adds today's.

A snapshot is one file in ``history/`` of the evidence folder, named by the date of its newest figure and
by its version. It is written once and never changed.
"""

import sys
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from models import DATA
from models.evidence.nouns import Evidence
from models.folder.load import load
from models.history.snapshot import FigureRow, as_csv, figures_version, from_csv, rows_of, version_of

#: Where the snapshots are, in the evidence folder.
HISTORY = "history"

#: The largest snapshot that is read: well above a real one, well below what could stall a server.
MAX_BYTES = 2_000_000


@dataclass(frozen=True, eq=False)
class Snapshot:
    """All figures as they were. ``day`` is the date of the newest one."""

    day: date
    rows: tuple[FigureRow, ...]


@lru_cache(maxsize=16)
def held(folder: Path, version: str) -> Snapshot | None:
    """The figures that ``version`` names, or None where ``folder`` holds no valid copy of them.

    Never raises: a file that cannot be read, or whose figures do not match its name, is ignored.
    """
    if not (len(version) == 8 and version.isascii() and version.isalnum()):
        return None
    for path in sorted((folder / HISTORY).glob(f"*_{version}.csv")):
        try:
            if path.stat().st_size > MAX_BYTES:
                continue
            rows = from_csv(path.read_text(encoding="utf-8"))
            if version_of(rows) == version:
                return Snapshot(date.fromisoformat(path.name.partition("_")[0]), rows)
        except (OSError, ValueError):
            continue
    return None


def file_name(evidence: Evidence) -> str:
    """'2026-11-22_1a2b3c4d.csv': the date of the newest figure, and the version."""
    newest = max(e.as_of for e in evidence.estimates)
    return f"{newest.isoformat()}_{figures_version(evidence)}.csv"


def keep(folder: Path, evidence: Evidence) -> Path | None:
    """Write the snapshot of ``evidence`` into ``folder``; None where there is one already."""
    if held(folder, figures_version(evidence)):
        return None
    path = folder / HISTORY / file_name(evidence)
    path.parent.mkdir(exist_ok=True)
    path.write_text(as_csv(rows_of(evidence)), encoding="utf-8", newline="\n")
    held.cache_clear()
    return path


def main(arguments: list[str]) -> int:
    """Keep the figures of a folder as they are now. Returns 0; EvidenceError if they are not valid."""
    folder = Path(arguments[0]) if arguments else DATA
    path = keep(folder, load(folder))
    print(f"Kept as {path}." if path else "Nothing to do: these figures are kept already.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
