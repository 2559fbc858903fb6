"""While a clinic's own table is open, the pages say whose numbers it shows and how firm its order is."""

from datetime import date

import pytest
from price_list import prices
from reading_grade import reading_grade
from rendered import PAGES, app, board, texts_of
from views import said, screen_of, seen, writer
from words import BANNED

from models.clinic.own_table import read_own_table
from models.clinic.table_in_view import of_clinic, whose_numbers
from models.doubt import doubt_words
from models.person.preferences import start
from models.ranking.comparison import compare
from models.take_home import understanding
from models.take_home.notes import notes
from models.talk.alterations import NO_CLINIC, NOTHING_CHANGED, alterations
from models.uploads.file_currency import Answer
from models.uploads.spreadsheet import read
from models.wording.citations import notice_of
from models.wording.estimate_words import range_in_words
from pages.ui.ranking.board import board_data
from pages.visit.in_view import CLINIC_NAME, PRICES, TABLE

#: Two treatments of a clinic, without ranges.
BARE = (
    b"name,cost,downtime,risk,dark_marks,pain,results\n"
    b"PicoSure,1400,2,1,4,3,2\n"
    b"Tretinoin 0.05%,240,1,1,2,2,1.2\n"
)

NO_RANGES = "This clinic's table gives no ranges, so we cannot say how firm this order is."


def table_of(evidence, content, file="T1.csv"):
    """The table as it is read once the person has answered that its costs are in US dollars."""
    answer = Answer.US_DOLLARS
    return read_own_table(read(content, file), evidence, as_of=date(2026, 11, 24), answer=answer)


def own(evidence, content):
    return table_of(evidence, content).evidence


def test_no_share_is_shown_for_a_table_without_ranges(evidence):
    table = own(evidence, BARE)
    for phototype in (None, "IV"):
        comparison, found = seen(table, phototype=phototype)
        assert found.standings == ()
        assert doubt_words.how_sure(table, comparison, found) == (NO_RANGES,)
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


def test_no_share_is_shown_for_a_gap_in_a_table_without_ranges(evidence):
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
        # a figure without a range would be drawn as if it were exact
        ("A,900,800,1000,2,1,3\nB,300,200,400,2,,\n", "no full range for 1 of the 4 figures here (results)"),
        # one end is not a range
        (
            "A,900,800,,2,1,3\nB,300,200,400,2,1,\n",
            "no full range for 2 of the 4 figures here (results, cost)",
        ),
        # a blank cell is a gap: it could be anything on its scale
        ("A,900,800,1000,,,\nB,300,200,400,3,2,4\n", "plausible versions of this clinic's table"),
        # a range may have no width: this price is known exactly
        ("A,900,900,900,2,1,3\nB,300,300,300,3,2,4\n", "plausible versions of this clinic's table"),
        # a table with names alone has no figures
        ("A,,,,,,\nB,,,,,,\n", "table gives no ranges"),
    ],
)
def test_a_table_has_a_share_only_if_every_figure_has_a_range(evidence, rows, text):
    table = own(evidence, (HEADER + rows).encode())
    found = said(table, importances=COLUMNS)
    assert text in found
    assert "evidence" not in found
    assert ("so we cannot say how firm this order is" in found) == ("no " in text)


def test_a_figure_without_weight_or_of_an_option_set_aside_needs_no_range(evidence):
    rows = "A,900,,,2,1,3\nB,300,,,3,2,4\nC,9000,,,2,,\n"
    table = own(evidence, (HEADER + rows).encode())
    assert "for 4 of the 6 figures here" in said(table, importances=COLUMNS)
    only_results = {**COLUMNS, "cost": 0}
    assert "for 1 of the 3 figures here (results)" in said(table, importances=only_results)
    assert "Of the 3 left, B comes first in" in said(table, importances=only_results, budget=5000)


def test_a_figure_without_a_range_has_none_for_an_unknown_skin_type_either(evidence):
    """The same figure for all six skin types is not a range."""
    for ends, words in ((b"", "range not reported"), (b",3,8", "3 to 8 of 100 people")):
        header = b"name,dark_marks" + (b",dark_marks_low,dark_marks_high" if ends else b"")
        table = own(evidence, header + b"\nPeel,6" + ends + b"\n")
        comparison, _ = seen(table)
        peel = next(line for line in comparison.lines if line.treatment.label == "Peel")
        assert range_in_words(peel.reading("dark_marks")) == words


# ------------------------------------------------------------------ whose numbers


KEPT = (
    "The prices of Lakeside Skin are not shown while the table is open. They are kept, and come back when it "
    "is closed."
)

WHOSE = "Every number is from T1.csv of Lakeside Skin, opened 24 November 2026."


#: A price list that is in view and also typed into the fields of the page For clinics.
FILLED = {
    CLINIC_NAME: "Lakeside Skin",
    PRICES: prices(),
    "_clinic_offers": list(prices().offers),
    **{f"_clinic_price_{name}": f"{offer.price:.0f}" for name, offer in prices().offers.items()},
    **{f"_clinic_sessions_{name}": str(offer.sessions) for name, offer in prices().offers.items()},
    **{f"_clinic_included_{name}": offer.included for name, offer in prices().offers.items()},
}


