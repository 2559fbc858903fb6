"""Each error in well-formed evidence is reported with its place and remedy.

Each test breaks one thing in a small valid folder. Exactly that problem must be reported, unless the test
states which others follow from it.
"""

import json
import subprocess
import sys

import pytest
from evidence_folder import (
    ABOUT,
    DESCRIPTOR,
    READ_ON,
    REAL_DATA,
    append_row,
    drop_file,
    drop_rows,
    drop_where,
    read_raw,
    set_cell,
    set_row,
    write_raw,
)

from models.folder.content_rules import CITING
from models.folder.load import load
from models.folder.problems import EvidenceError, Problem
from models.folder.validation import find_problems, main

AS_DATE = "Write it as year-month-day, for example 2026-11-22."
ADD_STATUS = "Add it; where nothing is known, say so in its status."
SAY_BOTH = "Say the same in both: short for readers, plain for the screen."
IN_ORDER = "Order them low <= typical <= high."
NEXT_DAY = "Let each phase start the day after the last."
EQUAL = "Describe both in equal detail (0.5 to 2)."


# Treatments and criteria


def test_evidence_without_the_no_treatment_option_is_refused(folder):
    drop_where(folder, "treatment_id", "no_treatment")
    what, remedy = "there is no row 'no_treatment'.", "Doing nothing for now is always an option: add it."
    assert find_problems(folder) == [Problem("treatments.csv", 0, "treatment_id", what, remedy)]


@pytest.mark.parametrize("column", ["scale_worst", "scale_best", "direction"])
def test_a_weighted_criterion_without_a_complete_scale_is_refused(folder, column):
    set_cell(folder, "criteria", 3, column, "")
    what = "a weighted criterion needs both ends of its scale and its direction."
    remedy = "Fill in scale_worst, scale_best and direction."
    assert find_problems(folder) == [Problem("criteria.csv", 3, "role", what, remedy)]


@pytest.mark.parametrize(
    ("line", "cells", "what"),
    [
        (
            2,
            {"scale_worst": "4", "scale_best": "0"},
            "from 4 to 0 does not run the way higher_is_better says.",
        ),
        (
            3,
            {"scale_worst": "0", "scale_best": "1000"},
            "from 0 to 1000 does not run the way lower_is_better says.",
        ),
        (4, {"direction": "higher_is_better"}, "from 35 to 0 does not run the way higher_is_better says."),
    ],
)
def test_a_scale_that_runs_against_its_direction_is_refused(folder, line, cells, what):
    set_row(folder, "criteria", line, **cells)
    remedy = "Swap the ends, or correct the direction."
    assert find_problems(folder) == [Problem("criteria.csv", line, "scale_best", f"the scale {what}", remedy)]


@pytest.mark.parametrize("direction", ["higher_is_better", "lower_is_better"])
def test_a_scale_without_length_is_refused(folder, direction):
    set_row(folder, "criteria", 3, scale_worst="1000", scale_best="1000", direction=direction)
    what = f"the scale from 1000 to 1000 does not run the way {direction} says."
    remedy = "Swap the ends, or correct the direction."
    assert Problem("criteria.csv", 3, "scale_best", what, remedy) in find_problems(folder)


@pytest.mark.parametrize(
    ("column", "value"), [("scale_worst", "0"), ("scale_best", "10"), ("direction", "lower_is_better")]
)
def test_a_fact_with_a_scale_is_refused(folder, column, value):
    set_cell(folder, "criteria", 6, column, value)
    what, remedy = (
        "a fact has no scale and no direction.",
        "Leave scale_worst, scale_best and direction blank.",
    )
    assert find_problems(folder) == [Problem("criteria.csv", 6, "role", what, remedy)]


@pytest.mark.parametrize("name", ["results", "cost", "downtime"])
def test_a_criterion_that_screening_needs_must_exist(folder, name):
    set_cell(folder, "warnings", 2, "source_ids", "trial;prices")  # so that no source is left uncited
    drop_where(folder, "criterion_id", name)
    what, remedy = f"there is no weighted criterion '{name}'.", "Screening asks for it by name: add it."
    assert find_problems(folder) == [Problem("criteria.csv", 0, "criterion_id", what, remedy)]


