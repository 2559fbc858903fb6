"""A list of names in words: the first are named and the rest are counted."""

import pytest

from models.wording.listing import listed


@pytest.mark.parametrize(
    ("names", "most", "words"),
    [
        ("", None, ""),
        ("a", None, "a"),
        ("ab", 2, "a and b"),
        ("abc", None, "a, b and c"),
        ("abcde", 2, "a, b and 3 more"),
        ("ab", 1, "a and 1 more"),
    ],
)
def test_the_first_names_are_listed_and_the_rest_are_counted(names, most, words):
    assert listed(names, most) == words


def test_the_joining_words_can_be_chosen():
    assert listed(["a", "b"], last="or") == "a or b"
    assert listed(["a", "b", "c"], 1, last="or", more="more settings") == "a or 2 more settings"
