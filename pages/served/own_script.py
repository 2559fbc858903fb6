"""The scripts of ours that stand in the page itself, before Streamlit's code."""

from pathlib import Path

#: One brings a view back after a lost connection, one keeps still what moves for those who asked for it.
_FILES = ("back_again.js", "less_motion.js")

#: In the page and not in files: they must be there before Streamlit's code runs. Their comments, each a line
#: of its own, stay here.
OWN_SCRIPT = "\n".join(
    line.strip()
    for file in _FILES
    for line in (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines()
    if not line.strip().startswith("//")
)

TAG = f"<script>{OWN_SCRIPT}</script>"
