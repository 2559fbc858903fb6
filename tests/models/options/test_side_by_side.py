"""Side by side asks the same questions of every option, in the order of importance, and omits nothing."""

import html
import re
from dataclasses import replace
from itertools import combinations

import pytest
from evidence_folder import fresh_folder
from reading_grade import reading_grade
from rendered import app, every_box_ticked
from words import BANNED

from models.evidence.terms import PHOTOTYPES, Certainty
from models.folder.load import load
from models.link.link_settings import phototype_option
from models.options.answers import HIDDEN, answer
from models.options.questions import CRITERION_OF, WORDS, Question
from models.options.side_by_side import ALWAYS_SHOWN, first_choice, meaning, ordered, side_by_side
from models.person.preferences import SideChoices, start
from models.ranking.comparison import compare
from pages.ui.options.side_table import table_file, table_html

PEN, ROLLER, CO2, NOTHING = "microneedling_pen", "at_home_roller", "laser_co2_fractional", "no_treatment"

#: Words other than its label that reveal an option.
FAMILY_WORDS = re.compile(
    r"laser|needl|peel|retino|roller|CO2|Er:YAG|erbium|radiofreq|plasma|\bPRP\b|\bTCA\b|\bRF\b|pico"
    r"|q-switch|ablative|resurfac|\bpen\b|cream",
    re.IGNORECASE,
)


def wanted(evidence, *treatments, **choices):
    """Acne scars, skin type IV, Balanced, with these treatments side by side."""
    other = {
        k: choices.pop(k) for k in ("concern_id", "phototype", "conditions", "importances") if k in choices
    }
    side = SideChoices(treatments=treatments or (PEN, ROLLER, CO2, NOTHING), **choices)
    return replace(start(evidence), **({"phototype": "IV"} | other), side=side)


def shown(evidence, *treatments, **choices):
    return side_by_side(evidence, compare(evidence, wanted(evidence, *treatments, **choices)))


def cell(evidence, treatment, question, **choices):
    return answer(evidence, evidence.treatments[treatment], question, wanted(evidence, **choices))


def text_of(markup):
    """The text for readers and screen readers: content, labels and titles."""
    spoken = re.findall(r'(?:aria-label|title|data-option)="([^"]*)"', markup)
    return html.unescape(" ".join([re.sub(r"<[^>]+>", " ", markup), *spoken]))


# Rows and their order


def test_every_question_has_an_answer_for_every_option(evidence):
    for treatment in evidence.treatments:
        for question in WORDS:
            found = cell(evidence, treatment, question)
            assert found.text or found.named or found.points or found.figures, (treatment, question)


def test_questions_are_sorted_by_importance_and_ties_keep_the_standard_order(evidence):
    """By hand: pain 9, cost 8, results 3, all others 0."""
    importances = dict.fromkeys((c.criterion_id for c in evidence.weighted), 0)
    importances |= {"pain": 9, "cost": 8, "results": 3}
    Q = Question  # noqa: N806
    assert ordered(wanted(evidence, importances=importances)) == (
        *(Q.WHAT_HAPPENS, Q.WHO_DOES_IT, Q.SUITS_ME, Q.VISITS),
        Q.PAIN,
        *(Q.COURSE_COST, Q.THREE_YEARS),
        *(Q.RESULT, Q.NO_CHANGE, Q.LASTS),
        *(Q.DAYS_AT_HOME, Q.DARK_MARKS, Q.OTHER_HARM),
        *(Q.SERIOUS_HARM, Q.NOT_KNOWN),
    )


def test_a_question_without_a_slider_keeps_its_place(evidence):
    for preset in evidence.presets.values():
        order = ordered(wanted(evidence, importances=preset.importances))
        kept = [(k, q) for k, q in enumerate(WORDS) if q not in CRITERION_OF]
        assert all(order[k] is q for k, q in kept)
        assert sorted(order) == sorted(WORDS)


def test_the_standard_order_is_the_same_for_everyone(evidence):
    for preset in evidence.presets.values():
        asked = wanted(evidence, importances=preset.importances, standard_order=True)
        assert ordered(asked) == tuple(WORDS)


