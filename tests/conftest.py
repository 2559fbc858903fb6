"""What many tests share: the real evidence, read once."""

from pathlib import Path

import pytest

from models.evidence import Evidence
from models.load import load

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    return load(ROOT / "data")
