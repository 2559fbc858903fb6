"""Skin and health answers lead to a skin type and to precautions, never to a claim of safety."""

from collections import Counter

import pytest

from models.evidence.terms import NO_TREATMENT, PHOTOTYPES, Action
from models.person.phototype_questions import questions, suggest
from models.person.precautions import NOTHING_FOUND, precautions


def test_there_are_six_ways_to_burn_and_six_ways_to_tan(evidence):
    burns, tans = questions(evidence)
    assert len(set(burns)) == len(set(tans)) == 6
    assert (burns[0], tans[0]) == ("burns every time", "never tans")


@pytest.mark.parametrize("phototype", PHOTOTYPES)
def test_both_answers_of_a_phototype_suggest_it(evidence, phototype):
    k = PHOTOTYPES.index(phototype)
    burns, tans = questions(evidence)
    assert suggest(evidence, burns[k], tans[k])[0] == phototype


@pytest.mark.parametrize("k", range(5))
def test_answers_between_two_phototypes_suggest_the_higher_and_say_so(evidence, k):
    burns, tans = questions(evidence)
    for burn, tan in ((k, k + 1), (k + 1, k)):
        phototype, why = suggest(evidence, burns[burn], tans[tan])
        assert phototype == PHOTOTYPES[k + 1]
        assert f"between {PHOTOTYPES[k]} and {PHOTOTYPES[k + 1]}" in why


def test_answers_that_fit_no_phototype_suggest_none(evidence):
    burns, tans = questions(evidence)
    for b in range(6):
        for t in range(6):
            if abs(b - t) > 1:
                phototype, why = suggest(evidence, burns[b], tans[t])
                assert phototype is None
                assert "fit no single skin type" in why
    assert suggest(evidence, burns[0], None)[0] is None


def test_every_row_of_a_condition_reaches_its_treatment(evidence):
    for condition in evidence.conditions:
        found = [precautions(evidence, t, {condition}) for t in evidence.treatments]
        rows = {(r.condition_id, r.treatment_id) for rows in found for r in rows}
        assert rows == {key for key in evidence.contraindications if key[0] == condition}


def test_with_every_condition_all_rows_are_listed_strictest_first(evidence):
    found = [precautions(evidence, t, evidence.conditions) for t in evidence.treatments]
    shown = Counter((r.condition_id, r.treatment_id) for rows in found for r in rows)
    assert shown == dict.fromkeys(evidence.contraindications, 1)
    order = list(reversed(Action))
    for rows in found:
        places = [order.index(row.action) for row in rows]
        assert places == sorted(places)
    assert {row.action for rows in found for row in rows} == set(Action)


def test_a_treatment_without_a_row_is_never_called_safe(evidence):
    assert precautions(evidence, NO_TREATMENT, evidence.conditions) == ()
    assert "safe" not in NOTHING_FOUND.lower()
    assert NOTHING_FOUND.startswith("No specific precaution found")


def test_only_the_cream_is_ruled_out_and_the_sunscreen_is_kept(evidence):
    """The option is cream and sunscreen; people who must avoid the cream should keep using sunscreen."""
    rules = [
        row
        for (_, treatment), row in evidence.contraindications.items()
        if treatment == "topical_retinoid" and row.action is Action.DO_NOT
    ]
    assert {row.condition_id for row in rules} == {"pregnancy", "photosensitising_drugs"}
    for row in rules:
        assert "the retinoid cream" in row.plain_reason
        kept = "This is not about sunscreen: keep using it."
        # A wait or an exception must directly follow the rule, so the sunscreen comes first.
        assert row.plain_reason.startswith(kept) if row.plain_wait else row.plain_reason.endswith(kept)


def test_in_pregnancy_one_instruction_rules_the_cream_out_before_any_reason(evidence):
    row = evidence.contraindications["pregnancy", "topical_retinoid"]
    assert row.plain_reason.startswith(
        "Do not use the retinoid cream while you are pregnant or trying to be."
    )
    assert "only if the benefit" not in row.plain_reason
