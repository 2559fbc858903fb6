"""The last step: the leaning, the questions to ask, the notes and the check of understanding."""

from dataclasses import replace

import pytest
from reading_grade import reading_grade
from views import nothing_weighed, writer
from words import BANNED, FREQUENCY, names_in

from models.doubt.doubt_words import first_place
from models.doubt.standings import doubt
from models.evidence.terms import NO_TREATMENT, PHOTOTYPES
from models.person.preferences import start
from models.ranking.comparison import compare
from models.take_home import ask, leaning, understanding
from models.take_home.handout_words import LEFT_OUT
from models.take_home.notes import notes


def view(evidence, **changes):
    comparison = compare(evidence, replace(start(evidence), **changes))
    return comparison, doubt(comparison)


def asked(evidence, **changes):
    return ask.questions(evidence, *view(evidence, **changes))


def test_the_questions_change_with_the_view(evidence):
    """A different skin type, leaning, condition or limit gives different questions."""
    views = [
        {},
        {"phototype": "V"},
        {"lean": "laser_co2_fractional"},
        {"lean": "laser_co2_fractional", "conditions": frozenset({"herpes_history"})},
        {"lean": "laser_co2_fractional", "budget": 1000},
    ]
    found = [tuple(a.question for a in asked(evidence, **changes)) for changes in views]
    assert all(found)
    assert len(set(found)) == len(views)


def test_questions_are_about_the_option_the_person_leans_to(evidence):
    """estimates.csv: pen, IV: 7 of 100 (0 to 17); cost $400 to $4,000."""
    found = {a.question: a.why for a in asked(evidence, lean="microneedling_pen", phototype="IV")}
    marks = (
        "Of your last 100 people with skin type IV, how many had dark marks after Microneedling (clinic pen)?"
    )
    assert found[marks] == "The evidence here: 7 of 100 people (0 to 17 of 100 people)."
    price = next(q for q in found if q.startswith("What does a whole course of Microneedling (clinic pen)"))
    assert found[price] == "The public range here: $400 to $4,000 for a course."


def test_a_serious_harm_without_a_rate_becomes_a_question(evidence):
    whys = [a.why for a in asked(evidence, lean="rf_microneedling")]
    assert evidence.serious_harms["rf_microneedling"].plain_warning in whys


def test_a_rule_against_the_leaning_is_the_first_question(evidence):
    """suitability.csv: the at-home roller is rated avoid for type VI."""
    first = asked(evidence, lean="at_home_roller", phototype="VI")[0]
    assert first.question == "Is At-home roller out of the question for me?"
    assert first.why.startswith("Not advised for skin type VI.")


def test_there_is_always_a_question_about_doing_nothing(evidence):
    for changes in ({}, {"importances": nothing_weighed(evidence)}, {"budget": 0}, {"lean": NO_TREATMENT}):
        assert "do nothing for now" in asked(evidence, **changes)[-1].question


def test_the_questions_that_reveal_a_health_answer_are_marked(evidence):
    rules = [r for (c, t), r in evidence.contraindications.items() if c == "blood_thinners"]
    rule = next(r for r in rules if r.action == "ask_first")
    found = asked(evidence, lean=rule.treatment_id, conditions=frozenset({"blood_thinners"}))
    telling = [a for a in found if a.tells_health]
    assert any("blood-thinning medicine" in a.question for a in telling)
    assert not any("blood" in a.question + a.why for a in found if not a.tells_health)


def test_the_condition_implied_by_a_concern_is_not_a_health_answer(evidence):
    found = asked(evidence, concern_id="melasma", lean="laser_pico")
    assert any("with melasma" in a.question for a in found)
    assert not any(a.tells_health for a in found)


@pytest.mark.parametrize("with_health", [False, True])
def test_notes_contain_health_answers_only_on_request(evidence, with_health):
    """Hard stops name conditions for everybody; a tick adds more mentions only on request."""
    conditions = frozenset({"pregnancy", "keloid_history"})

    def told(ticked):
        return notes(writer(evidence, with_health=with_health, conditions=ticked, lean="laser_co2_full"))

    text, unticked = told(conditions).lower(), told(frozenset()).lower()
    for word in ("pregnan", "keloid"):
        assert (text.count(word) > unticked.count(word)) == with_health
    text = told(conditions)
    assert (LEFT_OUT in text) != with_health


def test_own_words_reach_the_notes(evidence):
    text = notes(writer(evidence, own_words="  I sing outdoors.\n"))
    assert "What else matters to me: I sing outdoors." in text


def test_notes_contain_the_date_the_notice_and_no_treatment(evidence):
    text = notes(writer(evidence, phototype="IV", budget=2000, days_off=10))
    for part in (
        "my notes of 24 November 2026",
        "Evidence gathered 22 November 2026, next review 22 May 2027",
        "not medical advice",
        "No treatment for now: ",
        "My limits: at most $2,000 for a course, at most 10 days at home",
        "My skin type: IV",
    ):
        assert part in text