def test_a_criterion_that_screening_needs_must_be_weighted(folder):
    set_row(folder, "criteria", 4, role="fact", direction="", scale_worst="", scale_best="")
    assert find_problems(folder) == [
        Problem(
            "criteria.csv",
            0,
            "criterion_id",
            "there is no weighted criterion 'downtime'.",
            "Screening asks for it by name: add it.",
        ),
        Problem("preset_importances.csv", 4, "criterion_id", "downtime is not weighted.", "Remove the row."),
        Problem("preset_importances.csv", 8, "criterion_id", "downtime is not weighted.", "Remove the row."),
    ]


# Figures


@pytest.mark.parametrize(
    ("table", "line", "columns", "figures", "what"),
    [
        ("estimates", 2, "low typical high", "4 2 3", "4 is above 3."),
        ("estimates", 4, "low typical high", "7.5  7", "7.5 is above 7."),
        ("aftercare", 2, "wait_days_low wait_days_typical wait_days_high", "9 2 3", "9 is above 3."),
        ("dark_marks_duration", 2, "weeks_low weeks_typical weeks_high", "13 4 12", "13 is above 12."),
    ],
)
def test_a_low_figure_above_the_high_one_is_refused(folder, table, line, columns, figures, what):
    names = columns.split()
    set_row(folder, table, line, **dict(zip(names, figures.split(" "), strict=True)))
    remedy = f"Order them {' <= '.join(names)}."
    assert find_problems(folder) == [Problem(f"{table}.csv", line, names[0], what, remedy)]


@pytest.mark.parametrize(
    ("table", "columns", "value", "what"),
    [
        ("estimates", "low typical high", "3.5", "3.5 is outside 1-3."),
        ("estimates", "low typical high", "0.5", "0.5 is outside 1-3."),
        ("aftercare", "wait_days_low wait_days_typical wait_days_high", "4", "4 is outside 1-3."),
        ("dark_marks_duration", "weeks_low weeks_typical weeks_high", "0.9", "0.9 is outside 1-12."),
    ],
)
def test_a_typical_figure_outside_its_range_is_refused(folder, table, columns, value, what):
    names = columns.split()
    set_cell(folder, table, 2, names[1], value)
    remedy = f"Order them {' <= '.join(names)}."
    assert find_problems(folder) == [Problem(f"{table}.csv", 2, names[1], what, remedy)]


@pytest.mark.parametrize(("end", "typical"), [("low", "3.5"), ("high", "0.5")])
def test_a_typical_figure_beyond_the_only_given_end_is_refused(folder, end, typical):
    set_row(folder, "estimates", 2, **{end: "", "typical": typical})
    (problem,) = find_problems(folder)
    assert (problem.file, problem.line, problem.column) == ("estimates.csv", 2, "typical")
    assert problem.what.startswith(f"{typical} is outside ")
    assert problem.remedy == IN_ORDER


@pytest.mark.parametrize(
    ("status", "column"),
    [
        ("direction_only", "low"),
        ("no_evidence", "typical"),
        ("not_reported", "high"),
        ("not_applicable", "typical"),
    ],
)
def test_a_gap_with_a_figure_is_refused(folder, status, column):
    set_row(folder, "estimates", 5, status=status, **{column: "3"})
    what = f"{status} is a gap, but there is a figure."
    remedy = "Remove the figure, or change the status."
    assert find_problems(folder) == [Problem("estimates.csv", 5, "status", what, remedy)]


def test_an_estimate_without_a_figure_is_refused(folder):
    set_row(folder, "estimates", 14, low="", typical="", high="")
    what, remedy = "estimated, but there is no figure.", "Add the figure, or say which kind of gap it is."
    assert find_problems(folder) == [Problem("estimates.csv", 14, "status", what, remedy)]


@pytest.mark.parametrize(("column", "value"), [("typical", "3"), ("low", ""), ("high", "")])
def test_a_bounded_figure_without_both_ends_or_with_a_typical_one_is_refused(folder, column, value):
    set_cell(folder, "estimates", 4, column, value)
    what = "bounded means a low and a high end without a typical figure."
    assert find_problems(folder) == [Problem("estimates.csv", 4, "status", what, "Give both ends only.")]


@pytest.mark.parametrize("line", [2, 4], ids=["estimated", "bounded"])
@pytest.mark.parametrize("column", ["basis", "certainty"])
def test_a_figure_without_its_basis_or_certainty_is_refused(folder, line, column):
    set_cell(folder, "estimates", line, column, "")
    what, remedy = "a figure needs it, the cell is blank.", "Say how it was reached and how sure it is."
    assert find_problems(folder) == [Problem("estimates.csv", line, column, what, remedy)]


