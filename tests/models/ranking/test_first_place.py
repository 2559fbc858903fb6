"""One sentence states what comes first and how firmly, the same in every place."""

from dataclasses import replace
from itertools import product

from previewed import Head, page
from previewed import ask as asked_for
from price_list import prices
from reading_grade import reading_grade
from rendered import app, board, texts_of
from views import said, screen_of, seen, writer
from words import BANNED, names_in

from models.clinic.overlay import overlay
from models.doubt import doubt_words
from models.evidence.terms import NO_TREATMENT, PHOTOTYPES
from models.person.preferences import DoubtChoices
from models.ranking.comparison import compare
from models.take_home import leaning, understanding
from models.take_home.notes import notes
from models.talk.slide_fit import ONLY_ONE
from pages.served.first_sight import first_sight
from pages.served.link import preview
from pages.visit import link_view

#: A person whose limit sets 11 of the 15 options aside (data/estimates.csv, usual cost of a course).
TIGHT = {"phototype": "V", "budget": 1500}

TIGHT_LINK = "phototype=V&budget=1500"

CHOICE = "You are choosing between 4 of 15 options for acne scars, including doing nothing for now."

FIRM = (
    "Of the 4 left, Retinoid cream and sunscreen comes first in more than 95 of 100 plausible versions of "
    "the evidence. The other 11 were set aside."
)


# ------------------------------------------------------------------ options set aside by rules


def test_options_set_aside_are_not_counted_as_beaten(evidence):
    comparison, found = seen(evidence, **TIGHT)
    assert (len(comparison.lines), len(comparison.set_aside)) == (4, 11)
    assert doubt_words.first_place(evidence, comparison, found) == FIRM
    assert found.standings[0].first > 0.95
    assert doubt_words.standing(found.standings[0], found).startswith("First of the 4 left in more than 95")
    assert comparison.decision == CHOICE


def test_with_nothing_set_aside_the_sentences_mention_no_options_left(evidence):
    comparison, found = seen(evidence)
    assert "left" not in doubt_words.first_place(evidence, comparison, found)
    assert "left" not in doubt_words.standing(found.standings[0], found)
    assert comparison.decision.startswith("You are choosing between 15 options for acne scars,")


def test_every_page_states_how_many_options_are_left():
    test = app(phototype="V: hardly burns, tans deeply", budget="1500")
    assert test.title[0].value == CHOICE
    assert any(FIRM in m.value for m in test.markdown)
    shown = board(test)
    assert shown["caption"].startswith(CHOICE)
    assert "First of the 4 left in more than 95 of 100" in shown["rows"][0]["spoken"]
    test.switch_page("how_sure.py").run()
    assert any(m.value.startswith(FIRM) for m in test.markdown)


def test_the_handout_notes_and_presenter_view_state_how_many_options_are_left(evidence):
    write = writer(evidence, **TIGHT)
    taken = write()
    assert taken.decision == CHOICE
    assert taken.doubt[0] == FIRM
    assert taken.options[0].doubt.startswith("First of the 4 left in more than 95 of 100")
    text = notes(write)
    assert CHOICE in text
    assert FIRM in text
    choice, fit = (screen_of(evidence, name, **TIGHT) for name in ("choice", "fit"))
    assert choice.lead[0].startswith(CHOICE)
    assert fit.lead[0].startswith(FIRM)


def test_the_presenter_view_states_how_many_options_shown_are_set_aside(evidence):
    """Of the four options shown at the start, three cost more than $1,500 or are not for skin type V."""
    assert (
        screen_of(evidence, "choice", **TIGHT)
        .lead[0]
        .endswith("4 options are shown here, 3 of them set aside.")
    )
    assert screen_of(evidence, "choice").lead[0].endswith("4 options are shown here.")


def test_the_preview_of_a_link_states_how_many_options_are_left(evidence):
    head = Head(asked_for(page, query=TIGHT_LINK)[2].decode())
    assert head.title == head.tags["og:title"] == CHOICE
    assert f"With these priorities: {FIRM}" in head.tags["description"]
    _, linked = link_view.read(TIGHT_LINK.encode())
    drawn = preview.view(evidence, compare(evidence, linked.preferences))
    assert drawn["title"] == CHOICE
    assert FIRM in drawn["sure"]
    assert "(11 set aside)" in drawn["key"]
    sight = first_sight.of_link(TIGHT_LINK.encode(), b"")
    assert CHOICE in sight
    assert FIRM in sight


def test_a_single_remaining_option_is_not_ranked(evidence):
    name = "No treatment for now"
    only = f"Only one option is left: {name}. So there is nothing to rank. The other 14 were set aside."
    comparison, found = seen(evidence, budget=0, lean=NO_TREATMENT)
    assert found is None
    assert comparison.decision == "Only one of 15 options is left for acne scars: No treatment for now."
    assert doubt_words.how_sure(evidence, comparison, found) == (only,)
    assert leaning.fit(evidence, comparison, found) == (only,)
    taken = writer(evidence, budget=0)()
    assert (taken.doubt, taken.options[0].place) == ((only,), "")
    assert taken.order == "Only one option is left, so there is no order."
    fits = screen_of(evidence, "fit", budget=0).fits
    assert [fit.place for fit in fits if fit.parts] == [ONLY_ONE]
    assert preview.view(evidence, comparison)["sure"] == only
    test = app(budget="0")
    assert any(only in m.value for m in test.markdown)
    test.switch_page("how_sure.py").run()
    assert not test.exception
    assert test.info[0].value == only


