"""Reads an opened file in a separate process, so that no file can stop the server.

The process runs `main` below. It receives the name and the bytes of one file and returns its cells, within
two seconds of processor time and bounded memory, at a low priority (record 12).
"""

import json
import logging
import math
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from models import ROOT
from models.folder.problems import UploadProblem
from models.uploads import spreadsheet
from models.uploads.sheet import Cell, Line, Sheet

#: Limits for one file: processor seconds, bytes of memory, and bytes of the returned cells.
SECONDS, MEMORY, LARGEST_ANSWER = 2, 400 * 1024 * 1024, 8 * 1024 * 1024

#: How many files are read at once, seconds that another one waits for its turn, and seconds that one may take
#: on a busy machine.
AT_ONCE, TURN, PATIENCE = 2, 60, 60

#: The problem and its remedy for a file that exceeds a limit, and for one whose reading did not finish.
TOO_MUCH = (
    "Reading it takes more work than one file may.",
    "Copy the table alone to a new file and save that.",
)
NOT_NOW = ("It could not be read just now.", "Please open it again in a minute.")

#: openpyxl imports these packages if they are installed, but needs none of them to read a table. Without them
#: the process starts in half the time and reads the same everywhere.
_WITHOUT = ("numpy", "PIL", "lxml", "defusedxml")
COMMAND = (
    sys.executable,
    "-c",
    f"import sys; sys.modules.update(dict.fromkeys({_WITHOUT})); "
    "import pages.ui.clinic.read_apart as a; a.main()",
)

log = logging.getLogger("skin_options")
_turns = threading.BoundedSemaphore(AT_ONCE)


def read(content: bytes, name: str, command: Sequence[str] = COMMAND) -> Sheet:
    """The table in ``content``, or why it cannot be read. Waits for its turn while other files are read."""
    asked = json.dumps(name).encode() + b"\n" + content
    if not _turns.acquire(timeout=TURN):
        return _refused(name, *NOT_NOW)
    try:
        ended = subprocess.run(
            command,
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it could quote the file
            cwd=ROOT,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        log.warning("A file was not read: %s", type(error).__name__)
        return _refused(name, *NOT_NOW)
    finally:
        _turns.release()
    if ended.returncode:
        # The system kills a process that exceeds its processor seconds: -9.
        log.warning("A file was not read: its process ended with %d", ended.returncode)
        return _refused(name, *(TOO_MUCH if ended.returncode == -9 else NOT_NOW))
    return _unpacked(json.loads(ended.stdout))


def _refused(name: str, what: str, remedy: str) -> Sheet:
    file = spreadsheet.file_name(name)
    return Sheet(file, problems=(UploadProblem(file, 0, "", what, remedy),))


def _packed(sheet: Sheet) -> list[Any]:
    """``sheet`` as JSON can represent it."""
    lines = [[line.number, [_packed_cell(cell) for cell in line.cells]] for line in sheet.lines]
    problems = [[p.file, p.line, p.column, p.what, p.remedy] for p in sheet.problems]
    return [sheet.file, lines, sheet.separator, sheet.notes, problems]


def _packed_cell(cell: Cell) -> Any:
    """Most cells are only a text."""
    return (
        cell.text if cell.number is None and cell.trouble is None else [cell.text, cell.number, cell.trouble]
    )


def _unpacked(packed: list[Any]) -> Sheet:
    file, lines, separator, notes, problems = packed
    return Sheet(
        file,
        tuple(Line(number, tuple(map(_cell, cells))) for number, cells in lines),
        separator,
        tuple(notes),
        tuple(UploadProblem(*problem) for problem in problems),
    )


def _cell(packed: Any) -> Cell:
    if isinstance(packed, str):
        return Cell(packed)
    text, number, trouble = packed
    return Cell(text, number, tuple(trouble) if trouble else None)


def _bound() -> None:
    """Limit the processor time and memory of this process from now on, and lower its priority."""
    try:
        import resource
    except ImportError:  # Windows: PATIENCE is the only limit there
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = SECONDS + math.floor(used.ru_utime + used.ru_stime)
    # With equal limits the system kills at once and writes no core file, which could contain the file's data.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    with suppress(ValueError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.nice(5)


def main() -> None:
    _bound()
    name = json.loads(sys.stdin.buffer.readline())
    try:
        sheet = _packed(spreadsheet.read(sys.stdin.buffer.read(), name))
        answer = json.dumps(sheet, ensure_ascii=False).encode(errors="replace")
    except MemoryError:
        answer = b""
    if not answer or len(answer) > LARGEST_ANSWER:
        answer = json.dumps(_packed(_refused(name, *TOO_MUCH))).encode()
    sys.stdout.buffer.write(answer)
