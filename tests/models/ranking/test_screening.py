"""Options are set aside by the rules, never on a guess."""

from dataclasses import replace

import pytest
from views import barred_by

from models.evidence.terms import NO_TREATMENT, PHOTOTYPES, Rating, Status
from models.person.preferences import start
from models.ranking.comparison import compare
from models.ranking.screening import Reason


@pytest.fixture
def preferences(evidence):
    return replace(start(evidence), phototype="IV")


def aside(comparison):
    return {item.treatment.treatment_id: {b.reason for b in item.reasons} for item in comparison.set_aside}


def badge_texts(comparison, treatment_id):
    line = next(x for x in comparison.lines if x.treatment.treatment_id == treatment_id)
    return [badge.text for badge in line.badges]


@pytest.mark.parametrize("phototype", PHOTOTYPES)
def test_the_treatments_rated_avoid_for_a_phototype_are_set_aside(evidence, preferences, phototype):
    expected = {t for t in evidence.treatments if evidence.suitability[t, phototype].rating is Rating.AVOID}
    found = aside(compare(evidence, replace(preferences, phototype=phototype)))
    assert set(found) == expected
    assert all(reasons == {Reason.PHOTOTYPE} for reasons in found.values())


def test_an_unknown_phototype_sets_nothing_aside_and_adds_a_badge(evidence, preferences):
    comparison = compare(evidence, replace(preferences, phototype=None))
    assert aside(comparison) == {}
    assert "depends on skin type" in badge_texts(comparison, "laser_co2_full")
    assert badge_texts(comparison, NO_TREATMENT) == []


def test_choosing_melasma_counts_as_having_melasma(evidence, preferences):
    comparison = compare(evidence, replace(preferences, concern_id="melasma", phototype="II"))
    assert aside(comparison) == {
        "laser_co2_fractional": {Reason.CONDITION},
        "laser_eryag_fractional": {Reason.CONDITION},
        "laser_eryag_full": {Reason.CONDITION},
        "laser_co2_full": {Reason.CONDITION},
    }
    assert "ask first: melasma" in badge_texts(comparison, "laser_pico")


def test_a_treatment_that_is_not_used_for_the_concern_is_set_aside(evidence, preferences):
    found = aside(compare(evidence, replace(preferences, concern_id="hair_loss", phototype="II")))
    assert found == {
        t: {Reason.NOT_APPLICABLE} for t in ("laser_co2_full", "peel_superficial", "peel_medium")
    }


def test_a_budget_sets_aside_options_that_usually_cost_more_and_states_the_cost(evidence, preferences):
    comparison = compare(evidence, replace(preferences, phototype="II", budget=1600))
    found = aside(comparison)
    assert "microneedling_pen" not in found  # $1,600 fits a limit of $1,600
    assert found["laser_pico"] == {Reason.BUDGET}  # $2,000 does not
    text = next(i for i in comparison.set_aside if i.treatment.treatment_id == "laser_pico").reasons[0].text
    assert "$1,600" in text
    assert "$2,000 ($1,000 to $6,000)" in text
    assert "cost may go over" in badge_texts(comparison, "microneedling_pen")  # it can reach $4,000


def test_a_limit_on_days_off_sets_aside_options_that_usually_take_longer(evidence, preferences):
    found = aside(compare(evidence, replace(preferences, phototype="II", days_off=7)))
    assert Reason.DAYS_OFF in found["laser_co2_full"]  # 14 days
    assert "laser_eryag_full" not in found  # 7 days


def test_no_treatment_is_never_set_aside(evidence, preferences):
    for concern in evidence.concerns:
        for phototype in (None, *PHOTOTYPES):
            strict = replace(
                preferences,
                concern_id=concern,
                phototype=phototype,
                budget=0,
                days_off=0,
                conditions=frozenset(evidence.conditions),
            )
            assert NO_TREATMENT in {x.treatment.treatment_id for x in compare(evidence, strict).lines}


def test_an_option_put_back_is_ranked_and_marked_with_the_reason_against_it(evidence, preferences):
    comparison = compare(evidence, replace(preferences, put_back=frozenset({"at_home_roller"})))
    line = next(x for x in comparison.lines if x.treatment.treatment_id == "at_home_roller")
    assert line.rank is not None
    assert line.badges[0].text == "put back by you"
    assert "Not advised for skin type IV" in line.badges[0].reason
    assert "at_home_roller" not in aside(comparison)


def test_putting_back_an_option_that_was_not_set_aside_adds_no_mark(evidence, preferences):
    comparison = compare(evidence, replace(preferences, put_back=frozenset({"topical_retinoid"})))
    assert "put back by you" not in badge_texts(comparison, "topical_retinoid")


def test_every_treatment_is_either_ranked_or_set_aside(evidence, preferences):
    for concern in evidence.concerns:
        comparison = compare(evidence, replace(preferences, concern_id=concern, budget=2000))
        shown = [x.treatment.treatment_id for x in (*comparison.lines, *comparison.set_aside)]
        assert sorted(shown) == sorted(evidence.treatments)


def test_setting_a_treatment_aside_never_changes_the_others(evidence, preferences):
    everyone = compare(evidence, replace(preferences, phototype="II"))
    fewer = compare(evidence, replace(preferences, phototype="II", budget=1700))
    kept = {x.treatment.treatment_id for x in fewer.lines}
    assert [
        (x.treatment.treatment_id, x.total) for x in everyone.lines if x.treatment.treatment_id in kept
    ] == [(x.treatment.treatment_id, x.total) for x in fewer.lines]


def test_an_option_with_an_unknown_figure_gets_a_badge_and_is_not_set_aside(evidence, preferences):
    """Every cost in the evidence is known, so the test blanks one."""
    gap = {"low": None, "typical": None, "high": None, "basis": None, "certainty": None, "source_ids": ()}
    estimates = tuple(
        replace(e, status=Status.NOT_REPORTED, **gap)
        if (e.treatment_id, e.criterion_id) == ("laser_pico", "cost")
        else e
        for e in evidence.estimates
    )
    comparison = compare(replace(evidence, estimates=estimates), replace(preferences, budget=1))
    assert "laser_pico" not in aside(comparison)
    assert "peel_superficial" in aside(comparison)
    assert "cost not known" in badge_texts(comparison, "laser_pico")


def test_a_do_not_rule_sets_an_option_aside_and_an_ask_first_rule_does_not(evidence, preferences):
    comparison = compare(
        evidence, replace(preferences, phototype="II", conditions=frozenset({"keloid_history"}))
    )
    assert set(aside(comparison)) == barred_by(evidence, "keloid_history")
    assert any(text.startswith("ask first") for text in badge_texts(comparison, "microneedling_pen"))


def test_with_every_importance_at_zero_options_are_listed_without_ranks(evidence, preferences):
    comparison = compare(
        evidence, replace(preferences, importances=dict.fromkeys(preferences.importances, 0))
    )
    assert comparison.weights is None
    assert all(line.rank is None and line.total is None for line in comparison.lines)
    assert len(comparison.lines) + len(comparison.set_aside) == len(evidence.treatments)
