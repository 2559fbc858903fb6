"""Small files and messages that need much work. Each blocked the server once, or resembles one that did."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator

from broken_tables import SHEET, SHEET_END, price_workbook, repacked
from streamlit.proto.BackMsg_pb2 import BackMsg

_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_CELL = b'<row r="1"><c r="A1" s="0"><v>1</v></c></row>'
_PLAIN = price_workbook(["x", 450])

_TYPES = zipfile.ZipFile(io.BytesIO(_PLAIN)).read("[Content_Types].xml")
_TEXTS_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)

#: Bytes of one part, a little under the limit for decompressed data.
_MOST = 29_000_000


def _sheet(rows: bytes = _CELL, before: bytes = b"", after: bytes = b"", **parts: bytes) -> bytes:
    body = SHEET.replace(b"<sheetData>", before + b"<sheetData>") + rows
    body += SHEET_END.replace(b"</worksheet>", after + b"</worksheet>")
    others = {f"xl/{name}.xml": content for name, content in parts.items()}
    if "sharedStrings" in parts:
        others["[Content_Types].xml"] = _TYPES.replace(b"</Types>", _TEXTS_TYPE + b"</Types>")
    return repacked(_PLAIN, {"xl/worksheets/sheet1.xml": body} | others)


def _formats(codes: bytes, styles: bytes = b'<xf numFmtId="164"/>') -> bytes:
    return (
        b"<styleSheet " + _MAIN + b"><numFmts>" + codes + b"</numFmts>"
        b"<cellXfs>" + styles + b"</cellXfs></styleSheet>"
    )


def _code(text: bytes) -> bytes:
    return b'<numFmt numFmtId="164" formatCode="' + text + b'"/>'


def _texts(inside: bytes) -> bytes:
    return b"<sst " + _MAIN + b">" + inside + b"</sst>"


def _many_sheets(content: bytes, count: int) -> bytes:
    """The workbook with its only sheet listed ``count`` times."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        body = packed.read("xl/workbook.xml")
    sheet = re.search(rb"<sheet [^>]*/>", body)
    assert sheet
    named = b"".join(
        sheet[0].replace(b'"Prices"', b'"A%d"' % n).replace(b'sheetId="1"', b'sheetId="%d"' % n)
        for n in range(1, count + 1)
    )
    return repacked(content, {"xl/workbook.xml": body.replace(sheet[0], named)})


def _in_a_cell(text: bytes) -> bytes:
    return _sheet(b'<row r="1"><c t="inlineStr"><is><t>' + text + b"</t></is></c></row>")


