"""Opens, compares and reweighs the largest permitted tables, in many visits of one client.

It runs in a separate process (``python tests/support/hostile_tables.py ADDRESS ROWS``), so that the work of
the attack is not counted as the server's. It prints a line when a phase begins, and repeats the last phase
until it is killed.
"""

import asyncio
import csv
import io
import sys

from hosted import Hosted
from hostile_runs import put
from streamlit.proto.Common_pb2 import FileUploaderState
from visitor import Visitor

from models import ROOT
from models.clinic.own_columns import columns
from models.clinic.own_table import MOST_COMPARED
from models.evidence.nouns import Evidence
from models.folder.load import load
from models.uploads.upload_rows import LONGEST_NAME, LONGEST_TEXT

#: The number of visits, and their address, which differs from that of the ordinary visitor.
VISITS, SOURCE = 12, "127.0.0.2"


def full_table(evidence: Evidence, rows: int = MOST_COMPARED) -> bytes:
    """``rows`` options with every cell filled: each text of maximum length, each figure with a range."""
    named = columns(evidence)
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(column.title for column in named)
    writer.writerows([_cell(column, row) for column in named] for row in range(rows))
    return file.getvalue().encode()


def _cell(column, row: int) -> str:
    if column.number is not None:
        share = {"low": 0.2, "high": 0.8}.get(column.name.rpartition("_")[2], 0.5)
        return f"{column.number.low + (column.number.high - column.number.low) * (share + row % 7 / 50):.2f}"
    if column.name.startswith("suitability_"):
        return ("suitable", "caution", "specialist_only", "avoid")[row % 4]
    longest = LONGEST_NAME if column.name in ("name", "family") else LONGEST_TEXT
    return f"{column.name} {row} ".ljust(longest, "abcdefg "[row % 7])


class TableVisit(Visitor):
    """A visitor with an own table. ``largest`` is the size in bytes of the largest message so far."""

    largest = 0

    def _took(self, raw: bytes) -> bool:
        self.largest = max(self.largest, len(raw))
        return super()._took(raw)

    async def open(self, content: bytes) -> None:
        place = Hosted(self.address, None, None)
        status, info = await asyncio.to_thread(put, place, self.session_id, "f1", "table.csv", content)
        assert status < 300, status
        self.widgets["_own_table_file"].value = FileUploaderState(uploaded_file_info=[info])
        await self.run()

    async def turn_to(self, page: str) -> float:
        self.page, self.script_hash = page, ""
        return await self.run()


async def attack(address: str, content: bytes, visits: int, source: str = SOURCE) -> None:
    everyone = [TableVisit(address, "for-clinics", source=source) for _ in range(visits)]
    for one in everyone:
        await one.__aenter__()
        if content:
            await one.open(content)
        await one.turn_to("")
        print("opened", flush=True)
    print("weighing", flush=True)

    async def weigh(one: TableVisit) -> None:
        for step in range(1_000_000):
            took = await one.change("cost", [float(step % 10)])
            print(f"{took:.3f};{one.largest};{' '.join(one.errors)[:100]}", flush=True)

    await asyncio.gather(*map(weigh, everyone))


if __name__ == "__main__":
    rows = int(sys.argv[2])
    asyncio.run(attack(sys.argv[1], full_table(load(ROOT / "data"), rows) if rows else b"", VISITS))
