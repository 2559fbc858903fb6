"""What a link for others holds: the view without private answers, and the same in plain words."""

from dataclasses import replace
from typing import Any

from models.evidence.nouns import Evidence
from models.history.snapshot import figures_version
from models.link import link_settings as keys
from models.link.link_settings import settings
from models.link.setting import Kind, Setting
from models.link.share_link import LINK_VERSION
from models.person.preferences import Preferences
from models.ranking.comparison import compare
from models.wording.citations import long_date
from models.wording.units import figure

#: What the Share panel says that no link holds.
NEVER_HELD = (
    "Never in it: your health answers, what you wrote in your own words, your answers to the check, and a "
    "clinic's own prices."
)


def for_others(preferences: Preferences, evidence: Evidence, *, with_skin_type: bool) -> Preferences:
    """The view without health answers, and without the skin type unless ``with_skin_type``.

    A treatment that was put back reveals why it was set aside. It stays put back only if it is still set
    aside without those answers; otherwise it changes nothing for the reader, and would reveal the reason.
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
        value = in_words(setting, setting.of(preferences))
        if setting.key == keys.PHOTOTYPE and skin_type_left_out:
            value = f"left out, so it reads “{value}”"
        lines.setdefault(setting.line, []).append(setting.says.format(value) if value else setting.empty)
    versions = f"link {LINK_VERSION}, figures {figures_version(evidence)}"
    return (*((line, "; ".join(parts)) for line, parts in lines.items()), ("Versions", versions))


def priorities(preferences: Preferences, evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """What the form beside every page is set to, in the lines of ``contents``."""
    form = (keys.CONCERN, keys.PHOTOTYPE, keys.BUDGET, keys.PUT_BACK)
    lines = {keys.WHAT_MATTERS, *(s.line for s in settings(evidence) if s.key in form)}
    return tuple((line, said) for line, said in contents(preferences, evidence) if line in lines)


def in_words(setting: Setting, value: Any) -> str:
    """A value as the page shows it; empty where nothing is set."""
    if setting.kind is Kind.CHOICES:
        return ", ".join(setting.in_widget(value))
    if setting.kind is Kind.CHOICE:
        return str(setting.in_widget(value))
    if setting.kind is Kind.SWITCH:
        return "on" if value else "off"
    if value is None:
        return ""
    if setting.kind is Kind.DATE:
        return long_date(value)
    return figure(value, "USD" if setting.rule.is_money else "days") if setting.rule else str(value)
