"""Shows words from an opened file or a field as plain words.

Streamlit renders text as Markdown, so a sheet whose name has the form of a link would become a link.
"""

import re

#: Characters that Markdown or a chart would read as formatting.
_FORMATTING = re.compile(r"[<>\[\]{}\\`*|$]")

#: The parts of an address that Markdown turns into a link even without formatting.
_ADDRESS = re.compile(r"://|www\.|(?<=\w)@(?=\w)", re.IGNORECASE)

#: An invisible character that ends an address.
_WORD_JOINER = "\u2060"


def formatting_in(text: str, *, is_title: bool) -> str:
    """The first characters that would format ``text`` or make a link of it, '' where there are none.

    The title of a source may be an address, which gets a link of its own.
    """
    found = _FORMATTING.search(text) or (None if is_title else _ADDRESS.search(text))
    return found[0] if found else ""


def plain_name(text: str) -> str:
    """``text`` without whatever would format it or make a link of it, for names that a person cannot be asked
    to change: those of a file, a sheet or a clinic."""
    return " ".join(_ADDRESS.sub(" ", _FORMATTING.sub("", text)).split())


def as_text(text: str) -> str:
    """``text`` as Markdown that shows exactly these words, for sentences that quote a person."""
    apart = _ADDRESS.sub(lambda found: f"{found[0][:-1]}{_WORD_JOINER}{found[0][-1]}{_WORD_JOINER}", text)
    for sign in "\\`*_{}[]<>#|$~:":
        apart = apart.replace(sign, f"\\{sign}")
    return apart
