"""Whether this Python's XML parser can be slowed down by a hostile file (CVE-2023-52425)."""

import logging
from xml.parsers import expat

#: The first version that does not parse an unfinished tag again with each further chunk.
MENDED = (2, 6, 0)

log = logging.getLogger("skin_options")


def warn_of_old_parser(version: tuple[int, ...] = expat.version_info) -> None:
    """Log a warning. The app runs all the same, since reading a workbook is stopped after two seconds."""
    if version < MENDED:
        log.warning(
            "This Python reads XML with expat %s. From 2.6.0 on a hostile workbook costs less processor "
            "(docs/hosting.md).",
            ".".join(map(str, version)),
        )
