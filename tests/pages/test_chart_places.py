"""A chart keeps its position on the page under all settings. If it moved, Streamlit would recreate it."""

import pytest
from rendered import opened

NOTHING_MATTERS = dict.fromkeys(("cost", "downtime", "dark_marks", "complications", "pain", "results"), "0")

#: The default, a stable first place, an unstable one, an empty board, and a board of few rows.
SETTINGS = ({}, {"cost": "10"}, {"cost": "0"}, NOTHING_MATTERS, {"phototype": "VI", "budget": "2000"})


def places_of_charts(block, path=()):
    """The position of each chart on the page: the indices of its enclosing blocks, then its own."""
    for number, child in block.children.items():
        if hasattr(child, "children"):
            yield from places_of_charts(child, (*path, number))
        elif child.type == "bidi_component" and child.proto.component_name.endswith("plot"):
            yield (*path, number)


@pytest.mark.parametrize("page", ["compare.py", "how_sure.py", "recovery_calendar.py", "evidence.py"])
def test_a_chart_keeps_its_place_on_the_page_under_all_settings(page):
    found = [list(places_of_charts(opened(page, query)._tree)) for query in SETTINGS]
    shown = [places for places in found if places]  # How sure has none if nothing is ranked
    assert len(shown) >= 4
    assert all(set(places) <= set(shown[0]) for places in shown)
