"""Pages without a browser: the whole app runs, including its frame."""

import json
import logging
import re
import shutil
from datetime import date

import pytest
from rendered import app, board, charts_of, data_given, every_box_ticked, one_option, tables_of
from views import barred_by
from words import BANNED

from models import ROOT
from models.evidence.terms import PHOTOTYPES
from models.wording.provenance import SOURCE_KINDS
from pages.charts.suitability_grid import suitability_grid
from pages.ui.blocks.source_notes import sources_html
from pages.ui.frame import notices
from pages.visit.current_evidence import FOLDER_VARIABLE, current_evidence


def details(test):
    return data_given(test, "treatment_details")[0]


def test_the_app_opens_on_the_comparison_with_nothing_selected():
    test = app()
    assert not test.exception
    assert (
        test.title[0].value
        == "You are choosing between 15 options for acne scars, including doing nothing for now."
    )
    data = board(test)
    assert len(data["rows"]) == 15
    assert [c["id"] for c in data["criteria"]] == [
        "results",
        "cost",
        "downtime",
        "dark_marks",
        "complications",
        "pain",
    ]


def test_the_board_shows_what_the_model_says(evidence):
    from dataclasses import replace

    from models.person.preferences import start
    from models.ranking.comparison import compare

    rows = board(app(phototype="IV: burns little, tans well"))["rows"]
    lines = compare(evidence, replace(start(evidence), phototype="IV")).lines
    assert [(r["id"], r["rank"]) for r in rows] == [(x.treatment.treatment_id, x.rank) for x in lines]
    for row, line in zip(rows, lines, strict=True):
        assert row["total"] == pytest.approx(line.total, abs=1e-3)
        assert sum(row["parts"]) == pytest.approx(row["total"], abs=1e-2)


def test_a_link_sets_every_widget():
    test = app(
        concern="Melasma",
        phototype="V: hardly burns, tans deeply",
        cost="9",
        budget="2500",
        back="Picosecond laser",
    )
    assert test.selectbox(key="concern").value == "Melasma"
    assert test.slider(key="cost").value == 9
    assert test.text_input(key="budget").value == "2500"
    assert test.multiselect(key="back").value == ["Picosecond laser"]
    assert not test.info


def test_a_link_with_invalid_settings_opens_with_one_sentence():
    test = app(results="99", phototype="IX", foo="bar", cost="x" * 10_000, budget="-7")
    assert not test.exception
    assert len(test.info) == 1
    assert test.info[0].value.startswith("This link was repaired: ")


def test_a_preset_fills_the_sliders_and_reset_brings_back_the_start(evidence):
    test = app()
    test.button(key="preset_lowest_cost").click().run()
    cheap = evidence.presets["lowest_cost"].importances
    assert {c: test.slider(key=c).value for c in cheap} == dict(cheap)
    test.text_input(key="budget").set_value("500").run()
    test.button(key="reset").click().run()
    start = evidence.start_preset.importances
    assert {c: test.slider(key=c).value for c in start} == dict(start)
    assert test.text_input(key="budget").value == ""


def test_moving_a_slider_leaves_the_preset():
    test = app()
    test.slider(key="pain").set_value(9).run()
    assert any("Your own mix" in m.value for m in test.markdown)


def test_a_treatment_that_is_put_back_appears_on_the_board():
    test = app(phototype="IV: burns little, tans well")
    assert "at_home_roller" not in [r["id"] for r in board(test)["rows"]]
    test.button(key="put_back_at_home_roller").click().run()
    row = next(r for r in board(test)["rows"] if r["id"] == "at_home_roller")
    assert row["badges"][0]["text"] == "put back by you"
    assert test.multiselect(key="back").value == ["At-home roller"]


def test_with_every_slider_at_zero_the_page_says_that_nothing_is_ranked(evidence):
    test = app(**{c.criterion_id: "0" for c in evidence.weighted})
    assert not test.exception
    assert "nothing can be ranked" in test.info[0].value
    assert all(row["rank"] is None for row in board(test)["rows"])


@pytest.mark.parametrize("phototype", [None, *PHOTOTYPES])
def test_the_page_works_for_each_phototype(evidence, phototype):
    from models.link.link_settings import phototype_option

    test = app(phototype=phototype_option(evidence, phototype))
    assert not test.exception
    assert len(charts_of(test)) == 3


