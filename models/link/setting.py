"""One setting of a link: what it may hold, and how links, widgets and the Share panel write it."""

from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import Any

from models.folder.cells import RefusedError
from models.person.preferences import Preferences
from models.uploads.sheet import text_cell
from models.uploads.typed_numbers import Mark, NumberRule, read_number


class Kind(StrEnum):
    NUMBER = "number"
    LIMIT = "limit"
    CHOICE = "choice"
    CHOICES = "choices"
    SWITCH = "switch"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Option:
    """``value`` as ``Preferences`` hold it, ``id`` as a full link writes it, ``label`` as it is shown."""

    value: Any
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``key`` names it in a link and its widget, ``path`` its place in ``Preferences``.

    ``name`` is what the note on repairs calls it. The Share panel shows the value under ``line``, put into
    ``says``, or ``empty`` where nothing is set. ``default`` is the value, as a full link writes it, that a
    missing key means; '' stands for the first option, off, 0 or nothing. ``changes_ranking``: whether the
    ranking that a link opens depends on it.

    ``bounds`` limit numbers and dates, ``rule`` checks what is typed, ``most`` limits how many options may be
    chosen. ``as_set``: the order of the chosen options has no meaning.
    """

    key: str
    path: str
    name: str
    kind: Kind
    options: tuple[Option, ...] = ()
    _: KW_ONLY
    line: str
    says: str = "{}"
    empty: str = ""
    default: str | tuple[str, ...] = ""
    changes_ranking: bool = False
    bounds: tuple[Any, Any] = (None, None)
    rule: NumberRule | None = None
    most: int | None = None
    as_set: bool = False

    def of(self, preferences: Preferences) -> Any:
        """The value of this setting."""
        value: Any = preferences
        for part in self.path.split("."):
            value = value[part] if isinstance(value, Mapping) else getattr(value, part)
        return value

    def in_link(self, value: Any) -> list[str]:
        """``value`` as a full link writes it; empty where there is nothing to write."""
        if self.kind is Kind.CHOICE:
            return [o.id for o in self.options if o.value == value]
        if self.kind is Kind.CHOICES:
            return [o.id for o in self._chosen(value)]
        return [] if value is None else [str(value).lower()]

    def in_widget(self, value: Any) -> Any:
        """``value`` as the widget holds it: a label, a list of labels, a typed text, or the value itself."""
        if self.kind is Kind.CHOICE:
            return {o.value: o.label for o in self.options}[value]
        if self.kind is Kind.LIMIT:
            return "" if value is None else str(value)
        return [o.label for o in self._chosen(value)] if self.kind is Kind.CHOICES else value

    def kept(self, value: Any, otherwise: Any) -> Any:
        """``value`` without options that do not exist here: a visitor's own table has its own treatments."""
        there = {o.value for o in self.options}
        if self.kind is Kind.CHOICE:
            return value if value in there else otherwise
        return self.collected(v for v in value if v in there) if self.kind is Kind.CHOICES else value

    def from_widget(self, shown: Any, otherwise: Any) -> Any:
        """The value behind what a widget holds; ``otherwise`` where the widget is empty or stale."""
        by_label = {o.label: o.value for o in self.options}
        if self.kind is Kind.CHOICE:
            return by_label.get(shown, otherwise)
        if self.kind is Kind.CHOICES:
            return self.collected(by_label[label] for label in shown or () if label in by_label)
        if self.rule is not None:
            try:
                return typed_limit(self.rule, shown)
            except RefusedError:
                return None  # the field itself shows the error
        return shown

    def collected(self, values: Iterable[Any]) -> tuple[Any, ...] | frozenset[Any]:
        return frozenset(values) if self.as_set else tuple(values)

    def _chosen(self, values: Iterable[Any]) -> list[Option]:
        by_value = {o.value: o for o in self.options}
        return (
            [o for o in self.options if o.value in values] if self.as_set else [by_value[v] for v in values]
        )


def typed_limit(rule: NumberRule, text: str) -> int | None:
    """The limit that somebody typed, None for none. Raises RefusedError."""
    number = read_number(text_cell(text or ""), Mark.POINT, rule)
    return None if number is None else int(number)
