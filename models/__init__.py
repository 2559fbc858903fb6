"""The decision model and the data model. No Streamlit, no plotly, no clock, no network."""
