"""A clinic's prices where the public evidence has a gap, and prices of what is not offered."""

from dataclasses import replace
from datetime import date

from broken_tables import PEEL, PEN, price_csv

from models.clinic.overlay import overlay
from models.clinic.price_list import read_prices
from models.evidence.clinic_prices import ClinicOffer, ClinicPrices
from models.uploads.file_currency import Answer
from models.uploads.spreadsheet import read

DAY = date(2026, 11, 24)
PEN_ID = "microneedling_pen"


def without(evidence, *criteria):
    """The evidence without these rows of the pen."""
    rows = tuple(
        r
        for r in evidence.estimates
        if (r.treatment_id, r.criterion_id) not in {(PEN_ID, c) for c in criteria}
    )
    assert len(rows) < len(evidence.estimates)
    return replace(evidence, estimates=rows)


def with_a_price(evidence, sessions=None):
    offer = ClinicOffer(PEN_ID, 450, sessions, "")
    return overlay(evidence, ClinicPrices("Aurora Skin", DAY, {PEN_ID: offer}))


def listed(evidence, *rows):
    sheet = read(price_csv(*rows), "prices.csv")
    return read_prices(sheet, evidence, clinic="Aurora", as_of=DAY, answer=Answer.US_DOLLARS)


def test_a_price_without_sessions_is_refused_where_no_number_of_sessions_is_usual(evidence):
    gap = without(evidence, "sessions", "cost")
    found = listed(gap, f"{PEN},450", f"{PEEL},900")
    (problem,) = found.problems
    assert problem.what == "the number of sessions is missing."
    assert problem.remedy == "There is no usual number: write it."
    assert list(found.prices.offers) == ["peel_medium"]
    assert not listed(gap, f"{PEN},450,3").problems


def test_without_a_number_of_sessions_a_price_makes_no_cost_of_a_course(evidence):
    gap = without(evidence, "sessions")
    rows = tuple(
        replace(r, low=None, typical=None, high=None)
        if (r.treatment_id, r.criterion_id) == (PEN_ID, "cost")
        else r
        for r in gap.estimates
    )
    gap = replace(gap, estimates=rows)
    over = with_a_price(gap)
    assert over.fact(PEN_ID, "cost_per_session").typical == 450
    assert over.fact(PEN_ID, "cost") == gap.fact(PEN_ID, "cost")
    assert with_a_price(gap, sessions=3).fact(PEN_ID, "cost").typical == 1350


def test_a_price_gives_no_cost_to_an_option_without_a_row_for_it(evidence):
    over = with_a_price(without(evidence, "cost"), sessions=3)
    assert over.fact(PEN_ID, "cost_per_session").typical == 450
    assert over.fact(PEN_ID, "cost") is None


def test_a_price_of_what_is_not_offered_is_not_used_and_the_list_says_so(evidence):
    found = listed(evidence, f"{PEN},450,3,,no", f"{PEEL},900,2")
    assert found.problems == ()
    assert f"Row 2, {PEN}: not offered, so its price is not used." in found.notes
    assert list(found.prices.offers) == ["peel_medium"]
