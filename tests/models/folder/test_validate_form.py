"""Each error in a file's form is reported with its place and remedy; a valid folder has no problems.

Each test breaks one thing in a small valid folder. Exactly that problem must be reported, unless the test
states which others follow from it.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from evidence_folder import (
    DESCRIPTOR,
    READ_ON,
    REAL_DATA,
    TABLES,
    append_row,
    drop_file,
    read_raw,
    read_rows,
    set_cell,
    set_row,
    write_raw,
    write_rows,
)

from models.evidence.nouns import Evidence
from models.folder import descriptor, tables
from models.folder.load import load
from models.folder.problems import EvidenceError, Problem
from models.folder.validation import find_problems

AS_NUMBER = "Write it with digits and a decimal point, without a unit or a thousands separator."
AS_LIST = "Separate the items with semicolons, without blanks or repeats."
AS_DATE = "Write it as year-month-day, for example 2026-11-22."
AS_UTF8 = "Save the file as CSV UTF-8."
COPY = "Copy it from the data folder of this app."
CLOSE_QUOTES = "Close every double quote and save it as CSV."
ONE_ROW = "Keep one of the two rows."


# The small folder and the real one


def test_the_small_folder_has_no_problems_and_loads_completely(folder):
    assert find_problems(folder) == []
    evidence = load(folder)
    assert list(evidence.treatments) == ["peel", "no_treatment"]
    assert len(evidence.estimates) == 19
    assert evidence.start_preset.importances == {"results": 5, "cost": 5, "downtime": 5, "dark_marks": 5}


def test_the_real_data_has_no_problems():
    assert find_problems(REAL_DATA) == []


@pytest.mark.parametrize(
    "tidy",
    [
        pytest.param(
            lambda f: write_raw(f, "grades", b"\xef\xbb\xbf" + read_raw(f, "grades")), id="byte-order mark"
        ),
        pytest.param(
            lambda f: write_raw(f, "grades", read_raw(f, "grades").replace(b"\n", b"\r\n")),
            id="Windows line endings",
        ),
        pytest.param(
            lambda f: write_raw(f, "grades", read_raw(f, "grades") + b"\n\n"), id="blank last lines"
        ),
        pytest.param(lambda f: write_raw(f, "grades", b"\n" + read_raw(f, "grades")), id="blank first line"),
        pytest.param(
            lambda f: write_raw(f, "grades", read_raw(f, "grades").rstrip()), id="no last line ending"
        ),
        pytest.param(
            lambda f: write_rows(f, "grades", [row[::-1] for row in read_rows(f, "grades")]),
            id="other column order",
        ),
        pytest.param(
            lambda f: set_cell(f, "grades", 2, "words", "no change,\nnone"), id="comma and line break"
        ),
        pytest.param(lambda f: set_cell(f, "grades", 2, "words", 'no "change"'), id="double quotes"),
        pytest.param(
            lambda f: set_row(f, "estimates", 2, low="0", high="4"), id="figures at the ends of the scale"
        ),
        pytest.param(lambda f: set_row(f, "estimates", 2, low="2", high="2"), id="three equal figures"),
        pytest.param(lambda f: set_row(f, "estimates", 2, low="", high=""), id="a typical figure alone"),
        pytest.param(lambda f: set_row(f, "estimates", 2, typical="2.25"), id="a decimal figure"),
        pytest.param(
            lambda f: set_row(f, "estimates", 2, basis="assumed", source_ids=""), id="assumed, no source"
        ),
        pytest.param(
            lambda f: set_row(f, "estimates", 2, basis="definition", source_ids=""), id="defined, no source"
        ),
        pytest.param(
            lambda f: set_row(f, "reviews", 2, checked_by="A. Doctor", checked_on=READ_ON),
            id="checked review",
        ),
        pytest.param(
            lambda f: set_cell(f, "treatment_texts", 5, "text", "Eight words say it, twice as many words."),
            id="benefits in twice as many words",
        ),
        pytest.param(
            lambda f: set_cell(f, "treatment_texts", 5, "text", "Two words."),
            id="benefits in half as many words",
        ),
    ],
)
def test_an_unusual_but_valid_folder_is_accepted(folder, tidy):
    tidy(folder)
    assert find_problems(folder) == []
    assert isinstance(load(folder), Evidence)


# Files


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_file_is_named_and_the_folder_does_not_load(folder, table):
    drop_file(folder, table)
    missing = Problem(
        f"{table}.csv", 0, "", "the file is missing or cannot be opened.", "Put it in the folder."
    )
    assert missing in find_problems(folder)
    with pytest.raises(EvidenceError):
        load(folder)


@pytest.mark.parametrize("table", TABLES)
def test_a_file_with_only_a_header_is_reported_as_without_rows(folder, table):
    write_rows(folder, table, [TABLES[table][0]])
    assert Problem(
        f"{table}.csv", 0, "", "there are no rows under the header.", "Add the rows."
    ) in find_problems(folder)
    with pytest.raises(EvidenceError):
        load(folder)


def test_a_missing_file_is_the_only_problem_if_nothing_depends_on_it(folder):
    drop_file(folder, "grades")
    assert find_problems(folder) == [
        Problem("grades.csv", 0, "", "the file is missing or cannot be opened.", "Put it in the folder.")
    ]


def test_a_folder_in_place_of_a_file_is_reported_as_a_missing_file(folder):
    drop_file(folder, "grades")
    (folder / "grades.csv").mkdir()
    assert find_problems(folder) == [
        Problem("grades.csv", 0, "", "the file is missing or cannot be opened.", "Put it in the folder.")
    ]


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b"\n"], ids=["nothing", "byte-order mark", "line ending"]
)
def test_an_empty_file_is_refused_with_the_columns_it_needs(folder, content):
    write_raw(folder, "grades", content)
    assert find_problems(folder) == [
        Problem("grades.csv", 0, "", "the file is empty.", "Its first line names grade, words.")
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(b"grade,words\n0,none\n1,caf\xe9\n", 3, id="Latin-1 on line 3"),
        pytest.param(b"grade,w\x96rds\n0,none\n", 1, id="Windows-1252 in the header"),
        pytest.param("grade,words\n0,none\n".encode("utf-16"), 1, id="UTF-16"),
        pytest.param(b"\xef\xbb\xbfgrade,words\n0,caf\xe9\n", 2, id="after a byte-order mark"),
        pytest.param(b"grade,words\r\n0,none\r\n1,caf\xe9\r\n", 3, id="Windows line endings"),
        pytest.param(b'grade,words\n0,"no\nchange"\n1,caf\xe9\n', 4, id="after a cell of two lines"),
        pytest.param(b"grade,words\n0,cut off in a sign \xe2\x82", 2, id="cut off"),
    ],
)
def test_text_that_is_not_utf8_is_reported_on_its_line(folder, content, line):
    write_raw(folder, "grades", content)
    assert find_problems(folder) == [Problem("grades.csv", line, "", "the text is not UTF-8.", AS_UTF8)]


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04\0\0\0\0", b"grade,words\n0,n\0ne\n"], ids=["a workbook", "NUL"]
)
def test_a_binary_file_is_refused(folder, content):
    write_raw(folder, "grades", content)
    assert find_problems(folder) == [
        Problem("grades.csv", 0, "", "this is not a text file.", "Save the table as CSV UTF-8.")
    ]


def test_a_file_is_refused_from_one_byte_over_the_limit(folder, monkeypatch):
    monkeypatch.setattr(tables, "MAX_BYTES", 1_000_000)
    write_raw(folder, "grades", read_raw(folder, "grades").ljust(1_000_000, b"\n"))
    assert find_problems(folder) == []
    write_raw(folder, "grades", read_raw(folder, "grades") + b"\n")
    assert find_problems(folder) == [
        Problem("grades.csv", 0, "", "the file is larger than 1 MB.", "Check that it is the right file.")
    ]


def test_a_cell_that_is_far_too_long_is_refused(folder):
    set_cell(folder, "grades", 3, "words", "x" * 200_000)
    assert find_problems(folder) == [
        Problem(
            "grades.csv",
            3,
            "words",
            "the cell has 200,000 characters.",
            "Use 100,000 or less, and close every double quote.",
        )
    ]


def test_an_unclosed_double_quote_is_refused(folder):
    write_raw(folder, "grades", b'grade,words\n0,no change\n1,"a little\n')
    (problem,) = find_problems(folder)
    assert (problem.file, problem.column) == ("grades.csv", "")
    assert problem.what == "the file cannot be read from here on (unexpected end of data)."
    assert problem.remedy == CLOSE_QUOTES


def test_text_after_a_closing_quote_is_refused_on_its_line(folder):
    write_raw(folder, "grades", b'grade,words\n0,"no" change\n1,a little\n')
    (problem,) = find_problems(folder)
    assert (problem.file, problem.line, problem.remedy) == ("grades.csv", 2, CLOSE_QUOTES)
    assert problem.what.startswith("the file cannot be read from here on (")


def test_a_file_that_is_not_empty_is_not_called_empty(folder):
    write_raw(folder, "grades", b"\n" + read_raw(folder, "grades"))
    assert "the file is empty." not in [problem.what for problem in find_problems(folder)]


# The header


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            b"grade\n0\n",
            [("words", "the column is missing.", "Add it; its cells may be blank where that is allowed.")],
            id="missing",
        ),
        pytest.param(
            b"grade,words,colour\n0,none,red\n",
            [("colour", "'colour' is not a column of this table.", "The columns are grade, words.")],
            id="extra",
        ),
        pytest.param(
            b"grade,words,colour,colour\n0,none,red,red\n",
            [("colour", "'colour' is not a column of this table.", "The columns are grade, words.")],
            id="extra and duplicate",
        ),
        pytest.param(
            b"grade,words,\n0,none,\n",
            [("(no name)", "'' is not a column of this table.", "The columns are grade, words.")],
            id="without a name",
        ),
        pytest.param(
            b"grade,words,words\n0,none,no\n",
            [("words", "the column is there twice.", "Keep one of them.")],
            id="duplicate",
        ),
        pytest.param(
            b"grade,Words\n0,none\n",
            [
                ("Words", "'Words' is not a column of this table.", "The columns are grade, words."),
                ("words", "the column is missing.", "Add it; its cells may be blank where that is allowed."),
            ],
            id="in capitals",
        ),
        pytest.param(
            b"grade,grade,colour\n0,0,red\n",
            [
                ("colour", "'colour' is not a column of this table.", "The columns are grade, words."),
                ("grade", "the column is there twice.", "Keep one of them."),
                ("words", "the column is missing.", "Add it; its cells may be blank where that is allowed."),
            ],
            id="all at once",
        ),
    ],
)
def test_a_header_that_does_not_match_is_refused_column_by_column(folder, content, expected):
    write_raw(folder, "grades", content)
    assert find_problems(folder) == [Problem("grades.csv", 1, *problem) for problem in expected]


@pytest.mark.parametrize("name", ["wo\nrds", "words" * 100], ids=["two lines", "500 characters"])
def test_a_very_long_column_name_is_printed_shortened_and_on_one_line(folder, name):
    set_cell(folder, "grades", 1, "words", name)
    printed = [str(problem) for problem in find_problems(folder)]
    assert len(printed) == 2
    assert all("\n" not in line and len(line) < 250 for line in printed)


# Rows and cells


@pytest.mark.parametrize(
    ("row", "cells"),
    [(b"1,a little, better", 3), (b"1", 1), (b"1,a little,", 3), (b" ", 1)],
    ids=["a bare comma", "too short", "a comma at the end", "a space"],
)
def test_a_row_with_the_wrong_number_of_cells_is_refused(folder, row, cells):
    write_raw(folder, "grades", b"grade,words\n0,no change\n" + row + b"\n2,better\n")
    what = f"the row has {cells} cells, the header 2."
    remedy = "Put text that holds a comma in double quotes."
    assert find_problems(folder) == [Problem("grades.csv", 3, "", what, remedy)]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (" a little", "'a little'"),
        ("a little ", "'a little'"),
        ("\ta", "'a'"),
        ("a\n", "'a'"),
        ("\u00a0a", "'a'"),
    ],
    ids=["before", "after", "tab", "line break", "no-break space"],
)
def test_spaces_around_a_value_are_refused(folder, value, shown):
    set_cell(folder, "grades", 3, "words", value)
    what = f"{shown} has spaces before or after it."
    assert find_problems(folder) == [Problem("grades.csv", 3, "words", what, "Remove them.")]


def test_a_cell_of_spaces_alone_is_refused(folder):
    set_cell(folder, "sources", 2, "authors", "  ")
    what = "'' has spaces before or after it."
    assert find_problems(folder) == [Problem("sources.csv", 2, "authors", what, "Remove them.")]


def description_of(table: str, column: str) -> str:
    """The descriptor's description of a column."""
    resources = json.loads((REAL_DATA / DESCRIPTOR).read_text(encoding="utf-8"))["resources"]
    fields = next(r["schema"]["fields"] for r in resources if r["name"] == table)
    return next(f["description"] for f in fields if f["name"] == column)


