"""The unit in a column's name: the right one is accepted, another is refused, none is silently ignored."""

from datetime import date

import pytest
from broken_tables import PEN, own_csv, price_csv
from reading_grade import reading_grade

from models.clinic.own_table import read_own_table
from models.clinic.price_list import read_prices
from models.uploads.file_currency import Answer
from models.uploads.spreadsheet import read

DAY = date(2026, 11, 24)

#: The unit of each column, by its name.
WANTED = {
    "cost": "US dollars for a full course",
    "downtime": "days over the whole course",
    "risk": "people of 100",
    "pain": "pain from 0 to 10",
    "results": "a grade from 0 to 4",
}

FOREIGN = [
    *(f"cost {beside}" for beside in ("(thousands of dollars)", "(k$)", "($000)", "in thousands", "(cents)")),
    *(f"cost {beside}" for beside in ("(per session)", "(lakh)", "per month", "(min)", "(from)", "(weeks)")),
    *(f"downtime {beside}" for beside in ("(weeks)", "[weeks]", "weeks", "in weeks", "(hours)", "(months)")),
    *(
        "downtime_weeks",
        "Downtime: weeks",
        "downtime (min)",
        "downtime_low (weeks)",
        "downtime (days per session)",
    ),
    *(
        f"pain {beside}"
        for beside in ("(0-100)", "0-100", "(out of 5)", "of 100", "(1-10)", "(VAS mm)", "(%)")
    ),
    *("pain_0_100", "pain_high (0 to 100)"),
    *(
        f"risk {beside}"
        for beside in ("(1-5)", "(per 1000)", "(‰)", "(fraction)", "of 1000", "(stars)", "(0-1)")
    ),
    *(
        f"results {beside}"
        for beside in ("(percent)", "(%)", "%", "(stars)", "(out of 5)", "(0-10)", "percent")
    ),
    *("% results", "grade (percent)"),
]


def own(evidence, header):
    content = own_csv("Peel,2", header=f"name,{header}")
    return read_own_table(read(content, "own.csv"), evidence, as_of=DAY, answer=Answer.US_DOLLARS)


@pytest.mark.parametrize("header", FOREIGN)
def test_a_wrong_unit_is_refused_with_the_column_and_the_right_unit(evidence, header):
    found = own(evidence, header)
    assert found.evidence is None
    (problem,) = found.problems
    name = header.strip("% ").split()[0].split("_")[0].rstrip(":").casefold().replace("grade", "results")
    assert (problem.line, problem.column) == (1, header)
    assert problem.what.startswith("its name says ")
    assert problem.remedy == f"Here it must be {WANTED[name]}. Change the figures, then the name."
    assert reading_grade(f"Its name says weeks. {problem.remedy}") <= 8


@pytest.mark.parametrize(
    "header",
    [
        *("cost (US dollars)", "cost (USD)", "cost_usd", "cost (full course)", "cost in US dollars"),
        *(
            "downtime (days)",
            "downtime_days",
            "downtime days",
            "downtime, in days",
            "days_off",
            "Downtime [days]",
        ),
        *(
            "risk (%)",
            "risk (percent)",
            "risk of 100",
            "risk (people of 100)",
            "risk %",
            "risk_low (per 100)",
        ),
        *("pain (0-10)", "pain (out of 10)", "pain_0_10", "pain 0 to 10", "pain (of 10)"),
        *("results (0-4)", "results (grade 0-4)", "results (of 4)", "results (grade)"),
    ],
)
def test_the_right_unit_is_accepted(evidence, header):
    found = own(evidence, header)
    assert found.problems == ()
    assert found.evidence is not None
    assert not any("name of the column" in note for note in found.notes)


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("price_per_session (thousands)", "thousands"),
        ("price_per_session (per month)", "per month"),
        ("price_per_session (k USD)", "k"),
        ("Price per session (from)", "from"),
        ("cost_per_session (percent)", "percent"),
    ],
)
def test_a_wrong_unit_in_a_price_list_is_refused(evidence, header, says):
    content = price_csv(f"{PEN},450", header=f"treatment,{header}")
    found = read_prices(read(content, "a.csv"), evidence, clinic="", as_of=DAY, answer=Answer.US_DOLLARS)
    assert found.prices is None
    assert [p.what for p in found.problems] == [f'its name says "{says}".']
    assert "Here it must be US dollars for one session." in found.problems[0].remedy


def test_sessions_must_be_a_number_and_not_a_time(evidence):
    content = price_csv(f"{PEN},450,4", header="treatment,price_per_session (USD),sessions (weeks)")
    found = read_prices(read(content, "a.csv"), evidence, clinic="", as_of=DAY)
    assert found.prices is None
    assert "a number of sessions" in found.problems[0].remedy
    content = price_csv(f"{PEN},450,4", header="treatment,price_per_session (USD),sessions [number]")
    assert read_prices(read(content, "a.csv"), evidence, clinic="", as_of=DAY).prices


def test_words_beside_a_name_that_are_not_a_unit_are_reported(evidence):
    found = own(evidence, "cost (incl. facials)")
    assert (
        'In the name of the column "cost (incl. facials)", this was not read: "incl. facials".' in found.notes
    )
    assert found.evidence is not None


def test_another_column_with_the_same_first_word_is_reported_as_unknown(evidence):
    content = price_csv(f"{PEN},face,450", header="treatment,treatment area,price_per_session (USD)")
    found = read_prices(read(content, "a.csv"), evidence, clinic="", as_of=DAY)
    assert [p.what for p in found.problems] == ['"treatment area" is not a column that this page knows.']


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [("downtime", "6 days", 6), ("risk", "3 of 100", 3), ("risk", "3%", 3), ("pain", "4 of 10", 4)],
)
def test_the_right_unit_is_accepted_in_a_cell(evidence, column, cell, value):
    content = own_csv(f"Peel,{cell}", header=f"name,{column}")
    found = read_own_table(read(content, "own.csv"), evidence, as_of=DAY)
    assert found.problems == ()
    criterion = {"risk": "complications"}.get(column, column)
    assert {e.typical for e in found.evidence.estimates if e.criterion_id == criterion} >= {value}


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("downtime", "6 weeks"),
        ("downtime", "6h"),
        ("risk", "3 of 1000"),
        ("pain", "4 of 5"),
        ("results", "3%"),
    ],
)
def test_a_wrong_unit_in_a_cell_is_refused(evidence, column, cell):
    content = own_csv(f"Peel,{cell}", header=f"name,{column}")
    found = read_own_table(read(content, "own.csv"), evidence, as_of=DAY)
    assert (found.evidence, len(found.problems)) == (None, 1)
