"""From red to clear skin, and to a first result: a row per option, up to a day or after one session."""

from collections.abc import Sequence
from datetime import UTC, datetime
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from models.recovery.recovery_calendar import CLEAR, Calendar, Plan
from models.recovery.recovery_words import READY_WORDS
from models.recovery.skin_days import Stretch, session_days, stretches
from models.recovery.timeline_words import above_row, shown, spoken, table_row
from models.wording.citations import long_date
from pages.charts.parts.chart import Chart
from pages.charts.parts.theme import (
    DIMMED,
    LEGEND,
    PHASE_LOOKS,
    STRONG,
    TYPE_SIZE,
    lay_out,
    lines_across,
    names_above,
)

#: Pixels per option, and above the first option for the key and the label of the day.
ROW_HEIGHT, HEAD = 124, 250

#: Pixels per entry of the key, so that two fit side by side on a phone.
KEY_WIDTH = 112

#: Days on the axis, if it shows one session.
AFTER_ONE = 30

#: Days on the axis of a calendar: the least, the days added after the day to be ready for, and the most.
LEAST, EXTRA, MOST = 28, 14, 731

#: Name of each phase in the key.
PHASE_WORDS = {
    "treatment_day": "day of a session",
    "red_swollen": "red, swollen",
    "crusting": "crusts",
    "peeling": "flaking",
    "pink": "pink",
    CLEAR: "clear",
}

#: Thickness of a bar and of the line of clear skin, in rows.
THICK, THIN = 0.14, 0.035

#: How far below the bar the two ranges are, in rows: of ready skin, and of a first result.
READY_BELOW, RESULT_BELOW = 0.14, 0.25

#: Fewer first days of a month than this are too few to read a date from; more than the most crowd a phone.
LEAST_TICKS, MOST_TICKS = 3, 6

MILLISECONDS = 86_400_000


def recovery_timeline(calendar: Calendar) -> Chart:
    """Phases after each session at the usual pace, when the skin may be ready, and when a result may show.

    The axis depends only on the two days, never on the options. Without a day to be ready for, it counts the
    days after one session.
    """
    until = _until(calendar)
    figure = go.Figure()
    figure.add_traces(_phases(calendar, until))
    figure.add_traces(_ranges(calendar, until))
    figure.add_trace(
        names_above([above_row(p, calendar) for p in calendar.plans], x=_x(calendar, 0), lift=0.4)
    )
    _mark_the_day(figure, calendar, until)
    # The same axis above and below: the figure is taller than a screen.
    axis = _axis(calendar, until)
    title = "Date" if calendar.days is not None else "Days after the session (0 is the day itself)"
    figure.add_scatter(x=[None], y=[None], xaxis="x2", showlegend=False)
    lay_out(
        figure,
        height=HEAD + ROW_HEIGHT * len(calendar.plans),
        xaxis=axis | {"side": "top", "title": {"text": title}},
        xaxis2=axis | {"overlaying": "x", "showgrid": False},
        yaxis={"visible": False, "range": [0.6 - len(calendar.plans), 1.1]},
        barmode="overlay",
        showlegend=True,
        legend=LEGEND | {"yanchor": "top", "y": 1, "x": 0, "entrywidth": KEY_WIDTH},
        margin={"l": 8, "r": 8, "t": 185, "b": 8},
    )
    return Chart(
        title="Recovery calendar",
        figure=figure,
        alt=spoken(calendar),
        table=pd.DataFrame([table_row(plan, calendar) for plan in calendar.plans]),
        marks=_note(calendar, until),
    )


def _until(calendar: Calendar) -> int:
    if calendar.days is None:
        return AFTER_ONE + 1
    return min(max(LEAST, calendar.days) + EXTRA, MOST)


def _x(calendar: Calendar, offset: float) -> float:
    """The position of the start of a day: milliseconds on a calendar, else days."""
    if calendar.days is None:
        return offset
    first = datetime(calendar.start.year, calendar.start.month, calendar.start.day, tzinfo=UTC)
    return 1000 * first.timestamp() + MILLISECONDS * offset


def _phases(calendar: Calendar, until: int) -> list[go.Bar]:
    """A trace per phase, so that each is in the key even if no option shows it."""
    found: dict[str, list[tuple[int, Plan, Stretch]]] = {phase: [] for phase in PHASE_WORDS}
    for row, plan in enumerate(calendar.plans):
        for stretch in stretches(plan, calendar, until):
            found[stretch.phase.phase].append((row, plan, stretch))
    bars = []
    for phase, parts in found.items():
        colour, pattern = PHASE_LOOKS[phase]
        thick = THIN if phase == CLEAR else THICK
        # A thin gap keeps neighbouring phases apart whatever their colours.
        gap = 0 if phase == CLEAR else min(0.002 * until, 0.25)
        bars.append(
            go.Bar(
                x=[_x(calendar, s.ends - gap) - _x(calendar, s.begins) for _, _, s in parts],
                base=[_x(calendar, s.begins) for _, _, s in parts],
                y=[-row for row, _, _ in parts],
                orientation="h",
                width=thick,
                offset=-thick / 2,
                name=PHASE_WORDS[phase],
                marker={
                    "color": colour,
                    "line": {"width": 0},
                    "pattern": {
                        "shape": pattern,
                        "bgcolor": colour,
                        "fgcolor": "#ffffff",
                        "size": 5,
                        "solidity": 0.4,
                    },
                },
                customdata=[
                    [p.treatment.label, _days(s, p, calendar), _wrapped(s.phase.plain_notice)]
                    for _, p, s in parts
                ],
                hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
            )
        )
    return bars