@pytest.mark.parametrize("basis", ["sourced", "derived", "judgement", "extrapolated", "partly_assumed"])
def test_a_figure_without_a_source_is_refused(folder, basis):
    set_row(folder, "estimates", 2, basis=basis, source_ids="")
    what, remedy = "a figure without a source.", "Cite the source, or set the basis to assumed."
    assert find_problems(folder) == [Problem("estimates.csv", 2, "source_ids", what, remedy)]


def test_a_figure_in_another_unit_than_its_criterion_is_refused(folder):
    set_cell(folder, "estimates", 4, "unit", "weeks")
    what, remedy = "'weeks' is not the unit of downtime.", "Convert the figures to days."
    assert find_problems(folder) == [Problem("estimates.csv", 4, "unit", what, remedy)]


def test_a_figure_outside_its_scale_is_refused(folder):
    set_cell(folder, "estimates", 2, "high", "4.5")
    what = "4.5 is outside the scale 0-4 of results."
    remedy = "Correct it, or move the end of the scale in criteria.csv."
    assert find_problems(folder) == [Problem("estimates.csv", 2, "high", what, remedy)]


def test_each_of_three_figures_outside_the_scale_is_refused(folder):
    set_cell(folder, "criteria", 2, "scale_worst", "0.5")
    what = "0 is outside the scale 0.5-4 of results."
    remedy = "Correct it, or move the end of the scale in criteria.csv."
    assert find_problems(folder) == [
        Problem("estimates.csv", 12, column, what, remedy) for column in ("high", "low", "typical")
    ]


@pytest.mark.parametrize(
    ("line", "column", "what", "hole"),
    [
        (2, "concern_id", "results varies by concern, the cell is blank.", "peel / results / acne_scars"),
        (9, "phototype", "dark_marks varies by phototype, the cell is blank.", "peel / dark_marks / IV"),
    ],
)
def test_a_figure_without_its_concern_or_phototype_is_refused(folder, line, column, what, hole):
    set_cell(folder, "estimates", line, column, "")
    assert find_problems(folder) == [
        Problem("estimates.csv", 0, "", f"there is no row for {hole}.", ADD_STATUS),
        Problem("estimates.csv", line, column, what, "Say which one the figure is for."),
    ]


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("concern_id", "acne_scars", "sessions does not vary by concern."),
        ("phototype", "IV", "sessions does not vary by phototype."),
    ],
)
def test_a_figure_with_a_concern_or_phototype_it_does_not_vary_by_is_refused(folder, column, value, what):
    set_cell(folder, "estimates", 5, column, value)
    assert find_problems(folder) == [Problem("estimates.csv", 5, column, what, "Leave the cell blank.")]


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        (2, "peel / results / acne_scars"),
        (9, "peel / dark_marks / IV"),
        (13, "no_treatment / cost"),
        (20, "no_treatment / dark_marks / VI"),
    ],
)
def test_a_missing_row_of_figures_is_refused(folder, line, cell):
    drop_rows(folder, "estimates", line)
    assert find_problems(folder) == [
        Problem("estimates.csv", 0, "", f"there is no row for {cell}.", ADD_STATUS),
    ]


def test_a_fact_may_be_missing(folder):
    drop_rows(folder, "estimates", 5)
    assert find_problems(folder) == []


def test_a_range_with_one_end_does_not_read_as_a_negative_number(folder):
    set_row(folder, "estimates", 2, low="", typical="3.5")
    (problem,) = find_problems(folder)
    assert problem.what != "3.5 is outside -3."
    assert problem.what == "3.5 is outside the range up to 3."


# Screening, recovery and texts


def test_a_treatment_without_a_rating_for_every_phototype_is_refused(folder):
    drop_rows(folder, "suitability", 5, 8)
    remedy = "Add it: unknown is never suitable."
    assert find_problems(folder) == [
        Problem("suitability.csv", 0, "", "there is no rating of no_treatment for phototype I.", remedy),
        Problem("suitability.csv", 0, "", "there is no rating of peel for phototype IV.", remedy),
    ]


def test_phototypes_without_a_description_are_named(folder):
    drop_rows(folder, "phototypes", 5, 6)
    assert find_problems(folder) == [
        Problem("phototypes.csv", 0, "phototype", "IV, V not described.", "Describe all six.")
    ]


