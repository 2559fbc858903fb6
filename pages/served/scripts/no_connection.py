"""What a page says if its connection to the server is lost or never made, or if parts of the page fail.

Streamlit's own messages mention scripts and terminals, or there is none and the page stays blank. Ours are in
the page that the server sends first, so they are there whatever fails later.
"""

from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

_AGAIN = '<a href="">load this page again</a>'
_KEPT = "in the link of this page. Health answers, opened files and typed prices are in no link."
_NEEDS = (
    "{what} needs an open connection to our server, and could not get one. Some networks do not let it "
    "through. We keep trying. You can wait, or open this page on another network, such as mobile data."
)
_ELSEWHERE = "If that does not help, please try another network or another browser."
_COMPARE = 'The page <a href="{compare}">Compare</a> shows its ranking without the rest.'

#: The sentence for each state that ``no_connection.js`` detects.
SENTENCES = {
    "lost": (
        "The connection to our server is lost, so nothing can be changed right now. We keep trying. Please "
        f"leave this page open and check your internet. What you set is kept here and {_KEPT}"
    ),
    # Only for screen readers: on the screen the earlier sentence disappears.
    "back": "The connection is there now. You can go on.",
    "ended": f"The connection to our server has ended. Please {_AGAIN}. What you set is {_KEPT}",
    "blocked": f"This page cannot be shown yet. {_NEEDS.format(what='It')} {_COMPARE}",
    "blocked-but-shown": (
        f"You can read this page, but nothing can be changed yet. {_NEEDS.format(what='That')}"
    ),
    "absent": (
        f"A part of this page did not arrive, so it cannot be shown. Please {_AGAIN}. {_ELSEWHERE} {_COMPARE}"
    ),
    "absent-but-shown": (
        f"You can read this page, but nothing can be changed. A part of it did not arrive. Please {_AGAIN}. "
        f"{_ELSEWHERE}"
    ),
    "broken": f"A part of this page could not be shown. Please {_AGAIN}. What you set is {_KEPT}",
    "missing": "There is no page at this address. You see the page Compare instead.",
}

WITHOUT_SCRIPTS = (
    "This page needs JavaScript, which is switched off in this browser. Please switch it on, and load this "
    "page again."
)


def place(compare: str) -> str:
    """HTML for the start of a page's body; ``compare`` is the address of the page Compare."""
    words = "".join(
        f'<p data-when="{when}">{text.format(compare=escape(compare))}</p>'
        for when, text in SENTENCES.items()
    )
    # An open dialog hides the rest of the page from screen readers, except elements with these attributes.
    return (
        f"<noscript><p>{WITHOUT_SCRIPTS}</p></noscript>"
        '<div id="no-connection" role="status" data-react-aria-top-layer="true" data-st-overlay-root="true">'
        "</div>"
        f'<template id="no-connection-words">{words}</template>'
    )


@cache
def style() -> str:
    """For the head of a page, where Streamlit's own style comes later and takes precedence."""
    return in_our_colours(Path(__file__).with_name("no_connection.css"))


def in_our_colours(css: Path) -> str:
    """The style in a file, with the colours of our themes in place of names such as ``%(dark_ground)s``."""
    options = {
        "ground": "backgroundColor",
        "text": "textColor",
        "border": "borderColor",
        "field": "secondaryBackgroundColor",
    }
    colours = {
        f"{theme}_{name}": st.get_option(f"theme.{theme}.{option}")
        for theme in ("light", "dark")
        for name, option in options.items()
    }
    return css.read_text(encoding="utf-8") % colours
