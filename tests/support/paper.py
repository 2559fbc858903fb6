"""A page as the browser prints it: the text of each sheet, and what should not be printed."""

import io

from browser import settled
from playwright.sync_api import Page
from pypdf import PdfReader

#: Width in pixels of an A4 sheet within the margins of pages/ui/frame/print.css, and of one in landscape.
SHEET, TURNED = 703, 1016

#: Finds controls that work only on a screen, text that is not black, backgrounds that are not white, and
#: text beyond the edge of the sheet. Marks whose colour has a meaning may keep it.
FAULTS = """([width, turned]) => {
  const seen = e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0;
  const name = e => `${e.tagName}.${e.className} ${e.innerText || ''}`.slice(0, 120);
  const controls = `canvas, .js-plotly-plot, button:not(.so-head, :has(img)), select, textarea, [role=slider],
    [role=combobox], [data-testid=stPageLink], input:not([type=radio], [type=checkbox]),
    [data-testid=stExpander] [data-testid=stIconMaterial]`;
  const screen = [...document.querySelectorAll(controls)].filter(seen).map(e => `on screen only: ${name(e)}`);
  const marks = '.so-bar i, .so-span i, .so-key, .pr-bar > span, .pr-stack > span, .pr-square';
  const grounds = [...document.querySelectorAll('.stApp, .stApp *')].filter(e => seen(e) && !e.matches(marks))
    .filter(e => !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(getComputedStyle(e).backgroundColor))
    .filter(e => !e.closest('svg')).map(e => `not on white: ${name(e)}`);
  const words = document.createTreeWalker(document.querySelector('.stApp'), NodeFilter.SHOW_TEXT);
  const faults = [];
  const range = document.createRange();
  while (words.nextNode()) {
    const node = words.currentNode, own = node.parentElement;
    if (!node.data.trim() || !seen(own) || own.closest('svg, style') || own.offsetWidth === 1) continue;
    if (getComputedStyle(own).color !== 'rgb(0, 0, 0)') faults.push(`not black: ${name(own)}`);
    range.selectNodeContents(node);
    const edge = own.closest('.st-key-figure_recovery_timeline') ? turned : width;
    if (range.getBoundingClientRect().right > edge + 1) faults.push(`beyond the edge: ${name(own)}`);
  }
  return [...screen, ...grounds, ...faults];
}"""


def faults_on_paper(page: Page) -> list[str]:
    """Faults of the page as it would be printed now; afterwards the screen is as it was."""
    size = settled(page).viewport_size
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 900})
    faults = page.evaluate(FAULTS, [SHEET, TURNED])
    page.emulate_media(media="null")
    page.set_viewport_size(size)
    return faults


def sheets(page: Page) -> list[str]:
    """The text of each A4 sheet without white space, because lines can break anywhere."""
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4", print_background=True)))
    return [without_space(sheet.extract_text()) for sheet in pdf.pages]


def without_space(text: str) -> str:
    return "".join(text.split())


def on_one_sheet(printed: list[str], words: list[str]) -> bool:
    """Whether all ``words`` are on the same sheet."""
    return any(all(without_space(word) in sheet for word in words) for sheet in printed)
