"""How a workbook shows its numbers: 0.1 may stand on screen as 10%, as a date or as euros."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache

from models.currencies import DOLLARS, US_DOLLARS, currency_of, is_other
from models.sheet import Cell, shown
from models.xlsx_package import Package

#: Numbers of the formats that every workbook knows without naming them (ECMA-376, part 1, 18.8.30).
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_BUILT_IN_PERCENT = {9, 10}

#: Characters of a format. No spreadsheet program writes a longer one, and none is looked at.
LONGEST_CODE = 255

#: Whose dollar a format means, by the number or the name of its country.
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


@dataclass(frozen=True, slots=True)
class Formats:
    """``styles`` by the number that a cell gives: its look, and the currency or unit that is shown beside."""

    styles: tuple[tuple[Look, str], ...] = ()
    from_1904: bool = False

    def number_cell(self, text: str, style: str) -> Cell:
        """A cell that stores a number, as its style shows it."""
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            return Cell("…", None, (f"{shown(text)} is not a number.", "Type it again."))
        known = style.isascii() and style.isdigit() and len(style) < 6 and int(style) < len(self.styles)
        look, beside = self.styles[int(style)] if known else (Look.PLAIN, "")
        if look is Look.DATE:
            return Cell(self._day(number))
        if look is Look.PERCENT:
            return Cell(f"{plain(number * 100)}%")
        return Cell(f"{plain(number)} {beside}".strip(), number)

    def _day(self, number: float) -> str:
        start = datetime(1904, 1, 1) if self.from_1904 else datetime(1899, 12, 30)
        try:
            return (start + timedelta(days=number)).date().isoformat()
        except OverflowError:
            return "9999-12-31"


def plain(number: float) -> str:
    """A number as it is shown: 400.0 -> '400', 12.5 -> '12.5'; binary dust beyond 12 digits is left out."""
    return f"{number:.0f}" if float(number).is_integer() and abs(number) < 1e15 else f"{number:.12g}"


def read_formats(package: Package, workbook: str, from_1904: bool) -> Formats:
    part = next((p for kind, p in package.targets(workbook).values() if kind == "styles"), "")
    if not package.has(part):
        return Formats((), from_1904)
    codes: dict[str, str] = {}
    used: list[str] = []
    for element in package.elements(part):
        if element.name == "numFmt":
            codes[element.attributes.get("numFmtId", "")] = element.attributes.get("formatCode", "")
        elif element.name == "xf" and element.parent is not None and element.parent.name == "cellXfs":
            used.append(element.attributes.get("numFmtId", "0"))
    return Formats(tuple(_look(number, codes.get(number)) for number in used), from_1904)


def _look(number: str, code: str | None) -> tuple[Look, str]:
    if code is not None:
        return look_of(code)
    built_in = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    if built_in in _BUILT_IN_DATES:
        return Look.DATE, ""
    return (Look.PERCENT if built_in in _BUILT_IN_PERCENT else Look.PLAIN), ""


@lru_cache(256)
def look_of(code: str) -> tuple[Look, str]:
    """What a number looks like in this format, and what stands beside it.

    'USD' for US dollars, '$' for a dollar sign without a country, another currency by its sign or code as
    shown; else the words that are shown, such as 'weeks'; '' for nothing. ``[$$-409]`` is the US dollar by
    its country, ``[$$-1009]`` the Canadian one.
    """
    if len(code) > LONGEST_CODE:
        return Look.PLAIN, ""
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

    ``signs`` of the format itself, ``visible`` what it shows as it stands, ``text`` both in their order;
    ``currencies`` in brackets.
    """

    signs: str = ""
    visible: str = ""
    text: str = ""
    currencies: tuple[str, ...] = ()


def _sections(code: str) -> Iterator[_Section]:
    """The parts of a format, in one walk from sign to sign."""
    section, at = _Section(), 0
    while at < len(code):
        sign, end = code[at], at + 1
        if sign == ";":
            yield section
            section = _Section()
        elif sign in "_*":
            end = at + 2  # a space as wide as the next sign, or one that fills the cell: neither is shown
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
