"""The uncertainty of one comparison, in figures, in words and as charts."""

from dataclasses import replace
from datetime import date

import pytest
from reading_grade import reading_grade
from rendered import app, texts_of
from words import BANNED

from models.clinic.own_table import read_own_table
from models.doubt import any_weights, doubt_words
from models.doubt import standings as doubts
from models.doubt.sensitivity import Interval
from models.doubt.standings import doubt
from models.evidence.terms import NO_TREATMENT, PHOTOTYPES
from models.person.preferences import DoubtChoices, start
from models.ranking.comparison import compare
from models.uploads.spreadsheet import read
from pages.charts.flip_ranges import flip_ranges
from pages.charts.pair_differences import pair_differences
from pages.charts.rank_spans import rank_spans
from pages.charts.whose_choice import whose_choice


@pytest.fixture
def comparison(evidence):
    return compare(evidence, replace(start(evidence), phototype="IV"))


def test_the_standings_follow_the_board_and_their_shares_add_up(comparison):
    found = doubt(comparison)
    assert [s.treatment for s in found.standings] == [x.treatment for x in comparison.lines]
    assert sum(s.first for s in found.standings) == pytest.approx(1)
    assert sum(s.top_three for s in found.standings) == pytest.approx(3)
    assert all(1 <= s.low <= s.high <= len(comparison.lines) for s in found.standings)


def test_without_a_ranking_there_is_no_uncertainty_to_show(evidence, comparison):
    nothing = dict.fromkeys(comparison.preferences.importances, 0)
    assert doubt(compare(evidence, replace(comparison.preferences, importances=nothing))) is None


def test_each_switch_changes_the_shares(evidence, comparison):
    plain = [s.first for s in doubt(comparison).standings]
    for choice in (
        DoubtChoices(costs_together=True),
        DoubtChoices(triangular=True),
        DoubtChoices(gaps_as_on_board=True),
    ):
        other = doubt(compare(evidence, replace(comparison.preferences, doubt=choice)))
        assert max(abs(s.first - p) for s, p in zip(other.standings, plain, strict=True)) > 0.005


def test_a_slider_move_does_not_draw_figures_again(evidence, comparison, monkeypatch):
    """Figures are drawn only once; new importances use the existing draws."""
    from models.doubt import uncertainty

    doubt(comparison)
    monkeypatch.setattr(uncertainty, "quantiles", lambda *_: pytest.fail("a figure was drawn again"))
    for cost in range(11):
        importances = {**comparison.preferences.importances, "cost": cost}
        assert doubt(compare(evidence, replace(comparison.preferences, importances=importances)))


def test_a_gap_that_often_comes_first_is_named_and_the_switch_prevents_it(evidence, comparison):
    """Melasma: the roller is not studied, so its draws span the whole scale and often come first."""
    melasma = replace(comparison.preferences, concern_id="melasma", phototype="II")
    drawn = compare(evidence, melasma)
    found = doubt(drawn)
    often = max(found.standings, key=lambda s: s.first)
    assert often.treatment.treatment_id == "at_home_roller"
    text = doubt_words.first_place(evidence, drawn, found)
    assert "No option" not in text  # four options are set aside
    assert text.startswith("None of the 11 left clearly comes first: not one does so in half of all")
    assert "nobody has measured the results, dark marks and other harm of At-home roller" in text
    assert "The board counts the bad end." in text
    switched = compare(evidence, replace(melasma, doubt=DoubtChoices(gaps_as_on_board=True)))
    roller = next(s for s in doubt(switched).standings if s.treatment.treatment_id == "at_home_roller")
    assert roller.first < 0.05
    assert [m.treatment_id for m in doubts.missing_figures(switched)] == [
        m.treatment_id for m in doubts.missing_figures(drawn)
    ]


