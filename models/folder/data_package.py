"""The evidence folder as one zip file, for use elsewhere."""

import io
import zipfile
from datetime import date
from pathlib import Path

from models.folder.descriptor import DESCRIPTOR, read_descriptor

#: Files of the package besides its tables, where the folder has them. No other file is included.
BESIDE_THE_TABLES = ("README.md", "LICENSE")


def packed(folder: Path, dated: date) -> bytes:
    """A zip of the descriptor in ``folder``, its tables, and its readme and licence.

    ``dated`` is the date of every file in it, so that the same content gives the same bytes. Raises
    EvidenceError if the descriptor cannot be read, OSError if a table cannot.
    """
    tables = [resource["path"] for resource in read_descriptor(folder)["resources"]]
    names = [DESCRIPTOR, *tables, *(name for name in BESIDE_THE_TABLES if (folder / name).is_file())]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            entry = zipfile.ZipInfo(name, (dated.year, dated.month, dated.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, (folder / name).read_bytes())
    return file.getvalue()
