"""Three years of cost, worked out by hand from rows of ``estimates.csv``."""

import re
from dataclasses import replace

import pytest
from evidence_folder import fresh_folder
from reading_grade import reading_grade

from models.evidence.terms import Basis
from models.folder.load import load
from models.options import profile
from models.options.answers import answer
from models.options.course_costs import AT_HOME, MONTHS, three_years
from models.options.questions import Question
from models.person.preferences import start

#: Clinic treatments whose ``maintenance_interval`` is ``not_reported``.
NO_UPKEEP_REPORTED = (
    "rf_microneedling",
    "microneedling_prp",
    "laser_nonablative_fractional",
    "laser_qswitched",
    "laser_eryag_fractional",
    "laser_eryag_full",
    "laser_co2_full",
)


def with_row(evidence, treatment_id, criterion_id, **changes):
    """The same evidence with one row changed."""
    return replace(
        evidence,
        estimates=tuple(
            replace(e, **changes) if (e.treatment_id, e.criterion_id) == (treatment_id, criterion_id) else e
            for e in evidence.estimates
        ),
    )


@pytest.mark.parametrize(
    ("treatment", "dollars"),
    [
        # 4 sessions 4.3 weeks apart end in month 2.97. 33.03 months / 12, 9, 6 -> 2, 3, 5 upkeep sessions.
        # 400 + 2 x 100; 1,600 + 3 x 400; 4,000 + 5 x 1,000.
        ("microneedling_pen", (600, 2800, 9000)),
        # 3 sessions 6 weeks apart end in month 2.76. Upkeep every 12, 9, 6 months, but the result lasts 60,
        # 24, 12: 33.24 / 60, 24, 12 -> 0, 1, 2. 2,170; 6,510 + 2,169; 12,000 + 2 x 4,000.
        ("laser_co2_fractional", (2170, 8679, 20000)),
        # 4 sessions 4.3 weeks apart. Upkeep every 6, 5, 4 months, the result lasts 28, 6, 3: 33.03 / 28, 6,
        # 4 -> 1, 5, 8. 1,000 + 250; 2,000 + 5 x 500; 6,000 + 8 x 1,500.
        ("laser_pico", (1250, 4500, 18000)),
        # 2 sessions 17 weeks apart end in month 3.91. 32.09 / 12, 6, 4 -> 2, 5, 8. 600 + 2 x 300;
        # 1,500 + 5 x 750; 3,000 + 8 x 1,500.
        ("peel_medium", (1200, 5250, 15000)),
        # 6 sessions 2 weeks apart end in month 2.30. Upkeep every month, with no range, the result lasts 2,
        # 1.5, 1: 33.70 / 2, 1.5, 1 -> 16, 22, 33. 600 + 16 x 100; 1,350 + 22 x 225; 2,100 + 33 x 350.
        ("peel_superficial", (2200, 6300, 13650)),
    ],
)
def test_the_cost_of_a_course_and_its_upkeep_equals_the_sum_by_hand(evidence, treatment, dollars):
    cost = three_years(evidence, treatment)
    assert (cost.low, cost.typical, cost.high) == dollars


def test_no_upkeep_counts_before_the_result_fades(evidence):
    """Whatever the upkeep interval, the first upkeep counts once the result has faded."""
    lasting = with_row(evidence, "microneedling_pen", "result_duration", low=34.0, typical=34.0, high=34.0)
    cost = three_years(lasting, "microneedling_pen")
    assert (cost.low, cost.typical, cost.high) == (400, 1600, 4000)
    fading = with_row(evidence, "microneedling_pen", "result_duration", low=33.0, typical=33.0, high=33.0)
    cost = three_years(fading, "microneedling_pen")
    assert (cost.low, cost.typical, cost.high) == (500, 2000, 5000)


@pytest.mark.parametrize(
    ("treatment", "reason"),
    [
        # Upkeep every 9 months while the result lasts 24; every 5 and 6; every 1 and 1.5.
        ("laser_co2_fractional", "Our costs count none before that."),
        ("laser_pico", "Our costs count none before that."),
        ("peel_superficial", "Our costs count none before that."),
        # Every 9 months, and the result lasts 6.
        ("microneedling_pen", "so the result may fade in between."),
        # Every 6 months, and the result lasts 6.
        ("peel_medium", ""),
        # A cream is used all the time: every 0.08 months, and the result lasts 5.5 months after the last use.
        ("topical_retinoid", "you go on with it at home."),
        # One of the two is not reported, or does not apply.
        ("microneedling_prp", ""),
        ("laser_co2_full", ""),
        ("at_home_roller", ""),
        ("no_treatment", ""),
    ],
)
def test_a_difference_between_upkeep_and_duration_is_explained(evidence, treatment, reason):
    """The explanation is on Side by side, on One option, and beside the total."""
    wanted = start(evidence)
    said = profile.upkeep_and_fading(evidence, treatment, wanted)
    assert reason in said
    assert bool(reason) == bool(said)
    assert answer(evidence, evidence.treatments[treatment], Question.LASTS, wanted).text == said
    if evidence.treatments[treatment].setting != AT_HOME:
        assert said in three_years(evidence, treatment).how


def test_a_result_that_outlasted_its_trial_is_not_reported_to_fade(evidence):
    """A trial that ended after 6 months reports 6 or more, so upkeep every 9 months counts."""
    seen = with_row(evidence, "microneedling_pen", "result_duration", low=6.0, typical=None, high=None)
    cost = three_years(seen, "microneedling_pen")
    assert (cost.low, cost.typical, cost.high) == (600, 2800, 9000)
    assert "When the result fades was not reported, only that it lasts 6 months or more." in cost.how


