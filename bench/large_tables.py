"""Open the largest allowed tables in twelve visits of one client and re-weigh them again and again, while
another visitor moves a slider. Part of ``make hostile``.

Prints the memory of a visit, the times of the other visitor's steps and of the health checks, and the size
of the largest message. The attack is paused and resumed in turns, so that other work on the machine slows
both halves alike. Fails if the other visitor's steps took more than twice as long during the attack, a health
check took 200 ms longer than the machine explains, a message was too large, an error was shown, the attack
did no step, or memory was not freed once all visits were forgotten.
"""

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

from hosted import Hosted, hosted
from hostile_runs import HealthChecks, pace
from hostile_tables import VISITS
from visitor import Visitor

from models import ROOT
from models.clinic.own_table import MOST_COMPARED

#: How many times as long another visitor's step may take, how many seconds longer a health check may take,
#: and the most bytes of a message.
STEP, HEALTH, MESSAGE = 2.0, 0.2, 1_000_000

#: Megabytes that may remain once all visits are forgotten: what the bounded caches hold when full.
STAYS = 100

#: Seconds for which the server keeps a closed visit here, and seconds until all visits are gone.
WAITS, FORGOTTEN = 30, 60

#: How often the attack is paused and resumed, and the steps that are timed each time.
TURNS, STEPS = 8, 10


class Attack:
    """tests/support/hostile_tables.py in its process; ``told`` is its output after all tables were open."""

    def __init__(self, server: Hosted, rows: int) -> None:
        command = (
            sys.executable,
            str(ROOT / "tests/support/hostile_tables.py"),
            server.address,
            str(rows),
        )
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
        self.told: list[list[str]] = []
        self._thread = threading.Thread(target=self._listen)

    def until_open(self) -> None:
        assert self._process.stdout is not None
        while (line := self._process.stdout.readline()) and not line.startswith("weighing"):
            print(line.strip(), flush=True)
        self._thread.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        lines = (line.rstrip("\n").split(";", 2) for line in self._process.stdout)
        self.told += [parts for parts in lines if len(parts) == 3]  # the last line may be incomplete

    def halt(self) -> None:
        os.kill(self._process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self._process.pid, signal.SIGCONT)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._thread.is_alive():
            self._thread.join()


async def steps(visitor: Visitor) -> list[float]:
    await pace(visitor, 2)  # let the steps in progress finish
    return [await pace(visitor, 1) for _ in range(STEPS)]


async def beside(server: Hosted, rows: int) -> list[str]:
    """The failures found."""
    alone, meanwhile = [], []
    slow = False
    async with Visitor(server.address) as visitor:
        await pace(visitor, 30)  # fill the bounded caches with this visit
        start = server.megabytes()
        attack = Attack(server, rows)
        try:
            await asyncio.to_thread(attack.until_open)
            opened = server.megabytes()
            print(
                f"memory {start:.0f} MB; {(opened - start) / VISITS:.1f} MB a visit with a table", flush=True
            )
            for _ in range(TURNS):
                attack.halt()
                alone += await steps(visitor)
                attack.go_on()
                with HealthChecks(server) as checks:
                    meanwhile += await steps(visitor)
                slow = slow or checks.is_slow(HEALTH)
                print(checks, flush=True)
            most = server.megabytes()
        finally:
            attack.go_on()
            attack.end()
    longer = median(meanwhile) / median(alone)
    theirs = [float(seconds) for seconds, _, _ in attack.told]
    largest = max((int(size) for _, size, _ in attack.told), default=0)
    faults = {fault for _, _, fault in attack.told if fault}
    print(
        f"while all weigh {most:.0f} MB; largest message {largest / 1e6:.2f} MB; their own steps: "
        f"{len(theirs)}, median {median(theirs or [0]):.2f} s\n"
        f"somebody else's step {median(alone) * 1000:.0f} ms, meanwhile {median(meanwhile) * 1000:.0f}: "
        f"{longer:.2f} times as long"
    )
    wrong = {
        f"somebody else's step took {longer:.1f} times as long": longer > STEP,
        f"a health check took {HEALTH * 1000:.0f} ms more than the machine explains": slow,
        "no step of the attack was done": not theirs,
        f"a message had {largest / 1e6:.1f} MB": largest > MESSAGE,
        f"shown: {'; '.join(faults)}": faults,
    }
    return [what for what, is_so in wrong.items() if is_so]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=MOST_COMPARED, help="of each table; 0: none has a table")
    asked = parser.parse_args()
    settings = {
        # A host's defaults: they limit how much of the processor one client may use.
        "SKIN_OPTIONS_MESSAGES_PER_SECOND": "100",
        "SKIN_OPTIONS_MESSAGES_AT_ONCE": "2000",
        "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(WAITS),
    }
    with tempfile.TemporaryDirectory() as place, hosted(Path(place) / "log", **settings) as server:
        start = server.megabytes()
        bad = asyncio.run(beside(server, asked.rows))
        time.sleep(FORGOTTEN)
        left = server.megabytes()
    print(f"all visits forgotten {left:.0f} MB")
    bad += [f"{left - start:.0f} MB of memory stayed"] if left > start + STAYS else []
    print("; ".join(bad) or "Nobody else was kept waiting, and memory came back.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
