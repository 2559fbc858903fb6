"""The server: a Streamlit app around ``pages/app.py``. No widgets.

``streamlit run dashboard.py`` finds ``app`` and serves it. Page files may live in ``pages/`` without
Streamlit's automatic menu, and a first visit to any page path runs the shared frame (see
docs/decisions/0006-st-app-in-dashboard.md).
"""

import streamlit as st

from pages.ui.current_evidence import current_evidence

# Read once before the first visitor; a broken folder is told to the log at the start, in full.
current_evidence()

app = st.App("pages/app.py")