def test_only_the_selected_questions_are_asked(evidence):
    picked = ("how_it_feels", "serious_harm", "course_cost")
    assert ordered(wanted(evidence, rows=picked)) == ("course_cost", "how_it_feels", "serious_harm")


# Only what differs


def test_only_what_differs_omits_equal_answers_and_lists_them(evidence):
    """For both fully ablative lasers: 'A doctor with training in laser resurfacing. ...'"""
    two = shown(evidence, "laser_eryag_full", "laser_co2_full", differences_only=True)
    assert Question.WHO_DOES_IT in two.left_out
    assert Question.COURSE_COST not in two.left_out
    assert {row.question for row in two.rows}.isdisjoint(two.left_out)
    assert len(two.rows) + len(two.left_out) == len(WORDS)


def test_answers_that_differ_only_in_sources_count_as_equal(evidence):
    """complications of microneedling_prp are those of the pen, 1 (0 to 9), except for the certainty."""
    copied = evidence.estimate("microneedling_prp", "complications", concern_id="", phototype="")
    rows = tuple(replace(e, certainty=Certainty.LOW) if e == copied else e for e in evidence.estimates)
    same = replace(evidence, estimates=rows)
    two = shown(same, PEN, "microneedling_prp", differences_only=True)
    assert Question.OTHER_HARM in two.left_out
    two = shown(evidence, PEN, "microneedling_prp", differences_only=True)
    assert Question.OTHER_HARM not in two.left_out, "a different certainty makes a different answer"


@pytest.mark.parametrize("pair", [("laser_eryag_full", "laser_co2_full"), ("peel_superficial", NOTHING)])
def test_serious_harm_and_gaps_are_never_left_out(evidence, pair):
    emptied = replace(evidence, serious_harms={})
    two = shown(emptied, *pair, differences_only=True)
    assert {row.question for row in two.rows} >= set(ALWAYS_SHOWN)


def test_hidden_and_shown_names_omit_the_same_questions(evidence):
    open_, closed = (shown(evidence, differences_only=True, names_hidden=h) for h in (False, True))
    assert [r.question for r in open_.rows] == [r.question for r in closed.rows]


# Names hidden


@pytest.mark.parametrize("phototype", [None, *PHOTOTYPES])
@pytest.mark.parametrize("concern", ["acne_scars", "wrinkles", "melasma"])
def test_no_text_names_an_option_while_names_are_hidden(evidence, concern, phototype):
    """All options, four at a time, with every condition ticked: table, labels, titles, links and file."""
    conditions = frozenset(evidence.conditions)
    ids = list(evidence.treatments)
    labels = [t.label.lower() for t in evidence.treatments.values()]
    for four in (*(ids[k : k + 4] for k in range(0, len(ids) - 3, 4)), ids[-4:]):
        side = shown(
            evidence,
            *four,
            names_hidden=True,
            concern_id=concern,
            phototype=phototype,
            conditions=conditions,
        )
        markup = table_html(evidence, side)
        said = text_of(markup)
        # Conditions and definitions are the same for every option, so they may mention numbing cream.
        neutral = [c.label.lower() for c in evidence.conditions.values()]
        neutral += [meaning(evidence, question) for question in WORDS]
        for text in neutral:
            said = said.replace(text, " ")
        csv = table_file(evidence, side).to_csv()
        for text in (said, csv):
            assert FAMILY_WORDS.findall(text) == []
            assert not [label for label in labels if label in text.lower()]
        assert "href" not in markup
        assert "Why, and sources" not in markup
        assert "Sources" not in csv
        assert [c.name for c in side.columns] == ["Option A", "Option B", "Option C", "Option D"]


def test_the_pattern_of_family_words_matches_a_table_with_names(evidence):
    assert len(set(FAMILY_WORDS.findall(text_of(table_html(evidence, shown(evidence)))))) > 5


