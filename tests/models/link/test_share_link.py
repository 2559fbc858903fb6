"""A link reproduces the view and opens whatever it contains."""

import random
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from links import LEFT_OUT, REAL_LINKS, any_preferences, as_read

from models.evidence.terms import PHOTOTYPES
from models.history.snapshot import figures_version
from models.link.link_settings import BUDGET_RANGE, phototype_option
from models.link.share_link import LINK_VERSION, Opened, full_query, keys, open_link
from models.person.preferences import CalendarChoices, ChartChoices, EvidenceFilters, SideChoices, start


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_full_link_gives_the_same_preferences(evidence, data):
    preferences = data.draw(any_preferences(evidence))
    opened = open_link(as_read(full_query(preferences, evidence)), evidence)
    assert opened.preferences == preferences
    assert opened.note == ""


def test_health_answers_are_never_in_a_link(evidence):
    preferences = replace(start(evidence), conditions=frozenset(evidence.conditions))
    text = urlencode(full_query(preferences, evidence), doseq=True)
    assert not any(condition in text for condition in evidence.conditions)
    assert open_link(parse_qs(text), evidence).preferences.conditions == frozenset()


@pytest.mark.parametrize("version", sorted(LEFT_OUT))
def test_a_link_of_each_version_keeps_its_original_defaults(evidence, version):
    opened = open_link({"v": [str(version)]}, evidence)
    written = full_query(opened.preferences, evidence)
    assert {k: v for k, v in written.items() if k not in ("v", "d")} == LEFT_OUT[version]
    assert opened.note == ""


def test_an_empty_link_opens_with_the_defaults(evidence):
    """The address bar leaves out defaults, so a changed default needs a new version."""
    assert open_link({}, evidence) == Opened(start(evidence))
    assert list(REAL_LINKS) == list(LEFT_OUT) == list(range(1, LINK_VERSION + 1))


@pytest.mark.parametrize("version", sorted(REAL_LINKS))
def test_a_real_link_of_each_version_still_opens(evidence, version):
    opened = open_link(parse_qs(REAL_LINKS[version]), evidence)
    assert opened.note == ""
    preferences = opened.preferences
    assert (preferences.concern_id, preferences.phototype) == ("wrinkles", "V")
    assert list(preferences.importances.values()) == [6, 3, 10, 5, 4, 3]
    assert (preferences.budget, preferences.days_off) == (3500, 10)
    assert preferences.put_back == {"at_home_roller"}
    assert preferences.charts == ChartChoices("downtime", "results", "pain")
    assert preferences.side.treatments == ("peel_medium", "no_treatment")
    assert preferences.calendar == CalendarChoices(ready=date(2027, 5, 1), occasion="sun")
    assert (preferences.filters.bases, preferences.lean) == (("sourced",), "no_treatment")


def test_ids_and_labels_are_understood_in_any_case(evidence):
    for text in (
        "wrinkles",
        "Fine lines and wrinkles",
        "FINE LINES AND WRINKLES",
        " fine_lines and  wrinkles ",
    ):
        assert open_link({"concern": [text]}, evidence).preferences.concern_id == "wrinkles"


def test_a_phototype_is_read_without_its_description(evidence):
    for kind in (None, *PHOTOTYPES):
        opened = open_link({"phototype": [phototype_option(evidence, kind)]}, evidence)
        assert (opened.preferences.phototype, opened.note) == (kind, "")
    assert open_link({"phototype": ["IV: words of an older version"]}, evidence).preferences.phototype == "IV"


REPAIRED = [
    ({"results": ["99"]}, "importances", ("results", 10)),
    ({"results": ["-3"]}, "importances", ("results", 0)),
    ({"results": ["abc"]}, "importances", ("results", 10)),
    ({"results": [""]}, "importances", ("results", 10)),
    ({"cost": ["7.5"]}, "importances", ("cost", 7)),
    ({"cost": ["3", "9"]}, "importances", ("cost", 3)),
    ({"cost": ["٣"]}, "importances", ("cost", 5)),
    ({"cost": ["1e9"]}, "importances", ("cost", 5)),
    ({"cost": ["9" * 10_000]}, "importances", ("cost", 5)),
    ({"budget": ["2000", "100"]}, "budget", 2000),
    ({"budget": ["2000-100"]}, "budget", 2000),
    ({"budget": ["100-2000"]}, "budget", 2000),
    ({"budget": ["-5"]}, "budget", 0),
    ({"budget": ["inf"]}, "budget", None),
    ({"days": ["9999"]}, "days_off", 365),
    ({"phototype": ["IX"]}, "phototype", None),
    ({"phototype": ["III", "IV"]}, "phototype", "III"),
    ({"concern": ["x" * 10_000]}, "concern_id", "acne_scars"),
    ({"concern": ["wrinkles", "melasma"]}, "concern_id", "wrinkles"),
    ({"back": ["at_home_roller", "nonsense"]}, "put_back", frozenset({"at_home_roller"})),
    ({"back": ["at_home_roller"] * 3}, "put_back", frozenset({"at_home_roller"})),
    ({"across": ["'; drop table"]}, "charts", ChartChoices()),
    ({"side": ["at_home_roller", "nonsense"]}, "side", SideChoices(("at_home_roller",))),
    ({"ready": ["31 February"]}, "calendar", CalendarChoices()),
    ({"ready": ["2027-02-31"]}, "calendar", CalendarChoices()),
    ({"ready": ["1066-10-14"]}, "calendar", CalendarChoices()),
    ({"for": ["revenge"]}, "calendar", CalendarChoices()),
    ({"hide": ["perhaps"]}, "side", SideChoices()),
    ({"of_basis": ["sourced", "hearsay"]}, "filters", EvidenceFilters(bases=("sourced",))),
    ({"v": ["zero"]}, "phototype", None),
    ({"v": ["0"]}, "phototype", None),
]


