"""All modules are imported before the first visitor, and the garbage collector skips them."""

import subprocess
import sys

from models import ROOT

LOOK = """
import gc, sys
import models, pages.charts, pages.ui, pages.visit
from pages.served.process.warm import warm_up
warm_up(models, pages.charts, pages.ui, pages.visit)
ours = [name for name in sys.modules if name.startswith(("models.", "pages."))]
print(gc.get_freeze_count(), gc.get_count()[2], *ours)
"""


def test_warming_up_imports_every_module_and_freezes_the_objects():
    """In a separate process, because gc.freeze affects the whole process."""
    answer = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    frozen, waiting, *modules = answer.stdout.split()
    assert int(frozen) > 50_000
    assert int(waiting) == 0
    for package in ("models", "pages/charts", "pages/ui", "pages/visit"):
        for path in (ROOT / package).rglob("[a-z]*.py"):
            assert ".".join(path.relative_to(ROOT).with_suffix("").parts) in modules


def test_the_server_warms_up():
    assert "warm_up(models, pages.charts, pages.ui, pages.visit)" in (ROOT / "dashboard.py").read_text(
        encoding="utf-8"
    )
