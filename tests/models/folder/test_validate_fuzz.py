"""Any damage to the files gives a list of problems or complete evidence, never a traceback."""

from pathlib import Path

import pytest
from evidence_folder import (
    TABLES,
    read_raw,
    read_rows,
    write_folder,
    write_raw,
    write_rows,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from models.evidence.nouns import Evidence
from models.folder.load import load
from models.folder.problems import EvidenceError
from models.folder.validation import find_problems

NASTY = [
    *(
        "",
        " ",
        "nan",
        "1e5",
        "-1",
        "0",
        "4.5",
        "99999999999",
        "true",
        "2026-13-01",
        "9999-12-31",
        "trial;;trial",
    ),
    *("peel", "no_treatment", "results", "VI", "weighted", "fact", "estimated", "not_reported", "postpone"),
    *("higher_is_better", "a\nb", 'a"b', "a,b", "\0", "\x1f", "\u2028", "٣", "=1+1", "x" * 200),
]
TABLE = st.sampled_from(list(TABLES))
PLACE = st.integers(0, 5000)
CELL = st.tuples(TABLE, PLACE, PLACE, st.sampled_from(NASTY) | st.text(max_size=8))
BYTES = st.sampled_from([b'"', b",", b"\n", b"\r", b";", b"\0", b"\xef\xbb\xbf", b"\xff"]) | st.binary(
    max_size=6
)
CUT = st.tuples(TABLE, PLACE, st.integers(0, 60), BYTES)


def overwrite_cell(folder: Path, table: str, row: int, column: int, value: str) -> None:
    rows = read_rows(folder, table)
    cells = rows[row % len(rows)]
    cells[column % len(cells)] = value
    write_rows(folder, table, rows)


def replace_bytes(folder: Path, table: str, start: int, length: int, by: bytes) -> None:
    raw = read_raw(folder, table)
    start %= len(raw) + 1
    write_raw(folder, table, raw[:start] + by + raw[start + length :])


@settings(max_examples=100, deadline=None)
@given(cells=st.lists(CELL, max_size=3), cuts=st.lists(CUT, max_size=2))
def test_damaged_tables_give_a_list_of_problems_or_complete_evidence(place, cells, cuts):
    fuzzed = write_folder(place)
    for cell in cells:
        overwrite_cell(fuzzed, *cell)
    for cut in cuts:
        replace_bytes(fuzzed, *cut)
    problems = find_problems(fuzzed)
    assert problems == sorted(problems)
    assert all(problem.what and problem.remedy for problem in problems)
    if problems:
        with pytest.raises(EvidenceError) as error:
            load(fuzzed)
        assert error.value.problems == problems
    else:
        assert isinstance(load(fuzzed), Evidence)
