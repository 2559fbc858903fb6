"""Cells are read for one person: for one phototype, or for any of the six."""

from dataclasses import replace

import numpy as np
import pytest

from models.evidence.nouns import Evidence
from models.evidence.readings import read_cell
from models.evidence.terms import PHOTOTYPES, Certainty, Status
from models.ranking.scoring import value_table


def dark_marks(evidence, treatment, phototype):
    criterion = evidence.criteria["dark_marks"]
    return read_cell(evidence, treatment, criterion, concern_id="acne_scars", phototype=phototype)


def hidden(evidence: Evidence, index: int) -> Evidence:
    """The evidence with one estimate turned into a gap."""
    estimates = list(evidence.estimates)
    estimates[index] = replace(
        estimates[index],
        low=None,
        typical=None,
        high=None,
        status=Status.NO_EVIDENCE,
        basis=None,
        certainty=None,
    )
    return replace(evidence, estimates=tuple(estimates))


def test_dark_marks_are_read_for_the_given_phototype(evidence):
    """estimates.csv: clinic pen, phototype IV 0/7/17, phototype V 0/12/20."""
    four, five = (dark_marks(evidence, "microneedling_pen", p) for p in ("IV", "V"))
    assert (four.low, four.typical, four.high) == (0, 7, 17)
    assert (five.low, five.typical, five.high) == (0, 12, 20)


def test_an_unknown_phototype_spans_all_six(evidence):
    """Clinic pen: 1, 1, 2, 7, 12, 15 -> median 4.5; lowest low 0, highest high 25."""
    reading = dark_marks(evidence, "microneedling_pen", None)
    assert (reading.low, reading.typical, reading.high) == (0, 4.5, 25)


def test_an_unknown_phototype_takes_the_lowest_certainty_and_every_source(evidence):
    one_by_one = [dark_marks(evidence, "laser_co2_fractional", p) for p in PHOTOTYPES]
    every = dark_marks(evidence, "laser_co2_fractional", None)
    assert set(every.source_ids) == {s for r in one_by_one for s in r.source_ids}
    order = list(Certainty)
    assert order.index(every.certainty) == max(order.index(r.certainty) for r in one_by_one)


def test_an_unmeasured_phototype_counts_at_its_worst_end(evidence):
    """Fractional Er:YAG: 3, 3, 3, 3, then up to 60 and up to 70 without a typical figure."""
    reading = dark_marks(evidence, "laser_eryag_fractional", None)
    assert reading.typical == 3
    assert reading.high == 70
    assert reading.unmeasured_for == ("V", "VI")


def test_a_treatment_measured_in_no_phototype_stays_unmeasured(evidence):
    """At-home roller: bounds only, at most 0 to 35."""
    reading = dark_marks(evidence, "at_home_roller", None)
    assert not reading.is_measured
    assert (reading.low, reading.high) == (0, 35)


def test_a_bounded_cell_counts_at_its_worst_end_and_could_reach_its_best(evidence):
    """At-home roller, phototype IV: 0 to 25 of 100, so 75 points at worst and 100 at best."""
    table = value_table(evidence, "acne_scars", "IV")
    row, column = table.treatment_ids.index("at_home_roller"), table.criterion_ids.index("dark_marks")
    assert table.headline[row, column] == pytest.approx(0.75)
    assert table.best_case[row, column] == pytest.approx(1.0)


def test_a_gap_spans_the_whole_scale(evidence):
    """Q-switched laser for acne scars: results not studied."""
    table = value_table(evidence, "acne_scars", "IV")
    row, column = table.treatment_ids.index("laser_qswitched"), table.criterion_ids.index("results")
    assert (table.headline[row, column], table.best_case[row, column]) == (0, 1)
    assert (table.floor[row, column], table.ceiling[row, column]) == (0, 1)


def test_a_one_sided_range_extends_only_to_the_known_end(evidence):
    """Fully ablative CO2, pain: typical 5, high 6.8, low not known."""
    table = value_table(evidence, "acne_scars", "IV")
    row, column = table.treatment_ids.index("laser_co2_full"), table.criterion_ids.index("pain")
    assert table.ceiling[row, column] == pytest.approx(0.5)
    assert table.floor[row, column] == pytest.approx(0.32)


def test_the_headline_is_within_its_range_in_every_table(evidence):
    for concern in evidence.concerns:
        for phototype in (None, *PHOTOTYPES):
            t = value_table(evidence, concern, phototype)
            assert (t.floor <= t.headline + 1e-12).all()
            assert (t.headline <= t.best_case + 1e-12).all()
            assert (t.best_case <= t.ceiling + 1e-12).all()
            assert np.isfinite(t.headline).all()


@pytest.mark.parametrize("phototype", [None, "I", "IV", "VI"])
def test_hiding_a_figure_never_raises_the_headline(evidence, phototype):
    before = value_table(evidence, "acne_scars", phototype)
    for index, estimate in enumerate(evidence.estimates):
        concerns = (None, "acne_scars")
        if estimate.criterion_id not in before.criterion_ids or estimate.concern_id not in concerns:
            continue
        after = value_table.__wrapped__(hidden(evidence, index), "acne_scars", phototype)
        assert (after.headline <= before.headline + 1e-12).all(), estimate
