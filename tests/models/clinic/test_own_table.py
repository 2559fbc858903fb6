"""A person's own table is compared by the same model; gaps are stated and nothing is borrowed."""

import random
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from broken_tables import own_csv
from reading_grade import reading_grade
from words import BANNED

from models import ROOT
from models.clinic.own_columns import (
    columns,
    own_table_example,
    own_table_rows,
    own_table_template,
    suitability_column,
)
from models.clinic.own_evidence import UNRATED
from models.clinic.own_table import MOST_COMPARED, OWN_TABLE_NOTE, read_own_table
from models.clinic.price_list import PRICE_COLUMNS
from models.clinic.table_in_view import whose_numbers
from models.doubt.doubt_words import first_place, price_to_draw_level
from models.doubt.standings import MOST_DRAWN, doubt
from models.evidence.terms import NO_TREATMENT, PHOTOTYPES, Basis, Rating, Status
from models.link.share_link import full_query, open_link
from models.options.overview import effects, how_much_is_known
from models.options.profile import dark_marks, figures, living_with_it, recovery_lines
from models.person.preferences import start
from models.ranking.comparison import compare
from models.ranking.worked_example import in_a_sentence, subject
from models.sources.gathered import figures_by_basis, sources_by_kind
from models.take_home.ask import questions
from models.take_home.handout import handout
from models.take_home.leaning import fit
from models.take_home.notes import as_text
from models.take_home.understanding import check
from models.uploads.export import as_csv
from models.uploads.file_currency import Answer
from models.uploads.spreadsheet import read
from models.uploads.upload_rows import rules
from models.wording.aftercare_words import usual_again
from models.wording.citations import is_overdue, notice_of, short_citation
from models.wording.estimate_words import certainty_in_words, in_words
from pages.charts.flip_ranges import flip_ranges
from pages.charts.pair_differences import pair_differences
from pages.charts.range_chart import range_chart
from pages.charts.suitability_grid import suitability_grid
from pages.charts.trade_off import trade_off
from pages.charts.whose_choice import whose_choice
from pages.ui.ranking.board import board_data, details_data

DAY = date(2026, 11, 24)


def opened(evidence, content):
    return read_own_table(read(content, "own.csv"), evidence, as_of=DAY, answer=Answer.US_DOLLARS)


def own(evidence, *rows, header="name,cost,downtime,results,suitability_I"):
    found = opened(evidence, own_csv(*rows, header=header))
    assert found.problems == ()
    return found.evidence


def cell(evidence, label, criterion, phototype="IV", concern="acne_scars"):
    treatment = next(t for t in evidence.treatments.values() if t.label == label)
    return evidence.estimate(treatment.treatment_id, criterion, concern_id=concern, phototype=phototype)


SPARSE = ("Light peel,300,2,1,suitable", "New laser,,,3,", "Only a name,,,,")


@pytest.fixture
def sparse(evidence):
    return own(evidence, *SPARSE)


# ------------------------------------------------------------------ what a row means


def test_the_figures_of_a_row_use_the_public_scales(evidence):
    table = own(
        evidence, "Light peel,peels,300,200,500,2", header="name,family,cost,cost_low,cost_high,downtime"
    )
    cost = cell(table, "Light peel", "cost")
    assert (cost.low, cost.typical, cost.high, cost.status) == (200, 300, 500, Status.ESTIMATED)
    assert cost.unit == evidence.criteria["cost"].unit
    assert table.criteria is evidence.criteria
    assert next(iter(table.treatments.values())).family == "peels"


@pytest.mark.parametrize(
    ("low", "typical", "high", "status"),
    [
        ("1", "2", "3", Status.ESTIMATED),
        ("", "2", "", Status.ESTIMATED),
        ("1", "", "3", Status.BOUNDED),
        ("1", "", "", Status.ESTIMATED),
        ("", "", "", Status.NOT_REPORTED),
        ("n/a", "unknown", "-", Status.NOT_REPORTED),
    ],
)
def test_the_blank_cells_decide_the_status_of_a_figure(evidence, low, typical, high, status):
    table = own(evidence, f"Peel,{low},{typical},{high}", header="name,downtime_low,downtime,downtime_high")
    found = cell(table, "Peel", "downtime")
    assert found.status is status
    assert found.is_measured == (typical == "2")
    assert 0 not in (found.low, found.typical, found.high)