def test_only_existing_warnings_are_announced_while_names_are_hidden(evidence):
    row = next(r for r in shown(evidence, names_hidden=True).rows if r.question is Question.SERIOUS_HARM)
    assert row.cells[0].named == "There is a warning. It appears here once you show the names."
    assert row.cells[3].named == ""
    assert row.cells[3].text.startswith("We found no report of serious harm")


def test_a_mark_is_shown_without_its_reason_while_names_are_hidden(evidence):
    column = shown(evidence, names_hidden=True).columns[1]
    assert column.mark == "set aside for you"
    assert [r.text for r in column.reasons] == ["The reason appears here once you show the names."]


def test_figures_are_shown_while_names_are_hidden(evidence):
    open_, closed = shown(evidence), shown(evidence, names_hidden=True)
    for before, after in zip(open_.rows, closed.rows, strict=True):
        for a, b in zip(before.cells, after.cells, strict=True):
            assert a.people == b.people
            assert [(f.typical, f.range, f.certainty) for f in a.figures] == [
                (f.typical, f.range, f.certainty) for f in b.figures
            ]
    assert closed.rows[0].cells[0].named == HIDDEN


# Answers


def test_dark_marks_are_stated_in_both_frames_with_weeks_and_how_many_keep_them(evidence):
    """Type IV: dark_marks 30 (14 to 92), moderate; lasting 5 weeks (4 to 13), low, 0 of those counted."""
    found = cell(evidence, CO2, Question.DARK_MARKS)
    assert found.text == "30 of 100 people get dark marks, 70 do not."
    marks, weeks = found.figures
    assert (marks.range, marks.certainty) == ("14 to 92 of 100 people", "moderate")
    assert (weeks.typical, weeks.range, weeks.certainty) == ("5 weeks", "4 to 13 weeks", "low")
    assert found.points == ("Of those who were counted, none kept them.",)


def test_assumed_weeks_are_marked(evidence):
    """dark_marks_duration of the pen: 1, 4, 26, very_low, assumed."""
    assert cell(evidence, PEN, Question.DARK_MARKS).figures[1].certainty == "very low, assumed"


def test_bounds_are_stated_as_bounds(evidence):
    assert cell(evidence, ROLLER, Question.DARK_MARKS).text == (
        "Nobody has counted them. Our bounds are 0 to 25 of 100 people."
    )


def test_little_or_no_change_has_its_own_row(evidence):
    """no_visible_change for acne scars: pen 13 (8 to 27); roller no_evidence; not asked for melasma."""
    assert cell(evidence, PEN, Question.NO_CHANGE).text == (
        "13 of 100 people see little or no change, 87 see more."
    )
    assert cell(evidence, ROLLER, Question.NO_CHANGE).figures[0].typical == "not studied"
    melasma = cell(evidence, PEN, Question.NO_CHANGE, concern_id="melasma")
    assert melasma.figures[0].typical == "not asked for this concern"
    assert melasma.people is None


def test_none_is_stated_only_if_people_were_counted(evidence):
    """laser_pico, acne scars: 0 (0 to 8), derived from counts. topical_retinoid harm: 0, assumed."""
    seen = "Among those who were counted, it was none."
    assert seen in cell(evidence, "laser_pico", Question.NO_CHANGE).text
    assert seen not in cell(evidence, "topical_retinoid", Question.OTHER_HARM).text
    assert seen not in cell(evidence, NOTHING, Question.OTHER_HARM).text


def test_visits_are_counted_for_a_clinic_and_explained_for_home_use(evidence):
    pen = cell(evidence, PEN, Question.VISITS)
    assert [f.typical for f in pen.figures] == ["4 sessions", "4.3 weeks", "45 minutes"]
    roller = cell(evidence, ROLLER, Question.VISITS)
    assert roller.text.startswith("You do it at home.")
    # session_interval 0.33, 1, 4 weeks.
    assert (roller.figures[0].typical, roller.figures[0].range) == ("7 days", "2.3 to 28 days")
    assert [f.typical for f in cell(evidence, NOTHING, Question.VISITS).figures] == ["0 sessions"]


