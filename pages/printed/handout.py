"""The handout as a PDF: tagged for screen readers (PDF/UA-1), at most two pages, the same bytes each time."""

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import segno

from models.take_home import handout_words
from models.take_home.handout_parts import Handout, Room, Stated, Taken
from models.wording.citations import long_date
from models.wording.people import People, picture_in_words
from pages.charts.parts import person
from pages.charts.parts.theme import DIMMED, STRONG
from pages.printed import engine, signs

HERE = Path(__file__).parent
TEMPLATE = HERE / "handout.typ"
MARK = HERE.parent / "ui" / "frame" / "mark.svg"

#: The choices of paper, and the engine's name for each.
PAPERS = {"A4": "a4", "Letter": "us-letter"}

MOST_PAGES = 2

#: From everything to the least; the first that fits on the pages is printed.
ROOMS = (
    Room(),
    Room(reasons=8, asks=8),
    Room(reasons=6, asks=7, heed=6),
    Room(reasons=4, asks=6, heed=4),
    Room(reasons=2, asks=5, heed=2, sources=60),
    Room(reasons=1, asks=4, heed=2, sources=40),
    Room(options=2, reasons=0, asks=4, heed=1, sources=30),
    Room(options=1, reasons=0, asks=3, heed=1, sources=20),
)

#: A word of more characters than this is broken anywhere, or it would run off the page.
UNBROKEN = 24

_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")


def pdf(written: Callable[[Room], Handout], paper: str) -> bytes:
    """The file. ``written`` makes the handout for a given room; ``paper`` is one of ``PAPERS``.

    Raises CannotPrintError where the engine fails.
    """

    def data(room: Room, *, strictly: bool = False) -> dict[str, Any]:
        return _printable(_as_data(written(room), paper), strictly=strictly)

    try:
        return _fitted(data)
    except engine.CannotPrintError:
        # A font may have two characters but not their combination, such as a letter with a rare accent.
        return _fitted(partial(data, strictly=True))


def _fitted(data: Callable[[Room], dict[str, Any]]) -> bytes:
    """The file with as much as fits on two pages."""
    whole = data(ROOMS[0])
    for apart in (True, False):
        file = _drawn(whole | {"board_apart": apart})
        if page_count(file) <= MOST_PAGES:
            return file
    made = {}

    def fits(k: int) -> bool:
        made[k] = _drawn(data(ROOMS[k]))
        return page_count(made[k]) <= MOST_PAGES

    # Each room holds less text than the one before, so a binary search finds the first that fits.
    last = len(ROOMS) - 1
    first = 1 + bisect_left(range(1, last), True, key=fits)
    return made[first] if first in made else _drawn(data(ROOMS[first]))


def page_count(file: bytes) -> int:
    """How many pages the engine made."""
    found = _PAGES.search(file)
    if found is None:
        raise engine.CannotPrintError("The file names no number of pages.")
    return int(found[1])


def _drawn(data: dict[str, Any]) -> bytes:
    """``data`` is passed as JSON, never as markup, so that a person's text cannot run as code."""
    midnight = datetime(data["year"], data["month"], data["day"], tzinfo=UTC)
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return engine.drawn(TEMPLATE, HERE, inputs, engine.AS_PDF | {"timestamp": midnight})


def _printable(data: dict[str, Any], *, strictly: bool) -> dict[str, Any]:
    """A box for each character that cannot be printed, and a sentence that explains it."""
    boxed: dict[str, Any] = signs.boxed(data, strictly=strictly)
    if boxed == data:
        return data
    words = f"{signs.BOX} stands for a character that we cannot print. The notes have it."
    return boxed | {"unprintable": words}


def _as_data(said: Handout, paper: str) -> dict[str, Any]:
    """The handout as the template reads it."""
    ranked = bool(said.options and said.options[0].place)
    return asdict(said) | {
        "paper": PAPERS[paper],
        "year": said.day.year,
        "month": said.day.month,
        "day": said.day.day,
        "date": long_date(said.day),
        "strong": STRONG,
        "dimmed": DIMMED,
        "mark": MARK.read_text(encoding="utf-8"),
        "qr": _qr(said.link),
        "own_words": _breakable(said.own_words),
        "unprintable": "",
        "board_apart": False,
        "head": "How the options fit what matters to me" if ranked else "The options",
        "options": [_option(taken) for taken in said.options],
        "pictures": any(taken.people for taken in said.options),
        "key": [{"picture": _one_of(group), "words": words} for group, words in person.GROUPS.items()],
        "back": handout_words.BACK,
    }


def _option(taken: Taken) -> dict[str, Any]:
    return asdict(taken) | {
        "figures": [_figure(figure, taken.people) for figure in taken.figures],
        "serious_numbers": in_runs(taken.serious_numbers),
        "recovery_numbers": in_runs(taken.recovery_numbers),
    }


def _figure(figure: Stated, people: People | None) -> dict[str, Any]:
    drawn = people if figure.criterion_id == "dark_marks" else None
    return asdict(figure) | {
        "numbers": in_runs(figure.numbers),
        "picture": _picture(drawn) if drawn else "",
        "alt": picture_in_words(drawn) if drawn else "",
    }


def in_runs(numbers: Iterable[int]) -> str:
    """'1, 4–6': source numbers in order, three or more consecutive ones as a range."""
    ordered = sorted(numbers)
    cuts = [0, *(k for k, (a, b) in enumerate(pairwise(ordered), start=1) if b != a + 1), len(ordered)]
    runs = [ordered[a:b] for a, b in pairwise(cuts) if b > a]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _picture(people: People) -> str:
    return _svg(person.groups_drawn(people.typical, people.may_also, ""), person.ACROSS, person.ACROSS)


def _one_of(group: str) -> str:
    return _svg(f'<path d="{person.area(0, 1)}" fill="url(#{group})"></path>', 1, 1)


def _svg(drawn: str, across: int, down: int) -> str:
    size = f"0 0 {across * person.WIDTH} {down * person.HEIGHT}"
    patterns = person.patterns("", STRONG, DIMMED)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}">{patterns}{drawn}</svg>'


@lru_cache(maxsize=8)
def _qr(address: str) -> str:
    """The QR code as SVG; '' without a link, or if it is too long for a code."""
    if not address:
        return ""
    try:
        code = segno.make(address, error="l", micro=False)
    except segno.DataOverflowError:
        return ""
    return code.svg_inline(border=2, scale=1, omitsize=True)


def _breakable(text: str) -> str:
    """``text`` without control characters, and with break points in words too long for a line."""
    kept = "".join(c for c in text if c.isprintable() or c in "\u200d\u200c")
    return re.sub(rf"(\S{{{UNBROKEN}}})(?=\S)", "\\1\u200b", kept)