def test_the_notes_contain_the_figures_of_the_board(evidence):
    text = notes(writer(evidence, phototype="IV"))
    assert (
        "2. Picosecond laser\n   Not with skin cancer or an unexplained spot in the area.\n"
        "   Results: grade 2 of 4: 26 to 50% better (grade 1 to 3 of 4). Certainty: low." in text
    )


def test_a_leaning_that_comes_first_agrees_and_another_differs_by_the_gap(evidence):
    comparison, _ = view(evidence, phototype="IV")
    first, third = comparison.lines[0], comparison.lines[2]
    found = doubt(comparison)
    lean = replace(comparison.preferences, lean=first.treatment.treatment_id)
    agrees = leaning.fit(evidence, compare(evidence, lean), found)
    assert agrees == (
        f"Your leaning and your sliders agree: {first.treatment.label} is at the top of the board.",
        first_place(evidence, comparison, found),
    )
    lean = replace(comparison.preferences, lean=third.treatment.treatment_id)
    differs = leaning.fit(evidence, compare(evidence, lean), found)
    assert f"comes third of {len(comparison.lines)}" in differs[0]
    assert f"by {first.total - third.total:.1f} points" in differs[0]


def test_a_leaning_that_is_set_aside_comes_with_the_reason(evidence):
    comparison, _ = view(evidence, lean="at_home_roller", phototype="VI")
    said = leaning.fit(evidence, comparison, doubt(comparison))
    assert "is set aside" in said[0]
    assert any("Not advised for skin type VI" in s for s in said)


def test_a_leaning_without_a_ranking_and_a_missing_leaning_are_reported(evidence):
    comparison, _ = view(evidence, lean="peel_medium", importances=nothing_weighed(evidence))
    assert leaning.fit(evidence, comparison, doubt(comparison))[0].startswith("No slider counts")
    assert leaning.fit(evidence, view(evidence)[0], None)[0].startswith("You lean to no option yet")


def every_check(evidence):
    for phototype in (None, *PHOTOTYPES):
        for lean in (None, *evidence.treatments):
            comparison, found = view(evidence, phototype=phototype, lean=lean)
            yield comparison, understanding.check(evidence, comparison, found)


def test_the_check_has_five_questions_each_with_one_right_answer(evidence):
    for _, questions in every_check(evidence):
        assert len(questions) == 5
        for question in questions:
            assert len(set(question.options)) == len(question.options) >= 2
            assert 0 <= question.answer < len(question.options)
        assert len({q.answer for q in questions}) > 1, "the right answer must not always be in the same place"


def test_the_answer_on_people_matches_the_evidence(evidence):
    """estimates.csv: pen, IV: typical 7 of 100 people; roller, II: nobody has counted."""
    comparison, found = view(evidence, phototype="IV", lean="microneedling_pen")
    question = understanding.check(evidence, comparison, found)[0]
    assert question.options[question.answer] == "About 7"
    assert "7 get them and 93 do not" in question.why
    comparison, found = view(evidence, phototype="II", lean="at_home_roller")
    question = understanding.check(evidence, comparison, found)[0]
    assert question.options[question.answer] == "Nobody has counted it"


def test_the_answer_on_cost_is_the_only_option_without_cost_and_days(evidence):
    comparison, found = view(evidence)
    question = understanding.check(evidence, comparison, found)[2]
    by_label = {t.label: t.treatment_id for t in evidence.treatments.values()}
    free = [
        label
        for label in question.options
        if all(
            evidence.estimate(by_label[label], c, concern_id="", phototype="").typical == 0
            for c in ("cost", "downtime")
        )
    ]
    assert free == [question.options[question.answer]]


def test_without_a_ranking_the_check_asks_about_sliders_instead(evidence):
    comparison, found = view(evidence, importances=nothing_weighed(evidence))
    assert found is None
    ids = [q.question_id for q in understanding.check(evidence, comparison, found)]
    assert "slider_at_zero" in ids
    assert "how_sure" not in ids


def test_every_sentence_of_the_last_step_is_plain(evidence):
    """Grade 8 at most without the names; no banned word, no frequency word without a number."""
    said = set()
    for comparison, questions in every_check(evidence):
        found = doubt(comparison)
        said |= {text for a in ask.questions(evidence, comparison, found) for text in (a.question, a.why)}
        said |= set(leaning.fit(evidence, comparison, doubt(comparison)))
        said |= {text for q in questions for text in (q.text, q.why)}
    names = names_in(evidence)
    assert {s: g for s in said if (g := reading_grade(names.sub(" ", s))) > 8} == {}
    assert [s for s in said if BANNED.search(s)] == []
    assert [s for s in said if FREQUENCY.search(s) and not any(ch.isdigit() for ch in s)] == []