def test_a_result_applies_to_every_concern_and_dark_marks_to_every_skin_type(evidence):
    table = own(evidence, "Peel,2,7", header="name,results,dark_marks")
    for concern, phototype in product(evidence.concerns, PHOTOTYPES):
        assert cell(table, "Peel", "results", concern=concern).typical == 2
        assert cell(table, "Peel", "dark_marks", phototype=phototype).typical == 7
    assert "names no concern" in cell(table, "Peel", "results").plain_note
    assert "one figure for all skin types" in cell(table, "Peel", "dark_marks").plain_note


@pytest.mark.parametrize("name", ["comfort", "Comfort", "comfort_low", "comfort (0-10)", "Comfort high"])
def test_comfort_is_never_read_as_pain(evidence, name):
    """8 of 10 for comfort is 2 for pain."""
    found = opened(evidence, own_csv("Peel,8", header=f"name,{name}"))
    assert found.evidence is None
    assert [p.what for p in found.problems] == [f'"{name}" counts the other way round.']
    assert "pain from 0 to 10, in the column pain" in found.problems[0].remedy


def test_an_unknown_rating_counts_as_caution_and_says_why(sparse, evidence):
    peel = next(t for t in sparse.treatments.values() if t.label == "Light peel").treatment_id
    assert sparse.suitability[peel, "I"].rating is Rating.SUITABLE
    row = sparse.suitability[peel, "V"]
    assert (row.rating, row.plain_reason) == (Rating.CAUTION, UNRATED)
    assert "What is not known counts as caution." in " ".join(opened(evidence, own_csv(*SPARSE)).notes)


def test_avoid_sets_an_option_aside_for_that_skin_type_only(evidence):
    table = own(evidence, "Peel,2,avoid,specialist", header="name,results,suitability_V,suitability_VI")
    for phototype in PHOTOTYPES:
        aside = compare(table, replace(start(table), phototype=phototype)).set_aside
        assert [i.treatment.label for i in aside] == (["Peel"] if phototype == "V" else [])


def test_the_source_of_a_row_is_the_named_one_or_the_table(evidence):
    assert own(evidence, "Peel,2,Best practice in peels", header="name,results,source")
    table = own(evidence, "Peel,2,Our audit", "Laser,3,", header="name,results,source")
    cited = {t: table.sources[cell(table, t, "results").source_ids[0]] for t in ("Peel", "Laser")}
    assert short_citation(cited["Peel"]) == "Our audit"
    assert short_citation(cited["Laser"]) == "Your table own.csv"
    assert all(source in table.sources for e in table.estimates for source in e.source_ids)


# ------------------------------------------------------------------ doing nothing


def test_no_treatment_is_added_from_the_evidence_with_a_note(evidence):
    found = opened(evidence, own_csv("Peel,300,2,1"))
    assert "No treatment for now was added: it is an option in every comparison." in found.notes
    for criterion in ("cost", "results", "dark_marks"):
        assert cell(found.evidence, "No treatment for now", criterion) == cell(
            evidence, "No treatment for now", criterion
        )


@pytest.mark.parametrize("name", ["No treatment", "NO TREATMENT FOR NOW", "doing nothing"])
def test_a_row_for_doing_nothing_is_the_no_treatment_option(evidence, name):
    found = opened(evidence, own_csv("Peel,300,2,1", f"{name},0,0,0"))
    assert list(found.evidence.treatments)[-1] == NO_TREATMENT
    assert len(found.evidence.treatments) == 2
    assert not any("was added" in note for note in found.notes)


# ------------------------------------------------------------------ the same model