@pytest.mark.parametrize(
    ("table", "line", "column"),
    [
        ("treatments", 2, "label"),
        ("preset_importances", 4, "importance"),
        ("sources", 3, "accessed"),
        ("presets", 3, "is_start"),
        ("warnings", 2, "source_ids"),
    ],
    ids=["text", "integer", "date", "boolean", "list"],
)
def test_a_blank_required_cell_is_refused_with_the_description_of_its_column(folder, table, line, column):
    set_cell(folder, table, line, column, "")
    remedy = f"Fill it in: {description_of(table, column)}"
    assert find_problems(folder) == [Problem(f"{table}.csv", line, column, "the cell is blank.", remedy)]


@pytest.mark.parametrize(
    "value",
    [
        *("1e5", "nan", "inf", "-inf", "1,600", "$5", "5%", "1.", ".5", "+5", "0x10", "1_000", "five"),
        *("--", "٣", "３", "½", "−", "1/2", "1-2", "<5"),
    ],
)
def test_a_figure_that_is_not_a_plain_number_is_refused(folder, value):
    set_cell(folder, "aftercare", 2, "wait_days_low", value)
    assert find_problems(folder) == [
        Problem("aftercare.csv", 2, "wait_days_low", f"'{value}' is not a number.", AS_NUMBER)
    ]