def test_upkeep_of_less_than_a_month_is_stated_in_days(evidence):
    """topical_retinoid: maintenance_interval 0.03, 0.08, 0.23 months of 30.44 days."""
    upkeep = cell(evidence, "topical_retinoid", Question.LASTS).figures[1]
    assert (upkeep.typical, upkeep.range) == ("2.4 days", "0.9 to 7 days")


def test_suitability_is_given_for_the_skin_type_or_for_each_if_it_is_unknown(evidence):
    known = cell(evidence, ROLLER, Question.SUITS_ME)
    assert known.figures[0].typical == "⊘ avoid for IV"
    unsure = cell(evidence, ROLLER, Question.SUITS_ME, phototype=None).figures[0].typical
    for kind in PHOTOTYPES:
        rating = evidence.suitability[ROLLER, kind].rating.replace("_only", "")
        assert re.search(rf"{rating} for [^;]*\b{kind}\b", unsure)


def test_the_strictest_precaution_comes_first_and_none_found_is_not_called_harmless(evidence):
    barred = cell(
        evidence, CO2, Question.SUITS_ME, conditions=frozenset({"keloid_history", "blood_thinners"})
    )
    assert barred.health.text.startswith("⊘ Do not have this")
    assert "And 1 more" in barred.health.text
    nothing = cell(evidence, NOTHING, Question.SUITS_ME, conditions=frozenset({"keloid_history"}))
    assert nothing.health.text == "No specific precaution found. That is not proof that it can do no harm."
    assert cell(evidence, CO2, Question.SUITS_ME).health.text == "You have ticked no health condition."


def test_what_is_not_known_lists_every_gap_and_every_assumption(evidence):
    """The roller has bounds for results, dark marks and harm, no reported upkeep, and assumed minutes."""
    points = cell(evidence, ROLLER, Question.NOT_KNOWN).points
    for line in (
        "Visible results: not measured",
        "Skin-tone safety: dark marks: not measured",
        "Other lasting harm: not measured",
        "Upkeep every: not reported",
        "Little or no visible change: not studied",
        "Time per visit: assumed, at least in part",
    ):
        assert line in points
    complete = cell(evidence, CO2, Question.NOT_KNOWN)
    assert complete.points == ()
    assert complete.text == "Each question has a figure. Its range says how far it may be off."


def test_every_known_figure_has_a_certainty_and_sources_unless_it_is_assumed(evidence):
    for treatment in evidence.treatments:
        for question in WORDS:
            for figure in cell(evidence, treatment, question).figures:
                assert figure.certainty
                unsourced = not figure.source_ids
                if unsourced and figure.certainty != "no figure":
                    assert figure.is_assumed or treatment == NOTHING, (treatment, question, figure)


# Columns


def test_an_option_set_aside_can_be_compared_and_shows_the_reason(evidence):
    column = shown(evidence).columns[1]
    assert (column.name, column.mark) == ("At-home roller", "set aside for you")
    assert column.reasons[0].text.startswith("Not advised for skin type IV.")
    assert column.reasons[0].source_ids


def test_an_option_put_back_is_marked_with_the_reason_against_it(evidence):
    asked = replace(wanted(evidence), put_back=frozenset({ROLLER}))
    column = side_by_side(evidence, compare(evidence, asked)).columns[1]
    assert column.mark == "put back by you"
    assert "Not advised for skin type IV." in column.reasons[0].text


def test_the_suggested_start_is_the_first_two_on_the_board_and_no_treatment(evidence):
    comparison = compare(evidence, wanted(evidence))
    board = [x.treatment.treatment_id for x in comparison.lines if x.treatment.treatment_id != NOTHING]
    assert [t.treatment_id for t in first_choice(comparison)] == [*board[:2], NOTHING]


def test_the_suggested_start_is_complete_even_with_an_empty_board(evidence):
    nobody = replace(wanted(evidence), budget=0, days_off=0)
    assert len(first_choice(compare(evidence, nobody))) == 3


# Table and file


