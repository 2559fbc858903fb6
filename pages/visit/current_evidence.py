"""The evidence that this process serves to all visitors: the last that passed its checks."""

import os
from functools import lru_cache
from pathlib import Path

from models import DATA
from models.evidence.nouns import Evidence
from pages.visit.evidence_watch import Served, Watch

#: Name of the environment variable that points to another evidence folder.
FOLDER_VARIABLE = "SKIN_OPTIONS_DATA"


def evidence_folder() -> Path:
    """The folder in use: the one that ``SKIN_OPTIONS_DATA`` names, else ``data/`` beside the app."""
    return Path(os.environ.get(FOLDER_VARIABLE) or DATA)


def served_now() -> Served | None:
    """What a new visit is served, or None if no evidence has passed so far; the log then lists the problems.
    Earlier visits keep what they began with (``pages/visit/in_view.py``)."""
    return _watch(evidence_folder()).now()


def current_evidence() -> Evidence | None:
    """The evidence of ``served_now``."""
    served = served_now()
    return served.evidence if served else None


@lru_cache(maxsize=2)
def _watch(folder: Path) -> Watch:
    """One for each folder. A process only ever has one; tests have several."""
    return Watch(folder)
