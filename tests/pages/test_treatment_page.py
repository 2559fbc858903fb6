"""One option in full: the scorecard's claims about it, measured on the page itself."""

import re

import pytest
from rendered import one_option, tables_of

from models.evidence.terms import NO_TREATMENT


@pytest.fixture(scope="module")
def pages(evidence):
    """The texts and the table of every option's page."""
    test = one_option(phototype="IV: burns little, tans well")
    found = {}
    for treatment in evidence.treatments.values():
        test.selectbox(key="treatment").set_value(treatment.label).run()
        found[treatment.treatment_id] = ([e.value for e in test.markdown], tables_of(test)[0])
    return found


def test_benefits_and_harms_take_equal_room_on_the_page(pages):
    """Two lists in two columns, with equally many items and between half and twice the words."""
    for texts, _ in pages.values():
        good, bad = [text for text in texts if re.fullmatch(r"(- .+\n?){3,}", text)][:2]
        items = good.count("\n- ") + 1, bad.count("\n- ") + 1
        assert items[0] == items[1]
        assert 0.5 <= len(good.split()) / len(bad.split()) <= 2


def test_every_figure_on_the_page_names_its_sources_or_says_that_it_has_none(evidence, pages):
    """Each figure's name is followed by its source line, or by "No source: "."""
    for texts, table in pages.values():
        names = list(table["What"])
        assert len(names) == len(evidence.criteria)
        for name in names:
            behind = texts[texts.index(f"**{name}**") + 1]
            assert behind.startswith((":small[Sources: ", "No source: "))
        for _, row in table.iterrows():
            assert row["Certainty"]
            assert row["Typical"]


def test_every_option_says_what_living_with_it_is_like(evidence, pages):
    """The days after a session, six things and when they are usual again, and who can see it."""
    for texts, _ in pages.values():
        everything = "\n".join(texts)
        assert re.search(r"\*\*Days? 0", everything)
        assert "How people feel with each option was not part of what we gathered." in everything
    seen = "Others can see it for about 6 days after each session."
    assert seen in "\n".join(pages["microneedling_pen"][0])
    assert "Others see nothing of it" in "\n".join(pages[NO_TREATMENT][0])
    for treatment in evidence.treatments:
        assert len([a for a in evidence.aftercare if a.treatment_id == treatment]) == 6


def test_the_page_explains_the_costs_when_upkeep_comes_before_the_result_fades(pages):
    """Fractional CO2 laser: upkeep every 9 months, result lasts 24. Medium peel: both are 6 months."""
    why = "The reported upkeep comes before the result is said to fade. Our costs count none before that."
    assert why in pages["laser_co2_fractional"][0]
    assert not any("said to fade" in text for text in pages["peel_medium"][0])