def test_text_from_the_evidence_is_escaped(evidence):
    bad = '<img src=x onerror=alert(1)>"\n\n# heading [x](javascript:alert(1))'
    passages = tuple(replace(p, text=bad) for p in evidence.passages)
    treatments = {t: replace(x, label=bad) for t, x in evidence.treatments.items()}
    harms = {t: replace(x, plain_warning=bad) for t, x in evidence.serious_harms.items()}
    poisoned = replace(evidence, passages=passages, treatments=treatments, serious_harms=harms)
    markup = table_html(poisoned, shown(poisoned))
    assert "<img" not in markup
    assert 'alert(1)>"' not in markup
    assert "\n" not in markup, "a blank line would end the HTML and start Markdown"


def test_health_answers_are_in_no_file(evidence):
    ticked = shown(evidence, conditions=frozenset(evidence.conditions))
    assert "keloid" in text_of(table_html(evidence, ticked)).lower()
    assert table_file(evidence, ticked).equals(table_file(evidence, shown(evidence)))


def test_the_file_contains_the_table_with_range_certainty_and_sources(evidence):
    table = table_file(evidence, shown(evidence)).set_index("Question")
    assert list(table.columns) == [c.name for c in shown(evidence).columns]
    assert table.loc[WORDS[Question.COURSE_COST], "Microneedling (clinic pen)"].startswith(
        "Cost of a full course: $1,600 (range $400 to $4,000, certainty: low). Sources: "
    )
    assert "not studied" in table.loc[WORDS[Question.NO_CHANGE], "At-home roller"]


def test_every_sentence_of_the_table_reads_at_grade_8_or_lower(evidence):
    names = [x.label for kind in (evidence.treatments, evidence.criteria) for x in kind.values()]
    names += [c.label.lower() for c in evidence.conditions.values()]
    said = {meaning(evidence, question) for question in WORDS}
    for phototype in (None, "I", "VI"):
        for treatment in evidence.treatments:
            for question in WORDS:
                found = cell(
                    evidence,
                    treatment,
                    question,
                    phototype=phototype,
                    conditions=frozenset(evidence.conditions),
                )
                said |= {found.text, found.instead, *found.points}
                said |= {found.health.text} if found.health else set()
    hard = {}
    for text in said:
        plain = text
        for name in sorted(names, key=len, reverse=True):
            plain = plain.replace(name, " ")
        if len(re.findall(r"[a-z]+", plain, re.IGNORECASE)) >= 4 and (grade := reading_grade(plain)) > 8:
            hard[text] = round(grade, 1)
    assert hard == {}


def test_an_evidence_folder_with_fewer_facts_still_gives_answers(tmp_path):
    small = load(fresh_folder(tmp_path))
    asked = replace(start(small), phototype="IV", side=SideChoices(("peel", "no_treatment")))
    side = side_by_side(small, compare(small, asked))
    assert len(side.rows) == len(WORDS)
    pain = next(row for row in side.rows if row.question is Question.PAIN)
    assert pain.cells[0].text == "Not asked here."
    assert "Not asked here." in table_html(small, side)


# The page


def page(**query):
    return app(**query).switch_page("side_by_side.py").run()


def is_table(text):
    return text.startswith('<div class="side-box">')


def table_on(test):
    return next(m.value for m in test.markdown if is_table(m.value))


def test_the_page_opens_with_four_options_and_all_questions():
    test = page()
    assert not test.exception
    assert test.title[0].value == "Side by side"
    markup = table_on(test)
    assert markup.count('scope="row"') == 1 + len(WORDS)  # "Who is it not for?", then the questions
    assert markup.count('scope="col"') == 1 + 4
    for text in (
        "Microneedling (clinic pen)",
        "At-home roller",
        "Fractional CO2 laser",
        "No treatment for now",
    ):
        assert text in markup
    assert len(test.get("download_button")) == 1


def test_a_link_sets_options_questions_order_and_switches():
    test = page(
        side=["Picosecond laser", "Q-switched laser"],
        rows=[WORDS[Question.PAIN], WORDS[Question.VISITS]],
        standard="true",
        differ="true",
        hide="true",
    )
    assert test.multiselect(key="side").value == ["Picosecond laser", "Q-switched laser"]
    assert [t.value for t in test.toggle if t.key in ("standard", "differ", "hide")] == [True] * 3
    assert "Option B" in table_on(test)


