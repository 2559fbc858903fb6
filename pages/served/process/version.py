"""The version of this code: that of the package, and the commit if it is known."""

import os
import subprocess
import tomllib
from functools import cache
from pathlib import Path

from models import ROOT
from pages.served.process.settings import from_environment


@cache
def code_version() -> str:
    """Like ``0.1.0+1a93cf1``. The commit is the one that the host sets, else the one that git reports."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        version: str = tomllib.load(file)["project"]["version"]
    commit = from_environment(os.environ).commit or _commit_by_git(ROOT)
    return f"{version}+{commit}" if commit else version


def _commit_by_git(folder: Path) -> str:
    """Blank outside git. Only asked if ``folder`` is the root of a repository: a copy inside another
    repository must not get that one's commit."""
    if not (folder / ".git").exists():
        return ""
    command = ["git", "-c", f"safe.directory={folder}", "-C", str(folder), "rev-parse", "--short=12", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=5, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""
