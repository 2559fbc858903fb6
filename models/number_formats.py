"""How a workbook shows its numbers: 0.1 may stand on screen as 10%, as a date or as euros."""

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from models.sheet import Cell, shown
from models.xlsx_package import Package

#: Numbers of the formats that every workbook knows without naming them (ECMA-376, part 1, 18.8.30).
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_BUILT_IN_PERCENT = {9, 10}

#: Texts, colours and places inside a format, which say nothing of what kind of number it is.
_DECORATION = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')

#: Currencies other than the dollar, by sign or code.
OTHER_CURRENCY = re.compile(
    r"[€£¥₹₽₩₪₺₴₫฿₱₦]|\b(?:EUR|GBP|CHF|CAD|AUD|NZD|JPY|INR|CNY|SEK|NOK|DKK|PLN|BRL|MXN)\b|(?:CA|A|C|NZ)\$"
)


class Look(Enum):
    PLAIN = "plain"
    DATE = "date"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Formats:
    """``styles`` by the number that a cell gives: its look, and the currency other than the dollar."""

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
        look, currency = self.styles[int(style)] if known else (Look.PLAIN, "")
        if look is Look.DATE:
            return Cell(self._day(number))
        if look is Look.PERCENT:
            return Cell(f"{plain(number * 100)}%")
        return Cell(f"{plain(number)} {currency}") if currency else Cell(plain(number), number)

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
    if code is None:
        built_in = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
        if built_in in _BUILT_IN_DATES:
            return Look.DATE, ""
        return (Look.PERCENT if built_in in _BUILT_IN_PERCENT else Look.PLAIN), ""
    currency = OTHER_CURRENCY.search(code)
    bare = _DECORATION.sub("", code.split(";")[0])
    if "%" in bare:
        return Look.PERCENT, ""
    if re.search(r"[dmyhs]", bare, re.IGNORECASE):
        return Look.DATE, ""
    return Look.PLAIN, currency[0] if currency else ""
