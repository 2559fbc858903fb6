"""Files that a command writes, and the check that they are up to date."""

from pathlib import Path


def write_or_check(path: Path, text: str, name: str, command: str, arguments: list[str]) -> int:
    """Write ``text``, or with ``--check`` say whether ``path`` is stale. Returns the exit code."""
    if "--check" not in arguments:
        path.write_text(text, encoding="utf-8")
        return 0
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return 0
    print(f"{name} is stale. Run: {command}")
    return 1
