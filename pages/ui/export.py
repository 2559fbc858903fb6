"""Tables as files."""

import pandas as pd

#: A cell that starts like this is run as a formula by spreadsheet programs.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(table: pd.DataFrame) -> bytes:
    """``table`` as CSV with a byte order mark, so that spreadsheet programs read it as UTF-8.

    Text that a spreadsheet would run as a formula is led by an apostrophe.
    """
    return ("\ufeff" + table.map(_defused).to_csv(index=False)).encode()


def _defused(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