def test_the_page_works_for_each_concern(evidence):
    test = app()
    for concern in evidence.concerns.values():
        test.selectbox(key="concern").set_value(concern.label).run()
        assert not test.exception
        assert concern.label.lower() in test.title[0].value
        assert any(concern.about == m.value for m in test.markdown)


def test_an_overdue_review_is_announced(evidence, monkeypatch):
    shown = []
    monkeypatch.setattr(notices.st, "warning", shown.append)
    notices.overdue(evidence, date(2027, 5, 22))
    assert shown == []
    notices.overdue(evidence, date(2027, 5, 23))
    assert "due for review on 22 May 2027" in shown[0]


def test_every_text_on_the_pages_reads_at_grade_8_or_lower(evidence):
    """Headings, texts, labels and help texts, without the names of options, concerns and criteria."""
    from reading_grade import reading_grade

    names = [
        x.label for kind in (evidence.treatments, evidence.concerns, evidence.criteria) for x in kind.values()
    ]
    names += [name.lower() for name in names]
    too_hard = {}
    for test in (
        app(),
        app(phototype="IV: burns little, tans well", budget="1500", days="6"),
        how_sure(),
        one_option(),
        app(phototype="IV: burns little, tans well", ready="2099-12-31")
        .switch_page("recovery_calendar.py")
        .run(),
    ):
        texts = [
            e.value
            for kind in (test.markdown, test.title, test.header, test.subheader, test.info)
            for e in kind
        ]
        for kind in (
            test.selectbox,
            test.slider,
            test.text_input,
            test.multiselect,
            test.toggle,
            test.button,
        ):
            texts += [text for e in kind for text in (e.label, e.help or "")]
        for text in texts:
            if text.startswith((":small[Sources: ", '<div class="paper">')):
                continue  # citations, settings and addresses are not sentences
            plain = re.sub(r"[*\n]|:small\[|\]|\(http[^)]*\)", " ", text)
            for name in sorted(names, key=len, reverse=True):
                plain = plain.replace(name, " ")
            # The formula is for sentences: it gives any single word of two syllables grade 8.4.
            if len(plain.split()) >= 4 and (grade := reading_grade(plain)) > 8:
                too_hard[text] = round(grade, 1)
    assert too_hard == {}


def test_an_opened_row_shows_its_figures_with_range_certainty_and_source():
    html = details(app(phototype="IV: burns little, tans well"))["html"]["microneedling_pen"]
    for part in (
        "$1,600",
        "$400 to $4,000",
        "7 of 100 people",
        "0 to 17 of 100 people",
        "moderate",
        "https://",
    ):
        assert part in html
    for heading in (
        "What it is",
        "Who does it",
        "What happens in a session",
        "What it may do for you",
        "What it may cost you",
    ):
        assert heading in html


def test_the_details_name_kinds_of_source_in_the_words_of_the_evidence_page():
    html = " ".join(details(app())["html"].values())
    kinds = re.findall(r"</(?:a|span)> \(([^)]*)\)", html)
    assert "trial with a comparison, drawn by lot" in kinds
    assert set(kinds) <= set(SOURCE_KINDS.values())


def test_a_source_named_after_its_kind_does_not_repeat_the_kind(evidence):
    own = [s.source_id for s in evidence.sources.values() if s.kind in ("judgement", "assumption")]
    html = sources_html(evidence, own)
    assert html.count("our own judgement") == html.count("general knowledge, no source") == 1


def test_text_from_the_evidence_cannot_become_markup(evidence):
    from dataclasses import replace

    from pages.ui.ranking.board.details import details_of

    hostile = replace(evidence.passages[0], text="<img src=x onerror=alert(1)>")
    poisoned = replace(evidence, passages=(hostile, *evidence.passages[1:]))
    html = details_of(poisoned, evidence.treatments[hostile.treatment_id], (), ())
    assert "<img" not in html
    assert "&lt;img" in html


