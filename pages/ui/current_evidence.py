"""The evidence that this process serves, read once and shared between all visitors."""

import logging
import os
from functools import cache
from pathlib import Path

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
    return _loaded(evidence_folder())


@cache
def _loaded(folder: Path) -> Evidence | None:
    try:
        evidence = load(folder)
    except EvidenceError as error:
        log.error("Evidence in %s cannot be used; visitors get a plain page. Problems:", folder)
        for problem in error.problems:
            log.error("%s", problem)
        return None
    log.info("Evidence %s loaded from %s.", evidence.version, folder)
    return evidence
