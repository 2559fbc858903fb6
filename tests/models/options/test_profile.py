"""One treatment in full: every figure of the evidence, gaps in words, and both frames of a risk."""

from dataclasses import replace
from itertools import pairwise

import pytest
from reading_grade import reading_grade

from models.options.profile import dark_marks, figures, recovery_lines
from models.person.preferences import start
from models.wording.aftercare_words import usual_again


@pytest.fixture
def preferences(evidence):
    return replace(start(evidence), phototype="IV")


def test_dark_marks_are_stated_in_both_frames_with_duration_and_how_many_stay(evidence, preferences):
    """dark_marks 30 (14 to 92) for IV; dark_marks_duration 5 weeks (4 to 13), 0 lasting."""
    assert dark_marks(evidence, "laser_co2_fractional", preferences) == (
        "About 30 of 100 people get them, 70 do not (14 to 92 of 100 people). "
        "They last about 5 weeks (4 to 13 weeks). Of those who were counted, none kept them."
    )
    assert "about 12 keep them" in dark_marks(evidence, "laser_co2_full", preferences)
    assert "was not reported" in dark_marks(evidence, "microneedling_pen", preferences)


def test_uncounted_dark_marks_have_bounds_and_are_never_zero(evidence, preferences):
    text = dark_marks(evidence, "at_home_roller", preferences)
    assert text.startswith("Nobody has counted them. Our bounds are 0 to 25 of 100 people.")


def test_assumed_weeks_are_marked(evidence, preferences):
    """dark_marks_duration of the pen: 1, 4, 26, assumed; of the fractional CO2 laser: derived."""
    assert "(1 to 26 weeks, assumed)" in dark_marks(evidence, "microneedling_pen", preferences)
    assert "assumed" not in dark_marks(evidence, "laser_co2_fractional", preferences)


def test_every_criterion_and_fact_has_a_row_for_every_treatment(evidence, preferences):
    for treatment in evidence.treatments:
        found = figures(evidence, treatment, preferences)
        assert [f.name for f in found] == [c.label for c in evidence.criteria.values()]
        assert all(f.typical for f in found)


def test_a_gap_is_shown_as_a_word(evidence, preferences):
    rows = {f.name: f for f in figures(evidence, "laser_qswitched", preferences)}
    assert rows["Visible results"].typical == "not studied"
    rows = {f.name: f for f in figures(evidence, "microneedling_prp", preferences)}
    assert rows["Upkeep every"].typical == "not reported"
    rows = {f.name: f for f in figures(evidence, "no_treatment", preferences)}
    assert rows["Upkeep every"].typical == "does not apply"


def test_recovery_phases_cover_every_day(evidence):
    for treatment in evidence.treatments:
        phases = [phase for *_, phase in recovery_lines(evidence, treatment)]
        assert phases[0].day_from == 0
        assert all(b.day_from == a.day_to + 1 for a, b in pairwise(phases))


def test_a_phase_says_whether_most_people_stay_at_home(evidence):
    for treatment in evidence.treatments:
        for _, noticed, phase in recovery_lines(evidence, treatment):
            assert noticed.startswith(phase.plain_notice)
            assert noticed.endswith("Most people stay at home.") is phase.at_home


def test_waits_match_the_evidence(evidence):
    waits = {what: wait for what, wait, _ in usual_again(evidence, "microneedling_pen")}
    assert waits["Make-up"] == "1 day (1 to 2 days)"
    assert waits["Strong sun"] == "7 days (7 to 14 days, assumed)"
    retinoid = {what: wait for what, wait, _ in usual_again(evidence, "topical_retinoid")}
    assert retinoid["Strong sun"] == "no figure found"
    assert retinoid["Make-up"] == "no wait (assumed)"
    nothing = {what: wait for what, wait, _ in usual_again(evidence, "no_treatment")}
    assert nothing["Make-up"] == "no wait"


def test_the_sentences_on_dark_marks_read_at_grade_8_or_lower(evidence, preferences):
    for treatment in evidence.treatments:
        for phototype in (None, "I", "VI"):
            text = dark_marks(evidence, treatment, replace(preferences, phototype=phototype))
            assert reading_grade(text) <= 8, text
