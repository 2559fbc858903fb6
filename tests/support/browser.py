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

#: Chromium's background requests are off, because the test machine may have no network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # The headless build would hint fonts to whole pixels, so lines would break in other places.
    "--font-render-hinting=none",
]

#: Common window sizes.
SIZES = {"desktop": (1280, 900), "phone": (390, 844), "large": (1920, 1080), "narrow": (320, 640)}

#: Tablets, and phones in landscape.
TABLETS = ((1024, 768), (932, 430), (844, 390), (820, 1180), (768, 1024))

#: Milliseconds before a wait times out; a condition that holds is noticed at once.
PATIENCE = 30_000


@contextmanager
def running_process(
    *command: str,
    output: IO[bytes] | int = subprocess.DEVNULL,
    port: int = 0,
    folder: Path = ROOT,
    **environment: str,
) -> Iterator[tuple[str, subprocess.Popen]]:
    """Runs the app on ``port`` (0: any free one), with ``command`` if given; yields its address and process.

    Its output goes to ``output``; its configuration is the ``.streamlit`` of ``folder``.
    """
    with socket.socket() as probe:
        # As the server does, so that a port with recently closed connections counts as free.
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
    """The address of the app, run on a free port with ``command`` if given."""
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
    """Debian's Chromium, with ``flags`` in addition to those of every test."""
    # Two builds of one engine. The headless build needs three quarters of the time for a page.
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert path, "Debian's chromium is missing: run `make chromium`."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
        yield browser
        browser.close()


def new_page(
    browser: Browser, *, size: tuple[int, int] = (1280, 900), theme: str = "light", touch: bool = False
) -> Page:
    """A page in a separate context, so nothing is shared. A phone size always has ``touch``."""
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


#: No run is in progress, nothing remains to be loaded or drawn, and nothing has moved for ``frames`` frames.
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
    """The page once nothing moves: until then, an element may move away from under a click."""
    page.evaluate("() => { delete window.standing; }")
    page.wait_for_function(_STANDS, arg=6)
    return page


def opened(browser: Browser, address: str, **kind: Any) -> Page:
    """A new page at ``address``, fully loaded and settled; ``kind`` as for :func:`new_page`."""
    return whole(new_page(browser, **kind), address)


def whole(page: Page, address: str) -> Page:
    """The page, gone to ``address``, fully loaded and settled."""
    page.goto(address)
    page.get_by_text("It is not medical advice").first.wait_for()
    return settled(page)


def board_of(page: Page) -> list[tuple[str, str]]:
    """Rank and name of every row, once the board is drawn."""
    page.wait_for_selector(".st-key-board .so-row")
    # In one call: a row could disappear while the rows are read one by one.
    rows = page.locator(".st-key-board .so-row").evaluate_all(
        """rows => rows.map(row =>
             ['.so-rank', '.so-title'].map(part => row.querySelector(part).innerText))"""
    )
    return [(rank, title) for rank, title in rows]
