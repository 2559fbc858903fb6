"""How a workbook shows its numbers: 0.1 may be shown as 10%, as a date or as euros."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from models.uploads.currencies import DOLLARS, US_DOLLARS, currency_of, is_other

#: The most characters of a format. No spreadsheet program writes a longer one, and none is read.
LONGEST_CODE = 255

#: The dollar that a format means, by the number or the code of its country.
_DOLLAR_OF: dict[int | str, str] = {
    **dict.fromkeys((0x409, 0x540A, 0x500A, 0x440A, 0x300A, 0x45C, 0x475), US_DOLLARS),
    **dict.fromkeys(("US", "PR", "EC", "SV"), US_DOLLARS),
    **dict.fromkeys((0x1009, 0xC0C, "CA"), "CAD"),
    **dict.fromkeys((0xC09, "AU"), "AUD"),
    **dict.fromkeys((0x1409, 0x481, "NZ"), "NZD"),
    **dict.fromkeys((0x4809, 0x1004, "SG"), "SGD"),
    **dict.fromkeys((0xC04, 0x3C09, "HK"), "HKD"),
    **dict.fromkeys((0x404, "TW"), "TWD"),
    **dict.fromkeys((0x80A, "MX"), "MXN"),
    **dict.fromkeys((0x2C0A, "AR"), "ARS"),
    **dict.fromkeys((0x340A, "CL"), "CLP"),
    **dict.fromkeys((0x240A, "CO"), "COP"),
    **dict.fromkeys((0x380A, "UY"), "UYU"),
    **dict.fromkeys((0x2009, "JM"), "JMD"),
    **dict.fromkeys((0x2C09, "TT"), "TTD"),
    **dict.fromkeys((0x2809, "BZ"), "BZD"),
}


class Look(Enum):
    PLAIN = "plain"
    DATE = "date"
    PERCENT = "percent"


def plain(number: float) -> str:
    """A number as it is shown: 400.0 -> '400', 12.5 -> '12.5'; rounded to 12 digits to hide binary error."""
    return f"{number:.0f}" if float(number).is_integer() and abs(number) < 1e15 else f"{number:.12g}"


def look_of(code: str) -> tuple[Look, str]:
    """How this format shows a number, and what it adds beside it.

    That is 'USD' for US dollars, '$' for a dollar sign without a country, another currency by its symbol or
    code as shown, else the words that are shown, such as 'weeks', or ''. ``[$$-409]`` is the US dollar, by
    its country, and ``[$$-1009]`` the Canadian one.
    """
    # Checked first, because the cache below holds every code, and a code may be as long as a file.
    return (Look.PLAIN, "") if len(code) > LONGEST_CODE else _look_of(code)


@lru_cache(256)
def _look_of(code: str) -> tuple[Look, str]:
    sections = list(_sections(code))
    signs, first = sections[0].signs, sections[0].visible
    found = [c for s in sections for c in (*s.currencies, currency_of(s.text))]
    currency = next(filter(is_other, found), "") or next((c for c in (US_DOLLARS, DOLLARS) if c in found), "")
    if "%" in signs:
        return Look.PERCENT, ""
    if currency and re.search(r"[0#?]|general", signs, re.IGNORECASE):
        return Look.PLAIN, currency
    if re.search(r"[dmyhs]", signs, re.IGNORECASE):
        return Look.DATE, ""
    # "1.2k" for 1,200 is right where the format divides by a thousand: the number itself is whole.
    is_divided = re.search(r"[0#?],+(?![0#?,])", signs)
    said = "" if is_divided else " ".join(first.split())
    return Look.PLAIN, said if re.search(r"[^\W\d_]|[%‰]", said) else ""


@dataclass(slots=True)
class _Section:
    """One of up to four parts of a format, for numbers above, below and at zero, and for texts.

    ``signs`` are its format characters, ``visible`` is its literal text, ``text`` is both in order, and
    ``currencies`` are those in brackets.
    """

    signs: str = ""
    visible: str = ""
    text: str = ""
    currencies: tuple[str, ...] = ()


def _sections(code: str) -> Iterator[_Section]:
    """The parts of a format, read character by character."""
    section, at = _Section(), 0
    while at < len(code):
        sign, end = code[at], at + 1
        if sign == ";":
            yield section
            section = _Section()
        elif sign in "_*":
            end = at + 2  # a space as wide as the next character, or a character that fills the cell
        elif sign in '"\\':
            close = code.find('"', at + 1) if sign == '"' else at + 2
            close = len(code) if close < 0 else close
            section.visible += code[at + 1 : close]
            section.text += code[at + 1 : close]
            end = close + (sign == '"')
        elif sign == "[":
            close = code.find("]", at)
            close = len(code) if close < 0 else close
            inside, end = code[at + 1 : close], close + 1
            if inside.startswith("$"):
                section.currencies += _in_brackets(inside[1:])
            elif re.fullmatch(r"[hms]+", inside, re.IGNORECASE):
                section.signs += inside
        else:
            section.signs += sign
            section.text += sign
        at = end
    yield section


def _in_brackets(inside: str) -> tuple[str, ...]:
    """The currency of ``[$£-809]``; none for ``[$-409]``, which names a country alone."""
    sign, _, country = inside.partition("-")
    if not sign.strip():
        return ()
    currency = currency_of(sign) or sign.strip()
    if currency != DOLLARS:
        return (currency,)
    number = re.fullmatch(r"[0-9A-Fa-f]{3,8}", country)
    key = int(country, 16) & 0xFFFF if number else country.rpartition("-")[2].upper()
    return (_DOLLAR_OF.get(key, DOLLARS),)
