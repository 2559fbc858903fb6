"""The recovery calendar: days worked out by hand, verdicts that never treat a gap as a fit, and plain words.

Rows used: estimates.csv (sessions, session_interval in weeks, full_recovery), recovery.csv (first clear
day), aftercare.csv (waits in days).
"""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_grade import reading_grade
from rendered import app, charts_of, every_box_ticked, tables_of
from words import BANNED

from models.evidence.terms import PHOTOTYPES, Certainty, Status
from models.person.preferences import CalendarChoices, Occasion, start
from models.ranking.comparison import compare
from models.recovery.by_day_words import in_sentences, tally
from models.recovery.paces import NOT_KNOWN, ONCE, Pace, Verdict, last_session, pace, verdict
from models.recovery.recovery_calendar import Wait, calendar, sessions_that_fit
from models.recovery.recovery_words import PACES, lines, span_of_days, waits
from models.recovery.skin_days import session_days, stretches
from models.recovery.timeline_words import above_row, table_row
from pages.charts.recovery_timeline import recovery_timeline

FIRST, READY = date(2026, 12, 1), date(2027, 4, 1)
TODAY = date(2026, 11, 24)

#: From the most time to spare to the least.
ORDER = [Verdict.FITS_SLOW, Verdict.FITS, Verdict.FITS_FAST, Verdict.DOES_NOT_FIT]


def made(evidence, ready=READY, first=FIRST, occasion=Occasion.CLEAR, **changes):
    choices = CalendarChoices(first, ready, occasion, changes.pop("one_session", False))
    wanted = replace(start(evidence), calendar=choices, **changes)
    return calendar(evidence, compare(evidence, wanted), today=TODAY)


def plan_of(found, treatment_id):
    return next(p for p in found.plans if p.treatment.treatment_id == treatment_id)


@pytest.mark.parametrize(
    ("low", "typical", "high", "days", "expected"),
    [
        (2, 4.3, 6, 7, Pace(14, 31, 42)),  # 30.1 days count as 31
        (0.25, 1.5, 3, 1, Pace(1, 2, 3)),  # part of a day counts as a day
        (4, None, None, 7, Pace(28, None, 28, is_open=True)),
        (None, 17, None, 7, Pace(119, 119, 119, is_open=True)),
        (None, None, 3, 1, Pace(None, None, 3)),
        (None, None, None, 1, NOT_KNOWN),
    ],
)
def test_parts_of_a_day_count_as_a_day_and_a_missing_end_stays_open(low, typical, high, days, expected):
    assert pace(low, typical, high, days=days) == expected


def test_whole_weeks_are_not_rounded_up_by_floating_point_error():
    assert all(pace(w, w, w, days=7).usual == 7 * w for w in range(1, 60))
    assert 50 * 0.14 > 7
    assert pace(0.14, 0.14, 0.14, days=50) == Pace(7, 7, 7)


def test_there_is_one_gap_fewer_than_sessions():
    assert last_session(Pace(1, 3, 4), Pace(14, 31, 42)) == Pace(0, 62, 126)
    assert last_session(ONCE, NOT_KNOWN) == Pace(0, 0, 0)
    assert last_session(Pace(1, 2, 3), Pace(119, 119, 119, is_open=True)) == Pace(0, 119, 238, is_open=True)


@pytest.mark.parametrize(
    ("treatment", "occasion", "expected"),
    [
        # 3/4/6 sessions, 2/4.3/6 weeks (14/31/42 days), clear from day 6: 2x14+6, 3x31+6, 5x42+6.
        ("microneedling_pen", "clear", Pace(34, 99, 216, is_open=True)),
        # Work after 0.25/1.5/3 days: 2x14+1, 3x31+2, 5x42+3.
        ("microneedling_pen", "work", Pace(29, 95, 213)),
        # 1/3/4 sessions, 4.3/6/13 weeks (31/42/91 days), work after 3/6/10: 0+3, 2x42+6, 3x91+10.
        ("laser_co2_fractional", "work", Pace(3, 90, 283)),
        # 1/1/not reported sessions, so the slow end is open; sun after 90/180/365 days.
        ("laser_co2_full", "sun", Pace(90, 180, 365, is_open=True)),
        # Clear from day 76, redness up to 137 days.
        ("laser_co2_full", "clear", Pace(76, 76, 137, is_open=True)),
        # 1/2/3 sessions, 17 weeks (119 days) without a range, clear from day 15, redness up to 42 days.
        ("peel_medium", "clear", Pace(15, 134, 280, is_open=True)),
        # A cream used all the time: counted from its first use, clear from day 15, redness up to 21.
        ("topical_retinoid", "clear", Pace(15, 15, 21, is_open=True)),
        ("topical_retinoid", "sun", NOT_KNOWN),
        # Each use at home, sun after 7/7/7 days.
        ("at_home_roller", "sun", Pace(7, 7, 7)),
        ("no_treatment", "sun", Pace(0, 0, 0)),
    ],
)
def test_days_until_the_skin_is_ready_by_hand(evidence, treatment, occasion, expected):
    assert plan_of(made(evidence, occasion=occasion), treatment).ready == expected


