"""The evidence page without a browser: the whole app runs, including its frame."""

import re
from dataclasses import replace
from html import unescape

import pytest
from evidence_folder import write_folder
from reading_grade import reading_grade
from rendered import app, charts_of, every_box_ticked, tables_of
from words import BANNED

from models.evidence.terms import PHOTOTYPES
from models.link.link_settings import phototype_option
from models.person.preferences import EvidenceFilters
from models.sources.evidence_list import EvidenceList
from pages.ui.blocks.source_entry import source_entries
from pages.ui.sources import evidence_claims, evidence_figures
from pages.visit.current_evidence import FOLDER_VARIABLE

#: Lists of sources: their titles and names are quotations, not our words.
SOURCES = re.compile(r'<ul class="ev-sources">.*?</ul>', re.DOTALL)


def page(**query):
    return app(**query).switch_page("evidence.py").run()


def html(test):
    return " ".join(element.value for element in test.get("html"))


def blocks(markup):
    """The text of each paragraph, cell and list item of HTML, without tags and sources."""
    parts = re.split(r"</(?:td|th|p|li|summary)>", SOURCES.sub(" ", markup))
    return [unescape(re.sub(r"<[^>]+>", " ", part)).strip() for part in parts]


def figure_rows(test):
    """Option and cells of every row of the figures list, not of the table under the chart."""
    lists = " ".join(re.findall(r'<table class="stacked ev-figures".*?</table>', html(test)))
    return re.findall(r'<th scope="row" role="rowheader">(.*?)</th>(.*?)</tr>', lists)


def own_words(test):
    """The page's own texts, from markdown and widgets."""
    kinds = (test.markdown, test.title, test.header, test.subheader, test.info)
    texts = [e.value for kind in kinds for e in kind]
    texts += [e.label for kind in (test.multiselect, test.selectbox, test.button) for e in kind]
    return [text for text in texts if not text.startswith(("<style>", "<nav", "<div"))]


def test_the_page_opens_with_every_section_and_nothing_selected():
    test = page()
    assert not test.exception
    assert test.title[0].value == "Evidence"
    assert [h.value for h in test.header] == [
        "Figures",
        "Which skin types have been studied",
        "Sources",
        "What the first article said",
        "Downloads",
    ]
    markup = " ".join(m.value for m in test.markdown)
    places = re.findall(r'<a href="#([\w-]+)">', markup)
    assert len(set(places)) == 5
    assert re.findall(r'class="ev-place" id="([\w-]+)"', markup) == places


def test_the_top_of_the_page_names_the_version_the_date_and_what_the_files_lack(evidence):
    text = " ".join(m.value for m in page().markdown)
    assert f"Evidence version {evidence.version}, gathered 22 November 2026" in text
    assert "compiled by the developers, not yet checked by a clinician" in text
    assert "Who was studied? Our files do not hold that figure by figure" in text


def test_the_first_view_lists_one_criterion_for_all_options_and_counts_the_figures():
    test = page()
    assert any(m.value.startswith("**All 480 figures. 107 of them are gaps") for m in test.markdown)
    rows = figure_rows(test)
    assert len(rows) == 15
    assert rows[0][0] == "Microneedling (clinic pen)"
    for part in ("grade 2 of 4: 26 to 50% better", "grade 1 to 3 of 4", ">low<", "a source says so"):
        assert part in rows[0][1]
    gap = next(cells for name, cells in rows if name == "Q-switched laser")
    assert "∅ Gap: not studied" in gap
    assert not re.search(r">[^<]*\d[^<]*<", gap)


def test_the_details_of_a_figure_show_its_note_reader_date_and_each_source_in_full(evidence):
    estimate = evidence.estimate("microneedling_pen", "results", concern_id="acne_scars", phototype="I")
    row = html(page()).split('<tr class="ev-more" role="row">')[1]
    for part in (estimate.plain_note, "A second reader agreed.", "Gathered 22 November 2026."):
        assert part in row
    assert row.count("Its name in our files: ") == len(estimate.source_ids) == 9
    assert "Efficacy of a Needling Device for the Treatment of Acne Scars" in row
    assert 'href="https://ar.scribd.com/document/298139244" target="_blank"' in row
    assert "Read as: rct placebo controlled." in row
    assert "<b>Claims of the article (1).</b> Claim 20." in row


def test_filters_come_from_the_link_and_are_described_in_words():
    test = page(of_treatment="At-home roller", of_certainty="no figure")
    assert test.multiselect(key="of_treatment").value == ["At-home roller"]
    assert any("13 of 480 figures: of At-home roller; certainty no figure." in m.value for m in test.markdown)
    assert len(figure_rows(test)) == 13
    assert all("∅ Gap: " in cells for _, cells in figure_rows(test))
    assert not test.info


def test_filters_that_match_nothing_say_what_to_do_and_a_button_does_it():
    test = page(of_certainty="high", of_basis="assumed")
    assert not test.exception
    assert test.info[0].value.startswith("None of the 480 figures fits these filters: certainty high;")
    assert "Remove a filter" in test.info[0].value
    test.button(key="show_everything").click().run()
    assert not test.info
    assert test.multiselect(key="of_certainty").value == []
    assert len(figure_rows(test)) == 15


def test_changing_a_filter_returns_to_the_first_page():
    test = page()
    test.get_by_key("_figures_page").set_value(30).run()
    assert "Page 30 of 32" in " ".join(m.value for m in test.markdown)
    test.multiselect(key="of_treatment").set_value(["At-home roller", "Picosecond laser"]).run()
    assert "Page 1 of 4" in " ".join(m.value for m in test.markdown)


