"""Colours are distinct for everybody, on both backgrounds."""

from itertools import combinations

import numpy as np
import pytest
from colours import GROUNDS, SIGHT, THEME, contrast, lab, linear

from pages.charts.parts.theme import (
    CRITERION_COLOURS,
    DIMMED,
    PHASE_LOOKS,
    RATING_COLOURS,
    STRONG,
    STUDIED_COLOURS,
)

PHASE_COLOURS = sorted({colour for colour, _ in PHASE_LOOKS.values()} - {STRONG})


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("colour", [*CRITERION_COLOURS, *PHASE_COLOURS, STRONG, DIMMED])
def test_every_mark_contrasts_with_the_background(colour, ground):
    assert contrast(colour, ground) >= 3


@pytest.mark.parametrize("sight", SIGHT)
def test_every_pair_of_criteria_has_distinct_colours(sight):
    seen = [lab(np.array(SIGHT[sight]) @ linear(c)) for c in CRITERION_COLOURS]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 20


@pytest.mark.parametrize("sight", SIGHT)
def test_recovery_bars_differ_in_colour_or_pattern(sight):
    """Clear skin is left out: it is a thin line, so its shape sets it apart from the bars."""
    bars = {look for phase, look in PHASE_LOOKS.items() if phase != "clear"}
    assert len(bars) == len(PHASE_LOOKS) - 1
    seen = [lab(np.array(SIGHT[sight]) @ linear(c)) for c in {colour for colour, _ in bars}]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 30


@pytest.mark.parametrize("colour", [*RATING_COLOURS.values(), *STUDIED_COLOURS.values(), STRONG, DIMMED])
def test_white_text_is_readable_on_its_background(colour):
    assert contrast(colour, "#ffffff") >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_and_links_are_readable_in_both_themes(mode):
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(THEME[mode]["textColor"], THEME[mode][ground]) >= 7
        assert contrast(THEME[mode]["linkColor"], THEME[mode][ground]) >= 4.5