@pytest.mark.parametrize(("query", "part", "kept"), REPAIRED)
def test_an_invalid_value_is_repaired_and_reported_in_one_sentence(evidence, query, part, kept):
    opened = open_link(query, evidence)
    value = getattr(opened.preferences, part)
    assert (value[kept[0]] if part == "importances" else value) == (
        kept[1] if part == "importances" else kept
    )
    assert opened.note.startswith("This link was repaired: ")
    assert opened.note.count(".") == 1
    assert len(opened.note) < 260


def test_the_note_never_quotes_the_link(evidence):
    opened = open_link({"concern": ["<script>alert(1)</script>"], "<b>x</b>": ["1"]}, evidence)
    assert "<" not in opened.note


def test_too_many_options_side_by_side_are_cut_and_reported(evidence):
    opened = open_link({"side": list(evidence.treatments)}, evidence)
    assert opened.preferences.side.treatments == tuple(evidence.treatments)[:4]
    assert "options side by side" in opened.note


def test_an_empty_side_by_side_differs_from_a_missing_one(evidence):
    assert open_link({"side": [""]}, evidence).preferences.side.treatments == ()
    assert open_link({}, evidence).preferences.side.treatments == start(evidence).side.treatments


def test_a_full_link_names_the_figures_it_was_made_with(evidence):
    opened = open_link(as_read(full_query(start(evidence), evidence)), evidence)
    assert opened.figures == figures_version(evidence)
    assert open_link({"d": [" E9E6C5CC ", "1234abcd"]}, evidence).figures == "e9e6c5cc"
    assert open_link({"d": []}, evidence).figures == open_link({}, evidence).figures == ""


def test_an_unknown_key_is_ignored_and_reported(evidence):
    assert "settings that this page does not have" in open_link({"foo": ["1"]}, evidence).note


def test_keys_that_other_sites_append_are_not_reported(evidence):
    assert open_link({"utm_source": ["x"], "fbclid": ["y"], "embed": ["true"]}, evidence).note == ""


def test_a_link_of_a_newer_version_says_so(evidence):
    opened = open_link({"v": [str(LINK_VERSION + 1)], "results": ["4"]}, evidence)
    assert "newer version" in opened.note
    assert opened.preferences.importances["results"] == 4


def test_a_key_without_values_is_accepted(evidence):
    assert open_link({key: [] for key in keys(evidence)}, evidence).preferences is not None


def test_three_thousand_mutated_links_never_raise(evidence):
    """Characters of a real link are dropped, doubled or replaced; every result is a usable view."""
    source = random.Random(20261122)
    for _ in range(3000):
        text = list(f"{REAL_LINKS[1]}&d=e9e6c5cc")
        for _ in range(source.randint(1, 12)):
            at = source.randrange(len(text))
            text[at] = source.choice(
                ["", text[at] * 2, "&", "=", "%", "\0", "9", "é", chr(source.randrange(0x10FF))]
            )
        opened = open_link(parse_qs("".join(text), keep_blank_values=True), evidence)
        preferences = opened.preferences
        assert preferences.concern_id in evidence.concerns
        assert all(0 <= p <= 10 for p in preferences.importances.values())
        assert preferences.budget is None or BUDGET_RANGE[0] <= preferences.budget <= BUDGET_RANGE[1]


@settings(max_examples=300, deadline=None)
@given(query=st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=30), max_size=4), max_size=8))
def test_any_query_opens(evidence, query):
    assert open_link(query, evidence).preferences.importances.keys() == start(evidence).importances.keys()


def test_every_label_that_the_address_bar_can_contain_is_understood(evidence):
    """The widgets write labels. A label with a colon was once cut at the colon."""
    for criterion in evidence.weighted:
        opened = open_link({"across": [criterion.label], "ranges": [criterion.label]}, evidence)
        assert (opened.preferences.charts.across, opened.note) == (criterion.criterion_id, "")
    for treatment in evidence.treatments.values():
        opened = open_link({"back": [treatment.label]}, evidence)
        assert (opened.preferences.put_back, opened.note) == ({treatment.treatment_id}, "")
    for concern in evidence.concerns.values():
        opened = open_link({"concern": [concern.label]}, evidence)
        assert (opened.preferences.concern_id, opened.note) == (concern.concern_id, "")
