"""The kind of a file by its content, never by its name: CSV, an XLSX workbook, or neither."""

import io
import zipfile

CSV, XLSX, NEITHER = "CSV", "XLSX", "neither"

#: How files without a table begin that may have no zero bytes: web pages and XML, JSON, RTF, PDF, scripts,
#: pictures.
_NO_TABLE = (b"<", b"{", b"[", b"%PDF", b"#!", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")

#: Parts of a workbook with macros, and of one in Excel's binary form. Neither is read.
_NOT_READ = {"xl/vbaProject.bin", "xl/workbook.bin"}


def kind_of(content: bytes) -> str:
    """``CSV``, ``XLSX`` or ``NEITHER``. Any text counts as CSV until its rows have been read."""
    if content.startswith(b"PK"):
        return XLSX if _is_workbook(content) else NEITHER
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    # UTF-16 begins with a byte order mark; any other text has no zero bytes.
    is_text = b"\0" not in content or content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return CSV if is_text and not start.startswith(_NO_TABLE) else NEITHER


def _is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, LookupError, EOFError):
        return False
    return any(name.startswith("xl/") for name in names) and names.isdisjoint(_NOT_READ)
