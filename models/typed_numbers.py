"""Numbers as people type them: '$1,200', '1.200,50', '1 200', '10%'. What could be two numbers is refused."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from models.cells import RefusedError
from models.number_formats import OTHER_CURRENCY, plain
from models.sheet import Cell, shown

#: What people write where they have no figure. It is a gap, never 0.
GAPS = frozenset(
    [
        *("-", "--", "–", "—", "?", "n/a", "na", "n.a.", "n.a", "unknown", "nan", "null", "tbd", "tbc"),
        *(
            "not known",
            "not reported",
            "not measured",
            "not studied",
            "not available",
            "no data",
            "no figure",
        ),
    ]
)

#: Words that could mean 0 as well as not known.
_NOTHING = frozenset(["none", "no", "nothing", "nil", "free", "zero"])

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATES = re.compile(
    r"\d{4}-\d\d?-\d\d?(?: .*)?|\d\d?[/.]\d\d?[/.]\d{2,4}|\d\d?/\d\d?"
    rf"|\d\d?[- .]*{_MONTH}[- .]*(?:\d{{2,4}})?|{_MONTH}[- .]*\d{{1,4}}",
    re.ASCII | re.IGNORECASE,
)


class Mark(Enum):
    """The sign before the decimals, as the other numbers of a file tell it."""

    POINT = "."
    COMMA = ","
    BOTH = "both"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class NumberRule:
    """What a number of one column must be. ``example`` is shown in a remedy."""

    low: float
    high: float
    example: str
    is_money: bool = False
    is_whole: bool = False
    is_of_100: bool = False
    beyond: str = ""


def is_gap(cell: Cell) -> bool:
    return cell.trouble is None and (not cell.text or cell.text.casefold() in GAPS)


def mark_of(texts: Iterable[str], separator: str) -> Mark:
    """The decimal mark by the numbers that can be read in one way only; else by the separator.

    A file whose columns are set apart by commas has no decimal commas, and one with semicolons mostly
    has them.
    """
    marks = {next(iter(found)) for text in texts if len(found := _readings(_bare(text, True, True))) == 1}
    if marks:
        return Mark.BOTH if len(marks) > 1 else Mark(marks.pop())
    return {",": Mark.POINT, ";": Mark.COMMA}.get(separator, Mark.UNTOLD)


def read_number(cell: Cell, mark: Mark, rule: NumberRule) -> float | None:
    """The number in a cell, None for a gap. Raises RefusedError."""
    if cell.trouble is not None:
        raise RefusedError(*cell.trouble)
    if is_gap(cell):
        return None
    value = cell.number if cell.number is not None else _typed(cell.text, mark, rule)
    told = shown(cell.text)
    if rule.is_whole and not value.is_integer():
        raise RefusedError(f"{told} is not a whole number.", f"Write {rule.example}, for example.")
    if value < rule.low:
        raise RefusedError(f"{told} is below {plain(rule.low)}.", f"Write {plain(rule.low)} or more.")
    if value > rule.high:
        most = plain(rule.high)
        raise RefusedError(f"{told} is above {most}.", rule.beyond or f"Write {most} or less.")
    return value


def _typed(text: str, mark: Mark, rule: NumberRule) -> float:
    """The number that ``text`` is typed for. Raises RefusedError."""
    told, remedy = shown(text), f"Write it with digits, for example {rule.example}."
    if text.casefold() in _NOTHING:
        raise RefusedError(f"{told} can mean 0 or not known.", "Write 0, or leave the cell blank.")
    if text in ("TRUE", "FALSE"):
        raise RefusedError(f"{told} is yes or no, not a number.", remedy)
    if currency := OTHER_CURRENCY.search(text):
        what = f"{told} is in another currency ({currency[0]})."
        raise RefusedError(what, f"Write it in US dollars, for example {rule.example}.")
    if text.endswith("%") and not rule.is_of_100:
        raise RefusedError(f"{told} is a share of 100, not a number.", remedy)
    if _DATES.fullmatch(text):
        raise RefusedError(f"{told} is a date, not a number.", remedy)
    found = _readings(_bare(text, rule.is_money, rule.is_of_100))
    if not found:
        if re.search(r"\d\s*(?:-|–|—|to)\s*\$?\d", text):
            raise RefusedError(
                f"{told} is a range.", "Write one number. Low and high have their own columns."
            )
        raise RefusedError(f"{told} is not a number.", remedy)
    if mark is Mark.UNTOLD and "$" in text:
        mark = Mark.POINT  # dollars have no third decimal
    values = sorted(set(found.values()))
    value = values[0] if len(values) == 1 else found.get(mark.value)
    # No figure here needs three decimals, so a sign before three digits is read as thousands or not at all.
    if value is None or value != values[-1]:
        small, large = plain(values[0]), plain(values[-1])
        raise RefusedError(f"{told} can be {large} or {small}.", f"Write {large} or {small}.")
    return value


def _bare(text: str, is_money: bool, is_of_100: bool = False) -> str:
    """``text`` without the signs that its column allows."""
    bare = _SPACES.sub(" ", text).strip().replace("−", "-")
    if is_money:
        bare = re.sub(r"^(?:US ?\$|USD|\$) ?|(?: ?US ?\$| ?USD| ?\$)$", "", bare)
    if is_of_100:
        bare = re.sub(r" ?%$", "", bare)
    return bare


def _readings(text: str) -> dict[str, float]:
    """What ``text`` comes to with a decimal point and with a decimal comma; empty for what is no number.

    '12.5' -> {'.': 12.5}, '1.200' -> {'.': 1.2, ',': 1200}, '1200' -> {'.': 1200, ',': 1200}.
    """
    text = text.removeprefix("+")
    if re.fullmatch(r"-?\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?", text, re.ASCII):
        text = re.sub(r"[ '’]", "", text)
        if "," not in text and "." not in text:
            return {".": float(text), ",": float(text)}
        sign = "," if "," in text else "."
        return {sign: float(text.replace(",", "."))}
    found = {}
    for decimal, group in (".,", ",."):
        whole = rf"(?:\d{{1,15}}|[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}}){{1,4}})?"
        if re.fullmatch(rf"-?{whole}(?:{re.escape(decimal)}\d{{1,15}})?", text, re.ASCII):
            digits = text.replace(group, "").replace(decimal, ".")
            if re.search(r"\d", digits, re.ASCII):
                found[decimal] = float(digits)
    return found
