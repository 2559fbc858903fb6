"""Time Compare in a real browser beside an empty Streamlit page, a page with one chart, and the same in Dash.

Prints ratios to the bare pages of the same run and asserts no times: they depend on the machine. Bytes are
counted on the network; processor time and memory are the server's, read from the system (Linux).
"""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import process_use
import pytest
from browser import new_page, running_chromium
from measures import BLANKS
from wire import wire_to

from models import ROOT

HERE = Path(__file__).parent / "browser"
PLOTLY = ".js-plotly-plot .main-svg"


@dataclass(frozen=True)
class Visit:
    """A visitor's window size, bytes per second, round-trip seconds and slowdown of the processor."""

    window: tuple[int, int] = (1280, 900)
    rate: float | None = None
    round_trip: float = 0.0
    slowdown: int = 1


#: On the server's machine; at home (50 Mbit/s, emulated); on a phone with a slow line (9 Mbit/s, emulated).
VISITS = {
    "desktop": Visit(),
    "desktop at home": Visit(rate=6_250_000, round_trip=0.02),
    "phone": Visit((390, 844), 1_125_000, 0.05, 4),
}

#: For each page: how to start it, the selector of its first content, and that of its last.
PAGES = {
    "empty page": (("-m", "streamlit", "run", str(HERE / "empty_page.py")), "h1", "h1"),
    "one chart": (("-m", "streamlit", "run", str(HERE / "one_chart.py")), PLOTLY, PLOTLY),
    "Dash": ((str(HERE / "dash_page.py"),), PLOTLY, PLOTLY),
    "Compare": (
        ("-m", "streamlit", "run", str(ROOT / "dashboard.py")),
        ".so-row",  # in the page that the server sends
        ".st-key-suitability_grid .main-svg",
    ),
}


class Server:
    """A page's server: its address, and the processor time and memory it uses."""

    def __init__(self, address: str, pid: int) -> None:
        self.address, self.pid = address, pid

    def seconds(self) -> float:
        """The processor time of the server so far."""
        return process_use.seconds(self.pid)

    def megabytes(self) -> float:
        return process_use.megabytes(self.pid)


