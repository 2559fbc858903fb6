"""A failed look-up names what is missing."""

import pytest

from models.evidence.looked_up import first_of
from models.person.preferences import start
from models.ranking.comparison import compare


def test_the_first_item_is_returned_and_an_empty_list_is_an_error():
    assert first_of(iter("ab"), "no letter") == "a"
    with pytest.raises(LookupError, match="no letter"):
        first_of([], "no letter")


def test_a_missing_reading_or_option_is_named_in_the_error(evidence):
    comparison = compare(evidence, start(evidence))
    with pytest.raises(LookupError, match="has no reading of sessions: ask for a weighted criterion"):
        comparison.lines[0].reading("sessions")
    with pytest.raises(LookupError, match="no_such is not on the board"):
        comparison.line("no_such")