def test_one_session_leaves_out_the_course(evidence):
    found = made(evidence, occasion="work", one_session=True)
    assert plan_of(found, "microneedling_pen").ready == Pace(1, 2, 3)
    assert plan_of(found, "laser_co2_fractional").ready == Pace(3, 6, 10)


def test_work_starts_after_the_days_that_most_people_stay_at_home(evidence):
    home = {}
    for phase in evidence.recovery:
        if phase.at_home:
            home[phase.treatment_id] = phase.day_to
    for plan in made(evidence, occasion="work", one_session=True).plans:
        assert plan.ready.usual > home.get(plan.treatment.treatment_id, -1)
    longer = tuple(
        replace(p, at_home=True) if p.treatment_id == "laser_pico" else p for p in evidence.recovery
    )
    found = made(replace(evidence, recovery=longer), occasion="work", one_session=True)
    assert plan_of(found, "laser_pico").ready == Pace(0, 31, 31)


def test_verdicts_by_hand(evidence):
    """121 days; pen 34/99/216 or later, medium peel 15/134/280 or later."""
    found = made(evidence)
    assert found.days == 121
    assert plan_of(found, "microneedling_pen").verdict is Verdict.FITS
    assert plan_of(found, "peel_medium").verdict is Verdict.FITS_FAST
    assert plan_of(found, "no_treatment").verdict is Verdict.FITS_SLOW
    soon = made(evidence, ready=FIRST + timedelta(days=33))
    assert plan_of(soon, "microneedling_pen").verdict is Verdict.DOES_NOT_FIT
    late = made(evidence, ready=FIRST + timedelta(days=213), occasion="work")
    assert plan_of(late, "microneedling_pen").verdict is Verdict.FITS_SLOW
    assert plan_of(made(evidence, occasion="sun"), "topical_retinoid").verdict is Verdict.NOT_KNOWN


def test_the_sessions_that_fit_by_hand(evidence):
    """Pen, clear after 6 days, 31 days apart: 1 from day 6, 2 from day 37, 3 from day 68, 4 from day 99."""
    for days, fit in ((5, 0), (6, 1), (36, 1), (37, 2), (98, 3), (99, 4), (900, 4)):
        found = made(evidence, ready=FIRST + timedelta(days=days))
        assert plan_of(found, "microneedling_pen").sessions_that_fit == fit
    assert sessions_that_fit(NOT_KNOWN, NOT_KNOWN, Wait(Pace(2, 3, 4)), 10) == 1
    assert sessions_that_fit(ONCE, NOT_KNOWN, Wait(NOT_KNOWN), 10) is None


lengths = st.integers(0, 400)
paces = st.builds(
    lambda ends, is_open, known: Pace(
        *(x if k else None for x, k in zip(sorted(ends), known, strict=True)), is_open
    ),
    st.tuples(lengths, lengths, lengths),
    st.booleans(),
    st.tuples(st.booleans(), st.booleans(), st.booleans()),
)


@given(paces, lengths, st.integers(0, 100))
def test_a_later_day_never_fits_worse(ready, days, more):
    now, later = verdict(ready, days), verdict(ready, days + more)
    if later is Verdict.NOT_KNOWN:
        assert now in (Verdict.NOT_KNOWN, Verdict.DOES_NOT_FIT)
    elif now is not Verdict.NOT_KNOWN:
        assert ORDER.index(later) <= ORDER.index(now)


@given(paces, lengths)
def test_an_unknown_pace_never_fits(ready, days):
    found = verdict(ready, days)
    assert found is not Verdict.FITS_SLOW or (ready.slow is not None and not ready.is_open)
    assert found is not Verdict.FITS or ready.usual is not None
    assert verdict(NOT_KNOWN, days) is Verdict.NOT_KNOWN


@pytest.mark.parametrize("occasion", list(Occasion))
def test_a_later_day_and_an_earlier_first_session_never_fit_worse(evidence, occasion):
    for days in range(0, 420, 35):
        now = made(evidence, ready=READY, first=READY - timedelta(days=days), occasion=occasion)
        for other in (
            made(evidence, ready=READY + timedelta(days=35), first=now.start, occasion=occasion),
            made(evidence, ready=READY, first=now.start - timedelta(days=35), occasion=occasion),
        ):
            for before, after in zip(now.plans, other.plans, strict=True):
                if before.verdict is not Verdict.NOT_KNOWN:
                    assert ORDER.index(after.verdict) <= ORDER.index(before.verdict)
                assert (after.sessions_that_fit or 0) >= (before.sessions_that_fit or 0)


