"""The five steps, without a browser."""

from rendered import PAGES, app, tables_of

from pages.ui.frame.route import STEPS


def bar_of(test):
    return [link.proto.label for link in test.get("page_link")][: len(STEPS)]


def test_every_page_shows_all_five_steps():
    for page in PAGES:
        test = app().switch_page(page).run()
        assert [label.split("** ")[1] for label in bar_of(test)] == list(STEPS.values())


def test_a_step_is_ticked_once_it_has_been_seen():
    test = app()
    assert bar_of(test)[3].startswith("**✓ 4**")
    assert bar_of(test)[0].startswith("**1**")
    test.switch_page("my_concern.py").run()
    assert bar_of(test)[0].startswith("**✓ 1**")
    assert any(m.value == "Five steps, 2 seen" for m in test.markdown)


def test_each_step_links_to_the_one_before_and_the_one_after():
    titles = list(STEPS.values())
    for k, page in enumerate(STEPS):
        test = app().switch_page(page).run()
        labels = [link.proto.label for link in test.get("page_link")]
        assert any(m.value == f"Step {k + 1} of 5." for m in test.markdown)
        assert (f"Back: {titles[k - 1]}" in labels) == (k > 0)
        assert (f"Next: {titles[(k + 1) % 5]}" in labels) == (k < 4)


def test_the_concern_is_explained_and_every_option_says_what_it_may_do(evidence):
    test = app(concern="Stretch marks").switch_page("my_concern.py").run()
    assert any(m.value == evidence.concerns["stretch_marks"].about for m in test.markdown)
    assert list(tables_of(test)[0]["Option"]) == [t.label for t in evidence.treatments.values()]


def test_own_words_stay_for_the_visit():
    test = app().switch_page("what_matters.py").run()
    test.text_area(key="_own_words").set_value("I sing outdoors.").run()
    test.switch_page("where_i_lean.py").run().switch_page("what_matters.py").run()
    assert test.text_area(key="_own_words").value == "I sing outdoors."
    assert dict(test.query_params) == {}


def test_the_weight_of_a_slider_is_stated_in_the_person_s_own_numbers():
    test = app(pain="0", cost="10").switch_page("what_matters.py").run()
    assert any("It is at 10 of 10, which is 29 of 100 of all weight" in m.value for m in test.markdown)
    assert any("It is at 0 of 10, which is 0 of 100 of all weight" in m.value for m in test.markdown)


def test_the_option_a_person_leans_to_comes_from_the_link():
    test = app(lean="Picosecond laser").switch_page("where_i_lean.py").run()
    assert test.selectbox(key="lean").value == "Picosecond laser"
    assert any("Picosecond laser comes" in m.value for m in test.markdown)


def test_correct_and_wrong_answers_are_both_explained():
    test = app().switch_page("where_i_lean.py").run()
    test.radio(key="_check_who_decides").set_value("What most people pick").run()
    assert any(m.value.startswith("✗ Not quite: Your sliders and the figures.") for m in test.markdown)
    test.radio(key="_check_who_decides").set_value("Your sliders and the figures").run()
    assert any(m.value.startswith("✓ Yes. Your sliders weigh the figures") for m in test.markdown)


def test_the_box_for_health_answers_changes_what_the_page_says_about_the_notes():
    test = app().switch_page("where_i_lean.py").run()
    assert any("Your health answers are left out" in m.value for m in test.markdown)
    test.switch_page("right_for_me.py").run()
    test.checkbox(key="_health_in_notes").check().run()
    test.switch_page("where_i_lean.py").run()
    assert any("They hold your health answers" in m.value for m in test.markdown)
