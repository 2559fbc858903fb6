"""The app in a process of its own whose log, memory and processor time can be read (Linux)."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from browser import wait_until_healthy
from conftest import ROOT

#: What one client address may do, far above what the crowds and attacks here do from theirs.
GENEROUS = {
    "SKIN_OPTIONS_REQUESTS_PER_SECOND": "100000",
    "SKIN_OPTIONS_REQUESTS_AT_ONCE": "1000000",
    "SKIN_OPTIONS_CONNECTIONS": "100000",
    "SKIN_OPTIONS_MESSAGES_PER_SECOND": "100000",
    "SKIN_OPTIONS_MESSAGES_AT_ONCE": "1000000",
}

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Hosted:
    port: int
    process: subprocess.Popen
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def megabytes(self) -> float:
        """What the process holds in memory now."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * PAGE_SIZE / 1e6

    def seconds(self) -> float:
        """Processor time so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

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
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", port))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / script)]
    command += ["--server.port", str(port), "--server.headless", "true"]
    with log.open("wb") as told:
        process = subprocess.Popen(
            command, cwd=settings, env=os.environ | GENEROUS | environment, stdout=told, stderr=told
        )
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield Hosted(port, process, log)
    finally:
        process.terminate()
        process.wait(timeout=20)
