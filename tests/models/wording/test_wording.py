"""Figures, sentences and citations in words."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from reading_grade import reading_grade
from words import BANNED, everything_said, names_in

from models.evidence.terms import NO_TREATMENT
from models.person.preferences import start
from models.ranking.comparison import compare
from models.wording import units
from models.wording.citations import checked_by, full_citation, is_overdue, link, long_date, short_citation
from models.wording.estimate_words import swing


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1600, "USD", "$1,600"),
        (0, "USD", "$0"),
        (1, "days", "1 day"),
        (6, "days", "6 days"),
        (0.25, "days", "0.25 days"),
        (7, "per 100", "7 of 100 people"),
        (2.5, "grade 0-4", "grade 2.5 of 4"),
        (4.5, "0-10", "pain 4.5 of 10"),
        (4.3, "weeks", "4.3 weeks"),
        (None, "USD", "not known"),
        (float("nan"), "days", "not known"),
    ],
)
def test_a_figure_is_shown_with_its_unit(value, unit, words):
    assert units.figure(value, unit) == words


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (400, 4000, "USD", "$400 to $4,000"),
        (1, 3, "per 100", "1 to 3 of 100 people"),
        (1, 3, "grade 0-4", "grade 1 to 3 of 4"),
        (None, 6.8, "0-10", "pain up to 6.8 of 10"),
        (6, None, "months", "6 months or more"),
        (0, 0, "days", "0 days"),
        (None, None, "days", "range not reported"),
    ],
)
def test_a_range_shows_which_end_is_known(low, high, unit, words):
    assert units.span(low, high, unit) == words


def test_a_grade_between_two_is_described_as_a_little_more_or_less(evidence):
    assert units.improvement(2, evidence.grades) == "26 to 50% better"
    assert units.improvement(1.5, evidence.grades) == "26 to 50% better, or a little less"
    assert units.improvement(2.2, evidence.grades) == "26 to 50% better, or a little more"


@pytest.mark.parametrize(
    ("criterion", "words"),
    [
        ("cost", "from $12,000 to nothing"),
        ("downtime", "from 35 days to none"),
        ("dark_marks", "from 100 of 100 people to none"),
        ("complications", "from 30 of 100 people to none"),
        ("pain", "from pain 10 of 10 to none"),
        ("results", "from no change to 76 to 100% better"),
    ],
)
def test_each_scale_is_described_by_both_ends(evidence, criterion, words):
    assert swing(evidence, criterion) == words


def test_the_decision_names_the_concern_and_doing_nothing(evidence):
    decision = compare(evidence, replace(start(evidence), concern_id="melasma")).decision
    assert (
        decision == "You are choosing between 11 of 15 options for melasma, including doing nothing for now."
    )


def test_every_sentence_of_a_comparison_reads_at_grade_8_or_lower(evidence):
    names = names_in(evidence)
    too_hard = {s: g for s in everything_said(evidence) if (g := reading_grade(names.sub(" ", s))) > 8}
    assert too_hard == {}


def test_no_sentence_of_a_comparison_contains_a_banned_word(evidence):
    assert [s for s in everything_said(evidence) if BANNED.search(s)] == []


def test_the_reason_names_the_criteria_that_lose_most_points(evidence):
    """Acne scars, phototype IV, Balanced: CO2 loses 8.5 points on cost, 8.0 on downtime."""
    lines = compare(evidence, replace(start(evidence), phototype="IV")).lines
    why = {line.treatment.treatment_id: line.why for line in lines}
    assert why["laser_co2_fractional"].endswith("Loses most on cost ($6,510) and downtime (18 days).")
    assert why["laser_qswitched"].startswith("Effect: not studied.")
    assert why[NO_TREATMENT] == "No cost, no time off and no harm from treatment. Effect: no change."


def test_only_close_totals_are_called_about_equal(evidence):
    lines = compare(evidence, replace(start(evidence), phototype="IV")).lines
    for above, line in pairwise(lines):
        assert bool(line.near) == (above.total - line.total < 1)
        assert not line.near or above.treatment.label in line.near


def test_a_source_is_cited_by_author_and_year_or_by_its_title(evidence):
    sources = evidence.sources
    assert short_citation(sources["E08"]) == "Kang 2022"
    assert short_citation(sources["E02"]) == "Meta-analysis of RCTs comparing microneedling… 2022"
    assert short_citation(sources["synthesis"]) == "our own judgement"
    assert "Interventions for acne scars (2016)" in full_citation(sources["E01"])


def test_every_source_has_a_citation(evidence):
    assert all(short_citation(s).strip() and full_citation(s).strip() for s in evidence.sources.values())


def test_a_source_is_linked_if_its_address_is_known(evidence):
    sources = evidence.sources
    assert link(sources["E01"]) == "https://doi.org/10.1002/14651858.CD011946.pub2"
    assert link(sources["E02"]) == "https://pubmed.ncbi.nlm.nih.gov/35426044/"
    assert link(sources["dogra2014"]) == "https://pubmed.ncbi.nlm.nih.gov/25196684/"
    assert link(sources["kaushik2017"]) == "https://pmc.ncbi.nlm.nih.gov/articles/PMC5605208/"
    assert link(sources["synthesis"]) is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", 'https://x"onclick=', "https://a b", "data:text/html,x"]
)
def test_an_unsafe_address_is_not_linked(evidence, address):
    assert link(replace(evidence.sources["E01"], url=address)) is None


def test_a_review_is_overdue_from_the_day_after_it_was_due(evidence):
    due = evidence.review.next_review
    assert not is_overdue(evidence.review, due)
    assert is_overdue(evidence.review, due + timedelta(days=1))


def test_an_unchecked_review_is_named_as_such_and_a_checked_one_names_the_checker(evidence):
    assert checked_by(evidence.review) == "compiled by the developers, not yet checked by a clinician"
    checked = replace(evidence.review, checked_by="Dr A. Example", checked_on=date(2027, 1, 9))
    assert checked_by(checked) == "compiled by the developers, checked by Dr A. Example on 9 January 2027"
    assert long_date(date(2026, 11, 22)) == "22 November 2026"
