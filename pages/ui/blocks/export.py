"""Tables as files."""

import pandas as pd

from models.uploads.export import ABOUT, defused


def as_csv(table: pd.DataFrame, about: str) -> bytes:
    """``table`` as CSV with a byte order mark, so that spreadsheet programs read it as UTF-8.

    ``about``, the notice of the evidence, is a column, so that the file stays a plain table. Text that a
    spreadsheet would run as a formula is led by an apostrophe, in the names of the columns too.
    """
    told = table.assign(**{ABOUT: about})
    return ("\ufeff" + told.rename(columns=defused).map(defused).to_csv(index=False)).encode()
