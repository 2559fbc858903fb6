"""The form: the concern, the skin type, what matters to the person, and limits.

Every widget is bound to the address bar by its key.
"""

from contextlib import suppress

import streamlit as st

from models.evidence.nouns import Evidence
from models.evidence.terms import PHOTOTYPES
from models.folder.cells import RefusedError
from models.link import link_settings
from models.link.setting import typed_limit
from models.person.preferences import MOST_IMPORTANT, matching_preset, start
from models.wording import estimate_words
from models.wording.outside_words import as_text
from pages.ui.blocks.choices import one_of
from pages.ui.frame import appearance

#: Also used by ``pages/served/first_sight/first_sight.py``.
WHAT_BOTHERS, HOW_SKIN_REACTS = "What bothers you?", "How does your skin react to strong sun?"
WHAT_MATTERS = "What matters to you?"

#: Of each switch: key, name, and its effect in a sentence.
SWITCHES = (
    (
        link_settings.COSTS_TOGETHER,
        "Costs move together",
        "A dear clinic tends to be dear for every treatment: prices rise and fall together.",
    ),
    (
        link_settings.TRIANGULAR,
        "Triangular ranges",
        "Figures far from the typical one count more than they do otherwise.",
    ),
    (
        link_settings.GAPS_AS_ON_BOARD,
        "Gaps count as on the board",
        "A figure that nobody has measured stays at its bad end. Otherwise it could be anything in between.",
    ),
)


def about_you(evidence: Evidence) -> None:
    with st.container(key="about_you"):
        one_of(
            [c.label for c in evidence.concerns.values()],
            WHAT_BOTHERS,
            link_settings.CONCERN,
            index=list(evidence.concerns).index(start(evidence).concern_id),
        )
        one_of(
            [link_settings.phototype_option(evidence, p) for p in (None, *PHOTOTYPES)],
            HOW_SKIN_REACTS,
            link_settings.PHOTOTYPE,
            help="Skin types I to VI (Fitzpatrick) say how skin reacts to sun. They are not a colour and "
            "not a race. If you are not sure, the figures span all six.",
        )


def what_matters(evidence: Evidence) -> None:
    """Presets, a slider for each criterion with both ends of its scale, the hard limits, and assumptions."""
    appearance.colour_keys(evidence)
    with st.container(key="what_matters"):
        st.subheader(WHAT_MATTERS)
        presets = st.container()
        importances = {
            criterion.criterion_id: st.slider(
                f"{criterion.label}  \n{estimate_words.swing(evidence, criterion.criterion_id)}",
                min_value=0,
                max_value=MOST_IMPORTANT,
                value=evidence.start_preset.importances[criterion.criterion_id],
                key=criterion.criterion_id,
                bind="query-params",
            )
            for criterion in evidence.weighted
        }
        with presets:
            _presets(evidence, importances)
        with st.expander("Hard limits, and what you put back", key="limits"):
            _limit("Most I can spend on a course, in US dollars", link_settings.BUDGET)
            _limit("Most days I can stay at home, in all", link_settings.DAYS_OFF)
            st.markdown(":small[A treatment whose usual figure goes over a limit is set aside, and says so.]")
            # Without a clinic's prices in view the switch would do nothing.
            if evidence.clinic is not None:
                name = f"Only what {evidence.clinic.clinic} offers"
                st.toggle(name, key=link_settings.OFFERED, bind="query-params")
            st.multiselect(
                "Shown although it was set aside",
                [t.label for t in evidence.treatments.values()],
                key=link_settings.PUT_BACK,
                bind="query-params",
                placeholder="none",
                filter_mode=None,
            )
        # The switches of the doubt are here since both Compare and How sure show what they change.
        with st.expander("What the doubt assumes", key="assumptions"):
            for key, name, effect in SWITCHES:
                st.toggle(name, key=key, bind="query-params")
                st.markdown(f":small[{effect}]")


def _presets(evidence: Evidence, importances: dict[str, int]) -> None:
    """The presets as buttons; the one that matches the sliders, if any, is marked.

    They are buttons since a selection widget would report its old value while a slider moves, and so reset
    the sliders.
    """
    active = matching_preset(importances, evidence)
    with st.container(key="presets", horizontal=True, gap="xsmall"):
        for preset in evidence.presets.values():
            st.button(
                preset.label,
                key=f"preset_{preset.preset_id}",
                type="primary" if preset.preset_id == active else "secondary",
                on_click=st.session_state.update,
                args=(preset.importances,),
            )
    with st.container(key="assumes", horizontal=True, vertical_alignment="center"):
        st.markdown(f":small[{assumed(evidence, active)}]")
        # The concern, the skin type and the charts are left as they are.
        begun = {**evidence.start_preset.importances, link_settings.BUDGET: "", link_settings.DAYS_OFF: ""}
        st.button("Reset", key="reset", on_click=st.session_state.update, args=(begun,))


def assumed(evidence: Evidence, preset_id: str | None) -> str:
    """What a preset assumes; ``preset_id`` is None if the sliders match no preset."""
    preset = evidence.presets.get(preset_id or "")
    return f"{preset.label}: {preset.assumes}" if preset else "Your own mix. 0 means it does not count."


def _limit(label: str, key: str) -> None:
    """A text field, since in a number field the browser turns "220,50" into 22050 before we see it."""
    text = st.text_input(
        label,
        placeholder="no limit",
        key=key,
        bind="query-params",
        on_change=_in_digits,
        args=(key,),
    )
    try:
        typed_limit(link_settings.LIMITS[key], text or "")
    except RefusedError as why:
        st.error(as_text(f"{why.what} {why.remedy} Until then there is no such limit."))


def _in_digits(key: str) -> None:
    """Rewrite the limit as it was understood, so that the address bar holds it too."""
    with suppress(RefusedError):
        limit = typed_limit(link_settings.LIMITS[key], st.session_state[key])
        st.session_state[key] = "" if limit is None else str(limit)
