"""A figure together with what says the same in words: a text for who cannot see it, and a table."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go


@dataclass(frozen=True, eq=False)
class Chart:
    """``alt`` says what the figure shows; ``table`` holds the same figures; ``note`` what it leaves out.

    ``marks`` says what is drawn how. Paper has the table alone, so it leaves that out.
    """

    title: str
    figure: go.Figure
    alt: str
    table: pd.DataFrame
    note: str = ""
    marks: str = ""
