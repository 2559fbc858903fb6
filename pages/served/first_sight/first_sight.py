"""What a first visit to Compare shows before Streamlit's code has loaded: the title, the form and the board.

Streamlit's page is empty until a megabyte of code has loaded and a connection has delivered the content. That
takes seconds on a phone. The server can compute the board's words and numbers at once, so they are part of
the page itself, drawn by the same code. It is only for reading: it has no working controls. A script removes
it once the page has drawn its own.
"""

import json
import logging
import re
from functools import cache
from html import escape
from pathlib import Path

from models.doubt import doubt_words
from models.doubt.standings import doubt
from models.evidence.kept import kept
from models.evidence.nouns import Evidence
from models.link import link_settings
from models.person.preferences import MOST_IMPORTANT, Preferences, matching_preset
from models.ranking.comparison import compare
from models.wording import estimate_words
from pages.charts.parts.theme import coloured
from pages.served.scripts.no_connection import in_our_colours
from pages.served.scripts.own_script import without_comments
from pages.ui.frame import appearance
from pages.ui.person import priorities
from pages.ui.ranking import board
from pages.visit import link_view

log = logging.getLogger("skin_options")

_FOLDER = Path(__file__).parent

#: The logo without its title, which the browser tab already shows.
_LOGO = re.sub("<title>[^<]*</title>", "", appearance.LOGO.read_text(encoding="utf-8"))

_SCRIPTS = (board.ROWS, (_FOLDER / "first_sight.js").read_text(encoding="utf-8"))
#: Placed after the markup, which therefore exists when it runs. Other code cannot see its names.
SCRIPT = "(() => {\n" + "\n".join(map(without_comments, _SCRIPTS)) + "\n})();"

#: Shown where the page will have the steps and the button to share.
WAIT = "You can read this now. The rest is on its way."

#: Streamlit declares its font in code. This finds the file in its page's preload link.
_FONT = re.compile(rb'href="([^"]*/SourceSansVF-Upright[^"]*\.woff2)"')


def of_link(query: bytes, page: bytes) -> str:
    """HTML for the body of Streamlit's ``page``: the view of this query string, or nothing. Never raises."""
    try:
        found = link_view.read(query)
        shown = _shown(*found) if found else ""
    except Exception:
        log.exception("The first sight of a link could not be made; the page comes without it.")
        return ""
    return f"<style>{_font(page)}{_style()}</style>{shown}<script>{SCRIPT}</script>" if shown else ""


@kept(128)
def _shown(evidence: Evidence, seen: link_view.Seen) -> str:
    """About 20 kB; empty if nothing is ranked, since the page then says why."""
    comparison = compare(evidence, seen.preferences)
    found = doubt(comparison)
    if comparison.weights is None or not comparison.lines:
        return ""
    sure = " ".join(doubt_words.how_sure(evidence, comparison, found))
    data = json.dumps(board.board_data(evidence, comparison, found), separators=(",", ":"))
    return (
        f'<div id="first-sight" hidden aria-busy="true" data-board="{escape(data)}">'
        f'<div class="first-head" aria-hidden="true">{_LOGO}</div>'
        '<main class="first-body" tabindex="0"><div class="first-page">'
        f'<div class="first-wait">{WAIT}</div>'
        f"{_form(evidence, comparison.preferences)}"
        f'<div class="first-main"><h1>{escape(comparison.decision)}</h1>'
        f'<p class="first-sure"><b>How sure?</b> {escape(sure)}</p>'
        f"{board.PLACE}</div></div></main></div>"
    )


def _form(evidence: Evidence, chosen: Preferences) -> str:
    """The form as text, in the place that it has on the page. Later buttons are hidden from screen readers.

    ``tabindex`` makes the scrolling parts reachable by keyboard.
    """
    asked = {
        priorities.WHAT_BOTHERS: evidence.concerns[chosen.concern_id].label,
        priorities.HOW_SKIN_REACTS: link_settings.phototype_option(evidence, chosen.phototype),
    }
    about = "".join(f"<div>{escape(name)}</div><div>{escape(value)}</div>" for name, value in asked.items())
    active = matching_preset(chosen.importances, evidence)
    presets = "".join(
        f"<{tag}>{escape(preset.label)}</{tag}>"
        for name, preset in evidence.presets.items()
        for tag in ("b" if name == active else "span",)
    )
    importances = "".join(
        f'<div class="first-slider"><p><b><i style="background:{colour}"></i>{escape(c.label)}</b> '
        f"{escape(estimate_words.swing(evidence, c.criterion_id))}</p>"
        f'<div style="--share:{chosen.importances[c.criterion_id] / MOST_IMPORTANT}">'
        f"<span>{chosen.importances[c.criterion_id]}</span></div></div>"
        for c, colour in coloured(evidence.weighted)
    )
    return (
        f'<div class="first-form" tabindex="0"><div class="first-about">{about}</div>'
        '<div class="first-tray" tabindex="0">'
        f'<div class="first-title">{escape(priorities.WHAT_MATTERS)}</div>'
        f'<div aria-hidden="true"><div class="first-presets">{presets}</div><div class="first-assumed">'
        f"<div><small>{escape(priorities.assumed(evidence, active))}</small></div><i>Reset</i></div></div>"
        f"{importances}</div></div>"
    )


def _font(page: bytes) -> str:
    found = _FONT.search(page)
    if not found:
        return ""
    return (
        '@font-face { font-family: "Source Sans"; font-weight: 200 900; font-display: swap; '
        f'src: url("{found[1].decode()}") format("woff2"); }}'
    )


@cache
def _style() -> str:
    return board.CSS + in_our_colours(_FOLDER / "first_sight.css")
