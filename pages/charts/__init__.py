"""Figures: results in, ``go.Figure`` out. plotly only, no Streamlit. One figure per file."""