def test_a_grade_without_words_is_refused(folder):
    """Any figure from 0 to 4 is shown in words, so each grade needs its own."""
    drop_rows(folder, "grades", 4, 6)
    what, remedy = "no words for 2, 4.", "Give words to each grade from 0 to 4."
    assert find_problems(folder) == [Problem("grades.csv", 0, "grade", what, remedy)]


def test_postponing_without_saying_how_long_is_refused(folder):
    set_row(folder, "contraindications", 2, wait="", plain_wait="")
    what, remedy = "postpone, but not how long.", "Say how long, or until when."
    assert find_problems(folder) == [Problem("contraindications.csv", 2, "wait", what, remedy)]


@pytest.mark.parametrize(
    ("table", "line", "blank", "full"),
    [
        ("estimates", 3, "plain_note", "note"),
        ("estimates", 3, "note", "plain_note"),
        ("dark_marks_duration", 2, "plain_note", "note"),
        ("dark_marks_duration", 2, "note", "plain_note"),
        ("contraindications", 2, "plain_wait", "wait"),
    ],
)
def test_a_short_text_without_its_plain_text_is_refused_and_the_reverse(folder, table, line, blank, full):
    set_cell(folder, table, line, blank, "")
    what = f"the cell is blank, but {full} is filled in."
    assert find_problems(folder) == [Problem(f"{table}.csv", line, blank, what, SAY_BOTH)]


OWN_OR_NOTHING = "Say what is true of this treatment, or that nothing was found."


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Heat can make it worse. There are few data on RF.", "radiofrequency"),
        ("The maker of a needling device lists it.", "needling"),
        ("Severe spread was reported after PRP.", "PRP"),
        ("Advice for patients lists lasers.", "a laser"),
        ("It does less damage than ablative ones.", "an ablative laser"),
        ("It got worse after non-ablative ones.", "a non-ablative laser"),
        ("A weak immune system is listed for resurfacing.", "resurfacing"),
        ("Take care with numbing cream.", "numbing cream"),
        ("Use trichloroacetic acid with care.", "TCA"),
        ("The label of tretinoin says so.", "a retinoid"),
    ],
)
@pytest.mark.parametrize("column", ["reason", "plain_reason", "wait", "plain_wait"])
def test_a_reason_that_names_another_device_or_substance_is_refused(folder, column, text, named):
    """Line 2 is about a peel."""
    set_cell(folder, "contraindications", 2, column, text)
    what = f"it names {named}, which peel is not."
    assert find_problems(folder) == [Problem("contraindications.csv", 2, column, what, OWN_OR_NOTHING)]


@pytest.mark.parametrize(
    "text",
    [
        "A peel can sting, and peels can wake the virus.",
        "Isotretinoin, needed or not, is no reason: a stronger treatment of the surface would be.",
        "The perfect plan: no harm.",
    ],
)
def test_a_reason_may_name_its_own_device_and_words_that_resemble_another(folder, text):
    set_cell(folder, "contraindications", 2, "plain_reason", text)
    assert find_problems(folder) == []


def test_a_reason_is_not_checked_if_the_family_of_its_treatment_was_refused(folder):
    set_cell(folder, "treatments", 2, "family", "")
    set_cell(folder, "contraindications", 2, "plain_reason", "A peel can sting.")
    assert {problem.file for problem in find_problems(folder)} == {"treatments.csv"}


@pytest.mark.parametrize(
    ("line", "day", "what"),
    [
        (3, "2", "day 2 follows, but day 1 is next for peel."),
        (4, "3", "day 3 follows, but day 4 is next for peel."),
    ],
    ids=["a gap", "an overlap"],
)
def test_recovery_phases_with_a_gap_or_an_overlap_are_refused(folder, line, day, what):
    set_cell(folder, "recovery", line, "day_from", day)
    assert find_problems(folder) == [Problem("recovery.csv", line, "day_from", what, NEXT_DAY)]


def test_recovery_that_does_not_start_on_the_day_of_treatment_is_refused(folder):
    drop_rows(folder, "recovery", 2)
    what = "day 1 follows, but day 0 is next for peel."
    assert find_problems(folder) == [Problem("recovery.csv", 2, "day_from", what, NEXT_DAY)]


