"""Send a hundred thousand requests of all kinds to one process and look for growth: ``make soak``.

The requests are pages, pictures, files and health checks over HTTP; visits over websockets that move
something, open a file, take a handout and leave; a tab that stays open; and handouts made by direct calls,
with characters that no font has. They run in rounds. The first two rounds may fill caches, but what each
later round adds is growth: of memory, handles, threads, objects, any container that can be reached from a
module, or the PDF engine's ids, whose number is limited. Fails if anything grows.
"""

import argparse
import asyncio
import http.client
import random
import sys
import tempfile
import time
from collections import Counter
from itertools import islice, pairwise
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any

from browser import running_process
from hosted import GENEROUS, Hosted
from hostile_input import PAGES, addresses
from hostile_runs import put
from load import another_value, links, movable
from streamlit.proto.Common_pb2 import FileUploaderState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from visitor import Visitor

from models import ROOT
from models.evidence.nouns import Evidence
from models.folder.load import load

#: How many rounds there are.
ROUNDS = 4

#: How many requests of each kind there are over all rounds.
PAGES_ASKED, PICTURES, OTHERS, HOSTILE, VISITS, HANDOUTS = 18_000, 22_000, 58_000, 1_500, 240, 240

#: Steps in the tab that stays open.
STEPS = 1_000

#: Characters that are looked up without making a handout.
LOOKED_UP = 70_000

#: How many links are requested repeatedly, and so answered from memory, and how many only once.
KNOWN, NEW = 3, 600

#: Paths that need no computation.
PLAIN = ("/_stcore/health", "/no-such.js", "/favicon.png", "/static/js/no-such.js")

#: Concurrent requests and concurrent visits.
AT_ONCE, TOGETHER = 3, 3

#: The app with small caches (models/evidence/kept.py), so that growth is not confused with caches that fill
#: up. They hold more than KNOWN answers, and few enough for the visits of the first two rounds to fill them.
FEW = """import runpy
from models.evidence import kept
many = kept.kept
kept.kept = lambda most: many(min(most, 4))
runpy.run_path("bench/counted.py", run_name="__main__")"""

#: What each round after the second may add: megabytes held, megabytes allocated, handles, threads, and a
#: share of the objects.
MEGABYTES, ASKED_FOR, HANDLES, THREADS, OBJECTS = 5, 1, 1, 1, 0.005

#: What each round may add to a container, and how many of the engine's ids may be used in all.
ADDED, NUMBERS = 5, 10

#: What is printed after each round, and seconds until the visits of a round are forgotten.
TOLD = ("memory, MB", "asked for, MB", "handles", "threads", "objects", "blocks", "visits")
FORGOTTEN = 6

SETTINGS = GENEROUS | {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "2"}

ONES_OWN = b"treatment,currency,price\nmicroneedling_pen,USD,300\n"


def get_all(port: int, paths: list[str]) -> Counter[str]:
    """Request all the paths and count the answers by status."""
    found: Counter[str] = Counter()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for path in paths:
        line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = line.getresponse()
        answer.read()
        found[str(answer.status)] += 1
    line.close()
    return found


class Taking(Visitor):
    """A visitor who downloads the handout."""

    handout = ""
    url = ""

    def _element(self, element: Any) -> None:
        if element.WhichOneof("type") == "download_button" and "handout" in element.download_button.id:
            self.handout = element.download_button.deferred_file_id
        super()._element(element)

    def _took(self, raw: bytes) -> bool:
        message = ForwardMsg.FromString(raw)
        if message.WhichOneof("type") == "backend_operation_response":
            self.url = message.backend_operation_response.deferred_file.url
            return True
        return super()._took(raw)

    async def go(self, page: str) -> None:
        self.page, self.script_hash = page, ""
        await self.run()

    async def take(self) -> str:
        """Ask for a new handout and return its address."""
        message = self.request()
        message.ClearField("rerun_script")
        asked = message.backend_operation_request
        asked.request_id, asked.session_id = "1", self.session_id
        asked.deferred_file.file_id = self.handout
        await self.ask(message)
        return self.url


async def visit(server: Hosted, link: str, chance: random.Random, found: Counter[str]) -> None:
    """Open a page, change two things, perhaps write own words or open a file, and leave."""
    async with Taking(server.address, chance.choice(PAGES), link) as visitor:
        for _ in range(2):
            may = movable(visitor)
            if may:
                key = chance.choice(list(may))
                if may[key].kind == "button":
                    await visitor.press(key)
                else:
                    await visitor.change(key, another_value(may[key], chance))
        match chance.randrange(4):
            case 0:
                await visitor.go("what-matters")
                own_words = "".join(chr(chance.randrange(0x3400, 0xD800)) for _ in range(30))
                await visitor.change("_own_words", own_words)
                await visitor.go("where-i-lean")
                url = await visitor.take()
                found["handouts taken"] += bool(url)
                found.update(await asyncio.to_thread(get_all, server.port, [url] if url else []))
            case 1:
                await visitor.go("for-clinics")
                status, info = await asyncio.to_thread(
                    put, server, visitor.session_id, f"f{chance.random()}", "prices.csv", ONES_OWN
                )
                found[str(status)] += 1
                for key in [key for key, widget in visitor.widgets.items() if widget.kind == "file_uploader"]:
                    visitor.widgets[key].value = FileUploaderState(uploaded_file_info=[info])
                await visitor.run()
        found["visits"] += 1
        found["errors shown"] += len(visitor.errors)


