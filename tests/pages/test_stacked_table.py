"""Tables of words: as frames go in, and what becomes of them as markup."""

import pandas as pd
import pytest
from rendered import tables_of
from streamlit.testing.v1 import AppTest


def drawn(frame, name="Figures"):
    def page(frame, name):
        from pages.ui.blocks.stacked_table import stacked_table

        stacked_table(frame, name=name)

    test = AppTest.from_function(page, kwargs={"frame": frame, "name": name}).run()
    assert not test.exception
    return test


def test_every_cell_is_there_and_named_by_its_head():
    frame = pd.DataFrame([{"What": "Cost", "Typical": "$1,600", "Range": "$400 to $4,000"}] * 2)
    test = drawn(frame)
    assert tables_of(test)[0].equals(frame)
    markup = test.get("html")[0].proto.body
    assert markup.count('<td role="cell" data-label="Range">$400 to $4,000</td>') == 2
    assert markup.count('<th scope="row" role="rowheader">Cost</th>') == 2


def test_a_text_cannot_become_markup():
    nasty = '<img src=x onerror="a()">'
    test = drawn(pd.DataFrame([{"A & B": nasty, nasty: nasty, "C": "'"}]), name=nasty)
    assert "<img" not in test.get("html")[0].proto.body
    assert list(tables_of(test)[0].columns) == ["A & B", nasty, "C"]
    assert list(tables_of(test)[0].iloc[0]) == [nasty, nasty, "'"]


@pytest.mark.parametrize(("columns", "stacks"), [(2, False), (3, True)])
def test_two_columns_fit_a_phone_as_they_are(columns, stacks):
    test = drawn(pd.DataFrame([{f"{k}": "a" for k in range(columns)}]))
    assert ("stacked-never" not in test.get("html")[0].proto.body) is stacks


def test_a_table_without_rows_keeps_its_heads():
    frame = pd.DataFrame({"What": [], "Typical": [], "Range": []})
    assert list(tables_of(drawn(frame))[0].columns) == ["What", "Typical", "Range"]
