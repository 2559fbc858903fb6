"""What a file really is, by its first bytes and never by its name."""

import io
import zipfile

#: Sheets that are read; everything else is refused by name.
CSV, XLSX = "CSV", "XLSX"

#: First bytes -> what is said of the file.
_FIRST_BYTES = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\0", "a picture (TIFF)"),
    (b"RIFF", "a picture or a sound"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x7fELF", "a program"),
    (b"#!", "a program"),
    (b"\x1f\x8b", "a packed file (GZ)"),
    (b"BZh", "a packed file (BZ2)"),
    (b"7z\xbc\xaf", "a packed file (7Z)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"\xfd7zXZ", "a packed file (XZ)"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"{", "a JSON file"),
    (b"[", "a JSON file"),
)

#: An Office file from before 2007, or any that is locked: names in its directory, UTF-16.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_NAMES = (
    ("EncryptedPackage", "locked with a password"),
    ("WordDocument", "an old Word document (DOC)"),
    ("PowerPoint Document", "an old PowerPoint file (PPT)"),
    ("Workbook", "an old Excel workbook (XLS)"),
    ("Book", "an old Excel workbook (XLS)"),
)

#: A part that tells what a ZIP file is.
_ZIP_PARTS = (
    ("xl/workbook.bin", "a binary Excel workbook (XLSB)"),
    ("word/document.xml", "a Word document (DOCX)"),
    ("ppt/presentation.xml", "a PowerPoint file (PPTX)"),
    ("Index/Document.iwa", "a document of an Apple program"),
    ("Index.zip", "a document of an Apple program"),
    ("META-INF/container.xml", "a book (EPUB)"),
    ("META-INF/MANIFEST.MF", "a program"),
)


def kind_of(content: bytes) -> str:
    """CSV, XLSX, or what the file is instead: 'a PDF'."""
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if content.startswith(_OLE):
        return next(
            (what for name, what in _OLE_NAMES if name.encode("utf-16-le") in content), "an old Office file"
        )
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _of_zip(content)
    for first, what in _FIRST_BYTES:
        if start.startswith(first):
            return what
    if start[:2] == b"MZ" and b"\0" in content[:64]:
        return "a program"
    if content[4:8] == b"ftyp":
        return "a picture or a film"
    if start[:14].lower().startswith((b"<!doctype html", b"<html", b"<table")):
        return "a web page"
    if start.startswith(b"<"):
        return "an XML file"
    # UTF-16 has its mark; any other text is free of zero bytes.
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "no text"
    return CSV


def _of_zip(content: bytes) -> str:
    names = names_in_zip(content)
    if names is None:
        return "a damaged file"
    if "mimetype" in names and "content.xml" in names:
        return "an OpenDocument file (ODS or ODT)"
    if "xl/vbaProject.bin" in names:
        return "a workbook with macros (XLSM)"
    for part, what in _ZIP_PARTS:
        if part in names:
            return what
    return XLSX if any(name.startswith("xl/") for name in names) else "a packed file (ZIP)"


def names_in_zip(content: bytes) -> set[str] | None:
    """The parts of a ZIP file; None where its directory cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return set(packed.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, LookupError, EOFError):
        return None