def test_a_recovery_phase_that_ends_before_it_starts_is_refused(folder):
    set_cell(folder, "recovery", 4, "day_to", "3")
    remedy = "A phase ends on or after its first day."
    assert find_problems(folder) == [Problem("recovery.csv", 4, "day_to", "3 is before 4.", remedy)]


def test_a_treatment_that_leaves_a_question_unanswered_is_refused(folder):
    drop_rows(folder, "treatment_texts", 4, 6)
    what, remedy = "peel has no text for session, may_cost.", "Every treatment answers the same questions."
    assert find_problems(folder) == [Problem("treatment_texts.csv", 0, "slot", what, remedy)]


@pytest.mark.parametrize(
    ("line", "text", "what"),
    [
        (5, "May do " + "more " * 6 + "good.", "peel: benefits to harms is 2.25 in words."),
        (5, "Good.", "peel: benefits to harms is 0.25 in words."),
        (11, "May cost " + "so " * 6 + "much.", "no_treatment: benefits to harms is 0.44 in words."),
    ],
    ids=["benefits in more words", "benefits in fewer words", "harms in more words"],
)
def test_benefits_and_harms_of_unequal_length_are_refused(folder, line, text, what):
    set_cell(folder, "treatment_texts", line, "text", text)
    assert find_problems(folder) == [Problem("treatment_texts.csv", 0, "slot", what, EQUAL)]


def test_benefits_and_harms_with_unequal_numbers_of_items_are_refused(folder):
    for position in "23":
        append_row(folder, "treatment_texts", ["peel", "may_do", position, "Two words.", "trial"])
    what = "peel: benefits to harms is 3.00 in items."
    assert find_problems(folder) == [Problem("treatment_texts.csv", 0, "slot", what, EQUAL)]


def test_a_concern_explained_in_fewer_than_forty_words_is_refused(folder):
    set_cell(folder, "concerns", 2, "about", ABOUT.removesuffix(" first."))
    assert find_problems(folder) == [
        Problem("concerns.csv", 2, "about", "39 words.", "Explain it in 40 words or more.")
    ]


# Presets, reviews and sources


def test_a_preset_without_an_importance_for_every_criterion_is_refused(folder):
    drop_rows(folder, "preset_importances", 9)
    what = "lowest_cost has no importance for dark_marks."
    assert find_problems(folder) == [Problem("preset_importances.csv", 0, "", what, "Add it, 0 to 10.")]


@pytest.mark.parametrize(("line", "value", "starts"), [(3, "true", 2), (2, "false", 0)])
def test_no_start_preset_or_more_than_one_is_refused(folder, line, value, starts):
    set_cell(folder, "presets", line, "is_start", value)
    what = f"{starts} presets are the start."
    assert find_problems(folder) == [Problem("presets.csv", 0, "is_start", what, "Mark exactly one as true.")]


def test_an_importance_for_a_fact_is_refused(folder):
    append_row(folder, "preset_importances", ["balanced", "sessions", "3"])
    assert find_problems(folder) == [
        Problem("preset_importances.csv", 10, "criterion_id", "sessions is not weighted.", "Remove the row.")
    ]


@pytest.mark.parametrize("due", ["2026-11-22", "2026-11-21"], ids=["the same day", "the day before"])
def test_a_next_review_that_is_not_after_this_one_is_refused(folder, due):
    set_cell(folder, "reviews", 2, "next_review", due)
    what = f"{due} is not after 2026-11-22."
    assert find_problems(folder) == [Problem("reviews.csv", 2, "next_review", what, "Give the next date.")]


@pytest.mark.parametrize(
    ("filled", "value", "blank"),
    [("checked_by", "A. Doctor", "checked_on"), ("checked_on", READ_ON, "checked_by")],
)
def test_a_checker_without_a_date_is_refused_and_the_reverse(folder, filled, value, blank):
    set_cell(folder, "reviews", 2, filled, value)
    what = "who checked and when go together."
    assert find_problems(folder) == [Problem("reviews.csv", 2, blank, what, "Fill in both, or neither.")]


def test_a_source_that_nothing_cites_is_refused(folder):
    append_row(folder, "sources", ["unread", "review", "A review", "", "", "", "abstract", READ_ON])
    what, remedy = "nothing cites 'unread'.", "Cite it where it is used, or remove it."
    assert find_problems(folder) == [Problem("sources.csv", 4, "source_id", what, remedy)]


