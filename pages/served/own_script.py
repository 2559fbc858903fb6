"""The one script of ours that stands in the page itself: it brings a view back after a lost connection."""

from pathlib import Path

_LINES = (Path(__file__).parent / "back_again.js").read_text(encoding="utf-8").splitlines()

#: In the page and not in a file: it must be there before Streamlit's code opens its first connection. Its
#: comments, each a line of its own, stay here.
OWN_SCRIPT = "\n".join(line.strip() for line in _LINES if not line.strip().startswith("//"))

TAG = f"<script>{OWN_SCRIPT}</script>"
