"""The app in a separate process whose log, memory and processor time can be read (Linux)."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from browser import running_process
from process_use import megabytes, seconds

from models import ROOT

#: Limits for one client, far above what the load tests and attacks here send, and the time that Streamlit
#: keeps an ended visit.
GENEROUS = {
    "SKIN_OPTIONS_MESSAGES_PER_SECOND": "100000",
    "SKIN_OPTIONS_MESSAGES_AT_ONCE": "1000000",
    # The memory left by visits is measured after they are released: by default, after half an hour.
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
        """The memory that the process uses now."""
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
    """Runs ``script`` of the project on ``port`` (0: any free one), with its output in ``log``.

    ``settings`` is the folder whose ``.streamlit`` is used; without one, Streamlit's defaults apply.
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