def test_a_number_that_is_too_large_is_refused(folder):
    set_cell(folder, "aftercare", 2, "wait_days_low", "9" * 400)
    what = "'" + "9" * 59 + "…' is not a number."
    assert find_problems(folder) == [Problem("aftercare.csv", 2, "wait_days_low", what, AS_NUMBER)]


@pytest.mark.parametrize("value", ["5.0", "5.5", "1e1", "five", "1_0", "+5", "٣", "5-6", "1,0"])
def test_an_importance_that_is_not_a_whole_number_is_refused(folder, value):
    set_cell(folder, "preset_importances", 4, "importance", value)
    what = f"'{value}' is not a whole number."
    assert find_problems(folder) == [
        Problem("preset_importances.csv", 4, "importance", what, "Write it with digits only.")
    ]


@pytest.mark.parametrize("value", ["TRUE", "False", "yes", "no", "1", "0"])
def test_a_switch_that_is_not_true_or_false_is_refused(folder, value):
    set_cell(folder, "presets", 3, "is_start", value)
    what = f"'{value}' is not true or false."
    assert find_problems(folder) == [Problem("presets.csv", 3, "is_start", what, "Write true or false.")]


@pytest.mark.parametrize(
    "value",
    [
        *("2026-13-01", "2026-02-30", "2026-00-10", "22/11/2026", "20261122", "2026-W47-7", "2026-11-2"),
        *("2026-11-22T10:00", "٢٠٢٦-11-22", "0000-01-01", "yesterday", "45983"),
    ],
)
def test_an_impossible_date_or_one_not_written_year_month_day_is_refused(folder, value):
    set_cell(folder, "sources", 2, "accessed", value)
    assert find_problems(folder) == [
        Problem("sources.csv", 2, "accessed", f"'{value}' is not a date.", AS_DATE)
    ]


