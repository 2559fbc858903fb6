"""Time the drag of a slider on Compare, beside a page that does as little as possible.

Prints milliseconds and asserts none: they depend on the machine.
"""

import time
from statistics import median, quantiles

from browser import new_page, running_chromium, running_server, whole
from steps import middle_of_thumb

#: Records the time of the last pointer move, before the page handles it. ``pointermove`` is delivered late,
#: once a frame, so ``pointerrawupdate`` counts as well.
POINTER = """window.moved = 0;
for (const kind of ['pointermove', 'pointerrawupdate'])
  addEventListener(kind, e => { if (e.isTrusted) window.moved = e.timeStamp; }, true);"""

#: Records for each value the time from the pointer move that changed ``watched`` to the painted frame that
#: shows it, and how many frames the page drew in all.
DRAG = """watched => {
  window.waits = []; window.frames_ = 0;
  let under_way = false;
  new MutationObserver(() => {
    if (under_way) return;
    const start = window.moved; under_way = true;
    requestAnimationFrame(() => { under_way = false; const c = new MessageChannel();
      c.port1.onmessage = () => window.waits.push(performance.now() - start); c.port2.postMessage(0); });
  }).observe(document.querySelector(watched),
    {subtree: true, childList: true, attributes: true, characterData: true});
  const count = () => { window.frames_ += 1; requestAnimationFrame(count); };
  count();
}"""

#: The page that does as little as possible: a native slider, and its value as a number.
BARE_SLIDER = """<input type="range" min="0" max="10" value="5" style="width: 320px"><p id="shown">5</p>
<script>document.querySelector("input").oninput = e => { shown.textContent = e.target.value; };</script>"""


def dragged(page, start, track, watched):
    """Drag a slider from end to end twelve times: milliseconds from pointer to paint for each value, values
    per second, frames per second."""
    page.mouse.move(*start)
    page.mouse.down()
    page.evaluate(DRAG, watched)
    began = time.perf_counter()
    for way in range(12):
        for k in range(11):  # the slider has eleven values: each move selects another
            share = k / 10 if way % 2 == 0 else 1 - k / 10
            page.mouse.move(track["x"] + 8 + share * (track["width"] - 16), start[1])
    waits, frames = page.evaluate("() => [window.waits, window.frames_]")
    seconds = time.perf_counter() - began
    page.mouse.up()
    return waits, len(waits) / seconds, frames / seconds


def test_a_drag(capsys):
    """Time from the pointer to the painted board for each value, beside a page that only shows one number."""
    found = {}
    with running_server() as address, running_chromium() as chromium:
        page = new_page(chromium)
        page.set_content(f"<script>{POINTER}</script>{BARE_SLIDER}")
        track = page.locator("input").bounding_box()
        middle = track["x"] + track["width"] / 2, track["y"] + track["height"] / 2
        found["bare page"] = dragged(page, middle, track, "#shown")
        page.context.close()

        page = new_page(chromium)
        page.emulate_media(reduced_motion="no-preference")  # with animations, as for most people
        page.add_init_script(POINTER)
        whole(page, address)
        page.locator(".st-key-cost").scroll_into_view_if_needed()
        track = page.locator(".st-key-cost [data-testid=stSlider]").bounding_box()
        found["Compare"] = dragged(page, middle_of_thumb(page, "cost"), track, ".st-key-board .so-rows")
        page.context.close()
    with capsys.disabled():
        print("\nA drag: ms from pointer to paint, median and 95 of 100; values and frames a second")
        for name, (waits, values, frames) in found.items():
            high = quantiles(waits, n=20)[-1]
            print(f"  {name:11}{median(waits):9.1f}{high:9.1f}{values:9.0f}{frames:9.0f}")
