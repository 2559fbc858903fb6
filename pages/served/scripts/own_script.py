"""Our scripts that are in every page, before Streamlit's code."""

from pathlib import Path

#: own_visit: ties a visit to its tab, and reopens it after a lost connection. no_connection: says that the
#: connection is lost. less_motion: honours prefers-reduced-motion. page_steps: decides what Back does.
#: fingers: lets a finger scroll when it starts on a slider.
_FILES = ("own_visit.js", "no_connection.js", "less_motion.js", "page_steps.js", "fingers.js")


def without_comments(script: str) -> str:
    """``script`` as it is sent: without blank lines and lines that are only a comment."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


#: In the page itself and not in files, since they must run before Streamlit's code.
OWN_SCRIPT = "\n".join(
    without_comments((Path(__file__).parent / file).read_text(encoding="utf-8")) for file in _FILES
)
