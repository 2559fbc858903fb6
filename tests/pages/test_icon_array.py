"""Icon arrays show as many people as the figure states, and a gap never gets an empty picture."""

import re
from dataclasses import replace
from html import unescape

import pytest
from colours import THEME, contrast

from models.evidence.terms import PHOTOTYPES
from models.options.answers import FRAMES, answer
from models.options.questions import Question
from models.person.preferences import start
from models.wording.people import OF, People, picture_in_words
from pages.charts.parts.person import ACROSS, FILLED, HEIGHT, MAYBE, SPARED, WIDTH, area
from pages.charts.parts.theme import DIMMED, STRONG
from pages.ui.blocks.icon_array import OWN_COLOUR, icon_array, key, patterns


def people(low, typical, high):
    return People(low, typical, high, "get dark marks", "do not")


def drawn(svg):
    """The number of people in each group of a picture."""
    found = {FILLED: 0.0, MAYBE: 0.0, SPARED: 0.0}
    for outline, group in re.findall(r'<path d="([^"]*)" fill="url\(#side-(\w+)\)"', svg):
        for width, height in re.findall(r"h([\d.]+)v(\d+)h-", outline):
            found[group] += float(width) * float(height) / (WIDTH * HEIGHT)
    return {group: round(count, 6) for group, count in found.items()}


@pytest.mark.parametrize(
    ("figures", "filled", "maybe", "spared"),
    [
        ((0, 7, 17), 7, 10, 83),
        ((14, 30, 92), 30, 62, 8),
        ((100, 100, 100), 100, 0, 0),
        # A fraction of a person is drawn as a fraction, not rounded to zero or one.
        ((2.5, 2.5, 12), 2.5, 9.5, 88),
        ((0, 0.2, 4), 0.2, 3.8, 96),
        # A counted zero: the high end is still drawn as possible.
        ((0, 0, 8), 0, 8, 92),
        ((0, 0, 0), 0, 0, 100),
        # No typical figure: nobody is filled in, and the high end is drawn as possible.
        ((0, None, 25), 0, 25, 75),
        ((10, None, 88), 0, 88, 12),
        # No high end: only the typical figure is drawn.
        ((None, 12, None), 12, 0, 88),
    ],
)
def test_each_group_has_as_many_people_as_the_figures_say(figures, filled, maybe, spared):
    assert drawn(icon_array(people(*figures))) == {FILLED: filled, MAYBE: maybe, SPARED: spared}


def test_people_are_drawn_in_rows_of_ten_and_each_group_follows_the_last():
    assert area(0, 7) == "M0 0h70v13h-70z"
    assert area(7, 17) == "M70 0h30v13h-30zM0 13h70v13h-70z"
    assert area(0, 2.5) == "M0 0h25v13h-25z"
    assert len(re.findall("M", area(0, OF))) == OF // ACROSS


def test_the_picture_says_in_words_what_it_shows():
    svg = icon_array(people(0, 7, 17))
    assert 'role="img"' in svg
    assert unescape(re.search(r'aria-label="([^"]*)"', svg)[1]) == (
        "Picture of 100 people. 7 of 100 people get dark marks, 93 do not. "
        "At the high end it is 17 of 100 people."
    )
    assert "Nobody has counted them. Our bounds are 0 to 25 of 100 people." in picture_in_words(
        people(0, None, 25)
    )
    assert "a number that is not known" in picture_in_words(people(None, 12, None))


def test_text_in_a_picture_cannot_become_markup():
    hostile = People(0, 7, 17, '"><script>alert(1)</script>', "do not")
    assert "<script" not in icon_array(hostile)


def test_every_person_pattern_is_defined_once_and_explained_in_the_key():
    for group in (FILLED, MAYBE, SPARED):
        assert patterns().count(f'id="side-{group}"') == 1
        assert f"url(#side-{group})" in key()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("colour", [STRONG, DIMMED])
def test_the_outline_of_a_person_contrasts_with_the_background(mode, colour):
    def channels(hex_):
        return [int(hex_[k : k + 2], 16) for k in (1, 3, 5)]

    share = OWN_COLOUR / 100
    mixed = [
        round(share * own + (1 - share) * text)
        for own, text in zip(channels(colour), channels(THEME[mode]["textColor"]), strict=True)
    ]
    assert contrast("#{:02x}{:02x}{:02x}".format(*mixed), THEME[mode]["backgroundColor"]) >= 4.5


@pytest.mark.parametrize("concern", ["acne_scars", "wrinkles", "melasma"])
@pytest.mark.parametrize("phototype", [None, *PHOTOTYPES])
def test_gaps_are_never_drawn_and_each_figure_is_drawn_as_it_is(evidence, concern, phototype):
    wanted = replace(start(evidence), concern_id=concern, phototype=phototype)
    for treatment in evidence.treatments.values():
        for question in FRAMES:
            cell = answer(evidence, treatment, question, wanted)
            if cell.people is None:
                assert cell.figures[0].typical in (
                    "not studied",
                    "not reported",
                    "not asked for this concern",
                )
                continue
            shown = drawn(icon_array(cell.people))
            assert sum(shown.values()) == pytest.approx(OF)
            assert shown[FILLED] == pytest.approx(cell.people.typical or 0)
            assert shown[FILLED] + shown[MAYBE] == pytest.approx(cell.people.high)
            if shown[SPARED] == OF:
                assert cell.people.typical == cell.people.high == 0


def test_an_empty_picture_needs_a_zero_in_the_data(evidence):
    """For type IV, only no_treatment has the figures 0, 0, 0 for dark marks."""
    wanted = replace(start(evidence), phototype="IV")
    empty = [
        t.treatment_id
        for t in evidence.treatments.values()
        if (found := answer(evidence, t, Question.DARK_MARKS, wanted).people)
        and drawn(icon_array(found))[SPARED] == OF
    ]
    assert empty == ["no_treatment"]