# ------------------------------------------------------------------ first in fewer than half


def everybody(evidence):
    for concern, phototype, budget in product(evidence.concerns, (None, *PHOTOTYPES[::2]), (None, 1500)):
        yield seen(evidence, concern_id=concern, phototype=phototype, budget=budget)


def test_nothing_comes_first_in_fewer_than_half_of_the_draws(evidence):
    unclear = 0
    for comparison, found in everybody(evidence):
        top = found.standings[0]
        text = doubt_words.first_place(evidence, comparison, found)
        firm = f"{top.treatment.label} comes first in"
        assert (firm in text) == (top.first >= 0.5)
        if top.first < 0.5:
            unclear += 1
            assert " clearly comes first" in text
            # There is no sentence about a slider, since no option has a first place to lose.
            assert doubt_words.how_sure(evidence, comparison, found) == (text,)
    assert unclear > 20


def test_every_sentence_on_first_place_reads_at_grade_8_or_lower_without_banned_words(evidence):
    names = names_in(evidence)
    texts = {t for c, f in everybody(evidence) for t in (*doubt_words.how_sure(evidence, c, f), c.decision)}
    texts |= {doubt_words.TOP_IS_NOT_FIRM, said(evidence, budget=0)}
    assert {t for t in texts if reading_grade(names.sub(" ", t)) > 8} == set()
    assert [t for t in texts if BANNED.search(t)] == []


def test_an_option_that_often_comes_first_but_is_not_at_the_top_is_named_with_its_gap(evidence):
    """Enlarged pores: the result of retinoid cream is not measured, so the board counts its bad end."""
    comparison, found = seen(evidence, concern_id="enlarged_pores", **TIGHT)
    assert comparison.lines[0].treatment.treatment_id != "topical_retinoid"
    text = doubt_words.first_place(evidence, comparison, found)
    assert text.startswith(
        "None of the 4 left clearly comes first. Retinoid cream and sunscreen would in about"
    )
    assert "nobody has measured the results of Retinoid cream and sunscreen" in text


def test_a_gap_fixed_at_its_bad_end_is_not_described_as_taking_any_figure(evidence):
    switched = DoubtChoices(gaps_as_on_board=True)
    for concern, phototype in product(evidence.concerns, (None, "II", "V")):
        text = said(evidence, concern_id=concern, phototype=phototype, doubt=switched)
        assert "takes any figure" not in text


def test_no_text_names_a_first_option_if_nothing_clearly_comes_first(evidence):
    """Fine lines: the top of the board is first in about one draw of ten."""
    comparison, found = seen(evidence, concern_id="wrinkles")
    assert found.first is None
    name = comparison.lines[0].treatment.label
    unclear = doubt_words.first_place(evidence, comparison, found)
    taken = writer(evidence, concern_id="wrinkles")()
    assert taken.doubt == (unclear,)
    lean = replace(comparison.preferences, lean=comparison.lines[0].treatment.treatment_id)
    agrees = leaning.fit(evidence, compare(evidence, lean), found)
    assert agrees == (f"Your leaning and your sliders agree: {name} is at the top of the board.", unclear)
    check = understanding.check(evidence, comparison, found)[3]
    assert unclear in check.text
    assert check.options[check.answer] == "The figures do not settle the order"
    fit = screen_of(evidence, "fit", concern_id="wrinkles")
    assert fit.lead[0].startswith("No option clearly comes first: not one does so in half of all plausible")
    # The sentence on the gap unfolds, because an upright tablet has no room for it.
    assert fit.behind == (unclear,)
    test = app(concern="wrinkles")
    assert any(unclear in m.value for m in test.markdown)
    told = [text for p in ("compare.py", "how_sure.py") for text in texts_of(_on(test, p))]
    assert [text for text in told if f"{name} comes first" in text or f"{name} stays first" in text] == []
    assert [text for text in told if f"{name} would lose the first place" in text] == []
    assert doubt_words.TOP_IS_NOT_FIRM in told


def _on(test, page_file):
    if page_file != "compare.py":
        test.switch_page(page_file).run()
    assert not test.exception
    return test


def test_the_clinic_s_prices_are_named_beside_the_share(evidence):
    priced = overlay(evidence, prices())
    text = said(priced)
    assert text.endswith("plausible versions of the evidence, at the prices of Lakeside Skin.")
    assert text.startswith("Retinoid cream and sunscreen comes first in about")
    test = app()
    test.session_state["_clinic_prices"] = prices()
    test.switch_page("how_sure.py").run()
    assert any("The prices of Lakeside Skin count as they are." in m.value for m in test.markdown)
