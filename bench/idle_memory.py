"""Measure the memory of an idle session on each page, compared with bare Streamlit pages: ``make idle``.

Prints how many more megabytes the server holds for each person who opens a page and leaves it open (Linux).
What the process keeps for everybody is loaded beforehand.
"""

import argparse
import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from hosted import Hosted, hosted
from hostile_input import PAGES
from visitor import Visitor

from models import ROOT

#: People on a page, and people who come first and stay, so that the process settles.
PEOPLE, BEFORE = 40, 25

#: The goal: at most this many megabytes more than the bare page with one chart.
MORE = 0.5


async def of_page(server: Hosted, page: str, people: int) -> float:
    async with AsyncExitStack() as stack:

        async def come(people: int) -> float:
            for _ in range(people):
                await stack.enter_async_context(Visitor(server.address, page))
            return server.megabytes()

        before = await come(min(BEFORE, people))
        return (await come(people) - before) / people


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--pages", nargs="*", default=PAGES, help="their paths; '' is Compare")
    asked = parser.parse_args()
    scripts = {"empty page": "bench/browser/empty_page.py", "one chart": "bench/browser/one_chart.py"}
    found = {}
    for name in (*scripts, *asked.pages):
        # A server for each page: memory left over from one page would hide growth on the next.
        with (
            tempfile.TemporaryDirectory() as place,
            hosted(
                Path(place) / "log",
                scripts.get(name, "dashboard.py"),
                # The bare pages run with Streamlit's default settings.
                settings=Path(place) if name in scripts else ROOT,
            ) as server,
        ):
            page = "" if name in scripts else name
            found[name or "compare"] = asyncio.run(of_page(server, page, asked.people))
    bare = found["one chart"]
    print(f"MB of an idle session, {asked.people} on each page; more than one chart; goal {MORE}")
    for name, size in found.items():
        print(f"  {name:18}{size:6.2f}{size - bare:+7.2f}{'' if size - bare <= MORE else '  NOT MET'}")


if __name__ == "__main__":
    main()