@pytest.mark.parametrize("occasion", list(Occasion))
def test_a_start_on_the_latest_stated_day_is_in_time_and_a_day_later_is_not(evidence, occasion):
    for plan in made(evidence, occasion=occasion).plans:
        if plan.ready.usual is None:
            continue
        last_day = READY - timedelta(days=plan.ready.usual)
        for first, in_time in ((last_day, True), (last_day + timedelta(days=1), False)):
            if first > READY:
                continue
            again = plan_of(made(evidence, first=first, occasion=occasion), plan.treatment.treatment_id)
            assert (again.verdict in (Verdict.FITS_SLOW, Verdict.FITS)) == in_time


WEDDING = {"first": date(2026, 11, 27), "ready": date(2027, 1, 29), "phototype": "V", "budget": 1500}


def test_skin_can_be_clear_by_the_day_although_the_first_result_comes_later(evidence):
    """63 days. Cream: clear from day 15; first result after 4.3, 16, 24 weeks: day 31, 112, 168."""
    found = made(evidence, **WEDDING)
    assert found.days == 63
    cream = plan_of(found, "topical_retinoid")
    assert cream.verdict is Verdict.FITS
    assert cream.result.days == Pace(31, 112, 168)
    assert cream.result.by_then is Verdict.FITS_FAST
    assert in_sentences(cream, found) == (
        "Skin clear by your day: yes, at the usual pace.",
        "Result to see by your day: perhaps, if it comes early. Usual: by 19 March 2027 (certainty: "
        "moderate).",
    )
    assert above_row(cream, found).split("<br>")[1:] == [
        "Skin clear: ✓ yes, from 12 December 2026",
        "Result: ◐ perhaps, if early; usual: by 19 March 2027",
    ]


def test_the_summary_for_the_wedding(evidence):
    """Two peels and the cream are left for day 63. Usual results: peels day 126 and 147, cream day 112."""
    assert tally(made(evidence, **WEDDING)) == (
        "**Skin clear by your day?** Of 3 treatments left: 1 at the usual pace, 2 only at the fast pace.",
        "**Result to see by your day?** Of 3 treatments left: none at the usual pace, 3 perhaps, if it comes "
        "early.",
        "**Both, at the usual pace?** Of 3 treatments left: none.",
        "No treatment for now: nothing to heal, and no result of a treatment. Set aside, and shown at the "
        "end: 11.",
    )
    later = made(evidence, **WEDDING | {"ready": date(2027, 3, 19)})
    assert "**Both, at the usual pace?** Of 3 treatments left: 1 (Retinoid cream and sunscreen)." in tally(
        later
    )


def test_with_all_treatments_set_aside_no_treatment_is_not_counted_as_fitting(evidence):
    found = made(evidence, budget=0)
    assert tally(found)[0] == "No treatment is left: every one is set aside."
    assert len(tally(found)) == 2


@pytest.mark.parametrize(
    ("treatment", "one_session", "expected"),
    [
        # Early: 4.3 weeks from the first session. Usual and late, from the last: 3x31 + 8 weeks, 5x42 + 12.9.
        ("microneedling_pen", False, Pace(31, 149, 301)),
        ("microneedling_pen", True, Pace(31, 56, 91)),
        # 8 weeks, up to 14; without a low end the typical time is the earliest. 5x14 + 56; 7x31 + 98.
        ("peel_superficial", False, Pace(56, 126, 315)),
        # 4.3 weeks without a range, so the late end stays open. 3x31 + 31; 5x42 + 31.
        ("microneedling_prp", False, Pace(31, 124, 241, is_open=True)),
        # time_to_visible_result: not reported.
        ("laser_eryag_full", False, NOT_KNOWN),
        # The results for acne scars are bounded or have no evidence, so no result is known.
        ("at_home_roller", False, NOT_KNOWN),
        ("laser_qswitched", False, NOT_KNOWN),
    ],
)
def test_days_until_a_first_result_by_hand(evidence, treatment, one_session, expected):
    found = made(evidence, one_session=one_session)
    assert plan_of(found, treatment).result.days == expected


def test_verdicts_on_a_result_by_hand(evidence):
    """Pen: day 31, 149, 301."""
    for days, answer in (
        (30, Verdict.DOES_NOT_FIT),
        (31, Verdict.FITS_FAST),
        (148, Verdict.FITS_FAST),
        (149, Verdict.FITS),
        (301, Verdict.FITS_SLOW),
    ):
        pen = plan_of(made(evidence, ready=FIRST + timedelta(days=days)), "microneedling_pen")
        assert pen.result.by_then is answer
    assert plan_of(made(evidence, ready=None), "microneedling_pen").result.by_then is None


@pytest.mark.parametrize("criterion", ["time_to_visible_result", "results"])
@pytest.mark.parametrize("status", [Status.NO_EVIDENCE, Status.NOT_REPORTED, Status.NOT_APPLICABLE])
def test_an_unmeasured_result_is_not_known_by_any_day(evidence, criterion, status):
    for name in evidence.treatments:
        poorer = changed(evidence, name, criterion, **GAP | {"status": status})
        found = made(poorer, ready=FIRST + timedelta(days=9000))
        plan = plan_of(found, name)
        if name == "no_treatment":
            assert plan.result.by_then is Verdict.NO_RESULT
        else:
            assert plan.result.by_then is Verdict.NOT_KNOWN
            assert "Result: ? not known" in above_row(plan, found)
            assert table_row(plan, found)["Result to see by your day"] == "not known"
        assert name not in " ".join(tally(found)[2:3])


