"""Broken tables, workbooks and saved consultations."""

import base64
import io
import json
import random
import zipfile
from collections.abc import Iterator

from hostile_input import NASTY, changed

from models.clinic.own_columns import own_table_example
from models.evidence.nouns import Evidence
from models.link.share_link import full_query
from models.person.preferences import start
from models.uploads import export


def files(evidence: Evidence, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """An endless series of (name, content): first the files known to be bad, then randomly changed ones."""
    table = export.as_csv(own_table_example(evidence))
    book = _workbook(table)
    saved = json.dumps(
        {
            "skin_options_consultation": 1,
            "view": full_query(start(evidence), evidence),
            "own_words": "a" * 50,
            "health": ["active_acne"],
            "prices": {"clinic": "A", "as_of": "2026-11-24", "rows": [["treatment_id"], ["peel"]]},
            "table": {"name": "a.csv", "content": base64.b64encode(table).decode()},
        }
    ).encode()
    fixed = [
        *(
            b"",
            b"\0",
            b"\xff\xfe",
            b"\xef\xbb\xbf",
            b"PK\x03\x04",
            b"PK\x05\x06" + bytes(18),
            b'"',
            b"\r\r\r",
        ),
        *(
            b"[" * 100_000,
            b'{"a":' * 50_000,
            b"," * 200_000,
            b"\n" * 200_000,
            b'"a' * 100_000,
            b"a" * 5_000_000,
        ),
        *(
            _bomb(),
            _entities(),
            table.decode("utf-8-sig").encode("utf-16"),
            table + b"\xff",
            bytes(range(256)),
        ),
        table.replace(b",", b";").replace(b".", b","),
    ]
    yield from (("table.csv", content) for content in fixed)
    while True:
        kind = chance.randrange(6)
        name = chance.choice(
            ("a.csv", "a.xlsx", "a.json", "../../a.csv", "a" * 300 + ".csv", "\u202e.csv", "a")
        )
        source = chance.choice((table, book, saved))
        if kind == 0:
            yield name, chance.randbytes(chance.randint(0, 3000))
        elif kind == 1:
            yield name, source[: chance.randrange(len(source))]
        elif kind == 2:
            yield name, _nasty_cells(table, chance)
        elif kind == 3:
            yield name, _workbook(changed(table, chance), chance)
        else:
            yield name, changed(source, chance, chance.choice((1, 3, 50)))


def _nasty_cells(table: bytes, chance: random.Random) -> bytes:
    lines = [line.split(",") for line in table.decode("utf-8-sig").splitlines()]
    for _ in range(chance.randint(1, 30)):
        cells = chance.choice(lines)
        cells[chance.randrange(len(cells))] = chance.choice(NASTY)
    return "\n".join(",".join(cells) for cells in lines).encode(errors="replace")


def _workbook(table: bytes, chance: random.Random | None = None) -> bytes:
    """A workbook with the lines as text cells; with ``chance``, some of its parts are changed or missing."""
    rows = "".join(
        f'<row r="{n}">'
        + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in line.split(","))
        + "</row>"
        for n, line in enumerate(table.decode("utf-8", errors="replace").splitlines(), 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            content = text.encode(errors="replace")
            if chance is None or chance.random() > 0.3:
                file.writestr(name, content)
            elif chance.random() < 0.5:
                file.writestr(name, changed(content, chance))
    return made.getvalue()


def _zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(f"xl/{name}.xml", content)
    return made.getvalue()


def _bomb() -> bytes:
    """200 MB, compressed to 0.2 MB."""
    return _zipped(**{"workbook": b"<workbook/>", "worksheets/sheet1": bytes(200_000_000)})


def _entities() -> bytes:
    """A workbook with the "billion laughs" entity expansion."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    start_of_all = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'
    return _zipped(workbook=f"{start_of_all}<workbook>&l9;</workbook>".encode())
