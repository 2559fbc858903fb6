"""The screens of the presenter view, without a browser."""

import re
from dataclasses import replace
from datetime import date

import pytest
from rendered import app, opened, texts_of
from words import BANNED, names_in

from models.clinic.overlay import overlay
from models.doubt.standings import doubt
from models.evidence.clinic_prices import ClinicOffer, ClinicPrices
from models.evidence.terms import NO_TREATMENT, PHOTOTYPES
from models.options.answers import answer
from models.options.questions import Question
from models.person.preferences import DoubtChoices, SideChoices, SlideId, start
from models.ranking.comparison import compare
from models.talk.alterations import NO_CLINIC, NOTHING_CHANGED, alterations
from models.talk.shared_screen import ASIDE, ASK, BACK, IN_PRIVATE, WAIT, heads
from models.talk.slide_texts import concern_in_short, no_treatment_strip
from models.talk.slide_titles import SLIDE_TITLES, neighbours
from models.talk.slides import slide

EVERY = pytest.mark.parametrize("slide_id", SlideId)


def screen(evidence, slide_id, **wanted):
    preferences = replace(start(evidence), **({"phototype": "IV"} | wanted), slide=slide_id)
    comparison = compare(evidence, preferences)
    altered = alterations(evidence, comparison, preferences.side.treatments)
    return slide(evidence, comparison, doubt(comparison), altered)


def words(found):
    """All the text of one screen, including the parts that unfold."""
    said = [*found.lead, *found.points, *found.behind]
    for head in found.heads:
        said += [*head.marks, head.stop, *head.reasons]
    for row in found.rows:
        for cell in row.cells:
            said += [cell.text, cell.named, cell.more, *cell.points]
            said += [text for f in cell.figures for text in (f.name, f.typical, f.range, *f.notes)]
            assert cell.health is None
    for fit in found.fits:
        said += [fit.place, fit.total, fit.sure, *fit.reasons, *(p.in_words for p in fit.parts)]
    return [text for text in said if text]


def options(*ids):
    return {"side": SideChoices(ids)}


def test_next_and_back_go_through_every_screen():
    ids = list(SLIDE_TITLES)
    assert neighbours(ids[0]) == (None, ids[1])
    assert neighbours(ids[-1]) == (ids[-2], None)
    assert [neighbours(a)[1] for a in ids[:-1]] == ids[1:]


@EVERY
def test_a_screen_states_its_number(evidence, slide_id):
    found = screen(evidence, slide_id)
    assert found.progress == f"Screen {list(SlideId).index(slide_id) + 1} of 13"
    assert words(found)


def test_a_difference_between_upkeep_and_duration_is_explained_on_the_screen(evidence):
    """Fractional CO2 laser: upkeep every 9 months, the result lasts 24; three years 6,510 + 2,169."""
    co2 = options("laser_co2_fractional", NO_TREATMENT)
    assert "Our costs count none before that." in " ".join(words(screen(evidence, SlideId.TIME, **co2)))
    said = " ".join(words(screen(evidence, SlideId.COST, **co2)))
    assert "$8,679" in said
    assert "Our costs count none before that." in said


def test_the_figures_match_side_by_side(evidence):
    """Microneedling pen, acne scars, IV, from the CSV: $1,600 (400 to 4,000), 7 of 100 with dark marks."""
    cost = screen(evidence, SlideId.COST).rows[0].cells[0].figures[0]
    assert (cost.typical, cost.range, cost.certainty) == ("$1,600", "$400 to $4,000", "low")
    marks = screen(evidence, SlideId.DARK_MARKS).rows[0].cells[0]
    assert marks.text == "7 of 100 people get dark marks, 93 do not."
    preferences = replace(start(evidence), phototype="IV")
    pen = evidence.treatments["microneedling_pen"]
    assert marks == answer(evidence, pen, Question.DARK_MARKS, preferences)


def test_a_warning_is_never_shortened(evidence):
    for treatment, harm in evidence.serious_harms.items():
        found = screen(evidence, SlideId.SERIOUS_HARM, **options(treatment, NO_TREATMENT))
        assert found.rows[-1].cells[0].named == harm.plain_warning


