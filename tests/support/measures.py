"""Measurements of a page in a browser: background, targets, type, overlaps, focus and overflow."""

from contextlib import suppress

from browser import settled
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as WaitedInVain

#: Labels in figures, where type may be smaller than in sentences.
FIGURES = ".js-plotly-plot, .so-legend, .so-badge, .so-value, .side-key, .pr-parts, .pr-priorities"

#: Controls that are not themselves clicked. The field around the first takes the click; the second is hidden
#: and only helps browsers to autofill a date; the third is for screen readers only.
NOT_PRESSED = (
    '[data-testid="stMultiSelectTagsContainer"] input, [data-testid="hidden-dateinput-container"] input, '
    '[aria-label="Dismiss"]'
)

#: Whether the page has a dark background.
GROUND_IS_DARK = """() => getComputedStyle(document.querySelector('.stApp')).backgroundColor
  .match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) < 200"""

#: Counts, in ``window.blanks``, the frames from now on in which fewer than ``charts`` charts are drawn.
BLANKS = """charts => {
  window.blanks = 0;
  const look = () => {
    const whole = [...document.querySelectorAll('.js-plotly-plot')]
      .filter(chart => chart.clientHeight && chart.querySelector('.main-svg .trace'));
    window.blanks += whole.length < charts;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""

#: Shared helpers: whether an element is visible (and not only spoken), its name, and every visible text.
_SHARED = """
  const drawn = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && !e.closest('[inert], [class*=spoken], [class*=_clicker]')
    && e.getBoundingClientRect().width > 1 && e.getBoundingClientRect().right > 0;
  const place = e => e.closest('[class*=st-key-]')?.className.match(/st-key-\\w+/) || '';
  const name = e => `${e.tagName.toLowerCase()} ${place(e)} `
    + (e.getAttribute('aria-label') || e.textContent || '').trim().slice(0, 50);
  const scrolls = e => e && e.dataset.testid !== 'stMain'
    && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const stays = e => e && (/fixed|sticky/.test(getComputedStyle(e).position) || stays(e.parentElement));
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const own = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() && !own.closest('style, script, noscript') && drawn(own))
      texts.push([walker.currentNode, own]);
  }
