"""A chart stands at one place of its page whatever is set: at another it is taken away and made anew."""

import pytest
from rendered import opened

NOTHING_MATTERS = dict.fromkeys(("cost", "downtime", "dark_marks", "complications", "pain", "results"), "0")

#: The start, a top that is firm, a top that is not, a board without rows, and a board of few rows.
SETTINGS = ({}, {"cost": "10"}, {"cost": "0"}, NOTHING_MATTERS, {"phototype": "VI", "budget": "2000"})


def places_of_charts(block, path=()):
    """Where each chart of the page stands: the numbers of the blocks around it, and its own."""
    for number, child in block.children.items():
        if hasattr(child, "children"):
            yield from places_of_charts(child, (*path, number))
        elif child.type == "bidi_component" and child.proto.component_name.endswith("plot"):
            yield (*path, number)


@pytest.mark.parametrize("page", ["compare.py", "how_sure.py", "recovery_calendar.py", "evidence.py"])
def test_a_chart_keeps_its_place_whatever_is_set(page):
    found = [list(places_of_charts(opened(page, query)._tree)) for query in SETTINGS]
    shown = [places for places in found if places]  # How sure has none where nothing is ranked
    assert len(shown) >= 4
    assert all(set(places) <= set(shown[0]) for places in shown)