def _wrapped(text: str) -> str:
    """``text`` in lines short enough for a phone."""
    return "<br>".join(wrap(text, 40))


def _days(stretch: Stretch, plan: Plan, calendar: Calendar) -> str:
    """The days of one phase in words, counted from its session."""
    phase = stretch.phase
    words = (
        f"Day {phase.day_from}"
        if phase.day_from == phase.day_to
        else f"Days {phase.day_from} to {phase.day_to}"
    )
    if calendar.days is None or not session_days(plan, calendar):
        return words
    session = stretch.begins - phase.day_from
    return f"{words} after the session<br>on {long_date(calendar.day(session))}"


def _ranges(calendar: Calendar, until: int) -> list[go.Scatter]:
    """When skin is ready and, if there is a day to be ready for, when a first result may be seen.

    Each is a line from the fast to the slow end, an arrow if it may be later still, and a mark at the usual.
    """
    ready = [shown(plan, calendar) for plan in calendar.plans]
    kinds = [(ready, READY_BELOW, "fast to slow", "solid", "ready, usual pace", "diamond")]
    if calendar.days is not None:
        seen = [plan.result.days for plan in calendar.plans]
        kinds.append((seen, RESULT_BELOW, "early to late", "dot", "first result", "star"))
    lines, marks = [], []
    ends: dict[str, list[tuple[float, float]]] = {"line-ns-open": [], "triangle-right": []}
    for paces, below, line_name, dash, mark_name, symbol in kinds:
        spans, usual = [], []
        for days, at in ((days, -row - below) for row, days in enumerate(paces)):
            if days.fast is not None and days.slow is not None and days.fast <= until:
                first, last = _x(calendar, days.fast), _x(calendar, min(days.slow, until))
                spans.append((first, last, at))
                ends["line-ns-open"].append((first, at))
                later = days.is_open or days.slow > until
                ends["triangle-right" if later else "line-ns-open"].append((last, at))
            if days.usual is not None and days.usual <= until:
                usual.append((_x(calendar, days.usual), at))
        lines.append(lines_across(spans, {"color": DIMMED, "width": 2, "dash": dash}, line_name))
        marks.append(_marks(usual, symbol, 12, STRONG, mark_name))
    caps = [_marks(at, s, 9, DIMMED, "may be later" if "right" in s else "") for s, at in ends.items()]
    return [*lines, *caps, *marks]


def _marks(
    points: Sequence[tuple[float, float]], symbol: str, size: int, colour: str, name: str
) -> go.Scatter:
    # A point without coordinates keeps an otherwise empty trace in the key.
    return go.Scatter(
        x=[x for x, _ in points] if points else [None],
        y=[y for _, y in points] if points else [None],
        mode="markers",
        marker={"symbol": symbol, "size": size, "color": colour, "line": {"width": 2, "color": colour}},
        name=name,
        showlegend=bool(name),
        cliponaxis=False,
        hoverinfo="skip",
    )


def _mark_the_day(figure: go.Figure, calendar: Calendar, until: int) -> None:
    """A line at the day to be ready for, behind the names; a label at the edge if it is beyond the axis."""
    if calendar.days is None or calendar.ready is None:
        return
    at, words = _x(calendar, calendar.days), f"your day: {long_date(calendar.ready)}"
    place = {"y": 1, "yref": "y domain", "yanchor": "top", "showarrow": False, "font": {"size": TYPE_SIZE}}
    if calendar.days > until:
        figure.add_annotation(x=_x(calendar, until), xanchor="right", text=f"{words} ▶", **place)
        return
    line = {"color": DIMMED, "width": 2, "dash": "dash"}
    figure.add_shape(type="line", x0=at, x1=at, y0=0, y1=1, yref="y domain", line=line, layer="below")
    left = calendar.days > until / 2
    text = f"{words} ▼" if left else f"▼ {words}"
    figure.add_annotation(x=at, xanchor="right" if left else "left", text=text, **place)


def _axis(calendar: Calendar, until: int) -> dict[str, object]:
    days = _ticks(calendar, until)
    dates = [calendar.day(day) for day in days]
    return {
        "range": [_x(calendar, 0), _x(calendar, until)],
        "type": "linear" if calendar.days is None else "date",
        "tickvals": [_x(calendar, day) for day in days],
        "ticktext": [str(day) for day in days]
        if calendar.days is None
        else [f"{day.day} {day:%b}<br>{day.year}" for day in dates],
        "showgrid": True,
    }


def _ticks(calendar: Calendar, until: int) -> list[int]:
    """Days with a tick: every week; on a calendar every second week, or at most six firsts of a month."""
    if calendar.days is None:
        return list(range(0, until, 7))
    firsts = [day for day in range(until) if calendar.day(day).day == 1]
    if len(firsts) < LEAST_TICKS:
        return list(range(0, until, 14))
    return firsts[:: -(-len(firsts) // MOST_TICKS)]


def _note(calendar: Calendar, until: int) -> str:
    ready = READY_WORDS[calendar.occasion][2].lower()
    text = (
        f"The bars show the usual pace. The mark below them: {ready}, at that pace; the line runs from the "
        "fast to the slow pace. Clear skin is a thin line. It goes on after the last day that we have words "
        "for."
    )
    if calendar.days is not None:
        text += " The star: a first result, at the usual pace. Its dotted line runs from early to late."
    if calendar.days is None:
        return f"{text} The axis ends after {AFTER_ONE} days; what takes longer is written out."
    near = calendar.days < LEAST
    text += f" The axis ends after {until} days" if near else " The axis ends two weeks after your day"
    text += ", or after two years" if until == MOST else ""
    return f"{text}. Later dates are in the table."
