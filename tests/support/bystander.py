"""An ordinary visitor who keeps moving a slider and measures how long each step takes.

It runs in a separate process (``python tests/support/bystander.py ADDRESS``), so that the work of an attack
in this process does not distort the times.
"""

import asyncio
import subprocess
import sys
import threading
from statistics import median

from visitor import Visitor


class Bystander:
    """Starts with the ``with`` block. ``steps`` has the seconds of each step so far."""

    def __init__(self, address: str) -> None:
        command = (sys.executable, __file__, address)
        self.steps: list[float] = []
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> "Bystander":
        self._thread.start()
        return self

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.steps.append(float(line))

    async def pace(self, steps: int) -> float:
        """Median seconds of the next ``steps``."""
        start = len(self.steps)
        while len(self.steps) < start + steps:
            if self._process.poll() is not None:
                raise AssertionError("the bystander's page showed an error")
            await asyncio.sleep(0.05)
        return median(self.steps[start:])

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._thread.join()


async def _walk(address: str) -> None:
    async with Visitor(address) as visitor:
        for step in range(1_000_000):
            print(await visitor.change("cost", [float(step % 10)]), flush=True)
            assert not visitor.errors, visitor.errors
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(_walk(sys.argv[1]))