@pytest.mark.parametrize("concern", ["acne_scars", "post_inflammatory", "sun_spots", "melasma"])
def test_no_treatment_never_counts_as_having_a_result(evidence, concern):
    """Marks that fade by themselves are not the result of a treatment."""
    found = made(evidence, concern_id=concern, ready=FIRST + timedelta(days=9000))
    nothing = plan_of(found, "no_treatment")
    assert nothing.result.by_then is Verdict.NO_RESULT
    assert "Result: – none to expect" in above_row(nothing, found)
    assert "No treatment for now" not in " ".join(tally(found)[:3])


def test_there_is_no_result_if_no_change_is_usual(evidence):
    """results, enlarged_pores, peel_superficial: 0 (0 to 1)."""
    found = made(evidence, concern_id="enlarged_pores", ready=FIRST + timedelta(days=9000))
    plan = plan_of(found, "peel_superficial")
    assert plan.result.by_then is Verdict.NO_RESULT
    assert "No change is the usual result for your concern" in " ".join(lines(plan, found))
    # rf_microneedling for other_scars helps by an unknown amount, so there is a result.
    helps = made(evidence, concern_id="other_scars", ready=FIRST + timedelta(days=9000))
    assert plan_of(helps, "rf_microneedling").result.by_then is Verdict.FITS_SLOW


def test_the_day_of_a_result_has_the_certainty_of_the_weakest_figure(evidence):
    """Fractional CO2 laser: time, sessions and the gap between them all have moderate certainty."""
    weaker = changed(evidence, "laser_co2_fractional", "session_interval", certainty=Certainty.VERY_LOW)
    assert plan_of(made(evidence), "laser_co2_fractional").result.certainty == "moderate"
    assert plan_of(made(weaker), "laser_co2_fractional").result.certainty == "very_low"
    assert plan_of(made(evidence), "peel_medium").result.is_assumed
    assert "(assumed)" in above_row(plan_of(made(evidence), "peel_medium"), made(evidence)).split("<br>")[2]


def without(evidence, treatment_id):
    """The evidence without one treatment."""
    kept = {
        name: {k: v for k, v in getattr(evidence, name).items() if treatment_id not in (k, k[-1], k[0])}
        for name in ("treatments", "suitability", "contraindications", "serious_harms", "dark_marks_duration")
    }
    rows = {
        name: tuple(r for r in getattr(evidence, name) if r.treatment_id != treatment_id)
        for name in ("estimates", "passages", "recovery", "aftercare")
    }
    return replace(evidence, **kept, **rows)


@pytest.mark.parametrize("ready", [READY, None])
def test_deleting_a_treatment_changes_no_other_row_and_no_axis(evidence, ready):
    whole = made(evidence, ready=ready)
    axis = recovery_timeline(whole).figure.layout.xaxis
    for treatment_id in evidence.treatments:
        if treatment_id == "no_treatment":
            continue
        part = made(without(evidence, treatment_id), ready=ready)
        assert part.plans == tuple(p for p in whole.plans if p.treatment.treatment_id != treatment_id)
        assert recovery_timeline(part).figure.layout.xaxis.to_plotly_json() == axis.to_plotly_json()


def changed(evidence, treatment_id, criterion_id, **cells):
    return replace(
        evidence,
        estimates=tuple(
            replace(e, **cells) if (e.treatment_id, e.criterion_id) == (treatment_id, criterion_id) else e
            for e in evidence.estimates
        ),
    )


GAP = {
    "low": None,
    "typical": None,
    "high": None,
    "status": Status.NOT_REPORTED,
    "basis": None,
    "certainty": None,
}


@pytest.mark.parametrize("criterion", ["sessions", "session_interval"])
def test_an_unreported_course_is_not_known_and_never_fits(evidence, criterion):
    poorer = changed(evidence, "microneedling_pen", criterion, **GAP)
    found = made(poorer, ready=FIRST + timedelta(days=3000))
    plan = plan_of(found, "microneedling_pen")
    assert plan.verdict is Verdict.NOT_KNOWN
    assert any("not known" in line for line in lines(plan, found))
    assert "Skin clear: ? not known" in above_row(plan, found)
    assert any("1 of the usual 4 sessions fits" in x or "1 session fits" in x for x in lines(plan, found))
    assert plan_of(made(poorer, one_session=True), "microneedling_pen").verdict is Verdict.FITS


