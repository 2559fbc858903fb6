"""Reads the settings of a link tolerantly: keeps what it can, and notes each repair."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from models.link.link_settings import PHOTOTYPE
from models.link.setting import Kind, Setting

Query = Mapping[str, Sequence[str]]


def folded(text: str) -> str:
    return re.sub(r"[\s_]+", " ", text).strip().casefold()


def whole(text: str) -> int | None:
    """A whole number of at most nine digits, or None. A fraction is cut off."""
    match = re.fullmatch(r"\s*([+-]?\d{1,9})(?:\.\d{0,9})?\s*", text, re.ASCII)
    return int(match[1]) if match else None


class LinkReader:
    """Reads settings from ``query``; ``past`` holds the defaults of its version that differ today.

    ``repaired`` collects the names of the settings that could not be kept as they were written.
    """

    def __init__(self, query: Query, past: Mapping[str, str | Sequence[str]]) -> None:
        self.query, self.past = query, past
        self.repaired: list[str] = []

    def read(self, setting: Setting) -> Any:
        match setting.kind:
            case Kind.NUMBER | Kind.LIMIT:
                return self._number(setting)
            case Kind.CHOICES:
                return setting.collected(self._choices(setting))
            case Kind.DATE:
                return self._date(setting)
            case Kind.SWITCH:
                return self._switch(setting)
            case Kind.CHOICE:
                return self._choice(setting)

    def _values(self, key: str) -> Sequence[str]:
        return self.query.get(key) or ("",)

    def _default(self, setting: Setting) -> str | Sequence[str]:
        return self.past.get(setting.key, setting.default)

    def _number(self, setting: Setting) -> int | None:
        """The number under the key, clipped to its bounds; the default where there is none.

        A limit given as a range, in either order, means its upper end. A point in a limit may separate
        decimals or thousands, so such a limit is not read.
        """
        default = self._default(setting)
        fallback = int(str(default)) if default else (0 if setting.kind is Kind.NUMBER else None)
        if setting.key not in self.query:
            return fallback
        texts = list(self._values(setting.key))
        if len(texts) == 1 and (range_ := re.fullmatch(r"(\d+)\s*(?:-|\.\.)\s*(\d+)", texts[0], re.ASCII)):
            texts = list(range_.groups())
        marked = [text for text in texts if setting.kind is Kind.LIMIT and "." in text]
        numbers = [n for text in texts if text not in marked and (n := whole(text)) is not None]
        low, high = setting.bounds
        if not numbers:
            self.repaired.append(setting.name)
            return fallback
        asked = max(numbers) if setting.kind is Kind.LIMIT else numbers[0]
        kept: int = min(max(asked, low), high)
        if len(texts) > 1 or texts[0].strip() != str(kept):
            self.repaired.append(setting.name)
        return kept

    def _date(self, setting: Setting) -> date | None:
        """The first date that can be read, if it lies within the bounds."""
        if setting.key not in self.query:
            return None
        texts = self._values(setting.key)
        days = [d for text in texts if (d := _day(text)) and setting.bounds[0] <= d <= setting.bounds[1]]
        if len(texts) != 1 or (not days and texts[0]):
            self.repaired.append(setting.name)
        return days[0] if days else None

    def _switch(self, setting: Setting) -> bool:
        texts = [folded(t) for t in self.query.get(setting.key, ())]
        read = [t for t in texts if t in ("true", "false")]
        if setting.key in self.query and (len(read) != 1 or len(texts) != 1):
            self.repaired.append(setting.name)
        return (read[0] if read else self._default(setting)) == "true"

    def _choice(self, setting: Setting) -> Any:
        """The option under the key, whether it is written as id or as label, in any case."""
        found, clean = self._found(setting)
        if setting.key in self.query and (len(found) != 1 or not clean):
            self.repaired.append(setting.name)
        if found:
            return found[0]
        default = self._default(setting)
        return next((o.value for o in setting.options if o.id == default), setting.options[0].value)

    def _choices(self, setting: Setting) -> list[Any]:
        """Every option named under the key, each once, in the order of the link."""
        if setting.key not in self.query:
            return [o.value for d in self._default(setting) for o in setting.options if o.id == d]
        if list(self.query[setting.key]) == [""]:
            return []
        found, clean = self._found(setting)
        kept = found[: setting.most]
        if not clean or len(kept) < len(found):
            self.repaired.append(setting.name)
        return kept

    def _found(self, setting: Setting) -> tuple[list[Any], bool]:
        """The options named under the key in order, and whether every value named one, once."""
        by_name: dict[str, Any] = {}
        for option in setting.options:
            by_name.setdefault(folded(option.id), option.value)
            by_name.setdefault(folded(option.label), option.value)
        values = list(self.query.get(setting.key, ()))
        if setting.key == PHOTOTYPE:
            # In the address bar a description follows, which may be reworded: 'IV: burns little, ...'.
            values = [v.split(":")[0] for v in values]
        read = [by_name[folded(v)] for v in values[: len(setting.options)] if folded(v) in by_name]
        return list(dict.fromkeys(read)), len(read) == len(values) == len(set(read))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        return None
