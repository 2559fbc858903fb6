"""The one script of ours that stands in the page itself: it brings a view back after a lost connection."""

from pathlib import Path

#: In the page and not in a file: it must be there before Streamlit's code opens its first connection.
OWN_SCRIPT = (Path(__file__).parent / "back_again.js").read_text(encoding="utf-8")

TAG = f"<script>{OWN_SCRIPT}</script>"
