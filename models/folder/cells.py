"""The text of one cell -> a typed value, or why it is refused, by the descriptor of its column."""

import math
import re
from datetime import date
from typing import Any

from models.folder.problems import quoted, shortened

Value = str | float | int | bool | date | tuple[str, ...] | None

#: The largest figure where the descriptor sets no limit. A day or a price beyond it is a typing error, and
#: Python prints no whole number of more than 4300 digits.
LARGEST = 999_999

#: The most characters of one cell; a longer one has an unclosed double quote.
LONGEST = 100_000

_KIND_WORDS = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "date": "a date",
    "list": "a list",
}
_KIND_REMEDIES = {
    "number": "Write it with digits and a decimal point, without a unit or a thousands separator.",
    "integer": "Write it with digits only.",
    "boolean": "Write true or false.",
    "date": "Write it as year-month-day, for example 2026-11-22.",
    "list": "Separate the items with semicolons, without blanks or repeats.",
}


class RefusedError(Exception):
    """A cell that breaks a rule of its column."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def is_described(column: Any) -> bool:
    """Whether the descriptor of ``column`` has all that reading it needs.

    May also raise LookupError, TypeError, AttributeError or re.error where it does not.
    """
    rules = column.get("constraints", {})
    re.compile(rules.get("pattern", ""))
    return (
        all(isinstance(column[text], str) for text in ("name", "type", "description"))
        and column["type"] in _KIND_WORDS
        and (column["type"] != "list" or column["delimiter"] == ";")
        and isinstance(rules.get("enum", []), list)
        and all(isinstance(rules.get(limit, 0), (int, float)) for limit in ("minimum", "maximum"))
    )


def blank(column: dict[str, Any]) -> Value:
    return () if column["type"] == "list" else None


def typed_value(column: dict[str, Any], text: str) -> Value:
    """The value of one cell. Raises RefusedError if it breaks a rule of its column."""
    kind, rules = column["type"], column.get("constraints", {})
    if len(text) > LONGEST:
        remedy = f"Use {LONGEST:,} or less, and close every double quote."
        raise RefusedError(f"the cell has {len(text):,} characters.", remedy)
    if text != text.strip():
        raise RefusedError(f"{quoted(text)} has spaces before or after it.", "Remove them.")
    if text == "":
        if rules.get("required"):
            raise RefusedError("the cell is blank.", f"Fill it in: {column['description']}")
        return blank(column)
    value = _converted(kind, text, column)
    if value is None:
        raise RefusedError(f"{quoted(text)} is not {_KIND_WORDS[kind]}.", _KIND_REMEDIES[kind])
    allowed = rules.get("enum")
    if allowed and value not in allowed:
        remedy = f"Use one of: {', '.join(map(str, allowed))}."
        raise RefusedError(f"{quoted(text)} is not an allowed value.", remedy)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        low, high = rules.get("minimum", -LARGEST), rules.get("maximum", LARGEST)
        if value < low:
            raise RefusedError(f"{shortened(text)} is below {low:g}.", f"Use {low:g} or more.")
        if value > high:
            raise RefusedError(f"{shortened(text)} is above {high:g}.", f"Use {high:g} or less.")
    pattern = rules.get("pattern")
    if pattern and not re.fullmatch(pattern, text):
        raise RefusedError(f"{quoted(text)} does not have the right form.", f"It must match {pattern}.")
    return value


def _converted(kind: str, text: str, column: dict[str, Any]) -> Value:
    """``text`` as a value of ``kind``, or None where it is not one."""
    if kind == "string":
        return text
    if kind == "list":
        items = tuple(text.split(column["delimiter"]))
        whole = all(items) and all(i == i.strip() for i in items) and len(set(items)) == len(items)
        return items if whole else None
    if kind == "boolean":
        return {"true": True, "false": False}.get(text)
    try:
        if kind == "integer":
            return int(text) if re.fullmatch(r"-?\d+", text, re.ASCII) else None
        if kind == "date":
            return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
        plain = re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII)
        return float(text) if plain and math.isfinite(float(text)) else None
    except ValueError:
        return None
