"""Tables as files."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from models.uploads.export import ABOUT, defused


def as_csv(table: pd.DataFrame, about: str) -> bytes:
    """``table`` as CSV with a byte order mark, so that spreadsheet programs read it as UTF-8.

    ``about``, the notice of the evidence, is a column, so that the file is a plain table. Text that a
    spreadsheet would run as a formula is prefixed with an apostrophe, in column names too.
    """
    noted = table.assign(**{ABOUT: about})
    return ("\ufeff" + noted.rename(columns=defused).map(defused).to_csv(index=False)).encode()


def csv_button(label: str, made: Callable[[], bytes], file_name: str, *, key: str) -> None:
    """A button that downloads a CSV file, which ``made`` returns when the button is pressed."""
    st.download_button(label, made, file_name, mime="text/csv", key=key, on_click="ignore")
