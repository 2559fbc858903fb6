"""Names in a row of words: how many are named, and what becomes of the rest."""

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
def test_so_many_are_named_and_the_rest_is_counted(names, most, words):
    assert listed(names, most) == words


def test_the_words_between_and_for_the_rest_can_be_others():
    assert listed(["a", "b"], last="or") == "a or b"
    assert listed(["a", "b", "c"], 1, last="or", more="more settings") == "a or 2 more settings"
