"""The app in a process of its own whose log, memory and processor time can be read (Linux)."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from browser import running_process
from process_use import megabytes, seconds

from models import ROOT

#: What one client address may do, far above what the crowds and attacks here do from theirs, and how long a
#: visit waits for its tab.
GENEROUS = {
    "SKIN_OPTIONS_MESSAGES_PER_SECOND": "100000",
    "SKIN_OPTIONS_MESSAGES_AT_ONCE": "1000000",
    # What is left of visits is measured when they are forgotten, which would be after half an hour.
    "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "120",
}


@dataclass(frozen=True)
class Hosted:
    address: str
    process: subprocess.Popen
    log: Path

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def megabytes(self) -> float:
        """What the process holds in memory now."""
        return megabytes(self.process.pid)

    def seconds(self) -> float:
        """Processor time so far."""
        return seconds(self.process.pid)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def is_alive(self) -> bool:
        return self.process.poll() is None


@contextmanager
def hosted(
    log: Path, script: str = "dashboard.py", port: int = 0, settings: Path = ROOT, **environment: str
) -> Iterator[Hosted]:
    """``script`` of the project on ``port`` (0: any free one), all that it prints in ``log``.

    ``settings``: the folder whose ``.streamlit`` counts; one without any runs Streamlit as it comes.
    """
    command = (sys.executable, "-m", "streamlit", "run", str(ROOT / script), "--server.headless", "true")
    with (
        log.open("wb") as told,
        running_process(*command, output=told, port=port, folder=settings, **(GENEROUS | environment)) as (
            address,
            process,
        ),
    ):
        yield Hosted(address, process, log)
