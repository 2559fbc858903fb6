"""Reads the name of a column: which column it means, and the unit beside its name."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from models.uploads.currencies import currencies_in

#: The most characters of a column's name that are read.
LONGEST_HEADER = 200


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a column. ``wanted`` names it in messages, ``same`` is a pattern for it beside the name."""

    wanted: str
    same: str
    is_money: bool = False
    #: A pattern for it after the number in a cell.
    in_cell: str = ""


PRICE = Unit("US dollars for one session", r"(?:(?:per|a|one|for one) )?session|each", is_money=True)
COURSE = Unit(
    "US dollars for a full course",
    r"(?:(?:per|for|of|a|for a) )?(?:full |whole )?course|total|in all",
    is_money=True,
)
SESSIONS = Unit(
    "a number of sessions",
    r"sessions?|(?:total )?number(?: of sessions)?|no|nr|n|count|#|(?:per|in a|of a) course",
    in_cell="sessions?",
)
DAYS = Unit("days over the whole course", r"(?:in )?(?:total )?days?|d", in_cell="days?")
OF_100 = Unit(
    "people of 100",
    r"(?:in )?(?:%|percent|per cent|pct|percentage)|(?:people )?(?:(?:out )?of|per|in|/) ?100(?: people)?",
    in_cell=r"%|(?:(?:out )?of|/) ?100",
)
PAIN = Unit("pain from 0 to 10", r"0 ?(?:-|to) ?10|(?:(?:out )?of|/) ?10", in_cell=r"(?:(?:out )?of|/) ?10")
GRADE = Unit(
    "a grade from 0 to 4",
    r"grades?|(?:grades? )?0 ?(?:-|to) ?4|(?:(?:out )?of|/) ?4",
    in_cell=r"(?:(?:out )?of|/) ?4",
)

_TIME = (
    r"min|mins|minutes?|h|hrs?|hours?|d|days?|nights?|w|wks?|weeks?|fortnights?|m|mos?|months?|y|yrs?|years?"
)
_SIZE = (
    r"'?000s?|k|ks|thousands?|tsd|m|mn|mio|millions?|lakhs?|crores?|hundreds?|tens|cents?|pence|pennies|"
    r"in (?:thousands|hundreds|millions|cents)"
)
_SHARE = (
    r"%|percent|per cent|pct|percentage|‰|per mill?e|permille|fraction|proportion|share|ratio|probability|"
    r"(?:per|in|of|out of|/) ?1?[,.]?0*\d{1,6}|1 in|x"
)
_SCALE = (
    r"\d{1,4} ?(?:-|to|\.\.) ?\d{1,4}|(?:out )?of \d{1,4}|/ ?\d{1,4}|stars?|points?|score|scale|level|rank|"
    r"vas|mm"
)
_RATE = (
    r"(?:per|a|an|each|every|for(?: a| one)?|/) ?(?:day|week|month|year|area|zone|unit|ml|cc|syringe|vial|"
    r"sessions?|treatment|visit|course|package|person|people|shot|pulse|hour|minute)|"
    r"daily|weekly|monthly|yearly|annual|annually|package|bundle"
)
_END = r"from|starting(?: at| from)?|as low as|up to|at least|at most"

#: Units that may be named beside a column's name.
_A_UNIT = re.compile(rf"(?:{_RATE}|{_SCALE}|{_SHARE}|{_SIZE}|{_TIME}|{_END})", re.IGNORECASE)

#: US dollars beside a name, with the words around them.
_MONEY = re.compile(
    r"(?:in |of )?(?:usd ?\$?|u\.?s\.? ?\$|\$|(?:(?:u\.?s\.?|american|united states) )?dollars?)(?![^\W\d_])",
    re.IGNORECASE,
)

#: Words between a name and its unit that have no meaning.
_IDLE = re.compile(
    r"(?:in|of|the|as|and|per|unit|units|measured|typical|usual|mean|median|average|about)", re.IGNORECASE
)


def folded(text: str) -> str:
    """``text`` as names are compared: in lower case, without anything in brackets."""
    plain = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", unicodedata.normalize("NFKC", text)) or text
    return re.sub(r"[^\w]+|_+", "_", plain.casefold()).strip("_")


def named(text: str, by_name: Mapping[str, str], units: Mapping[str, Unit | None]) -> tuple[str, str]:
    """The column that a header cell names, '' for none, and the words beside its name.

    ``by_name`` gives the column of each folded name or alias. Words beside a name must be a unit unless they
    are in brackets: "downtime weeks" is the column downtime, "treatment area" is another column.
    """
    text = unicodedata.normalize("NFKC", text[:LONGEST_HEADER])
    words = list(re.finditer(r"[^\W_]+", text))
    spelt = [word[0].casefold() for word in words]
    for count in range(len(words), 0, -1):
        column = by_name.get("_".join(spelt[:count]))
        # "cost_min" is the low end; "(min)" may be minutes.
        if column is None or (spelt[count - 1] == "min" and "(" in text):
            continue
        before, behind = text[: words[0].start()], text[words[count - 1].end() :]
        beside = re.sub(r"(?<=\d)_(?=\d)", "-", f"{before} {behind}")
        beside = re.sub(r"[()\[\]{}\s_:;,=]+", " ", beside).strip(" .-")
        is_open = re.search(r"[^\W_]", re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", behind))
        unit = units.get(column)
        if is_open and (unit is None or unread(beside, unit)):
            return "", ""
        return column, beside if unit else ""
    return by_name.get(folded(text), ""), ""


def foreign_unit(beside: str, unit: Unit) -> str:
    """A unit beside a name other than the wanted one, as it is written there; '' where there is none."""
    found = next((part for part in _parts(beside, unit) if _A_UNIT.fullmatch(part)), "")
    money = () if unit.is_money else currencies_in(beside)
    return found or (money[0] if money else "")


def unread(beside: str, unit: Unit) -> str:
    """The words beside a name that are neither a unit nor a currency."""
    rest = [part for part in _parts(beside, unit) if not _A_UNIT.fullmatch(part)]
    return " ".join(part for part in rest if not (currencies_in(part) or _IDLE.fullmatch(part)))


def _parts(beside: str, unit: Unit) -> list[str]:
    """The words beside a name, with each unit as one item, without dollars and without the wanted unit."""
    if re.fullmatch(unit.same, beside.casefold()):
        return []
    words = (_MONEY.sub(" ", beside) if unit.is_money else beside).split()
    found, at = [], 0
    while at < len(words):
        for size in range(min(4, len(words) - at), 0, -1):
            run = " ".join(words[at : at + size])
            is_wanted = re.fullmatch(unit.same, run.casefold())
            if is_wanted or size == 1 or _A_UNIT.fullmatch(run):
                found += [] if is_wanted else [run]
                break
        at += size
    return found
