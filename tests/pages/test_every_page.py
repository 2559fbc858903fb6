"""What holds on every page, whatever the person has picked."""

import re
from dataclasses import dataclass

import pytest
from pairs import pairs
from rendered import PAGES, charts_of, opened, tables_of, texts_of
from words import faults_in

from models import ROOT
from models.evidence.terms import NO_TREATMENT, PHOTOTYPES
from models.link.link_settings import phototype_option

#: Views a person may have: the default, a link, nothing weighed, every limit at zero, nothing picked.
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


#: Every page, phototype and view, with no condition ticked or all of them: every pair of values occurs.
CASES = pairs(page=PAGES, phototype=(None, *PHOTOTYPES), view=VIEWS, ticked=(False, True))


@dataclass(frozen=True)
class Shown:
    """One page as rendered for one case."""

    case: dict
    failed: list
    titles: int
    texts: list
    lists: list
    link: dict
    address: dict


@pytest.fixture(scope="module", params=PAGES)
def page(request):
    return request.param


@pytest.fixture(scope="module")
def shown(evidence, page):
    """One page in each of its cases, rendered once for all the tests."""
    labels = {t.label for t in evidence.treatments.values()}
    found = []
    for case in (case for case in CASES if case["page"] == page):
        query = VIEWS[case["view"]] | {"phototype": phototype_option(evidence, case["phototype"])}
        test = opened(page, query, conditions=evidence.conditions if case["ticked"] else ())
        parts = [table.to_csv() for table in tables_of(test)]
        parts += [chart.figure + chart.alt for chart in charts_of(test)]
        parts += [
            c.proto.json for c in test.get("bidi_component") if "ranking_board" in c.proto.component_name
        ]
        found.append(
            Shown(
                case,
                [error.value for error in test.exception],
                len(test.title),
                texts_of(test),
                [part for part in parts if sum(label in part for label in labels) >= 5],
                query,
                dict(test.query_params),
            )
        )
    return found


def test_the_cases_cover_every_pair_of_values_of_two_settings():
    for one, other in (("page", "phototype"), ("page", "view"), ("page", "ticked"), ("phototype", "view")):
        values = [{case[name] for case in CASES} for name in (one, other)]
        assert len({(case[one], case[other]) for case in CASES}) == len(values[0]) * len(values[1])


def test_every_page_has_one_title_and_more_than_100_words(shown):
    assert [(s.case, s.failed) for s in shown if s.failed] == []
    assert [s.case for s in shown if s.titles != 1 or len(" ".join(s.texts).split()) <= 100] == []


def test_the_notice_stands_on_every_page(shown):
    parts = (
        "Evidence gathered 22 November 2026",
        "next review 22 May 2027",
        "compiled by the developers, not yet checked by a clinician",
        "Paid for by nobody",
        "not medical advice",
    )
    assert [(s.case, part) for s in shown for part in parts if part not in " ".join(s.texts)] == []


def test_every_word_of_a_page_keeps_to_the_rules(shown):
    """All texts of the page are checked at once; the rules are in tests/support/words.py."""
    assert faults_in({text for s in shown for text in s.texts}) == {}


#: Pages that list options in a table, a chart or the board. Side by side draws its table as markup instead.
WITH_LISTS = {"compare.py", "evidence.py", "how_sure.py", "my_concern.py", "recovery_calendar.py"}


def test_no_treatment_stands_in_every_table_and_chart_of_options(evidence, page, shown):
    """Every list of five or more options includes doing nothing for now."""
    none = evidence.treatments[NO_TREATMENT].label
    lists = [text for s in shown for text in s.lists]
    assert [text[:200] for text in lists if none not in text] == []
    assert bool(lists) == (page in WITH_LISTS)


def test_no_page_puts_a_health_answer_in_the_address(shown):
    ticked = [s for s in shown if s.case["ticked"]]
    assert ticked
    assert [s.address for s in ticked if "pregnan" in str(s.address)] == []
    assert [s.address for s in shown if not s.address.items() <= s.link.items()] == []


def test_the_tested_pages_are_those_in_the_menu():
    frame = (ROOT / "pages" / "app.py").read_text(encoding="utf-8")
    assert set(re.findall(r'st\.Page\("(\w+\.py)"', frame)) == set(PAGES)
