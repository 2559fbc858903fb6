"""The parts of the page on one treatment. Benefits and harms are side by side, in the same type."""

import pandas as pd
import streamlit as st

from models.evidence.citing import sources_behind
from models.evidence.nouns import Evidence, Treatment
from models.link import link_settings
from models.options import profile
from models.person import hard_stops as rules
from models.person import precautions as health_rules
from models.person.preferences import Preferences, start
from models.wording import aftercare_words
from models.wording.estimate_words import LISTED, NOT_IN_TABLE, SLOT_TITLES, no_serious_harm
from pages.ui.blocks.choices import one_of
from pages.ui.blocks.source_notes import NO_SOURCE, source_list
from pages.ui.blocks.stacked_table import stacked_table
from pages.ui.person.health import precaution_row, precaution_rows, unasked


def pick(evidence: Evidence) -> Treatment:
    """The treatment that the address names."""
    by_label = {t.label: t for t in evidence.treatments.values()}
    index = list(evidence.treatments).index(start(evidence).treatment)
    return by_label[one_of(list(by_label), "Which option?", link_settings.TREATMENT, index=index)]


def hard_stops(evidence: Evidence, treatment: Treatment, preferences: Preferences) -> None:
    """Whom it is not for and what has not been asked, before any of its benefits."""
    answered = preferences.all_conditions(evidence)
    stop = rules.sentence(rules.not_for(evidence, treatment.treatment_id, answered))
    if stop:
        st.markdown(f"**⊘ {stop}**")
    unasked(evidence, preferences)


def texts(evidence: Evidence, treatment: Treatment) -> None:
    for slot, title in SLOT_TITLES.items():
        if slot not in LISTED:
            st.header(title, anchor=False)
            st.markdown(" ".join(evidence.passages_of(treatment.treatment_id, slot)) or NOT_IN_TABLE)
    for column, slot in zip(st.columns(2), LISTED, strict=True):
        with column:
            st.header(SLOT_TITLES[slot], anchor=False)
            listed = [f"- {text}" for text in evidence.passages_of(treatment.treatment_id, slot)]
            st.markdown("\n".join(listed) or NOT_IN_TABLE)
    passages = (p for p in evidence.passages if p.treatment_id == treatment.treatment_id)
    source_list(evidence, sources_behind(passages))


def serious_harm(evidence: Evidence, treatment: Treatment) -> None:
    st.header("Serious harm that has been reported", anchor=False)
    harm = evidence.serious_harms.get(treatment.treatment_id)
    if harm is None:
        st.markdown(no_serious_harm(evidence, treatment.treatment_id))
        return
    st.markdown(harm.plain_warning)
    source_list(evidence, harm.source_ids)


def figures(evidence: Evidence, treatment: Treatment, preferences: Preferences) -> None:
    """Figures for the person's concern and skin type, each with range, certainty and sources."""
    st.header("Its figures", anchor=False)
    st.markdown(profile.for_whom(evidence, preferences))
    found = profile.figures(evidence, treatment.treatment_id, preferences)
    table = pd.DataFrame(
        [{"What": f.name, "Typical": f.typical, "Range": f.range, "Certainty": f.certainty} for f in found]
    )
    stacked_table(table, name="Its figures")
    if why := profile.upkeep_and_fading(evidence, treatment.treatment_id, preferences):
        st.markdown(why)
    with st.expander("Where each figure comes from", key="sources_of_figures"):
        for item in found:
            st.markdown(f"**{item.name}**")
            source_list(evidence, item.source_ids, without=NO_SOURCE)


def dark_marks(evidence: Evidence, treatment: Treatment, preferences: Preferences) -> None:
    st.header("Dark marks", anchor=False)
    st.markdown(profile.dark_marks(evidence, treatment.treatment_id, preferences))
    lasts = evidence.dark_marks_duration.get(treatment.treatment_id)
    if lasts is not None and lasts.plain_note:
        st.markdown(f":small[{lasts.plain_note}]")
        source_list(evidence, lasts.source_ids)


def recovery(evidence: Evidence, treatment: Treatment) -> None:
    st.header("After a session, day by day", anchor=False)
    phases = profile.recovery_lines(evidence, treatment.treatment_id)
    if not phases:
        st.markdown(NOT_IN_TABLE)
    for days, noticed, _ in phases:
        st.markdown(f"**{days}.** {noticed}")
    st.header("When things are usual again", anchor=False)
    rows = aftercare_words.usual_again(evidence, treatment.treatment_id)
    if not rows:
        st.markdown(NOT_IN_TABLE)
        return
    table = pd.DataFrame(
        [{"What": what, "Wait": wait, "Certainty": row.certainty.in_words} for what, wait, row in rows]
    )
    stacked_table(table, name="When things are usual again")
    with st.expander("Where the recovery comes from", key="sources_of_recovery"):
        source_list(evidence, sources_behind([*(phase for *_, phase in phases), *(row for *_, row in rows)]))


def living_with_it(evidence: Evidence, treatment: Treatment) -> None:
    """Physical, social and mental effects that are known; the same lines for every treatment."""
    st.header("Living with it", anchor=False)
    st.markdown("\n".join(f"- {line}" for line in profile.living_with_it(evidence, treatment.treatment_id)))


def precautions(evidence: Evidence, treatment: Treatment, preferences: Preferences) -> None:
    st.header("Your health", anchor=False)
    conditions = preferences.all_conditions(evidence)
    if conditions:
        precaution_rows(evidence, treatment.treatment_id, conditions)
    else:
        st.markdown(health_rules.NOTHING_TICKED)
    rows = rules.hard_stops(evidence, treatment.treatment_id, conditions)
    if rows:
        st.markdown("If one of these is true, it is not for you:")
    for row in rows:
        precaution_row(evidence, row)
