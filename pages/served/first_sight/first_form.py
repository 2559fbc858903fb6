"""The form of the first sight: what the link has chosen, and six sliders that work at once.

The page has it in the same places. All but the sliders waits for the page, and is greyed until then.
"""

from html import escape

from models.evidence.nouns import Evidence
from models.link import link_settings
from models.person.preferences import MOST_IMPORTANT, Preferences, matching_preset
from models.wording import estimate_words
from pages.charts.parts.theme import coloured
from pages.ui.person import priorities


def html(evidence: Evidence, chosen: Preferences) -> str:
    """Concern, skin type and presets as greyed text, and an ``input`` per importance, named by its key."""
    return (
        '<div class="first-form">'
        f'<div class="first-about" aria-hidden="true">{_about_you(evidence, chosen)}</div>'
        f'<div class="first-tray"><div aria-hidden="true">{_presets(evidence, chosen)}</div>'
        f"{_sliders(evidence, chosen)}</div></div>"
    )


def _about_you(evidence: Evidence, chosen: Preferences) -> str:
    asked = {
        priorities.WHAT_BOTHERS: evidence.concerns[chosen.concern_id].label,
        priorities.HOW_SKIN_REACTS: link_settings.phototype_option(evidence, chosen.phototype),
    }
    return "".join(f"<div>{escape(name)}</div><div>{escape(value)}</div>" for name, value in asked.items())


def _presets(evidence: Evidence, chosen: Preferences) -> str:
    active = matching_preset(chosen.importances, evidence)
    labels = {name: escape(preset.label) for name, preset in evidence.presets.items()}
    presets = "".join(
        f"<b>{label}</b>" if name == active else f"<span>{label}</span>" for name, label in labels.items()
    )
    assumed = escape(priorities.assumed(evidence, active))
    return (
        f'<div class="first-title">{escape(priorities.WHAT_MATTERS)}</div>'
        f'<div class="first-presets">{presets}</div>'
        f'<div class="first-assumed"><div><small>{assumed}</small></div><i>Reset</i></div>'
    )


def _sliders(evidence: Evidence, chosen: Preferences) -> str:
    return "".join(
        f'<div class="first-slider"><label for="first-{c.criterion_id}">'
        f'<b><i style="background:{colour}"></i>{escape(c.label)}</b> '
        f"{escape(estimate_words.swing(evidence, c.criterion_id))}</label>"
        f'<div><input type="range" id="first-{c.criterion_id}" name="{c.criterion_id}" min="0" '
        f'max="{MOST_IMPORTANT}" value="{chosen.importances[c.criterion_id]}" autocomplete="off">'
        '<span aria-hidden="true"></span></div></div>'
        for c, colour in coloured(evidence.weighted)
    )
