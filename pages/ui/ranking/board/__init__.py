"""The ranking board: HTML drawn by a small script, before the first chart loads.

Python computes every value, and the script draws and unfolds the rows. While a slider moves, the script
weighs the partial values itself; when it is released, Python's own result replaces that.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import streamlit as st

from models.doubt import doubt_words
from models.doubt.standings import Doubt
from models.evidence.kept import kept
from models.evidence.nouns import Evidence
from models.person import hard_stops
from models.ranking import explain
from models.ranking.badges import Badge, Mark
from models.ranking.comparison import Comparison, Line, places
from models.wording.units import plain_number
from pages.charts.parts.theme import coloured
from pages.ui.frame import route
from pages.ui.ranking.board.details import details_of
from pages.visit import turns

_FOLDER = Path(__file__).parent

#: Up to how many options the details of all rows come with the board. On a longer one, from a visitor's own
#: table, those of a row are requested when it is opened.
AT_ONCE = 40

#: The key of the details component, and of its state: which rows are open.
DETAILS, OPEN = "treatment_details", "open"

#: A symbol for each badge, so that badges do not differ by colour alone.
SYMBOLS = {
    Mark.PUT_BACK: "↩",
    Mark.HARD_STOP: "⊘",
    Mark.POSTPONE: "⏸",
    Mark.SPECIALIST_ONLY: "◇",
    Mark.CAUTION: "△",
    Mark.DEPENDS_ON_SKIN: "◐",
    Mark.ASK_FIRST: "?",
    Mark.OVER_LIMIT: "↗",
    Mark.MISSING: "▨",
    Mark.ASSUMED: "≈",
    Mark.CLINIC: "⌂",
}


def _written(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


#: The style of the board, and the code that draws its rows. The first sight uses them too.
CSS, ROWS = map(_written, ("board.css", "rows.js"))

#: Where the script draws: the board, within a container for size queries.
PLACE = '<div class="so-place"><div class="so-board"></div></div>'

_board = st.components.v2.component(
    "ranking_board",
    html=PLACE,
    css=CSS,
    js="\n".join((ROWS, *map(_written, ("weigh.js", "live.js", "board.js")))),
    isolate_styles=False,
)

_details = st.components.v2.component(
    "treatment_details",
    html='<div class="so-details-store"></div>',
    js=_written("details.js"),
    isolate_styles=False,
)


def draw(evidence: Evidence, comparison: Comparison, found: Doubt | None) -> None:
    """The board and, as a second component, the details of its rows.

    The details do not change while sliders move. As a separate component they are sent only once.
    """
    with st.container(key="board"):
        if comparison.weights is None:
            st.info(
                "Every importance is at 0, so nothing can be ranked. Move a slider above 0 to see a ranking."
            )
        if not comparison.lines:
            st.info("Every option is set aside. Put one back below, or raise a limit.")
        _board(key="ranking_board", data=board_data(evidence, comparison, found))
        _draw_details(evidence, comparison)


@st.fragment
def _draw_details(evidence: Evidence, comparison: Comparison) -> None:
    """Rerun on its own when a row of a long board is opened."""
    with turns.turn(evidence):
        opened = _opened(st.session_state.get(DETAILS, {}).get(OPEN), len(comparison.lines))
        data = details_data(evidence, comparison, opened)
        # Streamlit keeps a component's state only where a callback is given for it.
        _details(key=DETAILS, data=data, on_open_change=lambda: None)


def _opened(said: object, most: int) -> frozenset[str]:
    """The rows that are open according to the script, at most ``most``. A browser may send anything."""
    names = said[:most] if isinstance(said, list) else ()
    return frozenset(name for name in names if isinstance(name, str))


def board_data(evidence: Evidence, comparison: Comparison, found: Doubt | None) -> dict[str, Any]:
    """Everything that the script draws, as plain text and numbers, never HTML."""
    criteria = [
        {"id": c.criterion_id, "label": c.label, "colour": colour}
        for c, colour in coloured(evidence.weighted)
    ]
    return {
        "caption": f"{comparison.decision} In order of how closely each fits your priorities.",
        "criteria": criteria,
        "importances": [comparison.preferences.importances[c.criterion_id] for c in evidence.weighted],
        "baseline": comparison.no_treatment_total,
        "options": len(evidence.treatments),
        "notAsked": _not_asked(evidence, comparison),
        "rows": [_row(comparison, line, found, k) for k, line in enumerate(comparison.lines)],
    }


def _not_asked(evidence: Evidence, comparison: Comparison) -> str:
    """What was not asked and may rule a row out, and the step that asks it."""
    said = hard_stops.not_asked(evidence, comparison.preferences, most=hard_stops.MOST_TOPICS)
    return f"{said} Step {route.number_of('right_for_me.py')} asks." if said else ""


def _row(comparison: Comparison, line: Line, found: Doubt | None, k: int) -> dict[str, Any]:
    """One row. The script uses the partial values ``values`` and ``upTo`` while a slider moves."""
    values = comparison.values
    place = values.treatment_ids.index(line.treatment.treatment_id)
    standing = found.standings[k] if found and found.standings else None
    return {
        "place": place,
        "values": [round(x, 6) for x in values.headline[place].tolist()],
        "upTo": [round(x, 6) for x in values.best_case[place].tolist()],
        "id": line.treatment.treatment_id,
        "name": line.treatment.label,
        "rank": line.rank,
        "total": None if line.total is None else round(line.total, 4),
        "upper": None if line.upper is None else round(line.upper, 4),
        "plain": line.is_no_treatment,
        "stop": next((hard_stops.sentence(b.text) for b in line.badges if b.mark is Mark.HARD_STOP), ""),
        "badges": [
            {"kind": badge.mark.value, "symbol": SYMBOLS[badge.mark], "text": badge.text}
            for badge in line.badges
            if badge.mark is not Mark.HARD_STOP
        ],
        "why": " ".join(part for part in (line.why, line.near) if part),
        "parts": [round(x, 4) for x in line.contributions.values()],
        "couldAdd": [round(x, 4) for x in line.could_add.values()],
        "span": [standing.low, standing.high] if standing else None,
        "spoken": f"{_spoken(line)}."
        + (f" {doubt_words.standing(standing, found)}" if standing and found else ""),
    }


def _spoken(line: Line) -> str:
    """The bar in words, for screen readers."""
    if line.total is None:
        return "not ranked"
    labels = [r.criterion.short_label.lower() for r in line.readings]
    parts = [
        f"{name} {plain_number(round(x))}"
        for name, x in zip(labels, line.contributions.values(), strict=True)
    ]
    gap = sum(line.could_add.values())
    missing = (
        f"; not measured, could add up to {plain_number(round(gap))}" if gap >= explain.WORTH_A_WORD else ""
    )
    return f"{round(line.total)} points of 100: {', '.join(parts)}{missing}"


def details_data(
    evidence: Evidence, comparison: Comparison, opened: Collection[object] = ()
) -> dict[str, Any]:
    """The details of the rows as HTML, built from escaped text only: of all rows on a short board, of those
    ``opened`` on a long one."""
    who = comparison.preferences
    badges = {line.treatment.treatment_id: line.badges for line in comparison.lines}
    wanted = badges if len(badges) <= AT_ONCE else opened
    return {
        # In the evidence's order, so that a slider that moves rows leaves this unchanged.
        "html": {
            name: _details_of(evidence, who.concern_id, who.phototype, name, badges[name])
            for name in evidence.treatments
            if name in badges and name in wanted
        }
    }


@kept(256)
def _details_of(
    evidence: Evidence, concern_id: str, phototype: str | None, treatment_id: str, badges: tuple[Badge, ...]
) -> str:
    """Cached, since no slider changes them; about 12 kB each."""
    (place,) = places(evidence, concern_id, phototype, frozenset({treatment_id}))
    return details_of(evidence, place.treatment, place.readings, badges)
