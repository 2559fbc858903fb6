"""The parts of an XLSX file, unpacked in memory and never beyond a limit. Nothing in it is ever run."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from models.sheet import UnreadableError

#: Bytes that all parts of one workbook may come to, unpacked: six times the largest file.
MAX_UNPACKED = 30 * 1024 * 1024

#: Elements of one workbook: over twice those of the largest table that is read.
MAX_ELEMENTS = 1_500_000

#: Elements inside one another, and bytes that are parsed at a time.
DEEPEST, PIECE = 40, 65_536

#: What a damaged or hostile ZIP file raises, of its directory or of a part.
_ZIP_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError),
    *(ValueError, LookupError, OSError, EOFError, OverflowError),
)

Attributes = dict[str, str]


@dataclass(slots=True)
class Element:
    """One element as it ends: its name and attributes without namespaces, and the text in it."""

    name: str
    attributes: Attributes
    parent: "Element | None" = None
    text: str = ""

    def is_inside(self, name: str) -> bool:
        outer = self.parent
        while outer is not None and outer.name != name:
            outer = outer.parent
        return outer is not None


def damaged() -> UnreadableError:
    remedy = "Open it in the program it comes from and save it again."
    return UnreadableError("The workbook is damaged.", remedy)


@dataclass(slots=True)
class Package:
    """An opened workbook file. Raises UnreadableError for whatever cannot be read."""

    packed: zipfile.ZipFile
    names: frozenset[str]
    unpacked: int = 0
    elements_left: int = MAX_ELEMENTS
    parts: dict[str, bytes] = field(default_factory=dict)

    def has(self, part: str) -> bool:
        return part in self.names

    def read(self, part: str) -> bytes:
        """The bytes of one part."""
        if part not in self.parts:
            self.parts[part] = self._unpacked(part)
        return self.parts[part]

    def _unpacked(self, part: str) -> bytes:
        try:
            info = self.packed.getinfo(part)
            if info.flag_bits & 1:
                raise UnreadableError("The workbook is locked with a password.", "Save it without one.")
            # Other ways of packing cannot be unpacked piece by piece, so their size could not be limited.
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise damaged()
            with self.packed.open(info) as stream:
                content = stream.read(MAX_UNPACKED - self.unpacked + 1)
        except UnreadableError:
            raise
        except _ZIP_ERRORS:
            raise damaged() from None
        self.unpacked += len(content)
        if self.unpacked > MAX_UNPACKED:
            what = f"Unpacked, the workbook is larger than {MAX_UNPACKED // 1024 // 1024} MB."
            raise UnreadableError(what, "Copy the table to a new workbook and save that.")
        return content

    def elements(self, part: str) -> Iterator[Element]:
        """Every element of a part as it ends."""
        for element in _elements(self.read(part)):
            self.elements_left -= 1
            if self.elements_left < 0:
                what = f"The workbook holds more than {MAX_ELEMENTS:,} parts, blank cells with a format too."
                raise UnreadableError(what, "Copy the table to a new workbook and save that.")
            yield element

    def targets(self, part: str) -> dict[str, tuple[str, str]]:
        """What ``part`` refers to: kind and part by the id of the relation."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(relations):
            return {}
        found = {}
        for element in self.elements(relations):
            if element.name == "Relationship":
                kind = element.attributes.get("Type", "").rpartition("/")[2]
                target = posixpath.normpath(posixpath.join("/", folder, element.attributes.get("Target", "")))
                found[element.attributes.get("Id", "")] = (kind, target.lstrip("/"))
        return found


def opened(content: bytes) -> Package:
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
        return Package(packed, frozenset(packed.namelist()))
    except _ZIP_ERRORS:
        raise damaged() from None


def _elements(content: bytes) -> Iterator[Element]:
    """Every element of an XML part as it ends. Raises UnreadableError where it is no plain XML."""
    ended: list[Element] = []
    stack: list[Element] = []

    def starts(name: str, attributes: Attributes) -> None:
        if len(stack) > DEEPEST:
            raise damaged()
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        stack.append(Element(name.rpartition(" ")[2], plain, stack[-1] if stack else None))

    def ends(_: str) -> None:
        ended.append(stack.pop())

    def text(characters: str) -> None:
        stack[-1].text += characters

    def refuses(*_: Any) -> None:
        # A workbook never declares a document type; a hostile one does, to blow itself up.
        raise damaged()

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = starts, ends
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, refuses
    # In pieces, so that whoever reads the elements may stop long before the end.
    for start in range(0, len(content) + 1, PIECE):
        try:
            parser.Parse(content[start : start + PIECE], start + PIECE > len(content))
        except (expat.ExpatError, LookupError, ValueError):
            raise damaged() from None
        yield from ended
        ended.clear()
