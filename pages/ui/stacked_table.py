"""A table that a phone can read: there each row stacks, its cells named by the heads of their columns."""

from html import escape

import pandas as pd
import streamlit as st

#: With fewer columns a row fits a phone as it is.
STACKS_FROM = 3


def stacked_table(table: pd.DataFrame, *, name: str) -> None:
    """Draw ``table``; ``name`` is what a screen reader calls it. Every text is escaped.

    ``st.table`` keeps its columns on a phone, where three of them in words are a word wide each. The roles
    stay where the cells are stacked.
    """
    heads = [escape(str(column)) for column in table.columns]
    head = "".join(f'<th scope="col" role="columnheader">{text}</th>' for text in heads)
    rows = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{escape(str(first))}</th>'
        + "".join(
            f'<td role="cell" data-label="{text}">{escape(str(cell))}</td>'
            for text, cell in zip(heads[1:], rest, strict=True)
        )
        + "</tr>"
        for first, *rest in table.itertuples(index=False)
    )
    stacks = "stacked" if len(heads) >= STACKS_FROM else "stacked stacked-never"
    st.html(
        f'<table class="{stacks}" role="table" aria-label="{escape(name)}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )
