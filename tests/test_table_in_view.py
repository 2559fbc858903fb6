"""A clinic's own table in view: whose numbers it shows, how firm its order is, and what waits meanwhile."""

from datetime import date

import pytest
from rendered import app
from views import said, screen_of, seen, writer

from models import explain_doubt, understanding
from models.explain import range_in_words
from models.notes import notes
from models.own_table import read_own_table
from models.spreadsheet import read
from pages.ui.board import board_data

#: Two treatments of a clinic, without a range.
BARE = (
    b"name,cost,downtime,risk,dark_marks,pain,results\n"
    b"PicoSure,1400,2,1,4,3,2\n"
    b"Tretinoin 0.05%,240,1,1,2,2,1.2\n"
)

NO_RANGES = "This clinic's table gives no ranges, so we cannot say how firm this order is."


def table_of(evidence, content):
    return read_own_table(read(content, "T1.csv"), evidence, as_of=date(2026, 11, 24))


def own(evidence, content):
    return table_of(evidence, content).evidence


def test_a_table_without_ranges_has_no_share_anywhere(evidence):
    table = own(evidence, BARE)
    for phototype in (None, "IV"):
        comparison, found = seen(table, phototype=phototype)
        assert found.standings == ()
        assert explain_doubt.how_sure(table, comparison, found) == (NO_RANGES,)
        rows = board_data(table, comparison, found)["rows"]
        assert [row["span"] for row in rows] == [None] * 3
        assert not [row for row in rows if "of 100," in row["spoken"] or "First" in row["spoken"]]
        write = writer(table, phototype=phototype)
        taken = write()
        assert taken.doubt == (NO_RANGES,)
        assert {option.doubt for option in taken.options} == {""}
        assert " of 100 plausible" not in notes(write)
        fit = screen_of(table, "fit", phototype=phototype)
        assert fit.lead[0].startswith(NO_RANGES)
        assert {column.sure for column in fit.fits} == {""}
        check = understanding.check(table, comparison, found)[3]
        assert check.options[check.answer] == "The order may or may not be firm"


def test_what_hangs_on_a_gap_of_such_a_table_is_no_share_either(evidence):
    table = own(evidence, BARE.replace(b",1400,", b",,"))
    write = writer(table)
    asked = write().asks
    gap = next(a for a in asked if a.question == "What do you know about cost of a full course of PicoSure?")
    assert gap.why == "The table gives no figure for it."
    test = app()
    test.session_state["_own_table"] = table_of(evidence, BARE.replace(b",1400,", b",,"))
    test.switch_page("how_sure.py").run()
    assert not test.exception
    assert any("1. Cost of a full course of PicoSure." in m.value for m in test.markdown)
    assert not any("it would come first in" in m.value for m in test.markdown)


HEADER = "name,cost,cost_low,cost_high,results,results_low,results_high\n"

COLUMNS = {"cost": 5, "results": 5, "downtime": 0, "dark_marks": 0, "complications": 0, "pain": 0}


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        # one figure without a range would be drawn as if it were exact
        ("A,900,800,1000,2,1,3\nB,300,200,400,2,,\n", "no full range for 1 of the 4 figures here (results)"),
        # nor does one end make a range
        (
            "A,900,800,,2,1,3\nB,300,200,400,2,1,\n",
            "no full range for 2 of the 4 figures here (results, cost)",
        ),
        # a blank cell is a gap: it could be anything on its scale
        ("A,900,800,1000,,,\nB,300,200,400,3,2,4\n", "plausible versions of this clinic's table"),
        # a range of no width is a range: this price is known
        ("A,900,900,900,2,1,3\nB,300,300,300,3,2,4\n", "plausible versions of this clinic's table"),
        # names alone say nothing of how firm anything is
        ("A,,,,,,\nB,,,,,,\n", "table gives no ranges"),
    ],
)
def test_a_table_has_a_share_where_each_of_its_figures_has_a_range(evidence, rows, text):
    table = own(evidence, (HEADER + rows).encode())
    found = said(table, importances=COLUMNS)
    assert text in found
    assert "evidence" not in found
    assert ("so we cannot say how firm this order is" in found) == ("no " in text)


def test_a_figure_that_weighs_nothing_or_is_set_aside_needs_no_range(evidence):
    rows = "A,900,,,2,1,3\nB,300,,,3,2,4\nC,9000,,,2,,\n"
    table = own(evidence, (HEADER + rows).encode())
    assert "for 4 of the 6 figures here" in said(table, importances=COLUMNS)
    only_results = {**COLUMNS, "cost": 0}
    assert "for 1 of the 3 figures here (results)" in said(table, importances=only_results)
    assert "Of the 3 left, B comes first in" in said(table, importances=only_results, budget=5000)


def test_a_figure_for_all_skin_types_without_a_range_gets_none_where_the_type_is_not_known(evidence):
    """Six times the same figure is no range."""
    for ends, words in ((b"", "range not reported"), (b",3,8", "3 to 8 of 100 people")):
        header = b"name,dark_marks" + (b",dark_marks_low,dark_marks_high" if ends else b"")
        table = own(evidence, header + b"\nPeel,6" + ends + b"\n")
        comparison, _ = seen(table)
        peel = next(line for line in comparison.lines if line.treatment.label == "Peel")
        assert range_in_words(peel.reading("dark_marks")) == words
