"""What holds on every page, whatever the person picked."""

import re

import pytest
from rendered import PAGES, charts_of, opened, tables_of, texts_of
from words import BANNED, COUNTED, FREQUENCY, RELATIVE

from models import ROOT
from models.evidence.terms import NO_TREATMENT, PHOTOTYPES
from models.link.link_settings import phototype_option

#: What people may have picked: a link, nothing weighed, every limit at nothing.
VIEWS = {
    "as it opens": {},
    "from a link": {
        "concern": "Melasma",
        "cost": "9",
        "budget": "2500",
        "treatment": "Fractional CO2 laser",
        "lean": "Picosecond laser",
        "ready": "2027-06-01",
        "from": "2027-01-01",
    },
    "nothing weighed": dict.fromkeys(
        ("results", "cost", "downtime", "dark_marks", "complications", "pain"), "0"
    ),
    "all but doing nothing set aside": {"budget": "0", "days": "0"},
    "nothing picked": {"side": "", "order": ""},
}


@pytest.fixture(scope="module")
def cache():
    return {}


@pytest.fixture
def words(cache, request):
    """The texts of one page in one view, rendered once for all tests of this file."""

    def of(page, view):
        if (page, view) not in cache:
            test = opened(page, VIEWS[view])
            assert not test.exception, test.exception[0].value
            cache[page, view] = texts_of(test)
        return cache[page, view]

    return of


EVERY = pytest.mark.parametrize("page", PAGES)
EVERY_VIEW = pytest.mark.parametrize("view", VIEWS)


@EVERY
@EVERY_VIEW
def test_a_page_opens_with_one_title_and_something_to_read(words, page, view):
    assert len(" ".join(words(page, view)).split()) > 100


@EVERY
@EVERY_VIEW
def test_no_page_holds_a_word_that_is_kept_off_the_screen(words, page, view):
    assert [text for text in words(page, view) if BANNED.search(text)] == []


@EVERY
@EVERY_VIEW
def test_no_page_counts_one_in_some_number(words, page, view):
    assert [
        text for text in words(page, view) if re.search(r"\b(1|one) in (\d|two|three|four|five|ten)", text)
    ] == []


@EVERY
@EVERY_VIEW
def test_no_page_holds_a_frequency_word_without_a_number(words, page, view):
    sentences = [s for text in words(page, view) for s in re.split(r"(?<=[.!?])\s", text)]
    assert [s for s in sentences if FREQUENCY.search(s) and not re.search(r"\d", s)] == []


@EVERY
@EVERY_VIEW
def test_no_page_gives_a_relative_risk_alone(words, page, view):
    assert [t for t in words(page, view) if RELATIVE.search(t) and not COUNTED.search(t)] == []


@EVERY
@EVERY_VIEW
def test_every_page_says_how_old_it_is_and_what_it_is_not(words, page, view):
    everything = " ".join(words(page, view))
    for part in ("Evidence gathered 22 November 2026", "next review 22 May 2027", "not medical advice"):
        assert part in everything


@EVERY
@pytest.mark.parametrize("phototype", [None, *PHOTOTYPES])
def test_every_page_works_for_each_phototype(evidence, page, phototype):
    test = opened(page, {"phototype": phototype_option(evidence, phototype)})
    assert not test.exception
    assert len(test.title) == 1


@EVERY
def test_every_page_works_with_every_condition_ticked(evidence, page):
    test = opened(page, {"phototype": "VI"}, conditions=evidence.conditions)
    assert not test.exception
    assert len(test.title) == 1


#: Where options stand in a table, a chart or the board. Side by side draws its table as markup.
WITH_LISTS = {"compare.py", "evidence.py", "how_sure.py", "my_concern.py", "recovery_calendar.py"}


@EVERY
def test_no_treatment_stands_in_every_table_and_chart_of_options(evidence, page):
    """Whatever lists five options or more lists doing nothing for now as well."""
    test = opened(page, {"phototype": "IV"})
    labels = {t.label for t in evidence.treatments.values()}
    none = evidence.treatments[NO_TREATMENT].label
    shown = [table.to_csv() for table in tables_of(test)]
    shown += [chart.figure + chart.alt for chart in charts_of(test)]
    shown += [c.proto.json for c in test.get("bidi_component") if "ranking_board" in c.proto.component_name]
    lists = [text for text in shown if sum(label in text for label in labels) >= 5]
    assert [text[:200] for text in lists if none not in text] == []
    assert bool(lists) == (page in WITH_LISTS)


@EVERY
def test_no_page_gives_a_health_answer_away_in_the_address(page):
    test = opened(page, conditions=["pregnancy"])
    assert "pregnan" not in str(dict(test.query_params))


def test_the_pages_are_those_of_the_menu():
    """A page that is no part of the app would be tested as part of it, or the other way round."""

    frame = (ROOT / "pages" / "app.py").read_text(encoding="utf-8")
    assert set(re.findall(r'st\.Page\("(\w+\.py)"', frame)) == set(PAGES)