#: Each is built on demand: most contain 29 MB, compressed to a thousandth of that.
WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "a long number format": lambda: _sheet(styles=_formats(_code(b"[" * 160_000))),
    "a number format of 10 MB": lambda: _sheet(styles=_formats(_code(b"[" * 10_000_000))),
    "a format of a million places": lambda: _sheet(
        styles=_formats(_code(b"[" * 255), b'<xf numFmtId="164"/>' * 1_200_000)
    ),
    "a comment, read 50 times": lambda: _many_sheets(_sheet(b"", b"<!--" + b"a" * _MOST + b"-->"), 50),
    "an attribute, read 50 times": lambda: _many_sheets(_sheet(b"", b'<x y="' + b"a" * _MOST + b'"/>'), 50),
    "an instruction": lambda: _sheet(before=b"<?a " + b"a" * _MOST + b"?>"),
    "a name": lambda: _sheet(before=b"<" + b"a" * _MOST + b"/>"),
    "a text of line ends": lambda: _in_a_cell(b"\n" * _MOST),
    "a text of escapes": lambda: _in_a_cell(b"_x" * (_MOST // 2)),
    "texts in texts": lambda: _in_a_cell(b"</t><t>a" * (_MOST // 8)),
    "hidden columns": lambda: _sheet(
        before=b"<cols>" + b'<col min="1" max="100" hidden="1"/>' * 800_000 + b"</cols>"
    ),
    "blank cells": lambda: _sheet(b'<row r="1">' + b"<c/>" * 7_000_000 + b"</row>"),
    "blank rows": lambda: _sheet(b"<row/>" * 4_500_000),
    "the last row": lambda: _sheet(b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>'),
    "merged ranges": lambda: _sheet(
        after=b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 800_000 + b"</mergeCells>"
    ),
    "deep elements": lambda: _sheet(b"<a>" * 4_000_000),
    "shared texts": lambda: _sheet(sharedStrings=_texts(b"<si><t>a</t></si>" * 1_500_000)),
    "one text in 200,000 cells": lambda: _sheet(
        b"".join(b'<row r="%d">' % r + b'<c t="s"><v>0</v></c>' * 100 + b"</row>" for r in range(1, 2001)),
        sharedStrings=_texts(b"<si><t>" + b"a " * 499 + b"</t></si>"),
    ),
    "an element of many attributes": lambda: _sheet(
        before=b"<x" + b"".join(b' a%d=""' % n for n in range(2_000_000)) + b"/>"
    ),
}


def csv_files() -> Iterator[tuple[str, bytes]]:
    yield "combining characters", b"name\n" + ("a" + "\u0316\u0301" * 490 + "\n").encode() * 1_900
    yield "a quote that is not closed", b'"' + b"a\n" * 2_500_000
    yield "separators", b"," * 5_000_000
    header = ",".join(f"c{n}" for n in range(100))
    yield "as many cells as are read", "\n".join([header, *[",".join(["text"] * 100)] * 2_000]).encode()
    rows = (f"{'(' * 300},x to 4-,{'[' * 300},safe" for _ in range(2_000))
    yield "rows of brackets", "\n".join(["treatment,price_per_session,sessions,included", *rows]).encode()


def _consultation(**parts: object) -> bytes:
    return json.dumps({"skin_options_consultation": 1} | parts).encode()


def _saved_prices(cell: str) -> bytes:
    return _consultation(prices={"clinic": "A", "as_of": "2026-11-24", "rows": [["treatment"], [cell]]})


def consultations() -> Iterator[tuple[str, bytes]]:
    yield "a cell of line ends", _saved_prices("\n" * 30_000 + "x")
    yield "a cell of 5 MB", _saved_prices("\n" * 2_500_000 + "x")
    yield "a cell of tabs", _saved_prices("\t" * 30_000 + "x")
    yield "a cell of semicolons", _saved_prices("; " * 30_000 + "x")
    yield (
        "a clinic's name",
        _consultation(prices={"clinic": "a\u0301" * 500_000, "as_of": "2026-11-24", "rows": []}),
    )
    yield "a table's name", _consultation(table={"name": "a\u0301" * 500_000, "content": "YSxi"})
    yield "lists", b'{"skin_options_consultation": 1, "x": [' + b"[]," * 1_600_000 + b"[]]}"
    yield (
        "a view",
        _consultation(view={"budget": [" " * 2_000_000 + "x"], "x" * 1_000_000: ["1" * 1_000_000]}),
    )
    yield "half a character", b'{"skin_options_consultation": 1, "own_words": "\\ud800x"}'
    yield "half a character in a price", _saved_prices("\ud800")


def messages() -> Iterator[tuple[str, bytes]]:
    """Messages whose content Streamlit logs."""
    for name, text in (("question marks", "?" * 60_000), ("a million question marks", "?" * 990_000)):
        message = BackMsg()
        message.backend_operation_request.request_id = text
        message.backend_operation_request.deferred_file.file_id = "a"
        yield name, message.SerializeToString()
    message = BackMsg()
    message.backend_operation_request.request_id = "x\n2026-11-27 09:00:00.000 FAKE LINE \x1b[31mred"
    message.backend_operation_request.deferred_file.file_id = "a"
    yield "a line of its own in the log", message.SerializeToString()
