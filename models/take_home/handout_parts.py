"""The parts of a handout, as plain data in words."""

from dataclasses import dataclass
from datetime import date

from models.take_home.ask import Ask
from models.wording.people import People


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each are written out; the rest are counted. None: all of them.

    ``options`` counts treatments; no treatment and the option that the person leans to are added to them.
    """

    options: int = 3
    heed: int | None = None
    reasons: int | None = None
    asks: int | None = None
    sources: int | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """One criterion, its importance from 0 to 10, and the two ends of its scale."""

    label: str
    importance: int
    swing: str


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure in words. ``range`` and ``gap`` may be ''. ``numbers`` are those of its sources."""

    name: str
    typical: str
    range: str
    certainty: str
    gap: str
    numbers: tuple[int, ...]
    criterion_id: str


@dataclass(frozen=True, slots=True)
class Taken:
    """One option. ``place`` is '' without a ranking; ``stop``: whom it is not for, never cut; ``heed``: its
    other badges.

    ``people``: those of 100 who get dark marks; None if there is nothing to picture. ``serious``: a serious
    harm that was reported without a count, or that none was found.
    """

    name: str
    stop: str
    place: str
    doubt: str
    heed: tuple[str, ...]
    figures: tuple[Stated, ...]
    people: People | None
    serious: str
    serious_numbers: tuple[int, ...]
    recovery: tuple[str, ...]
    recovery_numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source under its number; ``address`` None: it has no link."""

    number: int
    name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Handout:
    """The whole text, in reading order. ``more_...`` say what is only on the page; '' if nothing is.

    ``health`` None: not asked for. ``not_asked``: the conditions that no health answer covers. ``altered``:
    a sentence on each figure that somebody else, such as a clinic, put in place of the evidence.
    """

    title: str
    day: date
    decision: str
    matters: tuple[Matter, ...]
    about_me: tuple[str, ...]
    own_words: str
    health: tuple[str, ...] | None
    not_asked: str
    order: str
    options: tuple[Taken, ...]
    more_options: str
    doubt: tuple[str, ...]
    set_aside: tuple[Aside, ...]
    more_set_aside: str
    days_from: str
    prices: str
    altered: tuple[str, ...]
    asks: tuple[Ask, ...]
    more_asks: str
    sources: tuple[Cited, ...]
    more_sources: str
    version: str
    link: str
    notice: str
