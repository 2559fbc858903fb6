"""Paths of the project and its evidence. The rooms below: the model, without Streamlit, clock or network."""

from pathlib import Path

#: The folder of the project, with ``dashboard.py`` in it.
ROOT = Path(__file__).parent.parent

#: The evidence folder that the app comes with.
DATA = ROOT / "data"
