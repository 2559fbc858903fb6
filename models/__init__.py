"""Where the project and its evidence are. Below: the model. No Streamlit, plotly, clock or network."""

from pathlib import Path

#: The folder of the project, with ``dashboard.py`` in it.
ROOT = Path(__file__).parent.parent

#: The evidence folder that the app comes with.
DATA = ROOT / "data"
