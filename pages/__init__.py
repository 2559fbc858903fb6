"""Pages, charts and shared Streamlit pieces."""
