"""Typed prices are read like those of a file; each error is reported at its field."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from reading_grade import reading_grade
from words import BANNED

from models.clinic.typed_prices import read_typed
from models.uploads.file_currency import WHY_ASKED

DAY = date(2026, 11, 24)
PRICE = "price_per_session"


def typed(evidence, **options):
    """Read ``options``: for each option a typed price, or a dict of typed fields."""
    fields = {k: v if isinstance(v, dict) else {PRICE: v} for k, v in options.items()}
    prices, said = read_typed(fields, evidence, clinic="Aurora", as_of=DAY)
    return SimpleNamespace(prices=prices, said=said)


def price_of(found, option="microneedling_pen"):
    return found.prices.offers[option].price


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("220", 220),
        ("220,50", 220.5),
        ("1.200,50", 1200.5),
        ("1,200.50", 1200.5),
        ("1 200", 1200),
        ("$220", 220),
        ("US$ 220", 220),
        ("220 USD", 220),
        ("$1,200", 1200),
        ("1,200", 1200),
    ],
)
def test_a_price_is_read_in_all_common_notations(evidence, text, price):
    found = typed(evidence, microneedling_pen=text)
    assert (price_of(found), found.said) == (price, {})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("£220", "in another currency (£)"),
        ("220 €", "in another currency (€)"),
        ("C$220", "in another currency (C$)"),
        ("from 95", "one end of a range"),
        ("95+", "one end of a range"),
        ("150-220", "is a range"),
        ("1.200", '"1.200" can be 1200 or 1.2. Write 1200 or 1.2.'),
        ("450 + VAT", "is not a number"),
        ("0", "0 would say that it is free"),
        ("=1+1", "is not a number"),
        ("\0", "unreadable characters"),
        ("\ud800220", None),
    ],
)
def test_an_invalid_price_is_reported_at_its_field_and_does_not_count(evidence, text, words):
    found = typed(evidence, microneedling_pen=text, peel_medium="300")
    if words is None:  # an invisible half of a surrogate pair
        assert price_of(found) == 220
        return
    assert list(found.said) == [("microneedling_pen", PRICE)]
    sentence = found.said["microneedling_pen", PRICE]
    assert words in sentence
    assert sentence.endswith("Until then it does not count, and the public price is used.")
    assert price_of(found) is None, "the option counts as not offered"
    assert price_of(found, "peel_medium") == 300


def test_the_other_prices_decide_which_mark_is_the_decimal_mark(evidence):
    found = typed(evidence, microneedling_pen="1.200", peel_medium="220,50")
    assert (price_of(found), price_of(found, "peel_medium"), found.said) == (1200, 220.5, {})
    found = typed(evidence, microneedling_pen="1,200", peel_medium="220,50")
    assert "can be 1200 or 1.2" in found.said["microneedling_pen", PRICE]


def test_an_error_in_the_sessions_leaves_the_price(evidence):
    found = typed(evidence, microneedling_pen={PRICE: "220", "sessions": "2,5"})
    assert (price_of(found), found.prices.offers["microneedling_pen"].sessions) == (220, None)
    assert found.said == {
        ("microneedling_pen", "sessions"): '"2,5" is not a whole number. Write 4, for example. '
        "Until then the usual number counts."
    }


def test_a_banned_word_in_the_text_leaves_the_price_and_the_sessions(evidence):
    fields = {PRICE: "220", "sessions": "4", "included": "course of 4 recommended"}
    found = typed(evidence, microneedling_pen=fields)
    offer = found.prices.offers["microneedling_pen"]
    assert (offer.price, offer.sessions, offer.included) == (220, 4, "")
    assert list(found.said) == [("microneedling_pen", "included")]
    assert found.said["microneedling_pen", "included"].endswith("The text is left out. The price counts.")


@pytest.mark.parametrize("text", ["numbing cream; -10% in June", "cream\t+ a check-up", "+ cream", "=cream"])
def test_a_typed_text_is_kept_without_an_added_apostrophe(evidence, text):
    """Our files put an apostrophe before a would-be formula; typed text is in no file, so it needs none."""
    found = typed(evidence, microneedling_pen={PRICE: "220", "included": text})
    assert found.said == {}
    assert found.prices.offers["microneedling_pen"].included == " ".join(text.split())


def test_all_errors_are_reported_at_once(evidence):
    fields = {PRICE: "€5", "sessions": "x", "included": "the best"}
    found = typed(evidence, microneedling_pen=fields, peel_medium={PRICE: "50000", "sessions": "50"})
    assert set(found.said) == {
        ("microneedling_pen", PRICE),
        ("microneedling_pen", "sessions"),
        ("microneedling_pen", "included"),
        ("peel_medium", PRICE),
    }
    assert "a course would cost $2,500,000" in found.said["peel_medium", PRICE]


def test_every_error_message_reads_at_grade_8_or_lower(evidence):
    slips = ("£220", "from 95", "1.200", "0", "abc", "200000")
    said = [sentence for text in slips for sentence in typed(evidence, microneedling_pen=text).said.values()]
    said += [f"{why} Until you answer, no row of it is used." for why in WHY_ASKED.values()]
    assert len(said) == len(slips) + len(WHY_ASKED)
    assert [s for s in said if reading_grade(re.sub(r'"[^"]*"|\S*\d\S*', " ", s)) > 8] == []
    assert [s for s in said if BANNED.search(s)] == []


def test_empty_fields_give_no_price_list(evidence):
    assert typed(evidence).prices is None
    assert price_of(typed(evidence, microneedling_pen="")) is None