@pytest.mark.parametrize("phototype", ["II", "IV", "VI"])
@pytest.mark.parametrize("concern", ["acne_scars", "melasma", "wrinkles"])
@pytest.mark.parametrize("preset", ["balanced", "back_to_work"])
def test_a_table_with_the_figures_of_the_evidence_ranks_as_the_evidence_does(
    evidence, concern, phototype, preset
):
    """Every option that passes the rules has the same total, to 1e-9, when its figures come from a table."""
    wanted = replace(
        start(evidence),
        concern_id=concern,
        phototype=phototype,
        importances=evidence.presets[preset].importances,
    )
    public = compare(evidence, wanted)
    names = [t for t in evidence.treatments if t != NO_TREATMENT]
    rows = [*own_table_template(evidence), *own_table_rows(evidence, names, wanted)]
    found = opened(evidence, as_csv(rows))
    assert found.problems == ()
    table = compare(found.evidence, wanted)
    totals = {line.treatment.label: line.total for line in table.lines}
    assert totals.keys() >= {line.treatment.label for line in public.lines}
    for line in public.lines:
        assert totals[line.treatment.label] == pytest.approx(line.total, abs=1e-9)
    shown = {line.treatment.label for line in public.lines}
    assert [x.treatment.label for x in table.lines if x.treatment.label in shown] == [
        x.treatment.label for x in public.lines
    ]


def test_the_order_of_the_rows_changes_nothing(evidence):
    rows = [f"T{k},{100 * k},{k},{k % 5},suitable" for k in range(12)]
    shuffled = rows[:]
    random.Random(5).shuffle(shuffled)
    one, two = (compare(own(evidence, *r), start(evidence)) for r in (rows, shuffled))
    assert {x.treatment.label: x.total for x in one.lines} == {x.treatment.label: x.total for x in two.lines}
    first = [{s.treatment.label: s.first for s in doubt(c).standings} for c in (one, two)]
    assert first[0] == first[1]


def test_hiding_a_figure_never_raises_the_headline(evidence):
    rows = [f"T{k},{300 * k},{k},{k % 5},suitable" for k in range(1, 8)]
    whole = {x.treatment.label: x.total for x in compare(own(evidence, *rows), start(evidence)).lines}
    for k in range(7):
        parts = rows[k].split(",")
        for column in (1, 2, 3):
            hidden = [*parts[:column], "", *parts[column + 1 :]]
            table = own(evidence, *rows[:k], ",".join(hidden), *rows[k + 1 :])
            total = next(
                x.total for x in compare(table, start(evidence)).lines if x.treatment.label == parts[0]
            )
            assert total <= whole[parts[0]] + 1e-9


def many(count):
    names = [f"Treatment {k}" for k in range(count)]
    return read(own_csv(*(f"{name},100" for name in names), header="name,cost"), "a.csv")


def test_a_table_with_too_many_rows_is_refused_with_the_reason(evidence):
    most = read_own_table(many(MOST_COMPARED), evidence, as_of=DAY, answer=Answer.US_DOLLARS)
    assert most.evidence
    assert len(most.evidence.treatments) == MOST_COMPARED + 1
    found = read_own_table(many(MOST_COMPARED + 1), evidence, as_of=DAY, answer=Answer.US_DOLLARS)
    assert found.evidence is None
    assert [str(problem) for problem in found.problems] == [
        "a.csv: The table has 201 rows. At most 200 are compared, since others would wait. "
        "Leave out what you do not need, or open it in parts."
    ]


def test_the_details_of_a_long_board_are_built_only_for_open_rows(evidence):
    own = read_own_table(many(60), evidence, as_of=DAY, answer=Answer.US_DOLLARS).evidence
    comparison = compare(own, start(own))
    opened = [comparison.lines[k].treatment.treatment_id for k in (0, 30)]
    assert details_data(own, comparison) == {"html": {}}
    assert set(details_data(own, comparison, [*opened, "<no row>", 7])["html"]) == set(opened)


def test_with_too_many_options_to_draw_the_board_is_ranked_without_shares_and_says_why(evidence):
    table = own(evidence, *[f"T{k},{k},1,2,suitable" for k in range(MOST_DRAWN + 1)])
    comparison = compare(table, start(table))
    assert comparison.lines[0].rank == 1
    assert doubt(comparison) is None
    assert first_place(table, comparison, None).startswith(
        f"There are more than {MOST_DRAWN} options on the board."
    )


# ------------------------------------------------------------------ gaps are words