@pytest.mark.parametrize(
    ("rank", "words"),
    [
        (1, "first"),
        (2, "second"),
        (3, "third"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (21, "21st"),
        (22, "22nd"),
    ],
)
def test_a_rank_is_written_as_an_ordinal(rank, words):
    assert doubt_words.place(rank) == words


def test_at_the_tipping_importance_the_named_rival_draws_level(evidence, comparison):
    found = doubt(comparison)
    checked = 0
    for criterion, interval in zip(evidence.weighted, found.flips, strict=True):
        for end, rival in ((interval.low, interval.rival_low), (interval.high, interval.rival_high)):
            if rival is None:
                continue
            importances = {**comparison.preferences.importances, criterion.criterion_id: end}
            moved = compare(evidence, replace(comparison.preferences, importances=importances))
            totals = {x.treatment.treatment_id: x.total for x in moved.lines}
            leader, other = (comparison.lines[k].treatment.treatment_id for k in (0, rival))
            assert totals[leader] == pytest.approx(totals[other], abs=1e-9)
            checked += 1
    assert checked > 0


def test_the_figure_to_draw_level_closes_the_gap(evidence, comparison):
    """Retinoid cream leads the picosecond laser; only a better result could close the laser's gap."""
    a, b = comparison.lines[:2]
    text = doubt_words.price_to_draw_level(a, b, comparison, evidence.criteria["results"])
    gap = a.total - b.total
    needed = b.reading("results").typical + 4 * gap / (100 * comparison.weights["results"])
    would = f"{b.treatment.label} would be level at grade {needed:.1f} of 4 instead of grade 2 of 4."
    assert text == f"Visible results: {would}"
    text = doubt_words.price_to_draw_level(a, b, comparison, evidence.criteria["cost"])
    assert text == f"Cost of a full course: no figure for cost would make {b.treatment.label} level."


def test_the_differences_of_a_pair_sum_to_the_gap_and_show_the_largest_against(evidence, comparison):
    for a in comparison.lines:
        for b in comparison.lines:
            if a is b:
                continue
            text, found = doubt_words.gap(a, b, comparison, evidence)
            assert found.points.sum() == pytest.approx(a.total - b.total, abs=1e-9)
            if (found.points < -1e-6).any():
                assert found.points[list(found.shown)].min() == found.points.min()
            assert text.startswith(a.treatment.label)


def test_two_options_with_the_same_figures_are_said_to_be_level(evidence):
    content = b"name,cost (US dollars),downtime,results\nOne,300,2,2\nOther,300,2,2\n"
    table = read_own_table(read(content, "mine.csv"), evidence, as_of=date(2026, 11, 24)).evidence
    compared = compare(table, start(table))
    one, other = (x for x in compared.lines if x.treatment.label in ("One", "Other"))
    text, found = doubt_words.gap(one, other, compared, table)
    assert text.startswith(f"{one.treatment.label} and {other.treatment.label} are level.")
    assert found.gap == 0


def test_options_that_can_never_be_first_are_named(evidence, comparison):
    found, places = doubts.choices(comparison)
    chart = whose_choice(evidence, comparison, found, places)
    lines = doubts.in_fixed_order(comparison)
    never = [x.treatment.label for x, p in zip(lines, places, strict=True) if not p.possible]
    assert never
    assert all(name in chart.note for name in never)
    words = dict(zip(chart.table["Treatment"], chart.table["In words"], strict=True))
    assert all(words[name] == "no weights at all put it first." for name in never)
    for line, central, place in zip(lines, found.central, places, strict=True):
        if central is None:
            assert not place.possible or "none" in words[line.treatment.label]


@pytest.fixture
def unsolved(monkeypatch):
    """No pivots are allowed, so the solver over all weights finds no answer."""
    monkeypatch.setattr(any_weights, "MOST_PIVOTS", 0)
    doubts._choices.cache_clear()
    yield
    doubts._choices.cache_clear()


def test_an_unsolved_question_is_stated_and_the_rest_is_shown(evidence, comparison, unsolved):
    found, places = doubts.choices(comparison)
    assert set(places) == {None}
    chart = whose_choice(evidence, comparison, found, places)
    words = dict(zip(chart.table["Treatment"], chart.table["In words"], strict=True))
    never_drawn = 0
    for line, central in zip(doubts.in_fixed_order(comparison), found.central, strict=True):
        name = line.treatment.label
        if central is None:
            never_drawn += 1
            assert words[name].startswith("we could not work out whether any weights put it first.")
            assert name in chart.note
        else:
            assert words[name].startswith("people who would choose it give most weight to ")
    assert never_drawn
    assert chart.note.startswith("We could not work out whether any weights put these first: ")
    assert "No weights at all" not in chart.note


def test_how_sure_shows_all_its_parts_if_the_solver_finds_no_answer(unsolved):
    test = app().switch_page("how_sure.py").run()
    assert not test.exception
    assert not test.error
    assert "We could not work out whether any weights put these first" in " ".join(texts_of(test))
    assert [h.value for h in test.header][-1] == "Which missing figure matters most?"


def test_a_slider_does_not_change_which_options_could_be_first(evidence, comparison):
    """The same answer and chart are reused whatever the order on the board."""
    other = compare(
        evidence,
        replace(comparison.preferences, importances=comparison.preferences.importances | {"cost": 10}),
    )
    order, other_order = ([x.treatment for x in c.lines] for c in (comparison, other))
    assert order != other_order
    assert doubts.choices(comparison) is doubts.choices(other)
    charts = [whose_choice(evidence, c, *doubts.choices(c)) for c in (comparison, other)]
    assert charts[0] is charts[1]


def test_the_second_way_by_hand(comparison):
    """Cost, downtime, dark marks, other harm, comfort, results: the rank-order centroid weights of six places
    are 0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278; the no-treatment option loses points on results alone.
    """
    order = ("cost", "downtime", "dark_marks", "complications", "pain", "results")
    weight, first = doubts.second_way(comparison, order)
    assert weight.tolist() == pytest.approx([0.0278, 0.4083, 0.2417, 0.1583, 0.1028, 0.0611], abs=5e-5)
    assert first.treatment_id == NO_TREATMENT
    assert comparison.lines[0].treatment.treatment_id != NO_TREATMENT


def test_every_missing_figure_on_the_board_is_listed(comparison):
    asked = {(m.treatment_id, m.criterion_id) for m in doubts.missing_figures(comparison)}
    gaps = {
        (line.treatment.treatment_id, r.criterion.criterion_id)
        for line in comparison.lines
        for r in line.readings
        if not r.is_measured
    }
    assert asked == gaps
    changes = [m.change for m in doubts.missing_figures(comparison)]
    assert changes == sorted(changes, reverse=True)


def everything_said(evidence):
    said = set()
    for concern in evidence.concerns:
        for phototype in (None, *PHOTOTYPES[::3]):
            comparison = compare(evidence, replace(start(evidence), concern_id=concern, phototype=phototype))
            found = doubt(comparison)
            said |= set(doubt_words.how_sure(evidence, comparison, found))
            said.add(doubt_words.nearest_flip(evidence, comparison, found))
            said |= {doubt_words.standing(s, found) for s in found.standings}
            said |= {doubt_words.missing(evidence, m, found) for m in doubts.missing_figures(comparison)}
            said.add(doubt_words.gap(*comparison.lines[:2], comparison, evidence)[0])
    return said


def test_the_text_about_uncertainty_reads_at_grade_8_or_lower_without_banned_words(evidence):
    labels = [t.label for t in evidence.treatments.values()] + [
        c.label.lower() for c in evidence.criteria.values()
    ]
    labels += [c.label for c in evidence.criteria.values()]
    too_hard = {}
    for sentence in everything_said(evidence):
        assert not BANNED.search(sentence), sentence
        plain = sentence
        for name in sorted(labels, key=len, reverse=True):
            plain = plain.replace(name, " ")
        if reading_grade(plain) > 8:
            too_hard[sentence] = reading_grade(plain)
    assert too_hard == {}


def test_the_text_states_when_a_criterion_has_all_the_weight(evidence, comparison):
    text = doubt_words.flip(evidence.criteria["cost"], None, 10, comparison.lines)
    assert "it has all the weight" in text
    stays = doubt_words.flip(evidence.criteria["cost"], Interval(0, 10, None, None), 5, comparison.lines)
    expected = "the top of the board does not change, whatever this slider is set to (now 5)."
    assert stays == f"Cost of a full course: {expected}"


def test_charts_of_uncertainty_have_fixed_scales_and_every_option(evidence, comparison):
    found = doubt(comparison)
    spans = rank_spans(found, len(evidence.treatments))
    assert list(spans.figure.layout.xaxis.range) == [0.7, 15.3]
    assert list(spans.table["Treatment"]) == [x.treatment.label for x in comparison.lines]
    flips = flip_ranges(evidence, comparison, found)
    assert list(flips.figure.layout.xaxis.range) == [-0.3, 10.3]
    a, b = comparison.lines[:2]
    _, lines = doubt_words.gap(a, b, comparison, evidence)
    pair = pair_differences(evidence, a, b, lines, 31.25)
    assert sum(pair.figure.data[0].x) == pytest.approx(a.total - b.total)
    for chart in (spans, flips, pair):
        assert len(chart.alt) > 60