def test_gaps_that_do_not_fit_are_counted_and_unfold(evidence):
    """The roller has ten gaps and assumed figures for acne scars: six are visible, four unfold."""
    cell = screen(evidence, SlideId.UNKNOWN).rows[0].cells[1]
    assert cell.points[-1] == "And 4 more, under Why, and sources"
    every = answer(
        evidence,
        evidence.treatments["at_home_roller"],
        Question.NOT_KNOWN,
        replace(start(evidence), phototype="IV"),
    )
    assert all(point in cell.points or point in cell.more for point in every.points)


def test_a_concern_is_shortened_to_whole_sentences(evidence):
    for concern in evidence.concerns.values():
        short, more = concern_in_short(concern.about)
        sentences = re.split(r"(?<=[.!?])\s+", short)
        assert all(sentence in concern.about for sentence in sentences)
        assert 2 <= len(sentences) <= 3
        assert more == (short != concern.about)


def test_no_treatment_is_a_column_or_is_described_in_a_strip(evidence):
    among = compare(evidence, start(evidence))
    assert no_treatment_strip(evidence, among) == ""
    without = compare(evidence, replace(start(evidence), **options("peel_medium", "laser_pico")))
    strip = no_treatment_strip(evidence, without)
    assert strip.startswith("No treatment for now is an option too: $0, 0 days at home. Effect: ")
    assert "range: " in strip
    assert "certainty: low" in strip


def test_parts_of_the_fit_sum_to_the_total_of_the_board(evidence):
    found = screen(evidence, SlideId.FIT, phototype="II")
    for head, fit in zip(found.heads, found.fits, strict=True):
        preferences = replace(start(evidence), phototype="II")
        line = next(x for x in compare(evidence, preferences).lines if x.treatment == head.treatment)
        assert sum(part.points for part in fit.parts) == pytest.approx(line.total)
        assert sum(part.most for part in fit.parts) == pytest.approx(100)
        assert fit.total.startswith(f"{line.total:.1f}".removesuffix(".0"))


@EVERY
def test_every_screen_has_text_with_nothing_weighed_or_everything_set_aside(evidence, slide_id):
    none = dict.fromkeys(start(evidence).importances, 0)
    assert words(screen(evidence, slide_id, importances=none))
    assert words(screen(evidence, slide_id, budget=0, days_off=0, **options("laser_pico", "peel_medium")))


def test_no_screen_names_a_health_answer(evidence):
    """With every condition ticked, no new text names a condition or quotes its rules."""
    lasers = options("laser_co2_full", "laser_pico", "rf_microneedling", "topical_retinoid")
    telling = {t for c in evidence.conditions.values() for t in (c.label, c.plain_label)}
    telling |= {t for r in evidence.contraindications.values() for t in (r.plain_reason, r.plain_wait)}
    telling = {t.lower() for t in telling if t}
    for concern in evidence.concerns:
        for slide_id in SlideId:
            without = set(words(screen(evidence, slide_id, concern_id=concern, **lasers)))
            ticked = frozenset(evidence.conditions)
            told = words(screen(evidence, slide_id, concern_id=concern, conditions=ticked, **lasers))
            new = " ".join(text for text in told if text not in without).lower()
            # The concern is not a health answer: it was chosen openly, so the screen may name it.
            concern_label = evidence.concerns[concern].label.lower()
            assert [t for t in telling - {concern_label} if t in new] == []


def test_the_effect_of_a_health_answer_is_shown_without_the_reason(evidence):
    def marks(treatment, *conditions, **wanted):
        preferences = replace(
            start(evidence),
            conditions=frozenset(conditions),
            **options(treatment, NO_TREATMENT),
            **wanted,
        )
        return heads(evidence, compare(evidence, preferences))[0]

    by_action = {}
    for (condition, treatment), rule in evidence.contraindications.items():
        by_action.setdefault(str(rule.action), (treatment, condition))
    aside = marks(*by_action["do_not"])
    assert ASIDE in aside.marks
    assert IN_PRIVATE in aside.reasons
    assert WAIT in marks(*by_action["postpone"]).marks
    assert ASK in marks(*by_action["ask_first"]).marks
    treatment, condition = by_action["do_not"]
    back = marks(treatment, condition, put_back=frozenset([treatment]))
    assert BACK in back.marks
    assert IN_PRIVATE in back.reasons


def test_a_reason_other_than_a_health_answer_is_stated_in_full(evidence):
    found = screen(evidence, SlideId.FIT, budget=1000)
    assert any("Over your limit of $1,000" in reason for reason in found.fits[2].reasons)


