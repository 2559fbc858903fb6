"""Method and scorecard: the sums, the counts and the claims about this aid are true."""

import ast
from collections import Counter
from dataclasses import replace

import pytest
from rendered import app, tables_of

from models import ROOT
from models.evidence.terms import PHOTOTYPES
from models.options import overview
from models.person.preferences import start
from models.ranking import worked_example
from models.ranking.comparison import compare
from models.sources import gathered, scorecard
from models.sources.reading_levels import FILE, reading_levels
from tools import reading_levels as generator


def functions_in_tests():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "tests").rglob("test_*.py")]
    return {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_the_scorecard_has_the_35_items_that_apply():
    assert Counter(item.group for item in scorecard.items()) == {
        "qualifying": 6,
        "certifying": 6,
        "quality": 23,
    }
    assert len({item.item for item in scorecard.items()}) == 35
    assert len(scorecard.items()) + scorecard.ABOUT_TESTS_ONLY == 44


def test_every_measured_item_names_an_existing_test():
    known = functions_in_tests()
    for item in scorecard.items():
        measured = item.known_by is scorecard.KnownBy.MEASURED
        assert measured == bool(item.test), item
        assert not measured or item.test in known, item


def test_an_item_that_is_not_done_is_not_counted_as_met():
    for item in scorecard.items():
        not_done = item.known_by is scorecard.KnownBy.NOT_DONE
        assert not_done == (item.met is scorecard.Met.NO), item
        assert not not_done or item.here.startswith("Not done yet"), item


def test_the_tally_counts_the_items_that_are_met():
    assert scorecard.tally("qualifying") == "6 of 6 met, 6 of them measured by a test."
    quality = [item for item in scorecard.items() if item.group == "quality"]
    met = sum(item.met is scorecard.Met.YES for item in quality)
    assert scorecard.tally("quality").startswith(f"{met} of 23 met")


def test_the_reading_levels_are_not_stale():
    assert FILE.read_text(encoding="utf-8") == generator.levels(), "run make reading-levels"


def test_no_kind_of_text_reads_above_grade_8(evidence):
    levels = reading_levels(evidence.version)
    assert len(levels) == len(generator.SECTIONS) + 1
    assert all(float(level.hardest) <= 8 for level in levels)


def test_another_evidence_folder_does_not_get_our_reading_levels():
    assert reading_levels("00000000") == ()


@pytest.mark.parametrize("phototype", [None, *PHOTOTYPES])
def test_the_worked_example_adds_up_to_the_total_on_the_board(evidence, phototype):
    comparison = compare(evidence, replace(start(evidence), phototype=phototype))
    for line in comparison.lines:
        steps = worked_example.steps(evidence, comparison, line)
        assert sum(step.points for step in steps) == pytest.approx(line.total, abs=1e-9)
        assert sum(step.weight for step in steps) == pytest.approx(100)
        for step in steps:
            assert step.points == pytest.approx(step.along * step.weight)


def test_the_worked_example_matches_a_calculation_by_hand(evidence):
    """Pen, IV, Balanced: $1,600 of $12,000 scores 86.7 of 100; 5 of 32 weighs 15.6, so 13.5 points."""
    comparison = compare(evidence, replace(start(evidence), phototype="IV", lean="microneedling_pen"))
    line = worked_example.subject(comparison)
    assert line.treatment.treatment_id == "microneedling_pen"
    cost = next(s for s in worked_example.steps(evidence, comparison, line) if s.criterion.startswith("Cost"))
    assert cost.along == pytest.approx((12000 - 1600) / 12000)
    assert cost.weight == pytest.approx(100 * 5 / 32)
    assert cost.points == pytest.approx(13.5417, abs=1e-3)


def test_without_weights_there_is_no_worked_example(evidence):
    nothing = dict.fromkeys(start(evidence).importances, 0)
    assert worked_example.subject(compare(evidence, replace(start(evidence), importances=nothing))) is None


def test_the_counts_of_the_evidence_cover_every_row(evidence):
    assert sum(gathered.figures_by_basis(evidence).values()) == len(evidence.estimates)
    assert sum(gathered.sources_by_kind(evidence).values()) == len(evidence.sources)


def test_the_second_reader_s_verdicts_are_counted_as_in_the_file(evidence):
    """estimates.csv: 87 agree, 80 adjust, 35 replace, 52 no_source, 226 blank."""
    said = gathered.second_reader(evidence)
    for part in ("254 of 480", "agreed with 87", "wanted 115 changed", "no source for 52", "other 226"):
        assert part in said


def test_the_summary_of_a_concern_counts_every_option_once(evidence):
    import re

    for concern in evidence.concerns:
        said = overview.how_much_is_known(evidence, replace(start(evidence), concern_id=concern))
        total, *parts = map(int, re.findall(r"\d+", said))
        assert total == sum(parts) == len(evidence.treatments)


def test_the_method_page_uses_the_person_s_own_numbers():
    test = app(
        phototype="IV: burns little, tans well", lean="Microneedling (clinic pen)", cost="10"
    ).switch_page("method.py")
    test.run()
    rows = tables_of(test)[0].set_index("What")
    assert rows.loc["Cost of a full course", "Slider, and weight of 100"] == "10, so 27"
    assert any("points of 100** for Microneedling (clinic pen)" in m.value for m in test.markdown)


def test_the_privacy_statement_has_four_sentences():
    test = app().switch_page("method.py").run()
    privacy = next(m.value for m in test.markdown if m.value.startswith("We keep no accounts"))
    assert privacy.count(".") == 4