async def visits(server: Hosted, count: int, seed: int, found: Counter[str]) -> None:
    waiting = iter(links(count, random.Random(seed)))

    async def one_after_another(number: int) -> None:
        for link in waiting:
            await visit(server, link, random.Random(f"{seed} {number} {link}"), found)

    await asyncio.gather(*(one_after_another(number) for number in range(TOGETHER)))


async def steps(tab: Visitor, count: int, found: Counter[str]) -> None:
    """Move one slider again and again in the tab that stays open."""
    for step in range(count):
        await tab.change("cost", [float(step % 10)])
    found["steps"] += count
    found["errors shown"] += len(tab.errors)


def paths(evidence: Evidence, share: float, seed: int) -> list[str]:
    """The paths that one round requests over HTTP, in random order."""
    chance = random.Random(seed)
    known, new = links(KNOWN, random.Random(1)), links(round(NEW * share), chance)
    asked = [
        f"/{chance.choice(('', *PAGES))}?{chance.choice(known)}" for _ in range(round(PAGES_ASKED * share))
    ]
    asked += [f"/preview.png?{chance.choice(known)}" for _ in range(round(PICTURES * share))]
    asked += [f"/{chance.choice(('', 'preview.png'))}?{link}" for link in new]
    asked += islice(addresses(evidence, chance), round(HOSTILE * share))
    asked += [chance.choice(PLAIN) for _ in range(round(OTHERS * share))]
    asked += ["/healthz"] * round(500 * share)
    chance.shuffle(asked)
    return asked


async def one_round(
    server: Hosted, tab: Visitor, line: Connection, share: float, number: int
) -> Counter[str]:
    asked, found = paths(load(ROOT / "data"), share, number), Counter[str]()
    line.send(("print_handouts", round(HANDOUTS * share), number))
    done = await asyncio.gather(
        *(asyncio.to_thread(get_all, server.port, asked[n::AT_ONCE]) for n in range(AT_ONCE)),
        visits(server, round(VISITS * share), number, found),
        steps(tab, round(STEPS * share), found),
    )
    for part in done[:AT_ONCE]:
        found += part
    await asyncio.to_thread(line.recv)
    line.send(("look_up", round(LOOKED_UP * share), number))
    await asyncio.to_thread(line.recv)
    found["handouts by a call"] += round(HANDOUTS * share)
    found["signs looked up"] += round(LOOKED_UP * share)
    return found


async def all_rounds(
    server: Hosted, line: Connection, share: float, rest: float
) -> tuple[Counter[str], list[dict[str, Any]]]:
    """Run all rounds; return the counts of requests and what the process held after each round."""
    began, found, held = time.monotonic(), Counter[str](), []
    async with Visitor(server.address) as tab:
        for number in range(ROUNDS):
            found += await one_round(server, tab, line, share / ROUNDS, number)
            await asyncio.sleep(rest)
            line.send(("held",))
            held.append(await asyncio.to_thread(line.recv))
            shown = ", ".join(f"{name} {held[-1][name]:,.0f}" for name in TOLD)
            print(f"round {number + 1}, {time.monotonic() - began:.0f} s: {shown}", flush=True)
    return found, held


def growth(held: list[dict[str, Any]]) -> list[str]:
    """What grew: containers in every round, the rest in every round after the second."""
    second, bad = held[1], []
    for name, most in (
        ("memory, MB", MEGABYTES),
        ("asked for, MB", ASKED_FOR),
        ("handles", HANDLES),
        ("threads", THREADS),
        ("objects", second["objects"] * OBJECTS),
        ("blocks", second["blocks"] * OBJECTS),
    ):
        if all(before[name] + most < after[name] for before, after in pairwise(held[1:])):
            known = ", ".join(f"{state[name]:,.0f}" for state in held)
            bad.append(f"{name} grows: {known}; each round after the second added more than {most:,.0f}")
    for way in held[-1]["sizes"]:
        known = [state["sizes"].get(way, 0) for state in held]
        if all(before + ADDED < after for before, after in pairwise(known)):
            bad.append(f"{way} grows: {', '.join(map(str, known))}")
    return bad


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--share",
        type=float,
        default=1.0,
        help="of the whole; where it is small, caches still fill up in the last rounds and look like growth",
    )
    parser.add_argument(
        "--stay", action="store_true", help="do not wait until the visits are forgotten; no growth is judged"
    )
    parser.add_argument("--kinds", action="store_true", help="tell which kinds of objects each round added")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        counted, log = str(Path(place) / "line"), Path(place) / "log"
        with (
            log.open("wb") as told,
            running_process(sys.executable, "-c", FEW, output=told, COUNTED_AT=counted, **SETTINGS) as (
                address,
                process,
            ),
            Client(counted) as line,
        ):
            server = Hosted(address, process, log)
            found, held = asyncio.run(all_rounds(server, line, asked.share, 0 if asked.stay else FORGOTTEN))
            taken = 0
            if not asked.stay:
                line.send(("numbers_taken",))
                taken = line.recv()
        tracebacks = server.said().count("Traceback")
    if asked.kinds:
        for before, after in pairwise(held):
            print((after["kinds"] - before["kinds"]).most_common(25))
    print(f"asked: {dict(sorted(found.items()))}")
    print(f"numbers of the engine taken: {'not asked' if asked.stay else taken}; tracebacks: {tracebacks}")
    bad = [] if asked.stay else growth(held)
    bad += [f"{taken} numbers of the engine are gone"] if taken > NUMBERS else []
    bad += [f"{found['errors shown']} errors shown"] if found["errors shown"] else []
    bad += [f"{tracebacks} tracebacks in the log"] if tracebacks else []
    print("\n".join(bad) or ("Growth was not judged." if asked.stay else "Nothing grows."))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
