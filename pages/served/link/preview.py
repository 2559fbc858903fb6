"""The title, the sentence and the picture of the comparison that a link shows.

All of it is made from the settings of the link and the evidence; no text of a link is repeated. If anything
fails, the general preview is shown: a link must not look broken where somebody pastes it.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models import ROOT
from models.doubt import doubt_words
from models.doubt.standings import doubt
from models.evidence.kept import kept
from models.evidence.nouns import Evidence
from models.person.hard_stops import MOST_NAMED, MOST_TOPICS, not_asked_here, not_for
from models.person.preferences import Preferences
from models.ranking.badges import Mark
from models.ranking.comparison import Comparison, Line, compare
from models.ranking.explain import WORTH_A_WORD
from models.wording.citations import NOT_ADVICE, long_date
from models.wording.units import figure
from pages.charts.parts.theme import coloured
from pages.printed import engine
from pages.visit import link_view

log = logging.getLogger("skin_options")

_FOLDER = Path(__file__).parent

TEMPLATE = _FOLDER / "picture.typ"

#: Width and height in pixels: what messengers ask for.
SIZE = (1200, 630)

#: How many options the picture shows, and how many characters of marks fit under a name.
ROWS, MARKS_FIT = 5, 56

#: Pictures kept in memory, about 150 kB each.
PICTURES_KEPT = 64


@dataclass(frozen=True, slots=True)
class Preview:
    """``canonical`` is the query of the picture: only what the picture shows."""

    title: str
    sentence: str
    canonical: str


GENERAL = Preview(
    "Skin Options",
    f"Compare skin treatments, and doing nothing, by what matters to you. {NOT_ADVICE}",
    "",
)

#: Made in advance (``make screenshots``), so that it is there if the engine fails.
GENERAL_PICTURE = (_FOLDER / "general.png").read_bytes()


def of_link(query: bytes) -> Preview:
    """The preview of a link with this query string. Never raises."""
    try:
        found = link_view.read(query)
        return _preview(*found) if found else GENERAL
    except Exception:
        log.exception("The preview of a link could not be made; the general one is shown.")
        return GENERAL


def picture(query: bytes) -> bytes:
    """A PNG of ``SIZE`` for a query string: that of its comparison, or the general one. Never raises."""
    try:
        if found := link_view.read(query):
            return _picture(*found)
    except Exception:
        log.exception("The picture of a link could not be made; the general one is shown.")
    return GENERAL_PICTURE


@kept(1024)
def _preview(evidence: Evidence, seen: link_view.Seen) -> Preview:
    comparison = compare(evidence, seen.preferences)
    said = (
        _how_sure(evidence, comparison),
        _not_for(evidence, comparison),
        not_asked_here(evidence, most=MOST_TOPICS),
        NOT_ADVICE,
    )
    return Preview(comparison.decision, " ".join(text for text in said if text), seen.query)


def _how_sure(evidence: Evidence, comparison: Comparison) -> str:
    """What comes first and how often, in the words of the page."""
    found = doubt(comparison)
    first = doubt_words.first_place(evidence, comparison, found)
    return first if found is None else f"With these priorities: {first}"


def _not_for(evidence: Evidence, comparison: Comparison) -> str:
    """For each option that the sentence names, whom it is not for."""
    sentence = _how_sure(evidence, comparison)
    named = [line.treatment for line in comparison.lines if line.treatment.label in sentence]
    answered = comparison.preferences.all_conditions(evidence)
    stops = ((t.label, not_for(evidence, t.treatment_id, answered, most=MOST_NAMED)) for t in named)
    return " ".join(f"{label}: {stop}." for label, stop in stops if stop)


@kept(PICTURES_KEPT)
def _picture(evidence: Evidence, seen: link_view.Seen) -> bytes:
    return drawn(view(evidence, compare(evidence, seen.preferences)))


def general_view() -> dict[str, Any]:
    """The content of the general picture."""
    return {
        "title": "Compare skin treatments, and doing nothing for now, by what matters to you.",
        "about": "",
        "criteria": [],
        "rows": [],
        "nothing": None,
        "key": "Microneedling, at-home rollers, laser, peels, creams, and no treatment.",
        "sure": "Every figure with its range, how sure it is, and its source.",
        "foot": NOT_ADVICE,
    }


def view(evidence: Evidence, comparison: Comparison) -> dict[str, Any]:
    """Everything that the picture shows, as plain text and numbers."""
    wanted, lines = comparison.preferences, comparison.lines
    ranked = comparison.weights is not None
    gathered = long_date(evidence.review.compiled_on)
    return {
        "title": comparison.decision,
        "about": _about(wanted),
        "criteria": [
            {"label": f"{c.short_label} {wanted.importances[c.criterion_id]}", "colour": colour}
            for c, colour in coloured(evidence.weighted)
        ],
        "rows": [_row(line, _stops(evidence, comparison, line)) for line in lines[:ROWS]] if ranked else [],
        "nothing": comparison.no_treatment_total,
        "key": _key(comparison) if ranked else "",
        "sure": _how_sure(evidence, comparison),
        "foot": " ".join(
            filter(
                None,
                (not_asked_here(evidence, most=MOST_TOPICS), f"Evidence gathered {gathered}.", NOT_ADVICE),
            )
        ),
    }


def _about(wanted: Preferences) -> str:
    """Whom the order is for: the skin type and the limits."""
    parts = [f"Skin type {wanted.phototype or 'not sure'}"]
    if wanted.budget is not None:
        parts.append(f"cost up to {figure(wanted.budget, 'USD')}")
    if wanted.days_off is not None:
        parts.append(f"up to {figure(wanted.days_off, 'days')} at home")
    return ", ".join(parts)


def _stops(evidence: Evidence, comparison: Comparison, line: Line) -> str:
    """Whom an option is not for: as many groups as fit, and a count of the rest."""
    answered = comparison.preferences.all_conditions(evidence)
    told = [
        not_for(evidence, line.treatment.treatment_id, answered, most=most)
        for most in range(MOST_NAMED, 0, -1)
    ]
    return next((stop for stop in told if len(stop) <= MARKS_FIT), told[-1])


def _row(line: Line, stop: str) -> dict[str, Any]:
    total, upper = line.total or 0.0, line.upper or 0.0
    gap = sum(line.could_add.values())
    return {
        "rank": str(line.rank),
        "name": line.treatment.label,
        "stop": stop,
        "marks": _marks(line),
        "parts": [round(points, 3) for points in line.contributions.values()],
        "gap": round(gap, 3) if gap >= WORTH_A_WORD else 0,
        "total": f"{total:.0f}",
        "upper": f"–{upper:.0f}" if f"{upper:.0f}" != f"{total:.0f}" else "",
    }


def _marks(line: Line) -> str:
    """The marks of an option, as many as fit; first those about what its points rest on."""
    first = (Mark.MISSING, Mark.ASSUMED)
    badges = sorted(
        (badge for badge in line.badges if badge.mark is not Mark.HARD_STOP),
        key=lambda badge: badge.mark not in first,
    )
    texts = list(dict.fromkeys(badge.text.replace(" by you", "") for badge in badges))
    for left_out in range(len(texts)):
        kept = texts[: len(texts) - left_out] + ([f"{left_out} more"] if left_out else [])
        if len(text := " · ".join(kept)) <= MARKS_FIT:
            return text
    return ""


def _key(comparison: Comparison) -> str:
    """What the symbols in the picture mean, and how many options are not in it."""
    lines, nothing = comparison.lines, comparison.no_treatment_total
    options = f"{len(lines)} option{'' if len(lines) == 1 else 's'} ranked, in points of 100"
    parts = [f"The first {ROWS} of {options}" if len(lines) > ROWS else options]
    if comparison.set_aside:
        parts[0] += f" ({len(comparison.set_aside)} set aside)"
    if nothing is not None:
        parts.append(f"dotted line: no treatment for now, {nothing:.0f}")
    if any(sum(line.could_add.values()) >= WORTH_A_WORD for line in lines[:ROWS]):
        parts.append("hatched: not measured, could add this much")
    return f"{'; '.join(parts)}."


def drawn(view: Mapping[str, Any]) -> bytes:
    """``view`` as a PNG. Raises CannotPrintError if the engine fails or the content exceeds one page."""
    return engine.drawn(TEMPLATE, ROOT / "pages", {"view": json.dumps(view)}, engine.AS_PNG)
