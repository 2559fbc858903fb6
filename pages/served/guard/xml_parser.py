"""Whether this Python reads XML with a parser that a hostile file can slow down (CVE-2023-52425)."""

import logging
from xml.parsers import expat

#: The first version that does not go through an unfinished tag again with each piece of it.
MENDED = (2, 6, 0)

log = logging.getLogger("skin_options")


def tell_of_old_parser(version: tuple[int, ...] = expat.version_info) -> None:
    """A warning at the start. A workbook is read within two seconds anyway, so the app runs all the same."""
    if version < MENDED:
        log.warning(
            "This Python reads XML with expat %s. From 2.6.0 on a hostile workbook costs less processor "
            "(docs/hosting.md).",
            ".".join(map(str, version)),
        )