def test_every_sentence_is_built_for_a_table_with_gaps(sparse):
    for phototype, concern in product((None, *PHOTOTYPES), sparse.concerns):
        wanted = replace(start(sparse), phototype=phototype, concern_id=concern, budget=1000, days_off=5)
        comparison = compare(sparse, replace(wanted, conditions=frozenset(sparse.conditions)))
        found = doubt(comparison)
        asked = questions(sparse, comparison, found)
        assert asked
        taken = handout(sparse, comparison, found, asked, today=DAY, link_back="", with_health=True)
        assert as_text(taken)
        assert first_place(sparse, comparison, found)
        assert check(sparse, comparison, found)
        assert fit(sparse, comparison, found)
        assert in_a_sentence(sparse, comparison, subject(comparison))
        assert len(effects(sparse, wanted)) == 4
        assert how_much_is_known(sparse, wanted)


def test_every_chart_and_the_board_are_drawn_for_a_table_with_gaps(sparse):
    from models.doubt.sensitivity import differences
    from models.doubt.standings import choices, shown_values, weight_array
    from models.ranking.scoring import POINTS

    comparison = compare(sparse, start(sparse))
    found = doubt(comparison)
    acceptability, places = choices(comparison)
    a, b = comparison.lines[:2]
    between = differences(shown_values(comparison), weight_array(comparison), 0, 1)
    charts = [
        range_chart(sparse, comparison, "pain"),
        trade_off(sparse, comparison, "cost", "results"),
        suitability_grid(sparse, "II"),
        flip_ranges(sparse, comparison, found),
        pair_differences(sparse, a, b, between, POINTS),
        whose_choice(sparse, comparison, acceptability, places),
    ]
    assert all(len(chart.table) and chart.alt and chart.figure.to_json() for chart in charts)
    assert "To avoid: none." in charts[2].alt
    assert found.standings == ()
    assert len(board_data(sparse, comparison, found)["rows"]) == 4
    opened_rows = details_data(sparse, comparison)["html"]
    assert (
        sum("There is no text about this option, only its figures." in html for html in opened_rows.values())
        == 3
    )


def test_a_blank_cell_is_called_not_in_the_table_rather_than_not_measured(sparse):
    """A blank cell does not mean that nobody has measured it."""
    wanted = replace(start(sparse), budget=1000)
    comparison = compare(sparse, wanted)
    line = next(x for x in comparison.lines if x.treatment.label == "Only a name")
    assert in_words(line.reading("cost"), sparse) == "not in the table"
    said = [b.reason for b in line.badges] + [b.text for b in line.badges]
    said += [
        line.why,
        dark_marks(sparse, line.treatment.treatment_id, wanted),
        first_place(sparse, comparison, doubt(comparison)),
    ]
    said += [
        price_to_draw_level(comparison.lines[0], line, comparison, sparse.criteria[c])
        for c in ("cost", "pain")
    ]
    said += [q.why for q in questions(sparse, comparison, doubt(comparison)) if "Only a name" in q.question]
    said += [f"{f.typical} {f.range}" for f in figures(sparse, line.treatment.treatment_id, wanted)]
    assert not [s for s in said if "obody" in s or "not studied" in s or "not measured" in s]
    assert any(b.text == "6 of 6 not in the table" for b in line.badges)


def test_facts_that_a_table_cannot_hold_are_shown_as_not_known(sparse):
    name = next(iter(sparse.treatments))
    assert living_with_it(sparse, name)[:2] == (
        "How long others can see it is not known.",
        "How long people stay at home after a session is not known.",
    )
    assert (recovery_lines(sparse, name), usual_again(sparse, name)) == ((), ())
    rows = {f.name: f for f in figures(sparse, name, start(sparse))}
    assert rows["Price per session"].typical == "not in the table"
    assert rows["Cost of a full course"].certainty == "not graded"
    assert certainty_in_words(cell(sparse, "Only a name", "cost")) == "no figure"


def test_figures_and_sources_of_the_table_are_counted_as_such(sparse):
    by_basis = figures_by_basis(sparse)
    # The light peel has cost, downtime and 11 results, one for each concern; the laser has 11 results.
    assert by_basis["from the table you opened"] == 24
    assert sources_by_kind(sparse)["own table"] == 1
    assert all(e.basis is Basis.OWN_TABLE for e in sparse.estimates if e.treatment_id != NO_TREATMENT)


