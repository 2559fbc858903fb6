"""Tables for narrow screens: one whose rows stack there, and a wide one that scrolls in its own box."""

from collections.abc import Iterable, Sequence
from html import escape

import pandas as pd
import streamlit as st

#: With fewer columns, a row fits a phone as it is.
STACKS_FROM = 3


def stacked_table(table: pd.DataFrame, *, name: str) -> None:
    """Draw ``table``; ``name`` is what a screen reader calls it. Every text is escaped.

    On a phone each row stacks, each cell labelled with the heading of its column. ``st.table`` would keep its
    columns there, where three columns of text are a word wide each.
    """
    heads = [escape(str(column)) for column in table.columns]
    rows = "".join(
        f'<tr role="row">{row_head(escape(str(first)))}'
        f"{labelled(heads[1:], (escape(str(cell)) for cell in rest))}</tr>"
        for first, *rest in table.itertuples(index=False)
    )
    kind = "stacked" if len(heads) >= STACKS_FROM else "stacked stacked-never"
    st.html(around(rows, heads, name=name, kind=kind))


def wide_table(table: pd.DataFrame, *, name: str) -> None:
    """Draw ``table`` in a box that scrolls, with its first column fixed. ``name`` and escaping as above.

    ``st.table`` scrolls too, but its box cannot be reached by keyboard.
    """
    heads = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(str(first))}</th>'
        + "".join(f"<td>{escape(str(cell))}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in table.itertuples(index=False)
    )
    st.html(
        f'<div class="wide-table" role="region" tabindex="0" aria-label="{escape(name)}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def around(rows: str, heads: Iterable[str], *, name: str, kind: str) -> str:
    """A table of class ``kind``: the HTML ``rows`` under ``heads``. Its roles remain when its rows stack."""
    head = "".join(f'<th scope="col" role="columnheader">{text}</th>' for text in heads)
    return (
        f'<table class="{kind}" role="table" aria-label="{escape(name)}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def row_head(html: str) -> str:
    return f'<th scope="row" role="rowheader">{html}</th>'


def labelled(heads: Sequence[str], cells: Iterable[str]) -> str:
    """The HTML of a row's cells, each with the heading that labels it on a phone."""
    named = zip(heads, cells, strict=True)
    return "".join(f'<td role="cell" data-label="{head}">{html}</td>' for head, html in named)
