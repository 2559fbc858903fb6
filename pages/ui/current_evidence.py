"""The evidence that this process serves, read once and shared between all visitors."""

import logging
import os
from functools import cache
from pathlib import Path

from models.data_package import packed
from models.evidence import Evidence
from models.load import load
from models.problems import EvidenceError

#: Name of the environment variable that points to another evidence folder.
FOLDER_VARIABLE = "SKIN_OPTIONS_DATA"

log = logging.getLogger("skin_options")


def evidence_folder() -> Path:
    """The folder in use: the one that ``SKIN_OPTIONS_DATA`` names, else ``data/`` beside the app."""
    return Path(os.environ.get(FOLDER_VARIABLE) or Path(__file__).parents[2] / "data")


def current_evidence() -> Evidence | None:
    """The evidence, or None where its folder did not pass the checks: the log then has the list."""
    read = _read(evidence_folder())
    return read[0] if read else None


def data_package() -> bytes:
    """The same evidence as a zip, packed when it was read: no later change of the folder is in it."""
    read = _read(evidence_folder())
    assert read is not None, "the frame stops before any page where there is no evidence"
    return read[1]


@cache
def _read(folder: Path) -> tuple[Evidence, bytes] | None:
    try:
        evidence = load(folder)
    except EvidenceError as error:
        log.error("Evidence in %s cannot be used; visitors get a plain page. Problems:", folder)
        for problem in error.problems:
            log.error("%s", problem)
        return None
    log.info("Evidence %s loaded from %s.", evidence.version, folder)
    return evidence, packed(folder, evidence.review.compiled_on)