"""

_SMALL_TARGETS = (
    """([least, notPressed]) => {"""
    + _SHARED
    + """
  const inSentence = a => getComputedStyle(a).display.startsWith('inline')
    && a.closest('p, li, td')?.textContent.trim().length > a.textContent.trim().length;
  const all = `button, [role=button], a[href], summary, [role=combobox], select, textarea, .stCheckbox label,
    [data-testid=stRadioOption], input:not([type=range], [type=checkbox], [type=radio], [type=file])`;
  return [...document.querySelectorAll(all)]
    .filter(e => drawn(e) && !e.matches(notPressed) && !(e.matches('a') && inSentence(e)))
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.width, box.height) < least - .5)
    .map(([e, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${name(e)}`);
}"""
)

_SMALL_TYPE = (
    """([figures, least, inFigures]) => {"""
    + _SHARED
    + """
  const found = texts.map(([, own]) => [parseFloat(getComputedStyle(own).fontSize), own])
    .filter(([size, own]) => size > 0 && size < (own.closest(figures) ? inFigures : least));
  const typed = 'input:not([type=range], [type=checkbox], [type=radio]), textarea';
  const fields = [...document.querySelectorAll(typed)].filter(drawn)
    .map(e => [parseFloat(getComputedStyle(e).fontSize), e]).filter(([size]) => size < least);
  return [...new Set([...found, ...fields].map(([size, own]) => `${size}px ${name(own)}`))];
}"""
)

_OUT_OF_PLACE = (
    """() => {"""
    + _SHARED
    + """
  const main = document.querySelector('[data-testid=stMain]');
  const sideways = main.scrollWidth - main.clientWidth;
  const found = sideways > 0 ? [`sideways by ${sideways}`] : [];
  const controls = [...document.querySelectorAll('button, a[href], summary, input, textarea')].filter(drawn);
  found.push(...controls.filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !scrolls(e))
    .map(e => `beyond the edge: ${name(e)}`));
  const range = document.createRange(), boxes = [];
  const left = "[data-testid=stHeader], .js-plotly-plot";
  for (const [node, own] of texts.filter(([, own]) => !own.closest(left) && !scrolls(own))) {
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.right > innerWidth + 1) found.push(`beyond the edge: ${name(own)}`);
      if (!stays(own)) boxes.push([box, own]);
    }
  }
  boxes.sort((a, b) => a[0].top - b[0].top);
  boxes.forEach(([a, one], i) => {
    for (let k = i + 1; k < boxes.length && boxes[k][0].top < a.bottom; k++) {
      const [b, other] = boxes[k];
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (one !== other && wide > 3 && high > .5 * Math.min(a.height, b.height))
        found.push(`over each other: ${name(one)} / ${name(other)}`);
    }
  });
  return found;
}"""
)


#: Compares how the focused element and those around it look with and without the focus.
_FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return 'past the end';
  const around = [e, ...e.querySelectorAll('*')].slice(0, 6);
  for (let up = e.parentElement, k = 0; up && k < 5; up = up.parentElement, k++) around.push(up);
  const parts = ['', '::before', '::after'];
  const kept = ['outlineStyle', 'outlineWidth', 'boxShadow', 'borderColor', 'backgroundColor', 'color'];
  const look = () => String(around.flatMap(x => parts.flatMap(part => {
    const style = getComputedStyle(x, part);
    return kept.map(name => style[name]);
  })));
  const box = (e.type === 'range' ? e.parentElement : e).getBoundingClientRect();
  const name = `${e.tagName} ${e.getAttribute('aria-label') || e.textContent || ''}`.slice(0, 60);
  if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth)
    return `out of view: ${name}`;
  const focused = look();
  e.blur();
  const blurred = look();
  e.focus({preventScroll: true, focusVisible: true});
  return focused === blurred ? `no visible focus: ${name}` : '';
}"""


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Controls smaller than ``least`` pixels, other than links within a sentence."""
    return page.evaluate(_SMALL_TARGETS, [least, NOT_PRESSED])


def small_type(page: Page, least: int = 16, in_figures: int = 12) -> list[str]:
    """Text smaller than ``least`` pixels, or than ``in_figures`` in figures."""
    return page.evaluate(_SMALL_TYPE, [FIGURES, least, in_figures])


def out_of_place(page: Page, width: int, height: int) -> list[str]:
    """At this size: sideways scrolling, text and controls beyond the edge, and overlapping text."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": height})
    # Charts and the menu resize a moment later.
    with suppress(WaitedInVain):
        page.wait_for_function(f"() => ({_OUT_OF_PLACE})().length === 0", polling=250)
    found = settled(page).evaluate(_OUT_OF_PLACE)
    page.set_viewport_size(before)
    return found


def focus_faults(page: Page, presses: int) -> list[str]:
    """Presses Tab ``presses`` times; returns the elements whose focus is invisible or out of view."""
    page.add_style_tag(content="* { transition: none !important; }")
    found = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        found.append(page.evaluate(_FOCUS))
    # After the last control of a page, the focus moves to the browser's own buttons.
    assert found.count("past the end") < presses - 2
    return [fault for fault in found if fault not in ("", "past the end")]


#: A drawn icon is about as wide as its font size; one shown as text is as wide as its name.
_SPELT = """() => document.fonts.ready.then(() =>
  [...document.querySelectorAll('[data-testid=stIconMaterial], [translate=no]')]
    .filter(icon => icon.textContent.length > 1 && icon.offsetWidth)
    .filter(icon => {
      const range = document.createRange();
      range.selectNodeContents(icon);
      return range.getBoundingClientRect().width > 1.3 * parseFloat(getComputedStyle(icon).fontSize);
    }).map(icon => `spelt: ${icon.textContent}`))"""


def spelt_icons(page: Page) -> list[str]:
    """Icons shown as their names, because the font subset lacks them."""
    return page.evaluate(_SPELT)
