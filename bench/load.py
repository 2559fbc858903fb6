"""Put forty people on one process at once: each opens a page by a different link and changes something every
five seconds. ``make load``; ``--minutes 2`` for a shorter run.

Prints the time from a change to its last response, over real websockets, and the server's memory and
processor time (Linux). Asserts no times: they depend on the machine.
"""

import argparse
import asyncio
import os
import random
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from hosted import Hosted, hosted
from visitor import Visitor, Widget

from models import ROOT
from models.evidence.terms import PHOTOTYPES
from models.folder.load import load
from models.link.share_link import full_query
from models.person.preferences import start

#: How many of the forty people are on each page.
PAGES = {
    "": 16,
    "how-sure": 8,
    "side-by-side": 5,
    "what-matters": 3,
    "present": 2,
    "recovery-calendar": 2,
    "treatment": 2,
    "evidence": 1,
    "right-for-me": 1,
}

#: How often people use each kind of widget: sliders most.
MOVED = {"slider": 12, "selectbox": 3, "checkbox": 2, "button": 2, "button_group": 1, "radio": 1}

#: Seconds until a visit is forgotten.
FORGOTTEN = 130

#: The goals: the 95th percentile of a change in milliseconds, most megabytes, most growth of memory (ratio).
P95, MOST_MEMORY, GROWTH = 600, 1000, 1.10


@dataclass
class Counted:
    took: dict[str, list[float]] = field(default_factory=lambda: {page: [] for page in PAGES})
    errors: list[str] = field(default_factory=list)
    bytes: int = 0
    counting: bool = False


def links(count: int, chance: random.Random) -> list[str]:
    """A link for each person, with a random concern, skin type and importances."""
    evidence = load(ROOT / "data")
    return [
        urlencode(
            full_query(
                replace(
                    start(evidence),
                    concern_id=chance.choice(list(evidence.concerns)),
                    phototype=chance.choice((*PHOTOTYPES, None)),
                    importances={c.criterion_id: chance.randint(1, 10) for c in evidence.weighted},
                ),
                evidence,
            ),
            doseq=True,
        )
        for _ in range(count)
    ]


def another_value(widget: Widget, chance: random.Random):
    """A value that a person could choose and that is not the current one."""
    told = widget.told
    if widget.kind == "slider":
        steps = [[told.min + n * told.step] for n in range(round((told.max - told.min) / told.step) + 1)]
        return chance.choice([value for value in steps if value != widget.value])
    if widget.kind == "checkbox":
        return not widget.value
    options = [o.content if widget.kind == "button_group" else o for o in told.options]
    other = chance.choice([option for option in options if option != widget.value] or options)
    return [other] if widget.kind == "button_group" else other


def movable(visitor: Visitor) -> dict[str, Widget]:
    return {
        key: widget
        for key, widget in visitor.widgets.items()
        if widget.kind in MOVED
        and not getattr(widget.told, "disabled", False)
        # Only those buttons that change what is shown.
        and (widget.kind != "button" or key.startswith("preset_"))
        and not (widget.kind == "slider" and len(widget.value) != 1)
    }


async def person(
    address: str, page: str, link: str, chance: random.Random, until: float, every: float, counted: Counted
) -> None:
    try:
        async with Visitor(address, page, link) as visitor:
            due = time.monotonic() + chance.uniform(0, every)
            while due < until:
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                may = movable(visitor)
                key = chance.choices(list(may), [MOVED[widget.kind] for widget in may.values()])[0]
                widget = may[key]
                if widget.kind == "button":
                    took = await visitor.press(key)
                else:
                    took = await visitor.change(key, another_value(widget, chance))
                if counted.counting:
                    counted.took[page].append(took * 1000)
                counted.errors += [f"{page or 'compare'}, {key}: {error}" for error in visitor.errors]
                visitor.errors.clear()
                due = max(due + every, time.monotonic())
            counted.bytes += visitor.received
    except Exception as error:
        counted.errors.append(f"{page or 'compare'}: {type(error).__name__}: {error}")