def test_every_figure_can_be_reached_by_the_page_buttons(evidence):
    test = page()
    seen = 0
    for number in range(1, 33):
        test.get_by_key("_figures_page").set_value(number).run()
        assert not test.exception
        seen += len(figure_rows(test))
    assert seen == len(evidence.estimates)


def test_no_view_has_a_banned_word_or_reads_above_grade_8(evidence):
    """Filtered by one option at a time: its figures fill two pages."""
    names = [
        x.label for kind in (evidence.treatments, evidence.concerns, evidence.criteria) for x in kind.values()
    ]
    names = sorted([*names, *(name.lower() for name in names)], key=len, reverse=True)
    test = page()
    too_hard = {}
    for treatment in evidence.treatments.values():
        test.multiselect(key="of_treatment").set_value([treatment.label]).run()
        for number in (1, 2):
            test.get_by_key("_figures_page").set_value(number).run()
            said = [*own_words(test), *blocks(html(test))]
            assert BANNED.findall(" ".join(said)) == []
            for text in said:
                bare = re.sub(r"[*\n]|:small\[|\]|\(http[^)]*\)", " ", text)
                for name in names:
                    bare = bare.replace(name, " ")
                if len(bare.split()) >= 4 and (grade := reading_grade(bare)) > 8:
                    too_hard[text] = round(grade, 1)
    assert too_hard == {}


@pytest.mark.parametrize("phototype", [None, *PHOTOTYPES])
def test_the_page_works_for_each_phototype_and_marks_it_on_the_map(evidence, phototype):
    test = page(phototype=phototype_option(evidence, phototype))
    assert not test.exception
    (chart,) = charts_of(test)
    assert ("yours" in chart.figure) == (phototype is not None)
    assert "a figure from studies: 2 for type I" in chart.alt
    assert tables_of(test)[0].shape == (15, 7)


def test_the_page_works_for_each_filter_alone():
    test = page()
    for box in list(test.multiselect):
        if not (box.key or "").startswith("of_"):
            continue
        for option in box.options:
            test.multiselect(key=box.key).set_value([option]).run()
            assert not test.exception, (box.key, option)
            assert figure_rows(test) or test.info
        test.multiselect(key=box.key).set_value([]).run()


def test_the_page_works_with_every_condition_ticked_and_every_option_set_aside():
    test = app(budget="0", days="0").switch_page("right_for_me.py").run()
    every_box_ticked(test).switch_page("evidence.py").run()
    assert not test.exception
    assert len(figure_rows(test)) == 15


def test_the_source_filters_stay_for_the_visit():
    test = page()
    assert any(m.value == "**All 501 sources, by name.**" for m in test.markdown)
    test.selectbox(key="_source_kind").set_value("guideline").run()
    assert any(m.value == "**5 of 501 sources, by name.**" for m in test.markdown)
    test.text_input(key="_source_words").set_value("zzz").run()
    assert "Remove a word" in test.info[0].value
    test.switch_page("compare.py").run()
    test.switch_page("evidence.py").run()
    assert test.selectbox(key="_source_kind").value == "guideline"
    assert dict(test.query_params) == {}


def test_every_claim_of_the_article_is_shown_with_its_verdict_and_finding(evidence):
    lists = [h.value for h in page().get("html") if h.value.startswith('<ul class="ev-claims">')]
    wrong, upheld = (re.findall(r"<b>(\S+) ([^<]+)\.</b> Claim (\d+): <q>", text) for text in lists)
    assert [int(number) for _, _, number in wrong] == list(range(1, 18))
    assert [int(number) for _, _, number in upheld] == list(range(18, 39))
    assert {words for _, words, _ in wrong}.isdisjoint({words for _, words, _ in upheld})
    for claim in evidence.article_claims:
        assert any(claim.finding in text.replace("&#x27;", "'") for text in lists)


def test_a_download_of_filtered_figures_is_offered_only_when_a_filter_is_set():
    labels = [b.label for b in page().get("download_button")]
    assert labels[1:] == ["All 480 figures (CSV)", "All 501 sources (CSV)", "The data package (zip)"]
    filtered = page(of_treatment="At-home roller")
    assert filtered.get("download_button")[1].label == "The 32 figures that you filtered (CSV)"


def test_text_from_the_evidence_cannot_become_markup(evidence):
    bad = "<img src=x onerror=alert(1)>"
    source = replace(evidence.sources["E04"], title=bad, authors=bad, read_as=bad, url=f"x {bad}")
    estimate = replace(evidence.estimates[0], plain_note=bad)
    poisoned = replace(
        evidence,
        sources={**evidence.sources, "E04": source},
        estimates=(estimate, *evidence.estimates[1:]),
        treatments={
            **evidence.treatments,
            estimate.treatment_id: replace(evidence.treatments[estimate.treatment_id], label=bad),
        },
        article_claims=(replace(evidence.article_claims[0], said=bad, finding=bad),),
    )
    shown = EvidenceList(poisoned, EvidenceFilters((estimate.treatment_id,), (estimate.criterion_id,)))
    for markup in (
        evidence_figures.table(poisoned, shown.groups(1)[0]),
        source_entries(poisoned, ["E04"]),
        evidence_claims.listed(poisoned, poisoned.article_claims),
    ):
        assert "<img" not in markup
        assert "&lt;img" in markup


def test_another_evidence_folder_is_shown_in_full(tmp_path, monkeypatch):
    folder = write_folder(tmp_path / "other")
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    test = page()
    assert not test.exception
    assert any(m.value.startswith("**All 19 figures. 1 of them is a gap") for m in test.markdown)
    assert "Claim 1: <q>It is magic.</q>" in html(test)
    assert len(charts_of(test)) == 1