@pytest.mark.parametrize("occasion", list(Occasion))
def test_an_unreported_wait_is_not_known_and_never_fits(evidence, occasion):
    for poorer in (
        replace(evidence, recovery=(), aftercare=()),
        replace(
            evidence,
            recovery=(),
            aftercare=tuple(replace(a, low=None, typical=None, high=None) for a in evidence.aftercare),
        ),
    ):
        found = made(poorer, ready=FIRST + timedelta(days=3000), occasion=occasion)
        for plan in found.plans:
            expected = (
                Verdict.FITS_SLOW if plan.treatment.treatment_id == "no_treatment" else Verdict.NOT_KNOWN
            )
            assert plan.verdict is expected
        assert recovery_timeline(found).table is not None


def test_an_evidence_folder_without_these_facts_shows_gaps(evidence):
    bare = replace(
        evidence,
        criteria={k: c for k, c in evidence.criteria.items() if c.is_weighted},
        recovery=(),
        aftercare=(),
    )
    for ready in (READY, None):
        found = made(bare, ready=ready)
        chart = recovery_timeline(found)
        assert len(chart.table) == len(evidence.treatments)
        assert {p.verdict for p in found.plans} <= {Verdict.NOT_KNOWN, Verdict.FITS_SLOW, None}
        assert all(lines(p, found) for p in found.plans)


def test_the_days_have_the_certainty_of_the_weakest_figure(evidence):
    """Medium peel: sessions and the time between very low, clear skin low. Er:YAG: clear skin assumed."""
    found = made(evidence)
    assert plan_of(found, "peel_medium").certainty == "very_low"
    assert plan_of(made(evidence, one_session=True), "peel_medium").certainty == "low"
    assert plan_of(found, "laser_eryag_fractional").is_assumed
    assert "(assumed)" in above_row(plan_of(found, "laser_eryag_fractional"), found)
    assert not plan_of(found, "microneedling_pen").is_assumed


def test_treatments_set_aside_come_last_and_no_treatment_is_always_shown(evidence):
    """Phototype IV: the roller and the fully ablative laser are rated avoid in suitability.csv."""
    found = made(evidence, phototype="IV")
    assert [p.treatment.treatment_id for p in found.plans[-2:]] == ["at_home_roller", "laser_co2_full"]
    assert all(p.is_set_aside == (k >= 13) for k, p in enumerate(found.plans))
    assert all("⊘ set aside" in above_row(p, found) for p in found.plans[-2:])
    nothing_left = made(
        evidence, phototype="VI", budget=0, days_off=0, conditions=frozenset(evidence.conditions)
    )
    assert [p.treatment.treatment_id for p in nothing_left.plans if not p.is_set_aside] == ["no_treatment"]
    assert len(nothing_left.plans) == 15


def test_a_health_answer_that_requires_a_wait_is_marked_but_not_in_the_table(evidence):
    plain = made(evidence)
    found = made(evidence, conditions=frozenset({"pregnancy"}))
    waiting = {
        t
        for (c, t), row in evidence.contraindications.items()
        if (c, row.action) == ("pregnancy", "postpone")
    }
    assert waiting
    assert {p.treatment.treatment_id for p in found.plans if p.wait_first} == waiting
    assert all(("⏸ wait first" in above_row(p, found)) == bool(p.wait_first) for p in found.plans)
    # The table is exported as a file, and health answers must not be in any file.
    kept = [p for p in found.plans if not p.is_set_aside]
    table = recovery_timeline(replace(found, plans=tuple(kept))).table
    before = recovery_timeline(plain).table
    assert table.equals(before[before["Treatment"].isin(table["Treatment"])].reset_index(drop=True))


@pytest.mark.parametrize("ready", [READY, None, FIRST, date(2031, 1, 1)])
def test_the_phases_cover_every_day_once(evidence, ready):
    found = made(evidence, ready=ready)
    for plan in found.plans:
        end = 0
        for stretch in stretches(plan, found, 200):
            assert stretch.begins == end
            end = stretch.ends
        assert end == 200


def test_the_days_of_the_sessions_by_hand(evidence):
    found = made(evidence)
    assert session_days(plan_of(found, "microneedling_pen"), found) == (0, 31, 62, 93)
    assert session_days(plan_of(found, "no_treatment"), found) == ()
    # Weekly at home, the last use at least three days before day 121: 16 x 7 = 112 is before day 118.
    assert session_days(plan_of(found, "at_home_roller"), found) == tuple(range(0, 113, 7))
    dateless = made(evidence, ready=None)
    assert {session_days(p, dateless) for p in dateless.plans} == {(), (0,)}