@pytest.mark.parametrize("value", ["trial;", ";trial", "trial;;prices", "trial;trial", "trial; prices", ";"])
def test_a_list_with_blank_or_repeated_items_or_with_spaces_is_refused(folder, value):
    set_cell(folder, "concerns", 2, "source_ids", value)
    what = f"'{value}' is not a list."
    assert find_problems(folder) == [Problem("concerns.csv", 2, "source_ids", what, AS_LIST)]


@pytest.mark.parametrize(
    ("table", "line", "column", "value", "allowed"),
    [
        ("treatments", 2, "family", "magic", "microneedling, laser, peel, topical, none"),
        ("treatments", 2, "setting", "Clinic", "clinic, home, none"),
        ("estimates", 3, "second_reader", "agreed", "agree, adjust, replace, no_source"),
        ("suitability", 4, "rating", "unknown", "suitable, caution, specialist_only, avoid"),
        ("recovery", 3, "home", "true", "yes, no"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_with_the_allowed_values(
    folder, table, line, column, value, allowed
):
    set_cell(folder, table, line, column, value)
    what = f"'{value}' is not an allowed value."
    assert find_problems(folder) == [Problem(f"{table}.csv", line, column, what, f"Use one of: {allowed}.")]


@pytest.mark.parametrize(
    ("table", "column", "value", "what", "remedy"),
    [
        ("preset_importances", "importance", "-1", "-1 is below 0.", "Use 0 or more."),
        ("preset_importances", "importance", "11", "11 is above 10.", "Use 10 or less."),
        ("aftercare", "wait_days_low", "-0.5", "-0.5 is below 0.", "Use 0 or more."),
        (
            *("dark_marks_duration", "lasting_per_100_of_those_affected", "100.5"),
            *("100.5 is above 100.", "Use 100 or less."),
        ),
        ("treatment_texts", "position", "0", "0 is below 1.", "Use 1 or more."),
    ],
)
def test_a_number_below_or_above_the_limits_of_its_column_is_refused(
    folder, table, column, value, what, remedy
):
    set_cell(folder, table, 2, column, value)
    assert find_problems(folder) == [Problem(f"{table}.csv", 2, column, what, remedy)]


@pytest.mark.parametrize(
    ("table", "column", "value", "pattern"),
    [
        ("sources", "year", "21", "^[12][0-9]{3}$"),
        ("sources", "year", "20211", "^[12][0-9]{3}$"),
        ("sources", "year", "c2021", "^[12][0-9]{3}$"),
        ("reviews", "review_id", "first-one", "^[A-Za-z0-9_]+$"),
    ],
)
def test_a_value_that_does_not_match_the_pattern_of_its_column_is_refused(
    folder, table, column, value, pattern
):
    set_cell(folder, table, 2, column, value)
    what = f"'{value}' does not have the right form."
    assert find_problems(folder) == [Problem(f"{table}.csv", 2, column, what, f"It must match {pattern}.")]


def test_a_very_long_value_is_quoted_shortened_and_on_one_line(folder):
    set_cell(folder, "treatments", 2, "family", "peel\nor\n" + "laser" * 40)
    (problem,) = find_problems(folder)
    assert problem.what == "'peel or " + ("laser" * 11)[:51] + "…' is not an allowed value."


def test_a_very_long_number_is_quoted_shortened(folder):
    set_cell(folder, "grades", 3, "grade", "9" * 3000)
    (problem,) = find_problems(folder)
    assert len(problem.what) < 100


def test_a_day_with_thousands_of_digits_is_refused_without_a_traceback(folder):
    set_cell(folder, "recovery", 3, "day_to", "9" * 4300)
    assert {problem.file for problem in find_problems(folder)} == {"recovery.csv"}


# Keys


@pytest.mark.parametrize(
    ("table", "line", "column", "value", "what"),
    [
        ("treatments", 3, "label", "Light peel", "'Light peel' is already on line 2."),
        ("criteria", 6, "short_label", "Cost", "'Cost' is already on line 3."),
    ],
)
def test_a_repeated_value_in_a_unique_column_is_refused(folder, table, line, column, value, what):
    set_cell(folder, table, line, column, value)
    assert find_problems(folder) == [Problem(f"{table}.csv", line, column, what, ONE_ROW)]


@pytest.mark.parametrize(
    ("table", "first", "line", "column", "what"),
    [
        ("suitability", 2, 14, "treatment_id, phototype", "'peel, I' is already on line 2."),
        (
            *("estimates", 3, 21, "treatment_id, criterion_id, concern_id, phototype"),
            "'peel, cost' is already on line 3.",
        ),
        (
            "preset_importances",
            5,
            10,
            "preset_id, criterion_id",
            "'balanced, dark_marks' is already on line 5.",
        ),
    ],
)
def test_a_second_row_with_the_same_key_is_refused(folder, table, first, line, column, what):
    append_row(folder, table, read_rows(folder, table)[first - 1])
    assert find_problems(folder) == [Problem(f"{table}.csv", line, column, what, ONE_ROW)]


def test_a_key_of_several_long_parts_is_named_in_full(folder):
    names = ["peel_" + "a" * 40, "criterion_" + "b" * 40]
    write_rows(folder, "preset_importances", [TABLES["preset_importances"][0], *[[*names, "1"]] * 2])
    what = f"'{', '.join(names)}' is already on line 2."
    assert what in [problem.what for problem in find_problems(folder)]


@pytest.mark.parametrize(
    ("table", "line", "column", "value", "other"),
    [
        ("aftercare", 3, "treatment_id", "pele", "treatments"),
        ("warnings", 2, "treatment_id", "Peel", "treatments"),
        ("concerns", 2, "implies_condition", "rash", "conditions"),
        ("contraindications", 3, "condition_id", "rash", "conditions"),
        ("estimates", 5, "criterion_id", "session", "criteria"),
    ],
)
def test_an_id_that_is_not_in_the_other_table_is_refused(folder, table, line, column, value, other):
    set_cell(folder, table, line, column, value)
    what, remedy = f"'{value}' is not in {other}.csv.", f"Add it to {other}.csv, or correct the id."
    assert find_problems(folder) == [Problem(f"{table}.csv", line, column, what, remedy)]


def test_every_unknown_source_in_a_list_is_refused(folder):
    set_cell(folder, "warnings", 2, "source_ids", "lost;trial;gone")
    remedy = "Add it to sources.csv, or correct the id."
    assert find_problems(folder) == [
        Problem("warnings.csv", 2, "source_ids", "'gone' is not in sources.csv.", remedy),
        Problem("warnings.csv", 2, "source_ids", "'lost' is not in sources.csv.", remedy),
    ]


# The descriptor


def test_a_missing_descriptor_is_named_and_the_folder_does_not_load(folder):
    (folder / DESCRIPTOR).unlink()
    expected = [Problem(DESCRIPTOR, 0, "", "the file is missing.", COPY)]
    assert find_problems(folder) == expected
    with pytest.raises(EvidenceError) as error:
        load(folder)
    assert error.value.problems == expected


def test_a_folder_that_does_not_exist_is_reported_as_without_a_descriptor(tmp_path):
    assert find_problems(tmp_path / "nowhere") == [Problem(DESCRIPTOR, 0, "", "the file is missing.", COPY)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no json",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b"3",
        b'{"resources": null}',
        b'{"resources": [{}]}',
    ],
)
def test_a_descriptor_that_describes_no_tables_is_refused(folder, content):
    (folder / DESCRIPTOR).write_bytes(content)
    assert find_problems(folder) == [Problem(DESCRIPTOR, 0, "", "it is not a data package descriptor.", COPY)]
    with pytest.raises(EvidenceError):
        load(folder)


def edit_descriptor(folder: Path, edit: Callable[[list[Any]], Any]) -> None:
    """Write the descriptor with ``edit`` applied to its list of tables."""
    descriptor = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    edit(descriptor["resources"])
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor), encoding="utf-8")


