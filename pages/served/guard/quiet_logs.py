"""Logs that record what went wrong, and never who asked for what.

Every record of the process passes through here, including those of Streamlit and uvicorn, and becomes one
line of bounded length. Tracebacks keep their files and line numbers but not the message, since that may quote
its input: a health answer, or a cell of a file.
"""

import logging
import re
import traceback
from types import TracebackType
from typing import Any

#: Characters of a record that are kept, and how many more are cut from a longer one, since they may be half
#: an address.
LONGEST, MAY_BE_HALF = 2_000, 50

#: Queries of paths and URLs, client addresses with their ports, and ids of visits.
QUERY = re.compile(r"\?[^\s\"'<>]*")
CLIENT = re.compile(
    r"\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b|\[?(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F.:]*\]?(?::\d+)?"
)
VISIT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

#: How asyncio reports an exception that was never retrieved, with the exception's text.
UNTAKEN = re.compile(r"(\bexception=[\w.]+)\(.*", re.DOTALL)


def set_up() -> None:
    """From now on, no record contains what a visitor sent."""
    # At INFO it logs the client and the whole URL of every connection.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    logging.setLogRecordFactory(_record)


def _record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = logging.LogRecord(*args, **kwargs)
    try:
        record.msg, record.args = without_visitors(record.getMessage()), ()
    except Exception:
        record.args = ()  # a malformed log call; logging ignores it too
    if record.exc_info and record.exc_info[1] is not None:
        # A formatter uses this text if it is set, instead of formatting the exception.
        record.exc_text = frames(record.exc_info[1], record.exc_info[2])
        record.exc_info = None
    return record


def without_visitors(text: str) -> str:
    """``text`` as one line, without data of visitors. It is cut to length before the patterns are applied."""
    known = UNTAKEN.sub(r"\1 (message left out)", text[:LONGEST])
    known = QUERY.sub(lambda found: "?..." if "=" in found[0] else found[0], known)
    known = CLIENT.sub("(address)", VISIT.sub("(id)", known))
    if len(text) > LONGEST:
        known = known[:-MAY_BE_HALF]
    # Line ends, terminal codes and bidirectional controls could forge another record.
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in known)
    return line if len(text) <= LONGEST >= len(line) else f"{line[:LONGEST]}... (cut)"


def frames(error: BaseException, trace: TracebackType | None) -> str:
    """A traceback without the message of ``error``."""
    lines = traceback.format_tb(trace)
    return f"Traceback (most recent call last):\n{''.join(lines)}{type(error).__name__} (message left out)"