def test_the_notice_says_that_nobody_here_has_checked_the_table(sparse):
    notice = notice_of(sparse)
    assert notice.startswith("Figures from your own table own.csv, opened 24 November 2026.")
    assert "Nobody here has checked them." in notice
    assert not is_overdue(sparse.review, date(2100, 1, 1))


def test_a_link_opens_with_an_own_table(sparse):
    assert open_link({}, sparse).preferences == start(sparse)
    assert open_link({}, sparse).note == ""
    name = next(iter(sparse.treatments))
    wanted = replace(start(sparse), put_back=frozenset({name}), lean=name)
    assert open_link(full_query(wanted, sparse), sparse).preferences == wanted
    gone = open_link({"lean": ["microneedling_pen"]}, sparse)
    assert gone.preferences.lean is None
    assert gone.note


def test_ids_depend_on_the_name_alone_and_are_valid_in_a_link(evidence):
    table = own(evidence, "Peel A+,1,1,1", "Peel A-,1,1,1", "光子嫩肤,1,1,1", "x" * 80 + ",1,1,1")
    names = [t for t in table.treatments if t != NO_TREATMENT]
    assert len(set(names)) == 4
    assert all(name.isascii() and name.replace("_", "").isalnum() for name in names)
    alone = own(evidence, "Peel A-,1,1,1")
    assert next(iter(alone.treatments)) == names[1]


def test_the_text_about_an_own_table_reads_at_grade_8_or_lower(evidence, sparse):
    said = [
        OWN_TABLE_NOTE,
        UNRATED,
        notice_of(sparse),
        *opened(evidence, own_csv(*SPARSE)).notes,
    ]
    said += [e.plain_note for e in sparse.estimates if e.basis is Basis.OWN_TABLE and e.plain_note]
    said += [c.rule for c in (*columns(evidence), *PRICE_COLUMNS)]
    said += [b.reason for x in compare(sparse, start(sparse)).lines for b in x.badges]
    said += whose_numbers(replace(sparse.table, clinic="Harbour Skin", kept_prices="Harbour Skin"))
    said += [first_place(sparse, c, doubt(c)) for c in [compare(sparse, start(sparse))]]
    assert [s for s in said if reading_grade(s) > 8] == []
    assert [s for s in said if BANNED.search(s)] == []


# ------------------------------------------------------------------ files to start from


def test_the_example_is_built_from_the_evidence_and_read_without_problems(evidence):
    found = opened(evidence, as_csv(own_table_example(evidence)))
    assert found.problems == ()
    labels = [t.label for t in found.evidence.treatments.values()]
    assert labels == [
        "Microneedling (clinic pen)",
        "At-home roller",
        "Fractional CO2 laser",
        "No treatment for now",
    ]
    cost = cell(found.evidence, "Microneedling (clinic pen)", "cost")
    assert (cost.low, cost.typical, cost.high) == (400, 1600, 4000)


def test_the_template_has_every_column_and_is_refused_without_rows(evidence):
    assert own_table_template(evidence) == [[c.title for c in columns(evidence)]]
    found = opened(evidence, as_csv(own_table_template(evidence)))
    assert [p.what for p in found.problems] == ["There are no rows under the header."]
    names = own_table_template(evidence)[0]
    figures_ = ("cost", "downtime", "risk", "dark_marks", "pain", "results")
    wanted = ["name", "family", *(n + e for n in figures_ for e in ("", "_low", "_high"))]
    wanted = [f"{name} (US dollars)" if name.startswith("cost") else name for name in wanted]
    assert names == [*wanted, *map(suitability_column, PHOTOTYPES), "note", "source"]


def as_markdown(rows):
    header = list(rows[0])
    lines = [header, ["---"] * len(header), *(list(row.values()) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


@pytest.mark.parametrize("which", ["own", "prices"])
def test_the_documented_column_rules_match_the_reader(evidence, which):
    table = as_markdown(rules(columns(evidence) if which == "own" else PRICE_COLUMNS))
    assert table in (ROOT / "docs/own-table.md").read_text(encoding="utf-8"), table
