"""The decision model and the data model. No Streamlit, no plotly, no clock, no network."""

from pathlib import Path

#: The folder of the project, with ``dashboard.py`` in it.
ROOT = Path(__file__).parent.parent

#: The evidence folder that the app comes with.
DATA = ROOT / "data"