def test_the_descriptor_of_the_app_describes_exactly_the_tables_in_use():
    resources = json.loads((REAL_DATA / DESCRIPTOR).read_text(encoding="utf-8"))["resources"]
    assert {resource["name"] for resource in resources} == set(descriptor.TABLES)


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda resources: resources.clear(), id="no table at all"),
        pytest.param(lambda resources: resources.pop(), id="one table fewer"),
        pytest.param(lambda resources: resources[-1].update(name="revues"), id="one table with another name"),
    ],
)
def test_a_descriptor_that_lacks_a_table_of_the_app_is_refused(folder, edit):
    edit_descriptor(folder, edit)
    problems = find_problems(folder)
    assert [problem.file for problem in problems] == [DESCRIPTOR]
    with pytest.raises(EvidenceError):
        load(folder)


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda resources: resources[0].update(schema=None), id="no schema"),
        pytest.param(lambda resources: resources[0]["schema"].pop("fields"), id="no fields"),
        pytest.param(lambda resources: resources[0]["schema"].pop("primaryKey"), id="no key"),
        pytest.param(
            lambda resources: resources[0]["schema"].update(primaryKey=["id"]),
            id="a key that is not a column",
        ),
        pytest.param(lambda resources: resources[0].update(path=3), id="a path that is not text"),
        pytest.param(
            lambda resources: resources[0]["schema"]["fields"][1].pop("name"), id="a column without a name"
        ),
        pytest.param(
            lambda resources: resources[0]["schema"]["fields"][1].update(type="txt"), id="an unknown type"
        ),
        pytest.param(
            lambda resources: resources[0].update(path="../grades.csv"), id="a path out of the folder"
        ),
        pytest.param(
            lambda resources: resources[0]["schema"]["fields"][0].update(constraints={"pattern": "["}),
            id="an invalid pattern",
        ),
        pytest.param(
            lambda resources: resources[0]["schema"]["fields"][0].update(constraints={"minimum": "0"}),
            id="a limit that is not a number",
        ),
        pytest.param(
            lambda resources: resources[1]["schema"]["fields"][-1]["references"].update(resource="books"),
            id="ids of a missing table",
        ),
        pytest.param(
            lambda resources: resources[1]["schema"]["foreignKeys"][0].update(fields=[]),
            id="a link without a column",
        ),
        pytest.param(lambda resources: resources.append("name, path, schema"), id="text in place of a table"),
    ],
)
def test_a_damaged_descriptor_is_refused_without_a_traceback(folder, edit):
    edit_descriptor(folder, edit)
    problems = find_problems(folder)
    assert problems
    assert {problem.file for problem in problems} == {DESCRIPTOR}