def shown(evidence, page, query=None, **state):
    """A page with the bare table open; ``state`` sets other session keys."""
    test = app(**(query or {}))
    for key, value in {TABLE: table_of(evidence, BARE), **state}.items():
        test.session_state[key] = value
    test.switch_page(page).run()
    assert not test.exception
    return test


def told(evidence, typed="", listed=None):
    """The list of changes, with or without a typed clinic name and a price list."""
    table = of_clinic(own(evidence, BARE), typed, listed)
    comparison = compare(table, start(table))
    return alterations(table, comparison, comparison.preferences.side.treatments)


def test_the_list_of_changes_never_says_that_nothing_was_changed(evidence):
    found = told(evidence, "Lakeside Skin")
    assert found.changed[0].startswith(WHOSE)
    assert "Only those of doing nothing are public ones." in found.changed[0]
    assert NOTHING_CHANGED not in found.in_words
    assert found.summary == "every number"
    assert found.clinic == "Lakeside Skin"
    unnamed = told(evidence)
    assert unnamed.changed[0].startswith("Every number is from T1.csv, opened 24 November 2026.")
    assert unnamed.clinic == "No clinic is named. The numbers are from T1.csv."


@pytest.mark.parametrize("name", ["", "Lakeside Skin"])
def test_the_last_screen_and_the_list_of_changes_name_the_table(evidence, name):
    test = shown(evidence, "present.py", {"slide": "sources"}, **{CLINIC_NAME: name})
    words = " ".join(m.value for m in test.markdown)
    whose = f"Every number is from T1.csv{f' of {name}' if name else ''}, opened 24 November 2026."
    # Once on the screen itself and once in the list beside it.
    assert words.count(whose) >= 2
    assert NOTHING_CHANGED not in words
    assert NO_CLINIC not in words
    assert "Gathered" not in words
    assert f'<p class="pr-clinic">{name or "No clinic is named. The numbers are from T1.csv."}</p>' in words


@pytest.mark.parametrize("page", PAGES)
def test_no_page_calls_the_numbers_of_a_clinic_evidence(evidence, page):
    """Evidence and Method may use the word: they are about the public figures and say so."""
    texts = texts_of(shown(evidence, page, **{CLINIC_NAME: "Lakeside Skin"}))
    assert any(text.startswith("**Your own table.** ") and WHOSE in text for text in texts)
    assert not [text for text in texts if "versions of the evidence" in text or "comes first in" in text]
    if page not in ("evidence.py", "method.py"):
        assert [text for text in texts if "evidence" in text.lower()] == []


def test_the_handout_and_the_notes_name_the_table_and_do_not_call_it_evidence(evidence):
    table = of_clinic(own(evidence, BARE), "Lakeside Skin", None)
    write = writer(table)
    taken = write()
    assert taken.altered[0].startswith(WHOSE)
    assert taken.notice.startswith("Figures from the table T1.csv of Lakeside Skin, opened 24 November 2026.")
    assert taken.version.startswith("Version of the table: ")
    assert "evidence" not in notes(write).lower()


def test_a_file_name_is_shown_without_formatting_characters(evidence):
    table = table_of(evidence, BARE, "a[b](c) $1 $2 *x*.csv")
    test = shown(evidence, "compare.py", **{TABLE: table})
    notice = next(m.value for m in test.markdown if m.value.startswith("**Your own table.**"))
    assert "Every number is from ab(c) 1 2 x.csv," in notice


# ------------------------------------------------------------------ prices and a table together


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_prices_hidden_by_a_table_are_kept(evidence, page):
    test = shown(evidence, page, **FILLED)
    notice = next(m.value for m in test.markdown if m.value.startswith("**Your own table.**"))
    assert WHOSE in notice
    assert KEPT in notice
    without = shown(evidence, page)
    assert not [text for text in texts_of(without) if "come back when it is closed" in text]


def test_for_clinics_says_so_beside_the_prices_and_beside_the_table(evidence):
    test = shown(evidence, "for_clinics.py", **FILLED)
    assert [i.value for i in test.info].count(KEPT) == 2


def test_the_clinic_stays_named_and_its_prices_come_back(evidence):
    test = shown(evidence, "for_clinics.py")
    test.text_input(key=CLINIC_NAME).set_value("Harbour Skin").run()
    test.multiselect(key="_clinic_offers").set_value(["peel_superficial"]).run()
    test.text_input(key="_clinic_price_peel_superficial").set_value("120").run()
    test.switch_page("present.py").run()
    assert any('<p class="pr-clinic">Harbour Skin</p>' in m.value for m in test.markdown)
    words = " ".join(m.value for m in test.markdown)
    assert KEPT.replace("Lakeside", "Harbour") in words
    test.switch_page("for_clinics.py").run()
    test.button(key="drop_table").click().run()
    test.switch_page("compare.py").run()
    peel = next(row for row in board(test)["rows"] if row["id"] == "peel_superficial")
    assert "clinic's figure" in [badge["text"] for badge in peel["badges"]]
    assert any("These prices are those of Harbour Skin" in m.value for m in test.markdown)


def test_the_text_about_an_open_table_is_plain(evidence):
    table = of_clinic(own(evidence, BARE), "", prices())
    said_of_it = [*whose_numbers(table.table), notice_of(table), NO_RANGES]
    assert said_of_it[1] == KEPT
    assert {text for text in said_of_it if reading_grade(text) > 8} == set()
    assert [text for text in said_of_it if BANNED.search(text)] == []
