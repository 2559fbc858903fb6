"""The engine that draws handouts and pictures; only this module calls it.

It takes only templates on disk. A template compiled from bytes uses up one of the 65,535 ids that a process
has: after the last one, the engine fails for everybody until the process ends.
"""

import logging
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import typst

log = logging.getLogger("skin_options")

#: The engine's own fonts only, so that every machine makes the same file.
FONTS = typst.Fonts(include_system_fonts=False)

#: Options for a handout, which screen readers can read.
AS_PDF: dict[str, Any] = {"format": "pdf", "pdf_standards": ["ua-1"], "font_paths": FONTS}

#: Options for a picture: one pixel per point.
AS_PNG: dict[str, Any] = {"format": "png", "ppi": 72, "font_paths": FONTS}

#: An empty page, to test whether the engine still works.
EMPTY = Path(__file__).parent / "empty.typ"

#: Replaces the engine's own message, which may quote what a person wrote and must not be logged.
FAILED = "The engine could not draw it."


class CannotPrintError(Exception):
    """The engine could not draw, or has crashed."""


#: One job at a time: several would take the processor from the pages.
_one_at_a_time = Lock()

_has_broken = False


def drawn(template: Path, root: Path, inputs: Mapping[str, str], how: dict[str, Any]) -> bytes:
    """The file that ``template`` makes of ``inputs``. Raises CannotPrintError."""
    global _has_broken
    try:
        with _one_at_a_time:
            made = typst.compile(template, root=root, sys_inputs=dict(inputs), **how)
    except typst.TypstError:
        raise CannotPrintError(FAILED) from None
    except BaseException as error:
        # The engine is written in Rust, and its panics are no subclass of Exception: error handlers would let
        # one pass, and the request would get no answer.
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

    After a crash, the engine is tested with an empty page: it may have crashed on one text only, and one
    person's text must not make the whole server restart.
    """
    if not _has_broken:
        return True
    try:
        drawn(EMPTY, EMPTY.parent, {}, AS_PDF)
    except CannotPrintError:
        return False
    return True