def test_the_words_of_one_option_by_hand(evidence):
    """Day 93 is 4 March 2027, day 99 is 10 March, day 34 is 4 January, day 216 is 5 July. 1 April less 99
    days is 23 December; less 216 days, 28 August. The first result is after 8 weeks: day 56 is 26 January;
    93 days later is 29 April."""
    found = made(evidence)
    assert lines(plan_of(found, "microneedling_pen"), found) == (
        "A full course is 4 sessions (3 to 6 sessions), 4.3 weeks (2 to 6 weeks) apart. We count 4.3 weeks "
        "as 31 days.",
        "Last session at the usual pace: 4 March 2027. Skin looks clear from 10 March 2027. Fast pace: 4 "
        "January 2027. Slow pace: 5 July 2027 or later.",
        "From then on: Skin looks as it did before. A bruise or small scab can last seven to ten days.",
        "To be ready, start by 23 December 2026 at the latest. For the slow pace: by 28 August 2026 or "
        "earlier. To see a result at the usual pace, start by 3 November 2026. That is before your first "
        "session.",
        "A first result may be seen after 8 weeks (4.3 to 12.9 weeks): 26 January 2027 if counted from the "
        "first session, 29 April 2027 from the last. Your day lies between the two. Early: 1 January 2027. "
        "Late: 28 September 2027. Certainty: low. Some sources count from the first session. Others count "
        "from the last one.",
        "Certainty of the weakest figure behind these days: low.",
    )


def test_a_course_that_does_not_fit_states_how_many_sessions_do(evidence):
    found = made(evidence, ready=FIRST + timedelta(days=40))
    said = " ".join(lines(plan_of(found, "microneedling_pen"), found))
    assert "At the usual pace, 2 of the usual 4 sessions fit." in said
    assert "That is before your first session." in said
    soon = made(evidence, ready=FIRST + timedelta(days=3))
    assert "not even one session fits" in " ".join(lines(plan_of(soon, "microneedling_pen"), soon))


def test_the_counts_add_up_to_the_treatments_not_set_aside(evidence):
    """12 of 15: phototype IV sets two aside, and the no-treatment option is not counted."""
    for days in (0, 3, 40, 121, 700):
        ready, result, both, nothing = tally(
            made(evidence, ready=FIRST + timedelta(days=days), phototype="IV", occasion="sun")
        )
        for line in (ready, result):
            of, *counts = [int(x) for x in re.findall(r"\d+", re.sub(r"\(.*?\)", "", line))]
            assert of == sum(counts) == 12
        assert "No treatment for now" not in both
        assert nothing.endswith("Set aside, and shown at the end: 2.")


def test_a_day_before_the_first_session_is_reported_in_a_sentence(evidence):
    found = made(evidence, ready=FIRST - timedelta(days=1))
    assert found.days is None
    assert "Your day, 30 November 2026, comes before the first session on 1 December 2026." in span_of_days(
        found
    )
    assert {p.verdict for p in found.plans} == {None}
    assert len(recovery_timeline(found).table) == 15


def everything_said(evidence):
    for occasion in Occasion:
        for ready in (
            None,
            READY,
            FIRST,
            FIRST + timedelta(days=20),
            date(2029, 1, 1),
            FIRST - timedelta(days=9),
        ):
            for one_session in (False, True):
                found = made(
                    evidence, ready=ready, occasion=occasion, one_session=one_session, phototype="IV"
                )
                yield span_of_days(found)
                yield PACES
                chart = recovery_timeline(found)
                yield chart.marks
                if found.days is not None:
                    yield from (line.replace("*", "") for line in tally(found))
                    yield from (text for plan in found.plans for text in in_sentences(plan, found, "my"))
                for plan in found.plans:
                    yield from lines(plan, found)


def test_every_sentence_reads_at_grade_8_or_lower_without_banned_words(evidence):
    said = set(everything_said(evidence))
    assert len(said) > 200
    assert {s: round(g, 1) for s in said if (g := reading_grade(s)) > 8} == {}
    assert [s for s in said if BANNED.search(s)] == []


def test_waits_match_the_evidence_and_a_gap_is_shown_as_a_word(evidence):
    found = made(evidence)
    pen = waits(evidence, plan_of(found, "microneedling_pen"))
    assert list(pen) == [
        "Work and going out",
        "Make-up",
        "Exercise",
        "Swimming",
        "Retinoid creams",
        "Strong sun",
    ]
    assert pen["Make-up"] == "1 day (1 to 2 days), moderate"
    assert pen["Strong sun"] == "7 days (7 to 14 days, assumed), very low"
    cream = waits(evidence, plan_of(found, "topical_retinoid"))
    assert cream["Strong sun"] == "no figure found"
    assert cream["Make-up"] == "no wait (assumed), very low"
    assert set(waits(replace(evidence, aftercare=()), found.plans[0]).values()) == {"no figure found"}


def trace(chart, name):
    return next(t for t in chart.figure.data if t.name == name)


