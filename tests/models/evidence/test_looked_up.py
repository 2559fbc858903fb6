"""What must be there and is not is named, by whoever looked for it."""

import pytest

from models.evidence.looked_up import first_of
from models.person.preferences import start
from models.ranking.comparison import compare


def test_the_first_is_given_and_none_is_an_error_in_words():
    assert first_of(iter("ab"), "no letter") == "a"
    with pytest.raises(LookupError, match="no letter"):
        first_of([], "no letter")


def test_a_line_names_the_reading_and_a_board_the_option_that_it_does_not_have(evidence):
    comparison = compare(evidence, start(evidence))
    with pytest.raises(LookupError, match="has no reading of sessions: ask for a weighted criterion"):
        comparison.lines[0].reading("sessions")
    with pytest.raises(LookupError, match="no_such is not on the board"):
        comparison.line("no_such")
