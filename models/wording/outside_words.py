"""Words from a file or a field that somebody filled in, as a page may show them: as words and nothing else.

Streamlit writes texts as Markdown, so a sheet that is named like a link would be one, on a page of ours.
"""

import re

#: Signs that Markdown, or a chart, takes for formatting.
_FORMATTING = re.compile(r"[<>\[\]{}\\`*|$]")

#: How an address begins that becomes a link without any sign around it.
_ADDRESS = re.compile(r"://|www\.|(?<=\w)@(?=\w)", re.IGNORECASE)

#: Nobody sees it, and no address goes on behind it.
_WORD_JOINER = "\u2060"


def formatting_in(text: str, *, is_title: bool) -> str:
    """The first characters that would format ``text`` or make a link of it, '' where there are none.

    The title of a source may be an address, which gets a link of its own.
    """
    found = _FORMATTING.search(text) or (None if is_title else _ADDRESS.search(text))
    return found[0] if found else ""


def plain_name(text: str) -> str:
    """``text`` without whatever would format it or make a link of it, for names that nobody can be asked to
    change: of a file, a sheet or a clinic."""
    return " ".join(_ADDRESS.sub(" ", _FORMATTING.sub("", text)).split())


def as_text(text: str) -> str:
    """``text`` as Markdown that shows just these words, for sentences that quote what somebody wrote."""
    apart = _ADDRESS.sub(lambda found: f"{found[0][:-1]}{_WORD_JOINER}{found[0][-1]}{_WORD_JOINER}", text)
    for sign in "\\`*_{}[]<>#|$~:":
        apart = apart.replace(sign, f"\\{sign}")
    return apart
