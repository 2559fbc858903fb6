"""Logs that say what went wrong and never who asked what.

Every record of the process goes through here, those of Streamlit and uvicorn too, and is one line of bounded
length. Tracebacks keep their files and lines and lose the message, since that repeats what it was given: a
health answer, a cell of a file.
"""

import logging
import re
import traceback
from types import TracebackType
from typing import Any

#: Characters of a record that are looked at. The last of a longer one go too: they may be half of an address.
LONGEST, MAY_BE_HALF = 2_000, 50

#: A query in a path or an address, addresses of clients with their ports, and ids of visits.
QUERY = re.compile(r"\?[^\s\"'<>]*")
CLIENT = re.compile(
    r"\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b|\[?(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F.:]*\]?(?::\d+)?"
)
VISIT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

#: How asyncio reports an exception that was never retrieved: it quotes the exception's text.
UNTAKEN = re.compile(r"(\bexception=[\w.]+)\(.*", re.DOTALL)


def set_up() -> None:
    """From now on no record repeats what a visitor sent."""
    # At INFO it names the client and the whole address of every connection.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    logging.setLogRecordFactory(_record)


def _record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = logging.LogRecord(*args, **kwargs)
    try:
        record.msg, record.args = without_visitors(record.getMessage()), ()
    except Exception:
        record.args = ()  # a malformed log call; logging ignores it too
    if record.exc_info and record.exc_info[1] is not None:
        # A formatter that finds this text takes it, and makes none of its own.
        record.exc_text = frames(record.exc_info[1], record.exc_info[2])
        record.exc_info = None
    return record


def without_visitors(text: str) -> str:
    """``text`` as one line, without what tells of a visitor. It is cut before a pattern meets it."""
    known = UNTAKEN.sub(r"\1 (message left out)", text[:LONGEST])
    known = QUERY.sub(lambda found: "?..." if "=" in found[0] else found[0], known)
    known = CLIENT.sub("(address)", VISIT.sub("(id)", known))
    if len(text) > LONGEST:
        known = known[:-MAY_BE_HALF]
    # Line ends, terminal codes and signs that turn a text round could make one line look like another's.
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in known)
    return line if len(text) <= LONGEST >= len(line) else f"{line[:LONGEST]}... (cut)"


def frames(error: BaseException, trace: TracebackType | None) -> str:
    """A traceback without the message of ``error``."""
    lines = traceback.format_tb(trace)
    return f"Traceback (most recent call last):\n{''.join(lines)}{type(error).__name__} (message left out)"
