"""A table too wide for a page: its own box scrolls, by keyboard too, and its first column stays in sight."""

from html import escape

import pandas as pd
import streamlit as st


def wide_table(table: pd.DataFrame, *, name: str) -> None:
    """Draw ``table``; ``name`` is what a screen reader calls the box. Every text is escaped.

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
