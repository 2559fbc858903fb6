"""Tables as files."""

import pandas as pd

from models.citations import standing_notice
from models.export import ABOUT, defused
from pages.ui.current_evidence import current_evidence


def as_csv(table: pd.DataFrame) -> bytes:
    """``table`` as CSV with a byte order mark, so that spreadsheet programs read it as UTF-8.

    The standing notice is a column, so that the file stays a plain table. Text that a spreadsheet would
    run as a formula is led by an apostrophe, in the names of the columns too.
    """
    evidence = current_evidence()
    told = table.assign(**{ABOUT: standing_notice(evidence.review)}) if evidence else table
    return ("\ufeff" + told.rename(columns=defused).map(defused).to_csv(index=False)).encode()