async def crowd(
    server: Hosted, people: int, warm_up: float, seconds: float, every: float
) -> tuple[Counted, dict[str, float]]:
    """Run all the visits; return the counts, and the megabytes at each stage."""
    counted, memory = Counted(), {"at the start": server.megabytes()}
    pages = random.Random(1).sample(list(PAGES), counts=list(PAGES.values()), k=sum(PAGES.values()))
    until = time.monotonic() + warm_up + seconds
    began, visits = time.monotonic(), []
    for n, link in enumerate(links(people, random.Random(2))):
        # They arrive one after another, all in the first half of the warm-up.
        await asyncio.sleep(warm_up / 2 / people)
        one = person(server.address, pages[n % len(pages)], link, random.Random(n), until, every, counted)
        visits.append(asyncio.create_task(one))
    await asyncio.sleep(max(0.0, began + warm_up - time.monotonic()))
    memory["after warm-up"] = server.megabytes()
    before, client, began, counted.counting = server.seconds(), time.process_time(), time.monotonic(), True
    await asyncio.gather(*visits)
    memory["at the end"] = server.megabytes()
    lasted = time.monotonic() - began
    print(
        f"processor of the server: {(server.seconds() - before) / lasted:.2f} of a core, "
        f"of the people: {(time.process_time() - client) / lasted:.2f}"
    )
    return counted, memory


def shown(name: str, took: list[float]) -> None:
    if len(took) > 1:
        cuts = quantiles(took, n=100, method="inclusive")
        print(f"  {name:18}{len(took):7}{cuts[49]:9.0f}{cuts[94]:9.0f}{cuts[98]:9.0f}{max(took):9.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--people", type=int, default=sum(PAGES.values()))
    parser.add_argument("--every", type=float, default=5, help="seconds between two changes of a person")
    parser.add_argument("--warm-up", type=float, default=40, help="seconds that are not counted")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--stay", action="store_true", help="do not wait until the visits are forgotten")
    asked = parser.parse_args()
    load_before = os.getloadavg()[0]
    print(
        f"{asked.people} people, a change every {asked.every:g} s each, {asked.minutes:g} minutes after "
        f"{asked.warm_up:g} s of warm-up; {os.cpu_count()} cores, load before {load_before:.1f}"
    )
    with tempfile.TemporaryDirectory() as place, hosted(Path(place) / "log", port=asked.port) as server:
        counted, memory = asyncio.run(
            crowd(server, asked.people, asked.warm_up, asked.minutes * 60, asked.every)
        )
        if not asked.stay:
            time.sleep(FORGOTTEN)
            memory["after all have gone"] = server.megabytes()
        tracebacks = server.said().count("Traceback")
    every = [took for pages in counted.took.values() for took in pages]
    print("ms from a change to the end of all that follows: changes, median, 95th, 99th of 100, longest")
    for page, took in counted.took.items():
        shown(page or "compare", took)
    shown("all", every)
    print("memory, MB: " + ", ".join(f"{moment} {size:.0f}" for moment, size in memory.items()))
    print(
        f"errors {len(counted.errors)}, tracebacks in the log {tracebacks}, MB sent {counted.bytes / 1e6:.0f}"
    )
    for error in counted.errors[:10]:
        print(f"  {error}")
    p95 = quantiles(every, n=20, method="inclusive")[-1] if len(every) > 1 else max(every, default=0.0)
    grown = memory.get("after all have gone", memory["at the end"]) / memory["after warm-up"]
    for goal, met in (
        (f"95 of 100 under {P95} ms: {p95:.0f}", p95 < P95),
        (f"memory under {MOST_MEMORY} MB: {max(memory.values()):.0f}", max(memory.values()) < MOST_MEMORY),
        (f"memory afterwards within {GROWTH:.2f} of that after warm-up: {grown:.2f}", grown <= GROWTH),
        (f"no error: {len(counted.errors) + tracebacks}", not counted.errors and not tracebacks),
    ):
        print(f"{'met' if met else 'NOT MET':8} {goal}")


if __name__ == "__main__":
    main()
