"""The parts of the recovery calendar: the days, each option in words, and the waits of all options."""

import pandas as pd
import streamlit as st

from models.evidence.citing import sources_behind
from models.evidence.nouns import Evidence
from models.link import link_settings
from models.options import profile
from models.recovery import by_day_words, recovery_words
from models.recovery.by_day_words import READY, READY_BY, RESULT, RESULT_BY
from models.recovery.recovery_calendar import Calendar, Plan
from models.wording import aftercare_words
from pages.ui.blocks.choices import one_of
from pages.ui.blocks.source_notes import source_list
from pages.ui.blocks.stacked_table import stacked_table
from pages.ui.person.health import precaution_row


def two_days() -> None:
    """The fields: first day, day to be ready for, the occasion, and how many sessions."""
    with st.container(key="calendar_days"):
        left, right = st.columns(2)
        with left:
            _day("Day of the first session (today, if left empty)", link_settings.START_DATE)
        with right:
            _day("Day you want to be ready for", link_settings.READY_DATE)
        one_of(list(link_settings.OCCASION_WORDS.values()), "What for?", link_settings.OCCASION)
        st.toggle("One session only, not a full course", key=link_settings.ONE_SESSION, bind="query-params")


def _day(label: str, key: str) -> None:
    first, last = link_settings.DATE_RANGE
    st.date_input(
        label, value=None, min_value=first, max_value=last, format="DD/MM/YYYY", key=key, bind="query-params"
    )


def answer(calendar: Calendar) -> None:
    """What the two days mean, or what to enter if there is nothing to say yet."""
    words = recovery_words.span_of_days(calendar)
    if calendar.is_backwards:
        st.warning(words)
    elif calendar.days is None:
        st.info(words)
    else:
        counted = "\n".join(f"- {line}" for line in by_day_words.tally(calendar))
        st.markdown(f"**{words}**\n\n{counted}")
    st.markdown(f":small[{recovery_words.PACES}]")


def each_option(evidence: Evidence, calendar: Calendar) -> None:
    st.header("Each option, day by day", anchor=False)
    st.markdown(
        "Open an option to see its dates, what people notice each day, and the sources. "
        "Clear skin is not the same as a result: the first result has a date of its own."
    )
    for plan in calendar.plans:
        with st.expander(_title(plan, calendar), key=f"plan_{plan.treatment.treatment_id}"):
            _one(evidence, calendar, plan)


def _title(plan: Plan, calendar: Calendar) -> str:
    """The option, whether the skin is ready by the day, and whether its result shows by then."""
    aside = "⊘ set aside · " if plan.is_set_aside else ""
    wait = "⏸ wait first · " if plan.wait_first else ""
    label = f"{aside}{wait}**{plan.treatment.label}**"
    ready, result = plan.verdict, plan.result.by_then
    if ready is None or result is None:
        return label
    first, second = by_day_words.answers(plan)
    head = READY_BY[calendar.occasion][0]
    return f"{label}. {head}: {READY[ready][0]} {first}. {RESULT_BY}: {RESULT[result][0]} {second}."


def _one(evidence: Evidence, calendar: Calendar, plan: Plan) -> None:
    treatment_id = plan.treatment.treatment_id
    for because in plan.reasons:
        st.markdown(f"**⊘ Set aside.** {because.text}")
        source_list(evidence, because.source_ids)
    for row in plan.wait_first:
        precaution_row(evidence, row)
    if plan.wait_first:
        st.markdown("The dates here do not count this wait.")
    st.markdown("\n".join(f"- {line}" for line in recovery_words.lines(plan, calendar)))
    source_list(evidence, sources_behind((plan, plan.result)))
    phases = profile.recovery_lines(evidence, treatment_id)
    st.markdown("**What people notice after a session**")
    notices = (f"- **{days}.** {noticed}" for days, noticed, _ in phases)
    st.markdown("\n".join(notices) if phases else "We have no account day by day.")
    source_list(evidence, sources_behind(phase for *_, phase in phases))


def usual_again(evidence: Evidence, calendar: Calendar) -> None:
    st.header("When things are usual again", anchor=False)
    st.markdown(
        "Days after each session. In brackets: the range. After it: how sure the figure is, from very low "
        "to high."
    )
    rows = [
        {"Treatment": plan.treatment.label} | recovery_words.waits(evidence, plan) for plan in calendar.plans
    ]
    stacked_table(pd.DataFrame(rows), name="When things are usual again")
    with st.expander("Where these waits come from", key="sources_of_waits"):
        for plan in calendar.plans:
            st.markdown(f"**{plan.treatment.label}**")
            found = aftercare_words.usual_again(evidence, plan.treatment.treatment_id)
            sources = sources_behind(row for *_, row in found)
            source_list(evidence, sources, without="No source: assumed, or nothing to wait for.")
