"""The engine that draws handouts and pictures, reached from here alone.

It only takes templates that lie on disk. What is compiled from bytes takes one of 65,535 numbers that a
process has and never gets back: after the last one the engine fails for everybody, until the process ends.
"""

import logging
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import typst

log = logging.getLogger("skin_options")

#: The engine's own fonts alone: the fonts of a machine would make a file another one there.
FONTS = typst.Fonts(include_system_fonts=False)

#: How a handout is made: readable by screen readers.
AS_PDF: dict[str, Any] = {"format": "pdf", "pdf_standards": ["ua-1"], "font_paths": FONTS}

#: How a picture is made: one pixel for one point.
AS_PNG: dict[str, Any] = {"format": "png", "ppi": 72, "font_paths": FONTS}

#: The smallest page, to see whether the engine still works.
EMPTY = Path(__file__).parent / "empty.typ"

#: The engine's own words may quote what a person wrote, which is kept out of every log.
FAILED = "The engine could not draw it."


class CannotPrintError(Exception):
    """The engine failed, or broke."""


#: One thing after the other: many at once would take the processor from the pages.
_one_at_a_time = Lock()

_has_broken = False


def drawn(template: Path, root: Path, inputs: Mapping[str, str], how: dict[str, Any]) -> bytes:
    """The one file that ``template`` makes of ``inputs``. Raises CannotPrintError."""
    global _has_broken
    try:
        with _one_at_a_time:
            made = typst.compile(template, root=root, sys_inputs=dict(inputs), **how)
    except typst.TypstError:
        raise CannotPrintError(FAILED) from None
    except BaseException as error:
        # The engine is written in Rust, and its panic is no Exception: handlers of errors would let it pass,
        # and whoever waits would get no answer.
        if type(error).__name__ != "PanicException":
            raise
        _has_broken = True
        log.error("The engine that draws handouts and pictures has broken.")
        raise CannotPrintError(FAILED) from None
    if not isinstance(made, bytes):
        raise CannotPrintError("It ran over onto more than one page.")
    return made


def works() -> bool:
    """Whether handouts and pictures can be made now.

    Once the engine has broken, it is asked for an empty page: it may have broken over one text only, and one
    person's text must not have the whole server restarted.
    """
    if not _has_broken:
        return True
    try:
        drawn(EMPTY, EMPTY.parent, {}, AS_PDF)
    except CannotPrintError:
        return False
    return True