def test_every_chart_has_alt_text_a_table_and_a_download():
    test = app()
    charts = charts_of(test)
    assert all(len(c.alt) > 60 for c in charts)
    assert len(test.get("download_button")) == len(tables_of(test)) == len(charts) == 3


def test_chart_choices_come_from_the_link():
    test = app(across="Downtime", up="Comfort", ranges="Cost of a full course")
    spec = json.loads(charts_of(test)[0].figure)
    assert spec["layout"]["xaxis"]["title"]["text"].startswith("Downtime")
    assert spec["layout"]["yaxis"]["title"]["text"].startswith("Comfort")


def test_a_broken_folder_shows_a_plain_page_and_logs_every_problem(tmp_path, monkeypatch, caplog):
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    text = (folder / "estimates.csv").read_text(encoding="utf-8")
    (folder / "estimates.csv").write_text(
        text.replace(",400,1600,4000,", ",4000,1600,400,"), encoding="utf-8"
    )
    (folder / "grades.csv").unlink()
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    with caplog.at_level(logging.ERROR, logger="skin_options"):
        test = app()
    assert not test.exception
    assert test.title[0].value == "Skin Options cannot show its figures right now"
    assert not test.get("bidi_component")
    assert not test.slider
    assert any("estimates.csv:6 low: 4000 is above 400." in r.getMessage() for r in caplog.records)
    assert any("grades.csv: the file is missing" in r.getMessage() for r in caplog.records)


def how_sure(**query):
    return app(**query).switch_page("how_sure.py").run()


def test_how_sure_opens_with_every_section():
    test = how_sure()
    assert not test.exception
    assert test.title[0].value == "How sure is this ranking, and what would change it?"
    assert len(charts_of(test)) == len(tables_of(test)) == len(test.get("download_button")) == 4
    assert [h.value for h in test.header] == [
        "Why is one above the other?",
        "What would change the top of the board?",
        "Whose choice would each be?",
        "A second way to weigh",
        "Which missing figure matters most?",
    ]


def test_how_sure_says_what_to_do_when_nothing_is_ranked(evidence):
    test = how_sure(**{c.criterion_id: "0" for c in evidence.weighted})
    assert not test.exception
    assert "Move a slider above 0" in test.info[0].value


def test_how_sure_works_for_each_phototype_and_a_pair_from_the_link(evidence):
    from models.link.link_settings import phototype_option

    for phototype in (None, *PHOTOTYPES):
        test = how_sure(
            phototype=phototype_option(evidence, phototype),
            above="At-home roller",
            below="No treatment for now",
        )
        assert not test.exception
        off_board = phototype in ("IV", "V", "VI")
        assert any("Not on the board: At-home roller" in i.value for i in test.info) == off_board


def test_ordering_the_changes_shows_whether_both_ways_of_weighing_agree(evidence):
    test = how_sure()
    labels = [c.label for c in evidence.weighted]
    test.multiselect(key="order").set_value([*labels[1:], labels[0]]).run()
    assert any("The two ways differ" in m.value and "No treatment for now" in m.value for m in test.markdown)
    test.multiselect(key="order").set_value(labels).run()
    assert any("**Both ways agree:** Retinoid cream" in m.value for m in test.markdown)
    test.multiselect(key="order").set_value(labels[:2]).run()
    assert any("4 still to pick" in m.value for m in test.markdown)


def right_for_me(**query):
    return app(**query).switch_page("right_for_me.py").run()


def test_with_nothing_ticked_the_page_says_what_to_do():
    test = right_for_me()
    assert not test.exception
    assert len([box for box in test.checkbox if box.key.startswith("_condition_")]) == 23
    assert "Answer what you can above" in test.info[0].value


def test_a_skin_type_alone_is_explained_for_each_option(evidence):
    test = right_for_me(phototype="VI: does not burn, stays deeply pigmented")
    assert not test.info
    said = " ".join(m.value for m in test.markdown)
    for row in (r for (t, p), r in evidence.suitability.items() if p == "VI"):
        assert row.plain_reason in said
    assert "**⊘ Avoid** (skin type VI" in said


