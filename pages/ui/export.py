"""Tables as files."""

import pandas as pd

from models.citations import standing_notice
from pages.ui.current_evidence import current_evidence

#: A cell that starts like this is run as a formula by spreadsheet programs.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

#: The last column of every file: a table that is passed on takes its date and its limits along.
ABOUT = "About these figures"


def as_csv(table: pd.DataFrame) -> bytes:
    """``table`` as CSV with a byte order mark, so that spreadsheet programs read it as UTF-8.

    The standing notice is a column, so that the file stays a plain table. Text that a spreadsheet would
    run as a formula is led by an apostrophe.
    """
    evidence = current_evidence()
    told = table.assign(**{ABOUT: standing_notice(evidence.review)}) if evidence else table
    return ("\ufeff" + told.map(_defused).rename(columns=_defused).to_csv(index=False)).encode()


def _defused(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
