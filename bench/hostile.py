"""Send more than ten thousand hostile links, files, messages and connections: ``make hostile``.

Prints the outcomes of each attack, how long another visitor's steps took during it (as a ratio to those
around it), the slowest health check, and the memory. Everything runs twice: the first round may fill caches,
but what the second adds is growth. Fails if something crashed, a traceback was shown, another visitor's step
took more than twice as long during an attack as around it, a health check took 200 ms longer than the
machine explains, or memory grew beyond its bounds.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from urllib.parse import parse_qs

from bystander import Bystander
from hosted import Hosted, hosted
from hostile_files import files
from hostile_input import queries
from hostile_runs import (
    Hangers,
    HealthChecks,
    garble_all,
    get_all,
    open_all,
    send_all,
    upload_all,
)
from hostile_slow import WORKBOOKS, consultations, csv_files, messages

from models import ROOT
from models.clinic.own_table import read_own_table
from models.clinic.price_list import read_prices
from models.evidence.nouns import Evidence
from models.folder.load import load
from models.link import consultation
from models.link.share_link import full_query, open_link
from models.uploads import spreadsheet

#: How many of each kind: 10,000 links in all, and 1,000 files.
SERVED, FRAME, READ = 4000, 250, 5750
UPLOADED, OPENED = 300, 700
GARBLED, HANGING = 200, 400

#: How many times as long another visitor's step may take, and how many seconds longer a health check may.
STEP, HEALTH = 2.0, 0.2

#: Megabytes by which memory may have grown once all visits are forgotten: about what the bounded caches of
#: draws, pictures, charts and tables hold when full.
BOUND = 120

#: Megabytes that the last round may add to that.
AGAIN = 20

#: Seconds until a visit is forgotten.
FORGOTTEN = 130


def read_links(evidence: Evidence, count: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for query in islice(queries(evidence, random.Random(11)), count):
        try:
            values = parse_qs(query, keep_blank_values=True, errors="replace", max_num_fields=1000)
        except ValueError:
            found["too many fields"] += 1
            continue
        opened = open_link(values, evidence)
        again = open_link(full_query(opened.preferences, evidence), evidence)
        found["repaired" if opened.note else "read"] += 1
        found["traceback"] += again.preferences != opened.preferences
    return found


def open_files(evidence: Evidence, count: int) -> Counter[str]:
    found: Counter[str] = Counter()
    today = date.today()
    for name, content in islice(files(evidence, random.Random(12)), count):
        sheet = spreadsheet.read(content, name)
        table = read_own_table(sheet, evidence, as_of=today)
        read_prices(sheet, evidence, clinic="", as_of=today)
        found["a table" if table.evidence else "problems"] += 1
        try:
            consultation.read(content, evidence)
            found["a consultation"] += 1
        except consultation.NoConsultationError:
            pass
    return found


async def hang(server: Hosted, count: int, seconds: float) -> Counter[str]:
    still = 0
    with Hangers(server, count) as hangers:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            still = await asyncio.to_thread(hangers.drip)
            await asyncio.sleep(1)
    return Counter({"begun": count, "not refused yet": still})


async def all_of_it(server: Hosted, evidence: Evidence, share: float) -> Counter[str]:
    uploads = list(islice(files(evidence, random.Random(13)), round(UPLOADED * share)))
    # Packed beforehand: packing 29 MB would block this process, which also times the health checks.
    few = max(2, round(len(WORKBOOKS) * share))
    books = [("a.xlsx", make()) for make in islice(WORKBOOKS.values(), few)]
    tables = [("a.csv", content) for _, content in csv_files()]
    saved = [("a.json", content) for _, content in consultations()]
    whole: Counter[str] = Counter()
    with Bystander(server.address) as bystander:
        first = before = await bystander.pace(max(5, round(30 * share)))
        print(f"somebody else's step before: {before * 1000:.0f} ms; memory {server.megabytes():.0f} MB")
        for name, attack in (
            ("addresses over HTTP", asyncio.to_thread(get_all, server, evidence, round(SERVED * share))),
            ("links through the frame", open_all(server, evidence, round(FRAME * share))),
            ("files uploaded and opened", upload_all(server, uploads)),
            ("slow workbooks as price lists", upload_all(server, books, "_prices_file")),
            ("slow workbooks as own tables", upload_all(server, books, "_own_table_file")),
            ("slow CSV files", upload_all(server, tables, "_prices_file")),
            ("slow consultations", upload_all(server, saved, "_consultation_file")),
            (
                "slow messages",
                send_all(server, [message for _, message in messages()] * max(1, round(20 * share))),
            ),
            ("garbled messages", garble_all(server, round(GARBLED * share))),
            ("hanging connections", hang(server, round(HANGING * share), 20 * share)),
        ):
            start, processor = time.monotonic(), server.seconds()
            with HealthChecks(server) as checks:
                while_it_lasts = len(bystander.steps)
                found = await attack
                # Wait for the step in progress too: if the server is blocked, it is the delayed one.
                await bystander.pace(1)
            during = median(bystander.steps[while_it_lasts:])
            whole["traceback"] += found["traceback"]
            lasted, used = time.monotonic() - start, server.seconds() - processor
            # The speed of the machine may have changed, so a step is compared with those around it.
            after = await bystander.pace(max(5, round(10 * share)))
            around, before = max(before, after), after
            whole["slow steps"] += during > STEP * around
            whole["slow health checks"] += checks.is_slow(HEALTH)
            print(
                f"{name}: {dict(sorted(found.items()))}\n  step / around it {during / around:.2f}, {checks}; "
                f"{lasted:.0f} s, processor {used / lasted:.2f} of a core, "
                f"memory {server.megabytes():.0f} MB",
                flush=True,
            )
        print(f"somebody else's step afterwards / before: {before / first:.2f}")
    return whole


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--share", type=float, default=1.0, help="of the whole, for a shorter one")
    parser.add_argument("--rounds", type=int, default=2, help="how often all of it comes")
    parser.add_argument("--stay", action="store_true", help="do not wait until the visits are forgotten")
    parser.add_argument("--untimed", action="store_true", help="print the times and do not judge them")
    parser.add_argument("--port", type=int, default=0)
    asked = parser.parse_args()
    evidence = load(ROOT / "data")
    print(f"links read: {dict(read_links(evidence, round(READ * asked.share)))}", flush=True)
    print(
        f"files opened by the readers: {dict(open_files(evidence, round(OPENED * asked.share)))}", flush=True
    )
    with tempfile.TemporaryDirectory() as place, hosted(Path(place) / "log", port=asked.port) as server:
        # Load what the process keeps for everybody, so that it is not counted as growth.
        asyncio.run(open_all(server, evidence, max(1, round(20 * asked.share)), seed=8))
        start, found, left = server.megabytes(), Counter[str](), []
        for again in range(asked.rounds):
            found += asyncio.run(all_of_it(server, evidence, asked.share))
            most = server.megabytes()
            time.sleep(0 if asked.stay else FORGOTTEN)
            left.append(server.megabytes())
            print(
                f"round {again + 1}: memory at its end {most:.0f} MB, all visits forgotten {left[-1]:.0f} MB"
            )
        alive, log = server.is_alive(), server.said()
    print(f"memory at the start: {start:.0f} MB")
    print(f"log: {len(log) / 1e3:.0f} kB, {log.count('Traceback')} tracebacks, of Streamlit's own reading")
    bad = [] if alive else ["the server is gone"]
    bad += [f"memory grew by more than {BOUND} MB"] if left[0] > start + BOUND else []
    bad += [f"the last round added more than {AGAIN} MB"] if left[-1] > left[0] + AGAIN else []
    judged = ("traceback",) if asked.untimed else ("traceback", "slow steps", "slow health checks")
    bad += [f"{found[what]} {what}" for what in judged if found[what]]
    print(
        "; ".join(bad)
        if bad
        else f"Nothing crashed, no traceback was shown; memory grew by less than {BOUND} MB, then by less "
        f"than {AGAIN}."
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
