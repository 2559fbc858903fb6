"""Tables of text: a data frame goes in, and the right markup comes out."""

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


def test_every_cell_is_present_and_labelled_with_its_column():
    frame = pd.DataFrame([{"What": "Cost", "Typical": "$1,600", "Range": "$400 to $4,000"}] * 2)
    test = drawn(frame)
    assert tables_of(test)[0].equals(frame)
    markup = test.get("html")[0].proto.body
    assert markup.count('<td role="cell" data-label="Range">$400 to $4,000</td>') == 2
    assert markup.count('<th scope="row" role="rowheader">Cost</th>') == 2


def test_cell_text_cannot_become_markup():
    nasty = '<img src=x onerror="a()">'
    test = drawn(pd.DataFrame([{"A & B": nasty, nasty: nasty, "C": "'"}]), name=nasty)
    assert "<img" not in test.get("html")[0].proto.body
    assert list(tables_of(test)[0].columns) == ["A & B", nasty, "C"]
    assert list(tables_of(test)[0].iloc[0]) == [nasty, nasty, "'"]


@pytest.mark.parametrize(("columns", "stacks"), [(2, False), (3, True)])
def test_a_table_of_two_columns_does_not_stack(columns, stacks):
    test = drawn(pd.DataFrame([{f"{k}": "a" for k in range(columns)}]))
    assert ("stacked-never" not in test.get("html")[0].proto.body) is stacks


def test_a_table_without_rows_keeps_its_column_names():
    frame = pd.DataFrame({"What": [], "Typical": [], "Range": []})
    assert list(tables_of(drawn(frame))[0].columns) == ["What", "Typical", "Range"]
