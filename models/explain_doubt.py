"""The doubt in plain sentences. Board, page and tests share this wording."""

from collections.abc import Sequence

from models.any_weights import FirstPlace
from models.comparison import Comparison, Line
from models.doubt import MOST_DRAWN, Doubt, Standing, shown_values, weight_array
from models.evidence import Criterion, Evidence
from models.explain import nobody_knows, swing
from models.scales import Array
from models.sensitivity import Differences, Interval, differences, dominates, figure_needed
from models.uncertainty import MissingFigure, to_nearest_five
from models.units import figure, plain_number

_PLACES = ("first", "second", "third")


def place(rank: int) -> str:
    """'first', 'second', 'third', '4th', '11th', '21st'."""
    if rank <= len(_PLACES):
        return _PLACES[rank - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(rank % 10 if rank % 100 not in (11, 12, 13) else 0, "th")
    return f"{rank}{ending}"


def no_doubt(comparison: Comparison) -> str:
    """Why there are no standings, and what to do."""
    if len(comparison.lines) > MOST_DRAWN:
        return (
            f"There are more than {MOST_DRAWN} options on the board. That is too many to draw their ranks. "
            "Set some aside with a limit, or take rows out of your table."
        )
    return "Nothing is ranked: every slider is at 0, or every option is set aside. Move a slider above 0."


def standing(where: Standing) -> str:
    """'First in about 60 of 100, in the first three in about 90. It stays third in 90 of 100.'"""
    low, high = place(where.low), place(where.high)
    span = f"It stays {low}" if low == high else f"It ranges from {low} to {high}"
    return (
        f"First in {to_nearest_five(where.first)} of 100, "
        f"in the first three in {to_nearest_five(where.top_three)}. {span} in 90 of 100."
    )


def leader(comparison: Comparison, found: Doubt) -> str:
    """How often the first on the board comes first; and who does more often, with what nobody knows of it."""
    top = found.standings[0]
    text = (
        f"{top.treatment.label} comes first in {to_nearest_five(top.first)} of 100 "
        "plausible versions of the evidence."
    )
    often = max(found.standings, key=lambda s: s.first)
    if often.first <= top.first:
        return text
    line = comparison.lines[found.standings.index(often)]
    importances = comparison.preferences.importances
    gaps = [r for r in line.readings if not r.is_measured and importances[r.criterion.criterion_id]]
    text += f" {often.treatment.label} does so in {to_nearest_five(often.first)}"
    if not gaps:
        return f"{text}."
    *names, last = (gap.criterion.short_label.lower() for gap in gaps)
    what = f"{', '.join(names)} and {last}" if names else last
    who = nobody_knows(gaps)
    text += f". But {who[0].lower()}{who[1:]} its {what}, so each version takes any figure that could be."
    return f"{text} The board counts the bad end."


def nearest_flip(evidence: Evidence, comparison: Comparison, found: Doubt) -> str:
    """Which slider, moved least, would change the first place."""
    name = found.standings[0].treatment.label
    moves: list[tuple[float, str]] = []
    for criterion, interval in zip(evidence.weighted, found.flips, strict=True):
        now = comparison.preferences.importances[criterion.criterion_id]
        if interval is None:
            continue
        label = criterion.label.lower()
        if interval.rival_high is not None:
            text = f"{label} counted {_ceiling(interval.high)} or more (now {now})"
            moves.append((interval.high - now, text))
        if interval.rival_low is not None:
            text = f"{label} counted {_floor(interval.low)} or less (now {now})"
            moves.append((now - interval.low, text))
    if not moves:
        return f"No single slider can take the first place from {name}."
    return f"{name} would lose the first place if {min(moves)[1]}."


def _ceiling(importance: float) -> str:
    return plain_number(round(importance + 0.049, 1))


def _floor(importance: float) -> str:
    return plain_number(round(importance - 0.049, 1))


def flip(criterion: Criterion, interval: Interval | None, now: int, lines: Sequence[Line]) -> str:
    """Within which importances of one criterion the first place stays, and who takes it outside."""
    name = criterion.label
    if interval is None:
        return f"{name}: it has all the weight, so the others have no share to give."
    if not interval.can_flip:
        return f"{name}: the first place stays wherever this slider stands (now {now})."
    parts = []
    if interval.rival_low is not None:
        parts.append(
            f"at {_floor(interval.low)} or less {lines[interval.rival_low].treatment.label} draws level"
        )
    if interval.rival_high is not None:
        parts.append(
            f"at {_ceiling(interval.high)} or more {lines[interval.rival_high].treatment.label} draws level"
        )
    return f"{name}: {'; '.join(parts)} (now {now})."


def gap(a: Line, b: Line, comparison: Comparison, evidence: Evidence) -> tuple[str, Differences]:
    """Why A is above B: the gap, what makes it, and always the largest line against A."""
    rows = comparison.lines.index(a), comparison.lines.index(b)
    values, weight = shown_values(comparison), weight_array(comparison)
    found = differences(values, weight, *rows)
    labels = [c.short_label.lower() for c in evidence.weighted]
    lines = [f"{labels[k]} {found.points[k]:+.1f}" for k in found.shown]
    rest = f", and {found.smaller} smaller" if found.smaller else ""
    names = a.treatment.label, b.treatment.label
    if abs(found.gap) < 0.05:
        text = f"{names[0]} and {names[1]} are level."
    else:
        word = "above" if found.gap > 0 else "below"
        text = f"{names[0]} is {word} {names[1]} by {abs(found.gap):.1f} points."
    text += f" In points: {', '.join(lines)}{rest}." if lines else ""
    if dominates(values, weight, *rows):
        text += f" {names[0]} is at least as good on everything you weighted."
    return text, found


def price_to_draw_level(a: Line, b: Line, comparison: Comparison, criterion: Criterion) -> str:
    """Which figure of B would make it level with A, in units; or that none would."""
    rows = comparison.lines.index(a), comparison.lines.index(b)
    column = comparison.values.criterion_ids.index(criterion.criterion_id)
    now = b.reading(criterion.criterion_id)
    name, what = b.treatment.label, criterion.short_label.lower()
    if not now.is_measured:
        who = "the table gives no figure" if now.is_from_table else "nobody has measured it"
        return f"{criterion.label}: {who} for {name}."
    needed = figure_needed(shown_values(comparison), weight_array(comparison), *rows, column, criterion.scale)
    if needed is None:
        return f"{criterion.label}: no figure for {what} would make {name} level."
    is_now = figure(now.typical, criterion.unit)
    # Whole dollars, else one decimal; two where one would show no difference.
    for digits in (0,) if criterion.unit == "USD" else (1, 2):
        would = figure(round(needed, digits), criterion.unit)
        if would != is_now:
            break
    return f"{criterion.label}: {name} would be level at {would} instead of {is_now}."


def chooser(evidence: Evidence, name: str, central: Array | None, best: FirstPlace) -> str:
    """What people who would choose a treatment care about, or that nobody would whatever they weigh."""
    if not best.possible:
        return f"{name}: no weights at all put it first."
    if not best.alone:
        return f"{name}: some weights put it level with another in the first place, none put it there alone."
    if central is None:
        return f"{name}: it can come first, but with so few weights that we drew none of them."
    labels = [c.short_label.lower() for c in evidence.weighted]
    top = sorted(range(len(labels)), key=lambda k: -central[k])[:2]
    words = " and ".join(f"{labels[k]} ({round(100 * central[k])} of 100)" for k in top)
    return f"{name}: people who would choose it give most weight to {words}."


def change(evidence: Evidence, criterion_id: str) -> str:
    """One of the changes to put in order: 'Downtime: from 35 days to none'."""
    return f"{evidence.criteria[criterion_id].label}: {swing(evidence, criterion_id)}"


def missing(evidence: Evidence, found: MissingFigure) -> str:
    """What hangs on one figure that nobody has measured."""
    name = evidence.treatments[found.treatment_id].label
    what = evidence.criteria[found.criterion_id].label.lower()
    return (
        f"{what.capitalize()} of {name}: if it turned out good, it would come first in "
        f"{to_nearest_five(found.first_if_good)} of 100; if bad, in {to_nearest_five(found.first_if_bad)}."
    )
