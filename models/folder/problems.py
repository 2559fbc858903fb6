"""A problem in a table: where it is, what is wrong, and what to do."""

from dataclasses import dataclass

#: The most characters of a quoted value, so that one long cell cannot hide the rest of the list.
QUOTED_CHARACTERS = 60


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """``line`` counts from 1, blank lines too; 0 means the file as a whole."""

    file: str
    line: int
    column: str
    what: str
    remedy: str

    def __str__(self) -> str:
        where = self.file if self.line == 0 else f"{self.file}:{self.line}"
        column = f" {self.column}" if self.column else ""
        return f"{where}{column}: {self.what} {self.remedy}"


@dataclass(frozen=True, slots=True, order=True)
class UploadProblem(Problem):
    """A problem in a file that a visitor opened. ``line`` is a row, as a spreadsheet counts."""

    def __str__(self) -> str:
        where = self.file if self.line == 0 else f"{self.file} row {self.line}"
        column = f", {self.column}" if self.column else ""
        return f"{where}{column}: {self.what} {self.remedy}"


class EvidenceError(Exception):
    """An evidence folder that cannot be used. ``problems`` lists everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def quoted(value: str) -> str:
    """``value`` as it is shown in a problem: in quotes, shortened, on one line."""
    return f"'{shortened(value)}'"


def shortened(value: str) -> str:
    flat = " ".join(value.split())
    return flat if len(flat) <= QUOTED_CHARACTERS else flat[: QUOTED_CHARACTERS - 1] + "…"