# Problems that must not follow from others


@pytest.mark.parametrize(
    ("dropped", "broken", "line", "column"),
    [
        ("dark_marks_duration", "estimates", 3, "plain_note"),
        ("estimates", "contraindications", 2, "plain_wait"),
        ("contraindications", "dark_marks_duration", 2, "plain_note"),
    ],
)
def test_a_missing_file_does_not_hide_missing_plain_words_elsewhere(folder, dropped, broken, line, column):
    set_cell(folder, broken, line, column, "")
    drop_file(folder, dropped)
    assert (f"{broken}.csv", line, column) in [(p.file, p.line, p.column) for p in find_problems(folder)]


@pytest.mark.parametrize("content", [None, b"\xff"], ids=["missing", "not UTF-8"])
def test_an_unreadable_file_does_not_make_its_sources_look_uncited(folder, content):
    if content is None:
        drop_file(folder, "estimates")
    else:
        write_raw(folder, "estimates", content)
    assert {problem.file for problem in find_problems(folder)} == {"estimates.csv"}


@pytest.mark.parametrize(
    ("table", "line", "column"),
    [("treatments", 2, "treatment_id"), ("presets", 3, "preset_id"), ("criteria", 5, "criterion_id")],
)
def test_no_row_is_requested_for_a_refused_id(folder, table, line, column):
    set_cell(folder, table, line, column, "not an id")
    problems = find_problems(folder)
    assert [p.line for p in problems if p.file == f"{table}.csv"] == [line]
    assert [p.what for p in problems if "None" in p.what or p.what == "there is no row for cost."] == []


@pytest.mark.parametrize(
    ("table", "line", "column", "value"),
    [
        ("estimates", 4, "low", "1,600"),
        ("estimates", 2, "basis", "guess"),
        ("estimates", 2, "source_ids", "trial;"),
        ("estimates", 3, "plain_note", " The middle."),
        ("concerns", 2, "about", f" {ABOUT}"),
        ("recovery", 3, "day_to", "three"),
        ("presets", 2, "is_start", "TRUE"),
    ],
)
def test_a_refused_cell_is_not_also_called_blank(folder, table, line, column, value):
    set_cell(folder, table, line, column, value)
    assert [(p.file, p.line, p.column) for p in find_problems(folder)] == [(f"{table}.csv", line, column)]


def test_two_rows_with_a_refused_key_are_not_called_equal(folder):
    set_cell(folder, "suitability", 6, "phototype", "7")
    set_cell(folder, "suitability", 7, "phototype", "8")
    assert not [problem for problem in find_problems(folder) if "already on line" in problem.what]


@pytest.mark.parametrize("row", [b"peel,cost", b'"peel,cost'], ids=["too few cells", "an open quote"])
def test_an_unreadable_row_is_not_also_called_missing(folder, row):
    kept = read_raw(folder, "estimates").splitlines(keepends=True)[:19]
    write_raw(folder, "estimates", b"".join([*kept, row]))
    assert [(p.file, p.line, p.column) for p in find_problems(folder)] == [("estimates.csv", 20, "")]


def test_a_refused_id_does_not_hide_a_row_that_is_certainly_missing(folder):
    set_cell(folder, "suitability", 6, "phototype", "7")
    drop_rows(folder, "suitability", 14 - 1)
    assert [(p.line, p.what) for p in find_problems(folder)] == [
        (0, "there is no rating of no_treatment for phototype VI."),
        (6, "'7' is not an allowed value."),
    ]


def test_a_refused_list_does_not_make_its_sources_look_uncited(folder):
    set_cell(folder, "estimates", 3, "source_ids", "trial; prices")
    assert [(p.file, p.column) for p in find_problems(folder)] == [("estimates.csv", "source_ids")]


@pytest.mark.parametrize(
    ("line", "words", "what", "remedy"),
    [
        (
            2,
            "Four words say it",
            "overclaim, so it is kept out of the texts.",
            "Leave the cell blank.",
        ),
        (
            3,
            "",
            "supported, but not where it is said.",
            "Give words of treatment_texts.csv or concerns.csv that say it.",
        ),
        (
            3,
            "Five words say it",
            "'Five words say it' is in no text.",
            "Quote words from treatment_texts.csv or concerns.csv.",
        ),
    ],
)
def test_a_claim_needs_a_quote_from_the_texts_only_if_it_is_upheld(folder, line, words, what, remedy):
    set_cell(folder, "article_claims", line, "found_in", words)
    assert find_problems(folder) == [Problem("article_claims.csv", line, "found_in", what, remedy)]


