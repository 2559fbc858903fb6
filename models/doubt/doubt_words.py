"""How sure the order is, in plain sentences that the board, the pages and the tests share."""

from collections.abc import Sequence

from models.doubt.any_weights import FirstPlace
from models.doubt.sensitivity import Differences, Interval, differences, dominates, value_needed
from models.doubt.standings import (
    CLEARLY,
    MOST_DRAWN,
    Doubt,
    Standing,
    TableRanges,
    shown_values,
    weight_array,
)
from models.doubt.uncertainty import MissingFigure, to_nearest_five
from models.evidence.nouns import Criterion, Evidence
from models.evidence.scales import Array, figure_at
from models.ranking.comparison import Comparison, Line
from models.wording.estimate_words import nobody_knows, swing
from models.wording.listing import listed
from models.wording.units import figure, plain_number

_PLACES = ("first", "second", "third")

#: Shown when the option at the top of the board does not clearly come first.
TOP_IS_NOT_FIRM = (
    "This is about the option at the top of the board, where each figure counts as its usual one. Being "
    "there does not mean that it clearly comes first."
)


def place(rank: int) -> str:
    """'first', 'second', 'third', '4th', '11th', '21st'."""
    if rank <= len(_PLACES):
        return _PLACES[rank - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(rank % 10 if rank % 100 not in (11, 12, 13) else 0, "th")
    return f"{rank}{ending}"


def how_sure(evidence: Evidence, comparison: Comparison, found: Doubt | None) -> tuple[str, ...]:
    """What comes first and how firmly; if something clearly does, also which slider would change that."""
    first = first_place(evidence, comparison, found)
    if found is None or found.first is None:
        return (first,)
    return first, nearest_flip(evidence, comparison, found)


def first_place(
    evidence: Evidence, comparison: Comparison, found: Doubt | None, *, in_short: bool = False
) -> str:
    """How often the top option comes first, or that nothing clearly does, or why this is not known.

    Every page uses this wording. ``in_short`` leaves out the gap that the answer depends on.
    """
    if found is None:
        return _no_order(comparison)
    if found.ranges is not None and not found.ranges.is_enough:
        return f"{_without_ranges(found.ranges)}, so we cannot say how firm this order is."
    left = f"of the {len(found.standings)} left" if found.set_aside else ""
    versions = f"plausible versions of {_drawn_from(evidence, found)}"
    often = found.first or max(found.standings, key=lambda s: s.first)
    share = f"{to_nearest_five(often.first)} of 100 {versions}"
    if found.first is not None:
        text = f"{often.treatment.label} comes first in {share}."
        return f"O{left[1:]}, {text} {_aside(found.set_aside)}" if left else text
    none = "Neither" if len(found.standings) == 2 else "None"
    text = f"{none} {left} clearly comes first" if left else "No option clearly comes first"
    if often.first < CLEARLY:
        text += f": not one does so in half of all {versions}."
    else:
        text += f". {often.treatment.label} would in {share}. But the usual figures do not put it at the top."
    return text if in_short else f"{text}{_unknown(comparison, found, often)}"


def _no_order(comparison: Comparison) -> str:
    """Why there is no ranking, and what to do about it."""
    lines, aside = comparison.lines, len(comparison.set_aside)
    if not lines:
        return "Every option is set aside, so there is nothing to rank. Put one back, or raise a limit."
    if comparison.weights is None:
        return "Every slider is at 0, so nothing is ranked. Move a slider above 0."
    if len(lines) == 1:
        only = lines[0].treatment.label
        return f"Only one option is left: {only}. So there is nothing to rank. {_aside(aside)}"
    return (
        f"There are more than {MOST_DRAWN} options on the board. That is too many to draw their ranks. "
        "Set some aside with a limit, or take rows out of your table."
    )


def _aside(count: int) -> str:
    """The options that are left out of the draws."""
    return "The other one was set aside." if count == 1 else f"The other {count} were set aside."


def _without_ranges(ranges: TableRanges) -> str:
    """Which figures of an uploaded table have no range."""
    if not ranges.ranged:
        return "This clinic's table gives no ranges"
    bare = len(ranges.unranged)
    names = dict.fromkeys(r.criterion.short_label.lower() for r in ranges.unranged)
    of = bare + ranges.ranged
    return f"This clinic's table gives no full range for {bare} of the {of} figures here ({', '.join(names)})"


def _drawn_from(evidence: Evidence, found: Doubt) -> str:
    """Which figures the draws vary. A clinic's own price is known, so it is not varied."""
    if found.ranges is not None:
        return "this clinic's table"
    return (
        "the evidence"
        if evidence.clinic is None
        else f"the evidence, at the prices of {evidence.clinic.clinic}"
    )


def _unknown(comparison: Comparison, found: Doubt, often: Standing) -> str:
    """The gaps that make ``often`` come first in most draws but not on the board; '' if there are none."""
    line = comparison.lines[found.standings.index(often)]
    importances = comparison.preferences.importances
    gaps = [r for r in line.readings if not r.is_measured and importances[r.criterion.criterion_id]]
    stay_put = comparison.preferences.doubt.gaps_as_on_board
    if often is found.standings[0] or not gaps or stay_put:
        return ""
    what = listed([gap.criterion.short_label.lower() for gap in gaps])
    who = nobody_knows(gaps)
    return (
        f" Much hangs on a gap: {who[0].lower()}{who[1:]} the {what} of {often.treatment.label}. So each "
        "version takes any figure that is possible. The board counts the bad end."
    )


def standing(where: Standing, found: Doubt) -> str:
    """'First in about 60 of 100, in the first three in about 90. In 90 of 100 it is first to 4th.'"""
    count = len(found.standings)
    low, high = place(where.low), place(where.high)
    span = low if low == high else f"{low} to {high}"
    left = f" of the {count} left" if found.set_aside else ""
    three = f", in the first three in {to_nearest_five(where.top_three)}" if count > len(_PLACES) else ""
    return f"First{left} in {to_nearest_five(where.first)} of 100{three}. In 90 of 100 it is {span}."


def nearest_flip(evidence: Evidence, comparison: Comparison, found: Doubt) -> str:
    """Which slider needs the smallest move to change the first place."""
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
    """The importances of one criterion at which another option draws level with the top of the board."""
    name = criterion.label
    if interval is None:
        return f"{name}: it has all the weight, so the others have no share to give."
    if not interval.can_flip:
        return f"{name}: the top of the board does not change, whatever this slider is set to (now {now})."
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
    """Why A is above B: the gap, the criteria behind it, and always the largest one that favours B."""
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
    """The figure that would make B level with A, in the criterion's unit, or that there is none."""
    rows = comparison.lines.index(a), comparison.lines.index(b)
    column = comparison.values.criterion_ids.index(criterion.criterion_id)
    now = b.reading(criterion.criterion_id)
    name, what = b.treatment.label, criterion.short_label.lower()
    if not now.is_measured:
        who = "the table gives no figure" if now.is_from_table else "nobody has measured it"
        return f"{criterion.label}: {who} for {name}."
    value = value_needed(shown_values(comparison), weight_array(comparison), *rows, column)
    if value is None:
        return f"{criterion.label}: no figure for {what} would make {name} level."
    needed = figure_at(value, *criterion.scale)
    is_now = figure(now.typical, criterion.unit)
    # Whole dollars, else one decimal; two where one would show no difference.
    for digits in (0,) if criterion.unit == "USD" else (1, 2):
        would = figure(round(needed, digits), criterion.unit)
        if would != is_now:
            break
    return f"{criterion.label}: {name} would be level at {would} instead of {is_now}."


def chooser(evidence: Evidence, name: str, central: Array | None, best: FirstPlace | None) -> str:
    """What matters to the people who would choose a treatment, or that no weights put it first.

    ``best`` None: it is not known whether any weights put it first.
    """
    if best is None and central is None:
        return f"{name}: we could not work out whether any weights put it first. None that we drew did."
    if best is not None and not best.possible:
        return f"{name}: no weights at all put it first."
    if best is not None and not best.alone:
        return f"{name}: some weights put it level with another in the first place, none put it there alone."
    if central is None:
        return f"{name}: it can come first, but with so few weights that we drew none of them."
    labels = [c.short_label.lower() for c in evidence.weighted]
    top = sorted(range(len(labels)), key=lambda k: -central[k])[:2]
    words = listed([f"{labels[k]} ({round(100 * central[k])} of 100)" for k in top])
    return f"{name}: people who would choose it give most weight to {words}."


def change(evidence: Evidence, criterion_id: str) -> str:
    """One of the changes to be put in order: 'Downtime: from 35 days to none'."""
    return f"{evidence.criteria[criterion_id].label}: {swing(evidence, criterion_id)}"


def missing(evidence: Evidence, cell: MissingFigure, found: Doubt) -> str:
    """How much depends on one unmeasured figure; without standings, only that it is missing."""
    name = evidence.treatments[cell.treatment_id].label
    what = evidence.criteria[cell.criterion_id].label.lower()
    if not found.standings:
        return f"{what.capitalize()} of {name}."
    return (
        f"{what.capitalize()} of {name}: if it turned out good, it would come first in "
        f"{to_nearest_five(cell.first_if_good)} of 100; if bad, in {to_nearest_five(cell.first_if_bad)}."
    )
