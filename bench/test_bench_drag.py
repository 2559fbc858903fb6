"""A slider of Compare under the pointer, beside the least that a page can do.

Prints milliseconds and asserts none: times are the machine's.
"""

import time
from statistics import median, quantiles

from browser import new_page, running_chromium, running_server, whole
from steps import middle_of_thumb

#: When the pointer moved last, heard before the page hears it. The frame's own move is heard late, so the
#: moves as they come count as well.
POINTER = """window.moved = 0;
for (const kind of ['pointermove', 'pointerrawupdate'])
  addEventListener(kind, e => { if (e.isTrusted) window.moved = e.timeStamp; }, true);"""

#: For each value on the way: from the pointer's move that changed what is watched to the painted frame that
#: shows it. And how many frames the page drew in all.
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

#: The least that a page can do under a pointer: a browser's own slider, and its value as a number.
BARE_SLIDER = """<input type="range" min="0" max="10" value="5" style="width: 320px"><p id="shown">5</p>
<script>document.querySelector("input").oninput = e => { shown.textContent = e.target.value; };</script>"""


def dragged(page, start, track, watched):
    """A slider twelve times from end to end: milliseconds from pointer to paint for each value, values a
    second, frames a second."""
    page.mouse.move(*start)
    page.mouse.down()
    page.evaluate(DRAG, watched)
    began = time.perf_counter()
    for way in range(12):
        for k in range(11):  # the slider has eleven values: each move gives another
            share = k / 10 if way % 2 == 0 else 1 - k / 10
            page.mouse.move(track["x"] + 8 + share * (track["width"] - 16), start[1])
    waits, frames = page.evaluate("() => [window.waits, window.frames_]")
    seconds = time.perf_counter() - began
    page.mouse.up()
    return waits, len(waits) / seconds, frames / seconds


def test_a_drag(capsys):
    """Pointer to painted board for each value on the way, beside a page that only writes one number."""
    found = {}
    with running_server() as address, running_chromium() as chromium:
        page = new_page(chromium)
        page.set_content(f"<script>{POINTER}</script>{BARE_SLIDER}")
        track = page.locator("input").bounding_box()
        middle = track["x"] + track["width"] / 2, track["y"] + track["height"] / 2
        found["bare page"] = dragged(page, middle, track, "#shown")
        page.context.close()

        page = new_page(chromium)
        page.emulate_media(reduced_motion="no-preference")  # bars grow and rows glide, as for most people
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