def test_a_too_deeply_nested_descriptor_is_refused_without_a_traceback(folder):
    (folder / DESCRIPTOR).write_text("[" * 100_000, encoding="utf-8")
    assert [problem.file for problem in find_problems(folder)] == [DESCRIPTOR]


def test_a_descriptor_with_a_byte_order_mark_is_read(folder):
    path = folder / DESCRIPTOR
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert find_problems(folder) == []


@pytest.mark.parametrize("named", ["a file", "a folder with a folder as its descriptor"])
def test_a_path_that_is_not_an_evidence_folder_is_refused_without_a_traceback(folder, named):
    path = folder / "grades.csv" if named == "a file" else folder
    if path == folder:
        (folder / DESCRIPTOR).unlink()
        (folder / DESCRIPTOR).mkdir()
    assert [problem.file for problem in find_problems(path)] == [DESCRIPTOR]


# Line numbers


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["Unix", "Windows"])
def test_a_row_after_cells_of_several_lines_keeps_its_own_line_number(folder, line_end):
    rows = [
        b"grade,words",  # line 1
        b'0,"no',  # line 2
        b"change",
        b'at all"',
        b"",  # line 5, blank
        b'9,"far',  # line 6: a problem in a row of two lines is reported on the first
        b'better"',
        b"few,a little better",  # line 8
    ]
    write_raw(folder, "grades", line_end.join(rows))
    assert find_problems(folder) == [
        Problem("grades.csv", 6, "grade", "9 is above 4.", "Use 4 or less."),
        Problem("grades.csv", 8, "grade", "'few' is not a whole number.", "Write it with digits only."),
    ]