def test_a_ticked_condition_is_explained_and_screens_the_board(evidence):
    test = right_for_me(phototype="II: burns easily, tans a little")
    test.checkbox(key="_condition_keloid_history").check().run()
    assert any(m.value.startswith("**⊘ Do not have this**") for m in test.markdown)
    assert [s.value for s in test.subheader][1:] == [t.label for t in evidence.treatments.values()]
    test.switch_page("compare.py").run()
    shown = {row["id"] for row in board(test)["rows"]}
    barred = barred_by(evidence, "keloid_history")
    assert barred
    assert not barred & shown
    test.switch_page("right_for_me.py").run()
    assert test.checkbox(key="_condition_keloid_history").value is True


def test_with_every_condition_ticked_both_pages_still_work():
    test = right_for_me(phototype="VI: does not burn, stays deeply pigmented")
    every_box_ticked(test)
    assert not test.exception
    test.switch_page("compare.py").run()
    assert not test.exception
    assert "no_treatment" in {row["id"] for row in board(test)["rows"]}


def test_the_skin_questions_suggest_a_type_that_can_be_accepted():
    test = right_for_me()
    test.radio(key="_burns").set_value("burns little").run()
    test.radio(key="_tans").set_value("tans well").run()
    test.button(key="use_phototype").click().run()
    assert test.selectbox(key="phototype").value == "IV: burns little, tans well"


def test_health_answers_appear_in_no_link_and_no_log(evidence, caplog):
    from models.link.share_link import full_query
    from pages.visit.state import condition_key

    with caplog.at_level(logging.DEBUG):
        test = right_for_me()
        test.checkbox(key="_condition_pregnancy").check().run()
    assert not any("pregnan" in record.getMessage() for record in caplog.records)
    assert dict(test.query_params) == {}
    assert all(condition_key(c).startswith("_") for c in evidence.conditions)
    from dataclasses import replace

    from models.person.preferences import start

    answered = replace(start(evidence), conditions=frozenset(evidence.conditions))
    assert full_query(answered, evidence) == full_query(start(evidence), evidence)


def test_is_it_right_for_me_says_that_it_is_private():
    test = right_for_me()
    every_box_ticked(test)
    texts = [e.value for kind in (test.markdown, test.title, test.header, test.subheader) for e in kind]
    assert any("They are in no link and no log" in text for text in texts)
    assert any("in no file either, unless you tick the last box" in text for text in texts)


def test_every_option_has_the_same_slots_in_the_same_order(evidence):
    expected = None
    test = one_option()
    for treatment in evidence.treatments.values():
        test.selectbox(key="treatment").set_value(treatment.label).run()
        assert not test.exception
        assert test.title[0].value == treatment.label
        headings = [h.value for h in test.header]
        expected = expected or headings
        assert headings == expected
        texts = [e.value for kind in (test.markdown, test.title, test.header) for e in kind]
        own_words = [
            text for text in texts if not text.startswith(":small[Sources: ")
        ]  # source titles are quotations
        assert BANNED.findall(" ".join(own_words)) == []


def test_an_option_opens_from_its_link_with_the_figures_of_the_concern_and_skin(evidence):
    test = one_option(
        treatment="Fractional CO2 laser",
        concern="Stretch marks",
        phototype="VI: does not burn, stays deeply pigmented",
    )
    rows = tables_of(test)[0].set_index("What")
    cell = evidence.estimate("laser_co2_fractional", "results", concern_id="stretch_marks", phototype="VI")
    assert rows.loc["Visible results", "Typical"].startswith(f"grade {cell.typical:g} of 4")
    marks = evidence.estimate(
        "laser_co2_fractional", "dark_marks", concern_id="stretch_marks", phototype="VI"
    )
    assert rows.loc["Skin-tone safety: dark marks", "Typical"] == f"{marks.typical:g} of 100 people"
    assert rows.loc["Little or no visible change", "Typical"] == "not asked for this concern"
    assert len(rows) == len(evidence.criteria)


def test_a_cached_table_does_not_grow_with_each_view():
    """pandas keeps a weak reference for every view of a table, up to hundreds for each block."""
    app()
    table = suitability_grid(current_evidence(), None).table

    def notes():
        return sum(len(block.refs.referenced_blocks) for block in table._mgr.blocks)

    before = notes()
    app()
    app()
    assert suitability_grid(current_evidence(), None).table is table
    assert notes() == before