@pytest.mark.parametrize(
    ("treatment", "dollars"),
    [("at_home_roller", (60, 240, 1200)), ("topical_retinoid", (600, 1080, 4860))],
)
def test_care_at_home_counts_three_years_of_use(evidence, treatment, dollars):
    """The cost of one year is 20, 80, 400 for the roller and 200, 360, 1,620 for the cream."""
    cost = three_years(evidence, treatment)
    assert (cost.low, cost.typical, cost.high) == dollars
    assert "3 years of use" in cost.how


def test_no_treatment_costs_nothing(evidence):
    cost = three_years(evidence, "no_treatment")
    assert (cost.low, cost.typical, cost.high) == (0, 0, 0)
    assert cost.how == "There is no upkeep to pay for."


@pytest.mark.parametrize("treatment", NO_UPKEEP_REPORTED)
def test_the_total_is_unknown_if_the_upkeep_is_not_reported(evidence, treatment):
    cost = three_years(evidence, treatment)
    assert (cost.low, cost.typical, cost.high) == (None, None, None)
    assert not cost.is_known
    assert cost.certainty is None
    assert "Upkeep comes on top, and nobody has reported how much." in cost.how


def test_the_cost_of_the_course_is_stated_beside_an_unknown_upkeep(evidence):
    """laser_co2_full: cost 2000, 3500, 5000; result_duration 12, 28 months, no high end.
    rf_microneedling: cost 1500, 3000, 11700; 6 months or more."""
    assert three_years(evidence, "laser_co2_full").how == (
        "The course alone costs $3,500 ($2,000 to $5,000). Upkeep comes on top, and nobody has reported how "
        "much. The result lasts about 28 months (12 months or more)."
    )
    assert three_years(evidence, "rf_microneedling").how == (
        "The course alone costs $3,000 ($1,500 to $11,700). Upkeep comes on top, and nobody has reported how "
        "much. The result lasts 6 months or more."
    )


def test_the_formula_in_words_adds_up_to_the_figures(evidence):
    seen = 0
    for treatment in evidence.treatments:
        cost = three_years(evidence, treatment)
        usual = re.search(r"the course, \$([\d,]+), then (\d+) upkeep sessions? at \$([\d,]+)", cost.how)
        if usual:
            seen += 1
            course, count, each = (float(x.replace(",", "")) for x in usual.groups())
            assert course + count * each == cost.typical
            for word, total in (("Cheapest", cost.low), ("Dearest", cost.high)):
                end = re.search(rf"{word}: \$([\d,]+), then (\d+) at \$([\d,]+)", cost.how)
                course, count, each = (float(x.replace(",", "")) for x in end.groups())
                assert course + count * each == total
    assert seen == 5


def test_low_never_exceeds_typical_nor_typical_high(evidence):
    known = [c for t in evidence.treatments if (c := three_years(evidence, t)).is_known]
    assert len(known) == len(evidence.treatments) - len(NO_UPKEEP_REPORTED)
    assert all(c.low <= c.typical <= c.high for c in known)


def test_the_total_has_the_weakest_certainty_and_every_source(evidence):
    """The pen: cost low, price low, sessions and their gap moderate, upkeep very_low."""
    cost = three_years(evidence, "microneedling_pen")
    assert cost.certainty == "very_low"
    assert {"ETERNAL", "REALSELF_MNLAST", "NEWIMAGE", "SR_SDBOTOX", "ELDOMYATI"} <= set(cost.source_ids)


def test_the_source_of_the_duration_is_a_source_of_the_total(evidence):
    assert "LSM20885" in three_years(evidence, "laser_co2_fractional").source_ids


def test_one_assumed_row_makes_the_total_assumed(evidence):
    assumed = with_row(evidence, "microneedling_pen", "cost_per_session", basis=Basis.PARTLY_ASSUMED)
    assert three_years(assumed, "microneedling_pen").is_assumed
    assert not three_years(evidence, "microneedling_pen").is_assumed


def test_upkeep_counts_up_to_the_last_day(evidence):
    """400 + 0 x 100; 1,600 + 3 x 400; 4,000 + 4 x 1,000. The result never outlasts the interval."""
    one = with_row(evidence, "microneedling_pen", "sessions", low=1.0, typical=1.0, high=1.0)
    due = with_row(one, "microneedling_pen", "maintenance_interval", low=9.0, typical=12.0, high=36.1)
    assert MONTHS == 36
    cost = three_years(due, "microneedling_pen")
    assert (cost.low, cost.typical, cost.high) == (400, 2800, 8000)


def test_a_missing_end_of_a_price_leaves_that_end_of_the_total_open(evidence):
    open_ended = with_row(evidence, "microneedling_pen", "cost_per_session", high=None)
    cost = three_years(open_ended, "microneedling_pen")
    assert (cost.low, cost.typical, cost.high) == (600, 2800, None)
    assert "Dearest" not in cost.how


def test_an_unknown_length_of_the_course_leaves_the_upkeep_unknown(evidence):
    unknown = with_row(evidence, "microneedling_pen", "session_interval", typical=None)
    assert not three_years(unknown, "microneedling_pen").is_known


def test_evidence_without_these_facts_still_gives_an_answer(tmp_path):
    small = load(fresh_folder(tmp_path))
    assert "nobody has reported how much" in three_years(small, "peel").how
    assert not three_years(small, "no_treatment").is_known


def test_every_formula_reads_at_grade_8_or_lower(evidence):
    hard = {t: h for t in evidence.treatments if reading_grade(h := three_years(evidence, t).how) > 8}
    assert hard == {}