def test_the_chart_marks_each_ready_day_except_for_a_gap(evidence):
    found = made(evidence, occasion="sun")
    marks = trace(recovery_timeline(found), "ready, usual pace")
    by_row = {-round(y + 0.14): x for x, y in zip(marks.x, marks.y, strict=True)}
    names = [p.treatment.treatment_id for p in found.plans]
    # 1 December 2026 is 1,796,083,200 seconds after 1970; sun after 3 x 31 + 7 = 100 days.
    assert by_row[names.index("microneedling_pen")] == 1000 * (1_796_083_200 + 100 * 86_400)
    assert names.index("topical_retinoid") not in by_row
    # Day 180 is beyond the axis of 121 + 14 days: there is no mark, but the date is above the row.
    assert names.index("laser_co2_full") not in by_row
    assert "30 May 2027" in above_row(plan_of(found, "laser_co2_full"), found)


def test_the_chart_marks_each_first_result_except_for_a_gap(evidence):
    """Cream: usual on day 112 of 121, early 31, late 168. 1 December 2026 is 1,796,083,200 s after 1970."""
    found = made(evidence)
    chart = recovery_timeline(found)
    names = [p.treatment.treatment_id for p in found.plans]
    stars = trace(chart, "first result")
    by_row = {-round(y + 0.25): x for x, y in zip(stars.x, stars.y, strict=True)}
    assert by_row[names.index("topical_retinoid")] == 1000 * (1_796_083_200 + 112 * 86_400)
    line = trace(chart, "early to late")
    ends = [x for x, y in zip(line.x, line.y, strict=True) if y == -names.index("topical_retinoid") - 0.25]
    # The axis ends 14 days after day 121.
    assert ends == [1000 * (1_796_083_200 + d * 86_400) for d in (31, 135)]
    for gap in ("no_treatment", "at_home_roller", "laser_qswitched", "laser_eryag_full"):
        assert names.index(gap) not in by_row
        assert -names.index(gap) - 0.25 not in line.y
    assert "The star: a first result" in chart.marks
    dateless = recovery_timeline(made(evidence, ready=None))
    assert "star" not in dateless.marks
    assert "first result" not in [t.name for t in dateless.figure.data]


def test_the_length_of_the_axis_depends_only_on_the_two_days(evidence):
    day = 86_400_000
    for days, width in ((0, 42), (28, 42), (29, 43), (121, 135), (5000, 731)):
        for occasion in Occasion:
            found = made(evidence, ready=FIRST + timedelta(days=days), occasion=occasion, phototype="IV")
            low, high = recovery_timeline(found).figure.layout.xaxis.range
            assert high - low == width * day
    assert recovery_timeline(made(evidence, ready=None)).figure.layout.xaxis.range == (0, 31)


def test_nothing_is_drawn_beyond_the_axis_and_every_phase_is_in_the_key(evidence):
    for ready in (READY, None, date(2060, 1, 1)):
        chart = recovery_timeline(made(evidence, ready=ready))
        low, high = chart.figure.layout.xaxis.range
        for bar in (t for t in chart.figure.data if t.type == "bar"):
            assert all(low <= a < a + w <= high for a, w in zip(bar.base, bar.x, strict=True))
        names = [t.name for t in chart.figure.data if t.type == "bar"]
        assert names == ["day of a session", "red, swollen", "crusts", "flaking", "pink", "clear"]


def test_the_table_and_the_alternative_text_match_the_chart(evidence):
    chart = recovery_timeline(made(evidence, phototype="IV"))
    rows = chart.table.set_index("Treatment")
    assert rows.loc["Microneedling (clinic pen)", "Skin looks clear: usual pace"] == "10 March 2027"
    assert rows.loc["Microneedling (clinic pen)", "Skin looks clear: slow pace"] == "5 July 2027 or later"
    assert rows.loc["Fully ablative CO2 laser", "Set aside"] == "yes"
    assert rows.loc["Microneedling (clinic pen)", "Skin clear by your day"] == "yes, at the usual pace"
    assert rows.loc["Microneedling (clinic pen)", "Result to see by your day"] == "perhaps, if it comes early"
    assert rows.loc["Microneedling (clinic pen)", "First result: early"] == "1 January 2027"
    assert rows.loc["Microneedling (clinic pen)", "First result: late"] == "28 September 2027"
    ready_by = "23 December 2026; slow pace: 28 August 2026 or earlier"
    assert rows.loc["Microneedling (clinic pen)", "Start by, to be ready"] == ready_by
    assert rows.loc["Microneedling (clinic pen)", "Start by, to see a result"] == "3 November 2026"
    nothing = rows.loc["No treatment for now"]
    assert nothing["Skin clear by your day"] == "yes, there is nothing to heal"
    assert nothing["Result to see by your day"] == "none, since nothing is done"
    assert nothing["First result: usual, counted from the last"] == "no result of a treatment"
    ready, result = chart.alt.split("Result to see by your day? ")
    assert "Skin clear by your day? Yes, at the usual pace: Microneedling (clinic pen), " in ready
    assert ready.endswith("Yes, there is nothing to heal: No treatment for now. ")
    assert "Perhaps, if it comes early: " in result
    assert not chart.table.isna().any().any()


