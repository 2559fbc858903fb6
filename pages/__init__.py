"""The frame (`app.py`) and one short script for each page."""
