"""A figure together with what says the same in words: a text for who cannot see it, and a table."""

from dataclasses import dataclass
from functools import cached_property

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

    @cached_property
    def figure_json(self) -> str:
        """The figure in Plotly's own JSON, ``data`` and ``layout``: what its code in the browser reads."""
        text: str = self.figure.to_json(validate=False)
        return text