def table(test):
    """The cells of the wide table by row header and column header."""
    (html,) = [h.proto.body for h in test.get("html") if "wide-table" in h.proto.body]
    rows = [re.findall(r"<t[hd][^>]*>([^<]*)<", row) for row in html.split("<tr>")[1:]]
    return {first: dict(zip(rows[0][1:], rest, strict=True)) for first, *rest in rows[1:]}


def page(**query):
    return app(**query).switch_page("recovery_calendar.py").run()


def texts(test):
    kinds = (test.markdown, test.title, test.header, test.info, test.warning)
    return [e.value for kind in kinds for e in kind] + [e.label for e in test.expander]


def test_the_page_opens_without_a_day_and_says_what_to_do():
    test = page()
    assert not test.exception
    assert test.title[0].value == "Recovery calendar"
    assert "Pick a day to be ready for" in test.info[0].value
    assert [h.value for h in test.header] == ["Each option, day by day", "When things are usual again"]
    assert len(charts_of(test)) == 1
    assert len(table(test)) == len(tables_of(test)[0]) == 15


def test_a_link_sets_both_days_the_occasion_and_the_number_of_sessions():
    test = page(**{"from": "2026-12-01", "ready": "2027-04-01", "for": "work", "one": "true"})
    assert not test.info
    assert any("to your day, 1 April 2027: 121 days." in text for text in texts(test))
    assert table(test)["Fractional CO2 laser"]["Back at work: usual pace"] == "7 December 2026"


def test_a_day_picked_on_the_page_is_counted_from_today():
    test = page()
    before = date.today()
    test.date_input(key="ready").set_value(before + timedelta(days=500)).run()
    assert any(": 500 days." in text or ": 499 days." in text for text in texts(test))
    row = table(test)["Microneedling (clinic pen)"]
    assert row["Skin clear by your day"].startswith("yes")
    assert row["Result to see by your day"].startswith("yes")


def test_the_page_answers_both_questions_above_the_chart_and_in_each_heading():
    test = page(**{"from": "2026-11-27", "ready": "2027-01-29", "phototype": "V", "budget": "1500"})
    said = "\n".join(texts(test))
    assert "**Skin clear by your day?** Of 3 treatments left: 1 at the usual pace" in said
    assert "**Result to see by your day?** Of 3 treatments left: none at the usual pace" in said
    heads = [e.label for e in test.expander]
    assert (
        "**Retinoid cream and sunscreen**. Skin clear: ✓ yes, at the usual pace. "
        "Result to see: ◐ perhaps, if it comes early."
    ) in heads
    row = table(test)["Retinoid cream and sunscreen"]
    assert row["Skin clear by your day"] == "yes, at the usual pace"
    assert row["Result to see by your day"] == "perhaps, if it comes early"


def test_a_day_before_the_first_session_gives_a_warning_on_the_page():
    test = page(**{"from": "2026-12-01", "ready": "2026-11-30"})
    assert not test.exception
    assert any("comes before the first session" in w.value for w in test.warning)
    assert len(charts_of(test)) == 1


@pytest.mark.parametrize("phototype", [None, *PHOTOTYPES])
def test_the_page_works_for_each_phototype_with_every_condition_ticked(evidence, phototype):
    from models.link.link_settings import phototype_option

    test = app(phototype=phototype_option(evidence, phototype), ready="2099-12-31", budget="0")
    test.switch_page("right_for_me.py").run()
    every_box_ticked(test).switch_page("recovery_calendar.py").run()
    assert not test.exception
    assert BANNED.findall(" ".join(t for t in texts(test) if not t.startswith(":small[Sources: "))) == []
    assert any(
        "No treatment for now" in label and "⊘" not in label for label in (e.label for e in test.expander)
    )


def test_every_option_unfolds_its_days_and_sources(evidence):
    test = page(ready="2099-12-31")
    labels = [e.label for e in test.expander]
    for treatment in evidence.treatments.values():
        assert sum(f"**{treatment.label}**" in label for label in labels) == 1
    for phase in evidence.recovery:
        assert any(phase.plain_notice in text for text in texts(test))
    assert sum(text.startswith(":small[Sources: ") for text in texts(test)) > 30


def test_the_chart_on_the_page_has_an_alternative_text_and_a_file():
    test = page(ready="2099-12-31")
    chart = charts_of(test)[0]
    assert len(chart.alt) > 60
    assert json.loads(chart.figure)["layout"]["xaxis"]["title"]["text"] == "Date"
    assert len(test.get("download_button")) == 1


def test_a_wide_table_can_be_focused_and_its_text_is_escaped(monkeypatch):
    from pages.ui.blocks import stacked_table

    shown = []
    monkeypatch.setattr(stacked_table.st, "html", shown.append)
    stacked_table.wide_table(pd.DataFrame([{"Treatment": "<img src=x>", "A & B": "1"}]), name='"quoted"')
    assert 'tabindex="0"' in shown[0]
    assert "<img" not in shown[0]
    assert "A &amp; B" in shown[0]
    assert 'aria-label="&quot;quoted&quot;"' in shown[0]