def test_a_claim_may_be_quoted_from_the_text_about_a_concern(folder):
    set_cell(folder, "article_claims", 3, "found_in", "dents that stay")
    assert find_problems(folder) == []


def test_a_refused_text_does_not_make_a_claim_look_missing(folder):
    set_cell(folder, "treatment_texts", 2, "text", " Four words say it.")
    set_cell(folder, "article_claims", 3, "found_in", "was in the refused text")
    assert [(p.file, p.column) for p in find_problems(folder)] == [("treatment_texts.csv", "text")]


def test_the_citing_tables_are_those_with_a_source_column():
    resources = json.loads((REAL_DATA / DESCRIPTOR).read_text(encoding="utf-8"))["resources"]
    citing = {r["name"] for r in resources if "source_ids" in [f["name"] for f in r["schema"]["fields"]]}
    assert set(CITING) == citing


# All at once


def break_in_five_places(folder):
    set_cell(folder, "sources", 2, "accessed", "22/11/2026")
    set_cell(folder, "estimates", 12, "certainty", "")
    set_cell(folder, "estimates", 2, "high", "5")
    set_cell(folder, "concerns", 2, "about", "Too short.")
    drop_file(folder, "grades")


FIVE_PROBLEMS = [
    "concerns.csv:2 about: 2 words. Explain it in 40 words or more.",
    "estimates.csv:2 high: 5 is outside the scale 0-4 of results. "
    "Correct it, or move the end of the scale in criteria.csv.",
    "estimates.csv:12 certainty: a figure needs it, the cell is blank. "
    "Say how it was reached and how sure it is.",
    "grades.csv: the file is missing or cannot be opened. Put it in the folder.",
    f"sources.csv:2 accessed: '22/11/2026' is not a date. {AS_DATE}",
]


def test_all_problems_are_listed_together_by_file_and_line(folder):
    break_in_five_places(folder)
    assert [str(problem) for problem in find_problems(folder)] == FIVE_PROBLEMS


def test_two_problems_in_one_row_are_both_listed(folder):
    set_row(folder, "treatments", 2, family="magic", setting="")
    assert [(p.file, p.line, p.column) for p in find_problems(folder)] == [
        ("treatments.csv", 2, "family"),
        ("treatments.csv", 2, "setting"),
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"\0", b'"', b"grade\n0\n"],
    ids=["empty", "not UTF-8", "binary", "open quote", "column missing"],
)
def test_an_unreadable_file_does_not_hide_the_problems_of_the_others(folder, content):
    break_in_five_places(folder)
    write_raw(folder, "grades", content)
    problems = [str(problem) for problem in find_problems(folder) if problem.file != "grades.csv"]
    assert problems == [line for line in FIVE_PROBLEMS if not line.startswith("grades.csv")]


def test_load_raises_the_list_that_validate_prints(folder):
    break_in_five_places(folder)
    with pytest.raises(EvidenceError) as error:
        load(folder)
    assert error.value.problems == find_problems(folder)
    assert str(error.value).splitlines() == FIVE_PROBLEMS


# The command


def test_the_command_prints_one_line_for_each_problem_and_fails(folder, capsys):
    break_in_five_places(folder)
    assert main([str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [*FIVE_PROBLEMS, f"{folder}: 5 problems."]


def test_the_command_counts_a_single_problem_in_the_singular(folder, capsys):
    drop_file(folder, "grades")
    assert main([str(folder)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == f"{folder}: 1 problem."


@pytest.mark.parametrize(
    "arguments", [[], [str(REAL_DATA)]], ids=["no folder named", "the data folder named"]
)
def test_the_command_succeeds_on_the_real_data(arguments, capsys):
    assert main(arguments) == 0
    assert capsys.readouterr().out.splitlines() == [f"{REAL_DATA}: 0 problems."]


def test_the_command_has_a_non_zero_exit_code_in_a_shell(folder):
    break_in_five_places(folder)
    command = [sys.executable, "-m", "models.validate", str(folder)]
    ended = subprocess.run(command, cwd=REAL_DATA.parent, capture_output=True, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.splitlines() == [*FIVE_PROBLEMS, f"{folder}: 5 problems."]
