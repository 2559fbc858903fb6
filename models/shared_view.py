"""What a link to others holds: the view without what is nobody's business, and the same in plain words."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from models import link_settings as keys
from models.citations import long_date
from models.comparison import compare
from models.evidence import Evidence
from models.link_settings import Kind, Setting, settings
from models.preferences import MOST_IMPORTANT, Preferences
from models.share_link import LINK_VERSION
from models.units import figure

#: What no link ever holds.
NEVER_HELD = (
    "Never in it: your health answers, what you wrote in your own words, your answers to the check, and a "
    "clinic's own prices."
)

#: The line of all importances.
IMPORTANCES = f"What matters to you, 0 to {MOST_IMPORTANT}"

#: Per setting: its line in the list, how its value is said there, and what is said where nothing is set.
WORDS = {
    keys.CONCERN: ("What bothers you", "{}", ""),
    keys.PHOTOTYPE: ("Your skin type", "{}", ""),
    keys.BUDGET: ("Your limits", "cost up to {}", "no limit on cost"),
    keys.DAYS_OFF: ("Your limits", "up to {} at home", "no limit on days at home"),
    keys.PUT_BACK: ("Shown although set aside", "{}", "none"),
    keys.OFFERED: ("Your limits", "only what a clinic offers: {}", ""),
    keys.TREATMENT: ("One option in full", "{}", ""),
    keys.CHART_ACROSS: ("Charts", "across: {}", ""),
    keys.CHART_UP: ("Charts", "up: {}", ""),
    keys.CHART_RANGES: ("Charts", "ranges of: {}", ""),
    keys.COSTS_TOGETHER: ("How sure", "costs move together: {}", ""),
    keys.TRIANGULAR: ("How sure", "triangular ranges: {}", ""),
    keys.GAPS_AS_ON_BOARD: ("How sure", "gaps count as on the board: {}", ""),
    keys.ABOVE: ("How sure", "{}", ""),
    keys.BELOW: ("How sure", "against {}", ""),
    keys.ORDER: ("How sure", "changes in order: {}", "no order of changes"),
    keys.SIDE: ("Side by side", "{}", "no options"),
    keys.ROWS: ("Side by side", "questions: {}", "all questions"),
    keys.STANDARD_ORDER: ("Side by side", "the same order for all: {}", ""),
    keys.DIFFERENCES: ("Side by side", "only what differs: {}", ""),
    keys.NAMES_HIDDEN: ("Side by side", "names hidden: {}", ""),
    keys.START_DATE: ("Recovery calendar", "from {}", "from today"),
    keys.READY_DATE: ("Recovery calendar", "ready by {}", "no day to be ready for"),
    keys.OCCASION: ("Recovery calendar", "{}", ""),
    keys.ONE_SESSION: ("Recovery calendar", "one session only: {}", ""),
    keys.OF_TREATMENT: ("Evidence", "options: {}", "all options"),
    keys.OF_CRITERION: ("Evidence", "figures on: {}", "all kinds of figures"),
    keys.OF_CONCERN: ("Evidence", "concerns: {}", "all concerns"),
    keys.OF_CERTAINTY: ("Evidence", "certainty: {}", "any certainty"),
    keys.OF_BASIS: ("Evidence", "what stands behind it: {}", "whatever stands behind it"),
    keys.LEAN: ("Where you lean", "{}", ""),
    keys.SLIDE: ("Present", "{}", ""),
}


def for_others(preferences: Preferences, evidence: Evidence, *, with_skin_type: bool) -> Preferences:
    """The view as a link may show it: without health answers, and without the skin type if so wished.

    Something put back says why it was set aside. It stays only where it still is without what was left
    out; elsewhere it changes nothing for the reader and would give the reason away.
    """
    phototype = preferences.phototype if with_skin_type else None
    bare = replace(preferences, conditions=frozenset(), phototype=phototype, put_back=frozenset())
    if not preferences.put_back:
        return bare
    aside = {item.treatment.treatment_id for item in compare(evidence, bare).set_aside}
    return replace(bare, put_back=preferences.put_back & aside)


def contents(
    preferences: Preferences, evidence: Evidence, *, skin_type_left_out: bool = False
) -> tuple[tuple[str, str], ...]:
    """What a full link to these preferences holds, one line per part of the app: its name, and the values."""
    lines: dict[str, list[str]] = {}
    for setting in settings(evidence):
        line, says, empty = _words(setting, evidence)
        value = _value(setting, setting.of(preferences))
        if setting.key == keys.PHOTOTYPE and skin_type_left_out:
            value = f"left out, so it reads “{value}”"
        lines.setdefault(line, []).append(says.format(value) if value else empty)
    versions = f"link {LINK_VERSION}, figures {evidence.figures_version}"
    return (*((line, "; ".join(parts)) for line, parts in lines.items()), ("Versions", versions))


def priorities(preferences: Preferences, evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """What the form beside every page is set to, in the lines of ``contents``."""
    form = {WORDS[key][0] for key in (keys.CONCERN, keys.PHOTOTYPE, keys.BUDGET, keys.PUT_BACK)}
    return tuple(
        (name, said) for name, said in contents(preferences, evidence) if name in form | {IMPORTANCES}
    )


def _words(setting: Setting, evidence: Evidence) -> tuple[str, str, str]:
    if setting.key in WORDS:
        return WORDS[setting.key]
    if setting.path.startswith("importances."):
        return (
            IMPORTANCES,
            f"{evidence.criteria[setting.key].label} {{}}",
            "",
        )
    return setting.name.capitalize(), "{}", "none"


def _value(setting: Setting, value: Any) -> str:
    """A value as the page shows it; empty where nothing is set."""
    match setting.kind:
        case Kind.CHOICE:
            return str(setting.in_widget(value))
        case Kind.CHOICES:
            return _joined(setting.in_widget(value))
        case Kind.SWITCH:
            return "on" if value else "off"
        case Kind.DATE:
            return long_date(value) if isinstance(value, date) else ""
    if value is None:
        return ""
    units = {keys.BUDGET: "USD", keys.DAYS_OFF: "days"}
    return figure(value, units[setting.key]) if setting.key in units else str(value)


def _joined(labels: Iterable[str]) -> str:
    return ", ".join(labels)
