"""A figure with the same content in words: a text for people who cannot see it, and a table."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go


@dataclass(frozen=True, eq=False)
class Chart:
    """``alt`` describes the figure; ``table`` holds the same figures; ``note`` says what is left out.

    ``marks`` is the key to the marks. It is not printed, because paper has only the table.
    """

    title: str
    figure: go.Figure
    alt: str
    table: pd.DataFrame
    note: str = ""
    marks: str = ""

    @cached_property
    def figure_json(self) -> str:
        """The figure as Plotly's JSON, ``data`` and ``layout``, for its code in the browser."""
        text: str = self.figure.to_json(validate=False)
        return text
