"""Download Plotly's published code for bars and points: `make plotly`, after a Plotly update.

The version is that of the Python package, which contains only the full code. The file is stored as it is
sent, compressed with brotli. Needs npm, which nothing else here does.
"""

import hashlib
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

import brotli
import plotly

from models import ROOT
from pages.served.light.compression import BEST

PLOT = ROOT / "pages" / "ui" / "blocks" / "plot"
PACKAGE = "plotly.js-basic-dist-min"

#: The SHA-256 of each version's code that somebody has reviewed.
LOOKED_AT = {"4.1.1": "99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba"}


def version() -> str:
    """The version of the script in the Python package. Raises ``ValueError`` if the script names none."""
    script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    found = re.search(r"plotly\.js v([\d.]+)", script.read_text(encoding="utf-8")[:200])
    if found is None:
        raise ValueError(f"{script.name} of the Python package names no version.")
    return found[1]


def take(wanted: str, into: Path) -> None:
    """Write the code and its licence ``into`` a folder, replacing older ones.

    Raises ``ValueError`` for code that is not in ``LOOKED_AT``.
    """
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{wanted}"], cwd=folder, check=True)
        (packed,) = Path(folder).glob("*.tgz")
        with tarfile.open(packed) as archive:
            archive.extractall(folder, filter="data")
        code = (Path(folder) / "package" / "plotly-basic.min.js").read_bytes()
        licence = (Path(folder) / "package" / "LICENSE").read_bytes()
    found = hashlib.sha256(code).hexdigest()
    if LOOKED_AT.get(wanted) != found:
        raise ValueError(f"{PACKAGE} {wanted} is {found}: look at it, then add it to LOOKED_AT.")
    for old in into.glob("plotly-basic-*.min.js.br"):
        old.unlink()
    (into / f"plotly-basic-{wanted}.min.js.br").write_bytes(brotli.compress(code, quality=BEST))
    (into / "LICENSE").write_bytes(licence)


if __name__ == "__main__":
    take(version(), PLOT)