@pytest.mark.parametrize("chosen", [[], ["At-home roller"]])
@pytest.mark.parametrize("hidden", ["true", "false"])
def test_with_fewer_than_two_options_a_button_adds_the_suggested_start(chosen, hidden):
    test = page(hide=hidden)
    test.multiselect(key="side").set_value(chosen).run()
    assert not test.exception
    assert "Pick at least two options" in test.info[0].value
    assert not any(is_table(m.value) for m in test.markdown)
    test.button(key="side_start").click().run()
    assert len(test.multiselect(key="side").value) == 3
    assert test.multiselect(key="side").value[-1] == "No treatment for now"
    assert 'scope="col"' in table_on(test)


def test_hiding_names_folds_the_choice_and_removes_the_links(evidence):
    test = page(hide="true")
    assert "Option D" in table_on(test)

    def named_links():
        labels = [link.proto.label for link in test.get("page_link")]
        return [label for label in labels if any(t.label in label for t in evidence.treatments.values())]

    assert named_links() == []
    assert any(e.label == "Which options? This shows their names." for e in test.expander)
    test.toggle(key="hide").set_value(False).run()
    assert len(named_links()) == 4
    assert "Option" not in re.sub(r"<[^>]+>", " ", table_on(test))
    assert test.multiselect(key="side").value[0] == "Microneedling (clinic pen)"


def test_only_what_differs_states_how_many_questions_it_omits():
    test = page(side=["Full-field Er:YAG laser", "Fully ablative CO2 laser"], differ="true")
    note = test.info[0].value
    count = int(re.search(r"(\d+) questions?\.", note)[1])
    assert count == note.count("?")
    assert table_on(test).count('scope="row"') == 1 + len(WORDS) - count


@pytest.mark.parametrize("phototype", [None, *PHOTOTYPES])
def test_the_page_works_for_each_phototype_with_everything_set_aside_or_ticked(evidence, phototype):
    test = page(phototype=phototype_option(evidence, phototype), budget="0", days="0")
    assert not test.exception
    assert "set aside for you" in table_on(test)
    test.switch_page("right_for_me.py").run()
    every_box_ticked(test).switch_page("side_by_side.py").run()
    assert not test.exception
    assert "Do not have this" in table_on(test)


def test_every_pair_of_options_can_be_shown_side_by_side(evidence):
    for pair in combinations(evidence.treatments, 2):
        assert table_html(evidence, shown(evidence, *pair, phototype=None)).count('scope="col"') == 3


@pytest.mark.parametrize("concern", ["Acne scars", "Melasma"])
def test_the_page_has_no_banned_word(concern):
    test = page(concern=concern, phototype="VI: does not burn, stays deeply pigmented")
    own = re.sub(r"<details>.*?</details>", " ", re.sub(r'title="[^"]*"', "", table_on(test)))
    texts = [e.value for kind in (test.markdown, test.title, test.header, test.info) for e in kind]
    said = [text for text in texts if not is_table(text) and "<style>" not in text] + [
        re.sub(r"<[^>]+>", " ", own)
    ]
    assert BANNED.findall(" ".join(said)) == []


def test_every_label_and_help_of_the_page_reads_at_grade_8_or_lower():
    texts = []
    for test in (page(), page(hide="true", differ="true"), page(side=["At-home roller"])):
        texts += [e.value for kind in (test.markdown, test.info) for e in kind if not is_table(e.value)]
        for kind in (test.multiselect, test.toggle, test.button, test.expander):
            texts += [text for e in kind for text in (e.label, getattr(e, "help", "") or "")]
    own = [
        re.sub(r":small\[|\]", "", text)
        for text in texts
        if not text.startswith(("<style>", '<div class="paper">'))
    ]
    assert {text: g for text in own if len(text.split()) >= 4 and (g := reading_grade(text)) > 8} == {}
