"""A real server on a free port, and Debian's Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from playwright.sync_api import Browser, Page, sync_playwright

from models import ROOT

#: Chromium's own calls home are off: the machine that runs the tests may have no network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # The build without windows would fit letters to pixels, and lines would break elsewhere than for people.
    "--font-render-hinting=none",
]

#: Windows in which people look at a page.
SIZES = {"desktop": (1280, 900), "phone": (390, 844), "large": (1920, 1080), "narrow": (320, 640)}

#: Tablets, and phones held sideways.
TABLETS = ((1024, 768), (932, 430), (844, 390), (820, 1180), (768, 1024))

#: Milliseconds before a wait is given up; a condition that holds is seen at once.
PATIENCE = 30_000


@contextmanager
def running_process(
    *command: str,
    output: IO[bytes] | int = subprocess.DEVNULL,
    port: int = 0,
    folder: Path = ROOT,
    **environment: str,
) -> Iterator[tuple[str, subprocess.Popen]]:
    """The app on ``port`` (0: any free one), started by ``command`` if given; gives its address and its
    process, and stops it in the end. What it prints goes to ``output``; the ``.streamlit`` of ``folder``
    counts."""
    with socket.socket() as probe:
        # As the server does: a port whose last connections are just over is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        command or (sys.executable, "-m", "streamlit", "run", "dashboard.py"),
        cwd=folder,
        env=os.environ | environment | {"STREAMLIT_SERVER_PORT": str(port)},
        stdout=output,
        stderr=subprocess.STDOUT,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        base = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
        _wait_until_healthy(f"{address}{base}/_stcore/health", process)
        yield address, process
    finally:
        process.terminate()
        process.wait(timeout=60)


@contextmanager
def running_server(*command: str, **environment: str) -> Iterator[str]:
    """The address of the app on a free port, started by ``command`` if given."""
    with running_process(*command, **environment) as (address, _):
        yield address


def _wait_until_healthy(address: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The app did not start (exit code {process.poll()}).")


@contextmanager
def running_chromium(*flags: str) -> Iterator[Browser]:
    """Debian's Chromium, with ``flags`` beside those of every test."""
    # The same engine in two builds. The one without windows takes three quarters of the time for a page.
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert path, "Debian's chromium is missing: run `make chromium`."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
        yield browser
        browser.close()


def new_page(
    browser: Browser, *, size: tuple[int, int] = (1280, 900), theme: str = "light", touch: bool = False
) -> Page:
    """A page in a context of its own: nothing is shared with any other. A phone has ``touch`` anyway."""
    fingers = touch or size[0] < 700
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=theme,
        is_mobile=fingers,
        has_touch=fingers,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    return context.new_page()


#: No run is under way, nothing is still to be filled or drawn, nothing has moved for so many frames.
_STANDS = """frames => {
  const main = document.querySelector('[data-testid=stMain]');
  const busy = !document.querySelector('[data-test-script-state=notRunning]')
    || document.querySelector('#first-sight, [data-testid=stSkeleton], [data-stale=true]')
    || [...document.querySelectorAll('.so-plot')].some(c => !c.querySelector('.main-svg'))
    || document.getAnimations()
         .some(a => a.playState === 'running' && a.effect.getTiming().iterations < Infinity);
  const seen = [main?.scrollHeight, document.getElementsByTagName('*').length].join();
  const since = window.standing?.seen === seen && !busy ? window.standing.since + 1 : 0;
  window.standing = {seen, since};
  return since >= frames;
}"""


def settled(page: Page) -> Page:
    """The page once it stands still: what is pressed while parts are filled may move away in between."""
    page.evaluate("() => { delete window.standing; }")
    page.wait_for_function(_STANDS, arg=6)
    return page


def opened(browser: Browser, address: str, **kind: Any) -> Page:
    """A page of its own at ``address``, whole and standing still; ``kind`` as for :func:`new_page`."""
    return whole(new_page(browser, **kind), address)


def whole(page: Page, address: str) -> Page:
    """The page once it has gone to ``address``, is there to its foot and stands still."""
    page.goto(address)
    page.get_by_text("It is not medical advice").first.wait_for()
    return settled(page)


def board_of(page: Page) -> list[tuple[str, str]]:
    """Rank and name of every row, once the board is there."""
    page.wait_for_selector(".st-key-board .so-row")
    # At one moment: a row may go while the others are read one after the other.
    rows = page.locator(".st-key-board .so-row").evaluate_all(
        """rows => rows.map(row =>
             ['.so-rank', '.so-title'].map(part => row.querySelector(part).innerText))"""
    )
    return [(rank, title) for rank, title in rows]
