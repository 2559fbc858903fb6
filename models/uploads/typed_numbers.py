"""Numbers as people type them: '$1,200', '1.200,50', '1 200', '10%'. Ambiguous texts are refused."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from models.folder.cells import RefusedError
from models.uploads.column_names import Unit
from models.uploads.currencies import currency_of, is_other, without_dollars
from models.uploads.number_formats import plain
from models.uploads.sheet import Cell, shown

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

#: Words that could mean either 0 or not known.
_NOTHING = frozenset(["none", "no", "nothing", "nil", "free", "zero"])

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATES = re.compile(
    r"\d{4}-\d\d?-\d\d?(?: .*)?|\d\d?[/.]\d\d?[/.]\d{2,4}|\d\d?/\d\d?"
    rf"|\d\d?[- .]*{_MONTH}[- .]*(?:\d{{2,4}})?|{_MONTH}[- .]*\d{{1,4}}",
    re.ASCII | re.IGNORECASE,
)


#: Words for a price that is only the low or the high end of a range.
_ONE_END = re.compile(
    r"\b(?:from|starting|up to|at least|at most|over|under|desde|ab)\b|\d ?\+$", re.IGNORECASE
)


class Mark(Enum):
    """The decimal mark, as the other numbers of a file show it."""

    POINT = "."
    COMMA = ","
    BOTH = "both"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class NumberRule:
    """The limits and the unit of a column's numbers. ``example`` and ``beyond`` are shown in remedies."""

    low: float
    high: float
    example: str
    unit: Unit | None = None
    is_whole: bool = False
    #: Whether the ends of a range have columns of their own.
    has_ends: bool = False
    beyond: str = ""

    @property
    def is_money(self) -> bool:
        return self.unit is not None and self.unit.is_money


#: A rule that allows beside a number whatever any column allows.
_ANY = NumberRule(0, 0, "", Unit("", "", is_money=True, in_cell=r"%|days?|sessions?|(?:of|/) ?\d+"))


def is_gap(cell: Cell) -> bool:
    return cell.trouble is None and (not cell.text or cell.text.casefold() in GAPS)


def mark_of(texts: Iterable[str], separator: str) -> Mark:
    """The decimal mark of the numbers that can be read in one way only; without any, that of the separator.

    A file whose columns are separated by commas has no decimal commas, and one with semicolons mostly has.
    """
    marks = {mark for text in texts if len(found := _readings(_bare(text, _ANY))) == 1 for mark in found}
    if marks:
        return Mark.BOTH if len(marks) > 1 else Mark(marks.pop())
    return {",": Mark.POINT, ";": Mark.COMMA}.get(separator, Mark.UNTOLD)


def read_number(cell: Cell, mark: Mark, rule: NumberRule) -> float | None:
    """The number in a cell, None for a gap. Raises RefusedError."""
    if cell.trouble is not None:
        raise RefusedError(*cell.trouble)
    if is_gap(cell):
        return None
    told = shown(cell.text)
    if rule.is_money and is_other(currency := currency_of(cell.text)):
        what = f"{told} is in another currency ({currency})."
        raise RefusedError(what, f"Write it in US dollars, for example {rule.example}.")
    if cell.number is None:
        value = _typed(cell.text, mark, rule)
    else:
        value = cell.number
        if _bare(cell.text, rule) != plain(value):
            raise _no_number(cell.text, rule)
    if rule.is_whole and not value.is_integer():
        raise RefusedError(f"{told} is not a whole number.", f"Write {rule.example}, for example.")
    if value < rule.low:
        raise RefusedError(f"{told} is below {plain(rule.low)}.", f"Write {plain(rule.low)} or more.")
    if value > rule.high:
        most = plain(rule.high)
        raise RefusedError(f"{told} is above {most}.", rule.beyond or f"Write {most} or less.")
    return value


def _typed(text: str, mark: Mark, rule: NumberRule) -> float:
    """The number that ``text`` means. Raises RefusedError."""
    told = shown(text)
    if text.casefold() in _NOTHING:
        raise RefusedError(f"{told} can mean 0 or not known.", "Write 0, or leave the cell blank.")
    if text in ("TRUE", "FALSE"):
        raise RefusedError(f"{told} is yes or no, not a number.", _digits(rule))
    if _DATES.fullmatch(text):
        raise RefusedError(f"{told} is a date, not a number.", _digits(rule))
    found = _readings(_bare(text, rule))
    if not found:
        raise _no_number(text, rule)
    if mark is Mark.UNTOLD and rule.is_money and currency_of(text):
        mark = Mark.POINT  # dollars have no third decimal
    values = sorted(set(found.values()))
    value = values[0] if len(values) == 1 else found.get(mark.value)
    # No column has three decimals, so "1,200" is read as 1200, or refused as ambiguous.
    if value is None or value != values[-1]:
        small, large = plain(values[0]), plain(values[-1])
        raise RefusedError(f"{told} can be {large} or {small}.", f"Write {large} or {small}.")
    return value


def _no_number(text: str, rule: NumberRule) -> RefusedError:
    """Why ``text`` is not a number of its column: another unit, a range, or not a number at all."""
    told, example = shown(text), rule.example
    if text.endswith(("%", "‰")):
        share = "100" if text.endswith("%") else "1,000"
        return RefusedError(f"{told} is a share of {share}, not a number.", _digits(rule))
    one = f"Write one number, for example {example}."
    one += " Low and high have their own columns." if rule.has_ends else ""
    if re.search(r"\d\D{0,8}(?:-|–|—|\bto\b)\D{0,4}\d", text):
        return RefusedError(f"{told} is a range.", one)
    if _ONE_END.search(text):
        return RefusedError(f"{told} is one end of a range.", one)
    if rule.unit and rule.unit.in_cell and re.match(r"[\d.,'’ ]+[^\W\d_]", text):
        return RefusedError(
            f"{told} is not a plain number.", f"Write {rule.unit.wanted}, for example {example}."
        )
    return RefusedError(f"{told} is not a number.", _digits(rule))


def _digits(rule: NumberRule) -> str:
    return f"Write it with digits, for example {rule.example}."


def _bare(text: str, rule: NumberRule) -> str:
    """``text`` without the currency and the unit that its column allows."""
    bare = _SPACES.sub(" ", text).strip().replace("−", "-")
    if rule.is_money:
        bare = without_dollars(bare)
    in_cell = rule.unit.in_cell if rule.unit else ""
    return re.sub(rf" ?(?:{in_cell})$", "", bare, flags=re.IGNORECASE) if in_cell else bare


def _readings(text: str) -> dict[str, float]:
    """The value of ``text`` with a decimal point and with a decimal comma; empty for other texts.

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
