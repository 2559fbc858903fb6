"""Shared Streamlit pieces."""