def test_a_repeated_key_is_reported_with_the_line_of_the_first(folder):
    write_raw(folder, "grades", b'grade,words\n0,"no\nchange"\n1,better\n1,worse\n2,b\n3,c\n4,d\n')
    assert find_problems(folder) == [Problem("grades.csv", 5, "grade", "'1' is already on line 4.", ONE_ROW)]


def test_an_unclosed_double_quote_is_reported_where_its_row_starts(folder):
    write_raw(folder, "grades", b'grade,words\n0,no change\n1,"a little\n2,better\n3,more\n4,most\n')
    assert [(problem.file, problem.line) for problem in find_problems(folder)] == [("grades.csv", 3)]


def test_text_that_is_not_utf8_is_reported_on_its_line_after_a_byte_order_mark(folder):
    write_raw(folder, "grades", b"\xef\xbb\xbfgrade,words\n0,\xe9t\xe9\n")
    assert find_problems(folder) == [Problem("grades.csv", 2, "", "the text is not UTF-8.", AS_UTF8)]


def test_text_that_is_not_utf8_is_reported_on_its_line_with_old_line_endings(folder):
    write_raw(folder, "grades", b"grade,words\r0,none\r1,caf\xe9\r")
    assert find_problems(folder) == [Problem("grades.csv", 3, "", "the text is not UTF-8.", AS_UTF8)]