@contextmanager
def serving(arguments):
    # Our settings are in the root folder, so a bare page runs with Streamlit's defaults.
    folder = ROOT if str(ROOT / "dashboard.py") in arguments else HERE
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ours = (
        ["--server.port", str(port), "--server.headless", "true"] if "streamlit" in arguments else [str(port)]
    )
    process = subprocess.Popen(
        [sys.executable, *arguments, *ours], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield Server(address, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def once(request):
    """Whether to run everything just once, without timing it (``--benchmark-disable``)."""
    return request.config.getoption("benchmark_disable")


@pytest.fixture(scope="module")
def chromium():
    # An automated browser asks for source positions; with lazy ones it would parse half the code again.
    with running_chromium("--js-flags=--no-enable-lazy-source-positions") as browser:
        yield browser


@pytest.fixture(scope="module")
def servers():
    with ExitStack() as stack:
        yield {name: stack.enter_context(serving(page[0])) for name, page in PAGES.items()}


#: Records the frame in which each selector first appears, in milliseconds of the page's own clock, because a
#: busy page answers Playwright late.
SHOWN = """for (const selector of %s) new MutationObserver((_, watcher) => {
  if (!document.querySelector(selector)) return;
  watcher.disconnect();
  requestAnimationFrame(() => { window.shownAt[selector] = performance.now(); });
}).observe(document, {subtree: true, childList: true});"""

#: Moves the cost slider as soon as the static first view has gone; records when that was, and the frame in
#: which the board has updated.
FOLLOWED = """new MutationObserver((_, watcher) => {
  const slider = document.querySelector('.st-key-cost input[type=range]');
  if (!slider || document.querySelector('#first-sight')) return;
  watcher.disconnect();
  window.shownAt.own = performance.now();
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  new MutationObserver((_, watcher) => {
    watcher.disconnect();
    requestAnimationFrame(() => { window.shownAt.followed = performance.now(); });
  }).observe(document.querySelector('.st-key-board .so-rows'), {subtree: true, attributes: true});
  value.set.call(slider, slider.value > 5 ? 2 : 8);
  slider.dispatchEvent(new Event('input', {bubbles: true}));
}).observe(document, {subtree: true, childList: true});"""


@contextmanager
def first_visit(chromium, server, by, script):
    """Open a page with ``script``, which records times in ``shownAt``; yield the page, its connection and the
    addresses that it requests."""
    page = new_page(chromium, size=by.window)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": by.slowdown})
    page.add_init_script(f"window.shownAt = {{}};\n{script}")
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    with wire_to(server.address, by.rate, by.round_trip) as (address, wire):
        page.goto(address, wait_until="commit")
        yield page, wire, requests
        page.context.close()


def visited(chromium, server, shown, all_there, by=VISITS["desktop"]):
    """One first visit: seconds until the first and the last content, megabytes, requests."""
    script = SHOWN % json.dumps([shown, all_there])
    with first_visit(chromium, server, by, script) as (page, wire, requests):
        page.wait_for_selector(all_there)
        page.wait_for_timeout(500)
        at = page.evaluate("() => window.shownAt")
    return at[shown] / 1000, at[all_there] / 1000, wire.received / 1e6, len(requests)


def followed(chromium, server, by):
    """One first visit to Compare: seconds until the page replaces its static first view, and until the board
    has updated after an immediate move of a slider."""
    with first_visit(chromium, server, by, FOLLOWED) as (page, *_):
        page.wait_for_function("() => window.shownAt.followed")
        at = page.evaluate("() => [window.shownAt.own, window.shownAt.followed]")
    return [x / 1000 for x in at]


@pytest.mark.parametrize("who", VISITS)
def test_first_load(chromium, servers, capsys, who, once):
    found, most, by = {}, 1 if once else 2 if who == "phone" else 5, VISITS[who]
    for name, (_, shown, all_there) in PAGES.items():
        if not once:
            # The first visit to the server is not measured.
            visited(chromium, servers[name], shown, all_there)
        runs = [visited(chromium, servers[name], shown, all_there, by) for _ in range(most)]
        found[name] = [median(column) for column in zip(*runs, strict=True)]
    again = [followed(chromium, servers["Compare"], by) for _ in range(most)]
    own, live = (median(column) for column in zip(*again, strict=True))
    with capsys.disabled():
        print(f"\nFirst load, {who}: shown s, all there s, MB, requests")
        for name, numbers in found.items():
            print(f"  {name:11}" + "".join(f"{x:9.2f}" for x in numbers))
        shown = found["Compare"][0] / found["empty page"][0]
        weight = found["Compare"][2] / found["one chart"][2]
        print(f"  board / empty page {shown:.2f}; MB / one chart {weight:.2f}")
        print(f"  Compare's board follows a slider: {live:.2f} s; the page took over: {own:.2f}")


#: Records the milliseconds from a key press to the first and to the last change under a selector, by the
#: page's own clock, at the frame that shows the change.
WATCH = """selectors => {
  const press = () => { window.pressed = performance.now(); window.took = {}; window.first = {}; };
  press();
  addEventListener('keydown', press, true);
  new MutationObserver(changes => requestAnimationFrame(() => {
    for (const change of changes) {
      const node = change.target.nodeType === 1 ? change.target : change.target.parentElement;
      for (const s of selectors)
        if (node && node.closest(s)) {
          window.took[s] = performance.now() - window.pressed;
          window.first[s] ??= window.took[s];
        }
    }
  })).observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
}"""


#: For each page: its server, its path, and the selector of its cost slider.
STEPPED = {
    "one chart": ("one chart", "", ".st-key-cost input[type=range]"),
    "Dash": ("Dash", "", "#cost [role=slider]"),
    "Compare": ("Compare", "", ".st-key-cost input[type=range]"),
    "How sure": ("Compare", "/how-sure", ".st-key-cost input[type=range]"),
}


def test_a_slider_step(chromium, servers, capsys, once):
    """Time from a key press to the board and to the last chart that changes, and the server's processor time.

    The charts of Compare show figures, which do not depend on importances; those of How sure change.
    """
    found, blanks, there_and_back = {}, 0, 1 if once else 5
    for name, (server, path, thumb) in STEPPED.items():
        page = new_page(chromium)
        page.goto(servers[server].address + path)
        page.wait_for_selector(PLOTLY)
        page.wait_for_timeout(500 if once else 3000)
        slider = page.locator(thumb).first
        slider.wait_for(state="attached")
        page.evaluate(WATCH, [".js-plotly-plot", ".so-rows"])
        charts, board = [], []
        away_and_back = [*["ArrowRight"] * 4, *["ArrowLeft"] * 8, *["ArrowRight"] * 4]
        for press in (away_and_back * 3)[: 2 if once else None]:
            slider.press(press)
            page.wait_for_timeout(150 if name == "Dash" else 450)
            took, first = page.evaluate("() => [window.took, window.first]")
            board += [first[".so-rows"]] if ".so-rows" in first else []
            charts += [took[".js-plotly-plot"]] if ".js-plotly-plot" in took else []
        # Added after the timing above, because it takes time itself.
        page.evaluate(BLANKS, page.locator(".js-plotly-plot").count())
        before = servers[server].seconds()
        steps = [*["ArrowRight"] * there_and_back, *["ArrowLeft"] * there_and_back] * 2
        for press in steps:
            slider.press(press)
            page.wait_for_timeout(300)
        cpu = (servers[server].seconds() - before) / len(steps) * 1000
        if server == "Compare":
            blanks += page.evaluate("() => window.blanks")
        found[name] = (median(board) if board else None, median(charts) if charts else None, cpu)
        page.context.close()
    with capsys.disabled():
        print(
            "\nA slider step: ms to the board's first frame, to the last chart, ms of the server's processor"
        )
        for name, numbers in found.items():
            print(f"  {name:11}" + "".join(f"{'none' if x is None else f'{x:.1f}':>9}" for x in numbers))
        bare = found["one chart"]
        print(
            f"  How sure / one chart: charts {found['How sure'][1] / bare[1]:.2f}; "
            f"Compare / one chart: processor {found['Compare'][2] / bare[2]:.2f}; blank frames {blanks}"
        )


def test_memory_of_an_idle_session(chromium, servers, capsys, once):
    found = {}
    for name in ("one chart", "Compare"):
        _, shown, all_there = PAGES[name]
        for _ in range(1 if once else 3):  # load what the process keeps for everybody
            visited(chromium, servers[name], shown, all_there)
        before, pages = servers[name].megabytes(), []
        for _ in range(1 if once else 6):
            page = new_page(chromium)
            page.goto(servers[name].address)
            page.wait_for_selector(all_there)
            pages.append(page)
        found[name] = (servers[name].megabytes() - before) / len(pages)
        for page in pages:
            page.context.close()
    with capsys.disabled():
        print(f"\nMemory of an idle session, MB: {', '.join(f'{n} {x:.2f}' for n, x in found.items())}")
