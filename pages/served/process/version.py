"""Which code this is: the version of the package, and the commit as far as anybody can tell."""

import os
import subprocess
import tomllib
from functools import cache
from pathlib import Path

from models import ROOT
from pages.served.process.settings import from_environment


@cache
def code_version() -> str:
    """Like ``0.1.0+1a93cf1``: the host's word for the commit, else what git says, else the version alone."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        version: str = tomllib.load(file)["project"]["version"]
    commit = from_environment(os.environ).commit or _commit_by_git(ROOT)
    return f"{version}+{commit}" if commit else version


def _commit_by_git(folder: Path) -> str:
    """Blank in a tree without git. Only asked where ``folder`` itself is under git: a tree inside another
    one's work must not bear its name."""
    if not (folder / ".git").exists():
        return ""
    command = ["git", "-c", f"safe.directory={folder}", "-C", str(folder), "rev-parse", "--short=12", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=5, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""
