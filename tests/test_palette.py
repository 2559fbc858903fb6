"""Colours that everybody can tell apart, on both grounds."""

import tomllib
from itertools import combinations

import numpy as np
import pytest
from conftest import ROOT

from pages.charts.theme import CRITERION_COLOURS, DIMMED, PHASE_LOOKS, RATING_COLOURS, STRONG, STUDIED_COLOURS

#: Machado, Oliveira and Fernandes 2009 (IEEE TVCG 15:1291), severity 1.0, on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
}

THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
PHASE_COLOURS = sorted({colour for colour, _ in PHASE_LOOKS.values()} - {STRONG})
GROUNDS = [THEME[mode][key] for mode in ("light", "dark") for key in ("backgroundColor",)]


def linear(colour):
    srgb = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """WCAG 2.2 contrast ratio."""
    light = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def lab(rgb):
    """CIELAB (D65) of a linear RGB colour."""
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = matrix @ np.clip(rgb, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("colour", [*CRITERION_COLOURS, *PHASE_COLOURS, STRONG, DIMMED])
def test_every_mark_stands_out_from_the_ground(colour, ground):
    assert contrast(colour, ground) >= 3


@pytest.mark.parametrize("sight", SIGHT)
def test_every_pair_of_criteria_stays_apart(sight):
    seen = [lab(np.array(SIGHT[sight]) @ linear(c)) for c in CRITERION_COLOURS]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 20


@pytest.mark.parametrize("sight", SIGHT)
def test_the_bars_of_recovery_stay_apart_by_colour_or_pattern(sight):
    """Clear skin is a thin line: its shape tells it from the bars."""
    bars = {look for phase, look in PHASE_LOOKS.items() if phase != "clear"}
    assert len(bars) == len(PHASE_LOOKS) - 1
    seen = [lab(np.array(SIGHT[sight]) @ linear(c)) for c in {colour for colour, _ in bars}]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 30


@pytest.mark.parametrize("colour", [*RATING_COLOURS.values(), *STUDIED_COLOURS.values(), STRONG, DIMMED])
def test_white_words_can_be_read_on_their_ground(colour):
    assert contrast(colour, "#ffffff") >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_and_links_can_be_read_in_both_themes(mode):
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(THEME[mode]["textColor"], THEME[mode][ground]) >= 7
        assert contrast(THEME[mode]["linkColor"], THEME[mode][ground]) >= 4.5