def test_the_list_of_changes_has_a_sentence_for_each_or_says_that_there_are_none(evidence):
    def list_of(**wanted):
        comparison = compare(evidence, replace(start(evidence), **wanted))
        return alterations(evidence, comparison, comparison.preferences.side.treatments)

    assert list_of().in_words[0] == NOTHING_CHANGED
    assert list_of().clinic == NO_CLINIC
    assert list_of().in_words[1].startswith("Not shown here: 11 of 15 options. They are: Radiofrequency")
    changed = list_of(
        importances={**start(evidence).importances, "cost": 9},
        budget=2500,
        days_off=1,
        put_back=frozenset(["laser_pico"]),
        doubt=DoubtChoices(costs_together=True),
    )
    assert changed.changed == (
        "Cost of a full course counts 9. The app starts at 5.",
        "A limit is set: at most $2,500 for a course.",
        "A limit is set: at most 1 day at home.",
        "A switch is on: costs move together.",
        "Put back by hand: Picosecond laser.",
    )
    offer = ClinicOffer("peel_superficial", 90.0, 5)
    priced = overlay(evidence, ClinicPrices("Harbour Skin", date(2026, 11, 24), {offer.treatment_id: offer}))
    told = alterations(priced, compare(priced, start(priced)), list(priced.treatments))
    assert (told.clinic, told.not_shown) == ("Harbour Skin", "")
    assert any("Superficial chemical peel: $90" in sentence for sentence in told.changed)
    hidden = replace(start(priced), offered_here=True)
    told = alterations(priced, compare(priced, hidden), list(priced.treatments))
    assert any("Harbour Skin does not offer it" in sentence for sentence in told.changed)


@EVERY
@pytest.mark.parametrize("phototype", [None, "VI"])
def test_our_sentences_read_at_grade_8_or_lower_without_banned_words(evidence, slide_id, phototype):
    from reading_grade import reading_grade

    names = names_in(evidence)
    for wanted in ({}, {"budget": 500}, {"concern_id": "melasma"}):
        found = screen(evidence, slide_id, phototype=phototype, **wanted)
        assert [text for text in words(found) if BANNED.search(text)] == []
        own = [found.title, *found.lead, *found.points]
        own += [text for fit in found.fits for text in (fit.place, fit.sure, *fit.reasons)]
        graded = {text: reading_grade(names.sub(" ", text)) for text in own if text}
        assert {text: grade for text, grade in graded.items() if grade > 8} == {}


@EVERY
def test_the_page_opens_every_screen_from_a_link_and_moves_on(slide_id):
    test = app(phototype="IV", slide=str(slide_id)).switch_page("present.py").run()
    assert not test.exception
    assert test.title[0].value == SLIDE_TITLES[slide_id]
    after = neighbours(slide_id)[1]
    assert test.button(key="present_next").disabled == (after is None)
    if after is not None:
        test.button(key="present_next").click().run()
        assert test.title[0].value == SLIDE_TITLES[after]
        assert test.query_params["slide"] == SLIDE_TITLES[after]


def test_the_screen_shows_the_priorities_the_concern_and_the_skin_type():
    text = " ".join(texts_of(app(phototype="V", cost="8", budget="900").switch_page("present.py").run()))
    for part in ("Acne scars", "skin type V", "at most $900", "The app starts at 5", NO_CLINIC):
        assert part in text
    assert re.search(r"Cost\s+8", text)


@EVERY
def test_no_text_of_the_page_names_a_health_answer(slide_id):
    """Hard stops name conditions for everybody, so the count must be the same without a tick."""

    def named(*conditions):
        query = {"phototype": "II", "slide": str(slide_id), "side": ["topical_retinoid", "laser_pico"]}
        test = opened("present.py", query, conditions=conditions)
        return [text.lower().count("pregnan") for text in texts_of(test) if "pregnan" in text.lower()]

    assert named("pregnancy") == named()


@pytest.mark.parametrize("phototype", PHOTOTYPES)
def test_every_figure_on_a_screen_has_a_range_or_is_a_gap(evidence, phototype):
    for slide_id in (SlideId.EFFECT, SlideId.COST, SlideId.DARK_MARKS, SlideId.OTHER_HARM, SlideId.FEEL):
        for row in screen(evidence, slide_id, phototype=phototype).rows:
            for cell in row.cells:
                assert all(f.range or f.is_gap for f in cell.figures)
