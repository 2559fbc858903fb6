"""For clinics: own prices, an own table and a saved consultation, through the whole app without a browser."""

import json
import time
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import cycle

import pytest
from hostile_slow import consultations
from price_list import PRICE_LIST, prices
from rendered import PAGES, app, board, texts_of
from views import barred_by
from words import BANNED

from models.clinic.own_columns import own_table_example
from models.clinic.own_table import read_own_table
from models.evidence.clinic_prices import ClinicOffer
from models.link import consultation
from models.person.preferences import start
from models.uploads import export
from models.uploads.file_currency import Answer
from models.uploads.spreadsheet import read
from pages.visit.in_view import PRICES, TABLE


def with_state(page, query=None, **state):
    """A page in a visit whose session already holds ``state``."""
    test = app(**(query or {}))
    for key, value in state.items():
        test.session_state[key] = value
    return test.switch_page(page).run()


def clinics(**query):
    return app(**query).switch_page("for_clinics.py").run()


def upload(test, key, content, name="prices.csv", kind="text/csv"):
    test.file_uploader(key=key).set_value((name, content, kind)).run()
    assert not test.exception
    return test


def row_of(test, treatment_id):
    return next(row for row in board(test)["rows"] if row["id"] == treatment_id)


def test_a_price_list_fills_the_fields_and_changes_the_board():
    """Pen: 350 x 4 = $1,400, so (12,000 - 1,400) / 12,000 of 15.6 points: 13.8."""
    test = clinics(phototype="IV: burns little, tans well")
    test.text_input(key="_clinic_name").set_value("Lakeside Skin").run()
    upload(test, "_prices_file", PRICE_LIST)
    assert test.text_input(key="_clinic_price_microneedling_pen").value == "350"
    assert test.text_input(key="_clinic_sessions_laser_co2_fractional").value == "2"
    assert test.text_input(key="_clinic_included_microneedling_pen").value == "numbing cream"
    test.switch_page("compare.py").run()
    pen = row_of(test, "microneedling_pen")
    assert pen["parts"][1] == pytest.approx(100 * 5 / 32 * (12000 - 1400) / 12000, abs=1e-3)
    assert "clinic's figure" in [badge["text"] for badge in pen["badges"]]
    assert any("These prices are those of Lakeside Skin" in m.value for m in test.markdown)


def test_prices_can_be_typed_and_removed():
    test = clinics()
    test.multiselect(key="_clinic_offers").set_value(["peel_superficial"]).run()
    test.text_input(key="_clinic_price_peel_superficial").set_value("120").run()
    test.text_input(key="_clinic_sessions_peel_superficial").set_value("5").run()
    assert test.session_state[PRICES].offers["peel_superficial"] == ClinicOffer("peel_superficial", 120.0, 5)
    test.button(key="drop_prices").click().run()
    assert test.session_state[PRICES] is None
    assert test.multiselect(key="_clinic_offers").value == []
    test.switch_page("compare.py").run()
    assert "clinic" not in json.dumps(row_of(test, "peel_superficial"))


def test_a_typed_price_of_zero_is_refused_as_in_a_file():
    test = clinics()
    test.multiselect(key="_clinic_offers").set_value(["peel_superficial"]).run()
    test.text_input(key="_clinic_price_peel_superficial").set_value("0").run()
    assert any("0 would say that it is free" in e.value for e in test.error)


@pytest.mark.parametrize(
    ("text", "price"),
    [("220,50", 220.5), ("1.200,50", 1200.5), ("$220", 220), ("£220", None), ("from 95", None)],
)
def test_a_typed_price_is_read_as_typed_and_an_error_is_shown_at_its_field(text, price):
    """A number field would turn these into 22050, 1.2, and 220 and 95 for the last two."""
    test = clinics()
    test.multiselect(key="_clinic_offers").set_value(["peel_superficial"]).run()
    test.text_input(key="_clinic_price_peel_superficial").set_value(text).run()
    assert test.session_state[PRICES].offers["peel_superficial"].price == price
    assert test.text_input(key="_clinic_price_peel_superficial").value == text
    assert len(test.error) == (price is None)
    if price is None:
        assert "Until then it does not count, and the public price is used." in test.error[0].value
        test.text_input(key="_clinic_price_peel_superficial").set_value("220").run()
        assert (test.session_state[PRICES].offers["peel_superficial"].price, len(test.error)) == (220, 0)


def test_money_fields_name_their_currency():
    test = clinics()
    test.multiselect(key="_clinic_offers").set_value(["peel_superficial"]).run()
    labels = [field.label for field in test.text_input]
    assert "Price per session, in US dollars" in labels
    assert "Most I can spend on a course, in US dollars" in labels
    assert not test.number_input, "a browser's number field changes what is typed"


@pytest.mark.parametrize(
    ("key", "text", "shown", "limit"),
    [
        ("budget", "1,500", "1500", 1500),
        ("budget", "$ 1 500", "1500", 1500),
        ("budget", "", "", None),
        ("budget", "1.500", "1.500", None),
        ("budget", "220,50", "220,50", None),
        ("budget", "£220", "£220", None),
        ("days", "7 days", "7", 7),
        ("days", "2,5", "2,5", None),
        ("days", "2 weeks", "2 weeks", None),
        ("days", "400", "400", None),
    ],
)
def test_a_typed_limit_is_read_as_typed_or_refused_with_a_message(key, text, shown, limit):
    test = app()
    before = len(board(test)["rows"])
    test.text_input(key=key).set_value("0").run()
    assert len(board(test)["rows"]) < before
    test.text_input(key=key).set_value(text).run()
    assert not test.exception
    assert test.text_input(key=key).value == shown
    assert any("Until then there is no such limit." in e.value for e in test.error) == (shown == text != "")
    if limit is None:
        assert len(board(test)["rows"]) == before


NO_CURRENCY = "The file names no currency. Until you answer, no row of it is used."
MONEY_CSV = b"treatment,price_per_session\nMicroneedling (clinic pen),220\nPicosecond laser,250\n"


def money_of(test):
    """The question about the currency of a file."""
    return next(radio for radio in test.radio if radio.label == "The prices in this file are in ...")


def test_a_price_list_without_a_currency_is_not_used_until_the_question_is_answered():
    test = clinics()
    upload(test, "_prices_file", MONEY_CSV)
    assert PRICES not in test.session_state
    assert any(NO_CURRENCY in i.value for i in test.info)
    question = money_of(test)
    assert (question.value, list(question.options)) == (None, ["US dollars", "another currency"])
    question.set_value("US dollars").run()
    assert test.session_state[PRICES].offers["laser_pico"].price == 250
    assert not any(NO_CURRENCY in i.value for i in test.info)
    assert any("2 options were taken from the file." in s.value for s in test.success)
    test.switch_page("how_sure.py").run()
    test.switch_page("for_clinics.py").run()
    money_of(test).set_value("another currency").run()
    assert test.session_state[PRICES] is None
    assert any("You said that its figures are in another currency" in m.value for m in test.markdown)
    assert test.multiselect(key="_clinic_offers").value == []


def test_a_price_list_in_another_currency_is_refused_and_the_earlier_prices_stay():
    test = clinics()
    upload(test, "_prices_file", PRICE_LIST)
    before = test.session_state[PRICES]
    upload(test, "_prices_file", MONEY_CSV.replace(b"220", "£220".encode()))
    assert test.session_state[PRICES] == before
    assert "No row of the file is used. The prices from before stay." in test.error[0].value
    assert not test.radio
    upload(test, "_prices_file", MONEY_CSV)
    assert money_of(test).value is None, "each file needs its own answer"
    assert test.session_state[PRICES] == before


def test_the_message_says_how_many_rows_were_used():
    test = clinics()
    upload(test, "_prices_file", b"treatment,price_per_session (USD)\nMoon dust,100\nStar dust,200\n")
    assert test.error[0].value == "2 cells need your attention. No row of the file is used."
    upload(test, "_prices_file", PRICE_LIST + b"Moon dust,100,1,\n")
    assert test.error[0].value == (
        "1 cell needs your attention. 2 options were taken from the file. A row with a problem was not."
    )


def test_an_own_table_without_a_currency_is_not_compared_until_the_question_is_answered():
    test = clinics()
    upload(test, "_own_table_file", b"name,cost\nNew peel,300\nOld laser,2500\n", "mine.csv")
    assert test.session_state[TABLE].evidence is None
    money_of(test).set_value("US dollars").run()
    assert any("3 options are compared now" in s.value for s in test.success)
    money_of(test).set_value("another currency").run()
    assert test.session_state[TABLE].evidence is None
    test.switch_page("compare.py").run()
    assert len(board(test)["rows"]) == 15


def test_a_table_without_a_usable_row_is_not_announced(evidence):
    bad = read_own_table(
        read(b"name,cost (US dollars)\nPeel,many\n", "own.csv"), evidence, as_of=date(2026, 11, 24)
    )
    assert bad.evidence is None
    test = with_state("evidence.py", **{TABLE: bad})
    assert not any("Your own table" in m.value for m in test.markdown)


def test_method_describes_the_public_evidence_even_with_an_own_table(evidence):
    rows = own_table_example(evidence)
    table = read_own_table(read(export.as_csv(rows), "own.csv"), evidence, as_of=date(2026, 11, 24))
    shown = " ".join(m.value for m in with_state("method.py", **{TABLE: table}).markdown)
    assert "9999" not in shown
    assert f"{len(evidence.sources)} sources" in shown
    public = " ".join(m.value for m in with_state("method.py").markdown)
    assert f"{len(evidence.sources)} sources" in public


def test_typed_values_survive_a_visit_to_other_pages():
    test = clinics()
    upload(test, "_prices_file", PRICE_LIST)
    test.switch_page("how_sure.py").run()
    test.switch_page("for_clinics.py").run()
    assert test.text_input(key="_clinic_price_microneedling_pen").value == "350"
    assert test.session_state[PRICES].offers["laser_co2_fractional"].price == 1500


def test_every_problem_in_a_price_list_is_reported_and_its_good_rows_are_used():
    test = clinics()
    bad = PRICE_LIST + b"Picosecond laser,12oo,3,\nMoon dust,100,1,\n"
    upload(test, "_prices_file", bad)
    said = " ".join(m.value for m in test.markdown)
    assert "2 cells need your attention" in test.error[0].value
    for part in ("row 4", "12oo", "row 5", "Moon dust"):
        assert part in said
    assert set(test.session_state[PRICES].offers) == {"microneedling_pen", "laser_co2_fractional"}


def test_a_file_that_is_not_a_table_changes_nothing():
    test = clinics()
    upload(test, "_prices_file", PRICE_LIST)
    before = test.session_state[PRICES]
    assert before.offers
    upload(test, "_prices_file", b"%PDF-1.7 not a table", "prices.csv")
    assert test.error
    assert test.session_state[PRICES] == before


def test_the_offered_only_switch_sets_the_other_options_aside():
    test = with_state("compare.py", **{PRICES: prices()})
    assert len(board(test)["rows"]) == 15
    test.toggle(key="offered").set_value(True).run()
    assert {row["id"] for row in board(test)["rows"]} == {
        "microneedling_pen",
        "laser_co2_fractional",
        "no_treatment",
    }
    assert any("Not offered by Lakeside Skin" in m.value for m in test.markdown)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "for_clinics.py"])
def test_every_page_works_with_a_clinic_s_prices_and_says_whose_they_are(page):
    test = with_state(page, {"phototype": "IV: burns little, tans well"}, **{PRICES: prices()})
    assert not test.exception
    words = texts_of(test)
    assert any("those of Lakeside Skin" in text for text in words)
    assert [text for text in words if BANNED.search(text)] == []


def example_table(evidence):
    return export.as_csv(own_table_example(evidence))


@pytest.mark.parametrize(
    ("page", "phototype"),
    [*zip(PAGES, cycle(("Not sure", "VI: does not burn, stays deeply pigmented")), strict=False)],
)
def test_every_page_works_with_an_own_table_and_says_so(evidence, page, phototype):
    """A table has figures and ratings only: every other section says that it is not in the table."""
    table = read_own_table(read(example_table(evidence), "mine.csv"), evidence, as_of=date(2026, 11, 24))
    assert table.evidence is not None
    test = with_state(page, {"phototype": phototype}, **{TABLE: table})
    assert not test.exception, test.exception[0].value
    assert any("Every number is from mine.csv, opened 24 November 2026." in m.value for m in test.markdown)


def test_information_missing_from_a_table_is_not_reported_as_nothing_found(evidence):
    """Information that a table cannot hold must not be reported as "we found no report"."""
    table = read_own_table(
        read(b"name,cost (US dollars)\nNew peel,300\n", "mine.csv"), evidence, as_of=date(2026, 11, 24)
    )
    for page in ("treatment.py", "side_by_side.py", "right_for_me.py"):
        test = with_state(page, **{TABLE: table})
        test.switch_page("right_for_me.py").run()
        test.checkbox(key="_condition_pregnancy").check().run()
        test.switch_page(page).run()
        if page == "side_by_side.py":
            test.multiselect(key="side").set_value(["New peel", "No treatment for now"]).run()
        assert not test.exception
        said = " ".join(m.value for m in test.markdown)
        assert "Your table says nothing of" in said
        if page == "treatment.py":
            assert "We found no report" not in said


def test_an_own_table_can_be_compared_and_removed_again():
    test = clinics()
    content = (
        b"name,cost (USD),downtime,results,suitability_IV\n"
        b"New peel,300,2,2,suitable\nOld laser,2500,10,3,avoid\n"
    )
    upload(test, "_own_table_file", content, "mine.csv")
    assert any("3 options are compared now" in s.value for s in test.success)
    test.switch_page("compare.py").run()
    names = [row["name"] for row in board(test)["rows"]]
    assert sorted(names) == ["New peel", "No treatment for now", "Old laser"]
    test.switch_page("for_clinics.py").run()
    test.button(key="drop_table").click().run()
    test.switch_page("compare.py").run()
    assert len(board(test)["rows"]) == 15


def saved(evidence, **changes):
    wanted = replace(start(evidence), phototype="V", budget=3000, conditions=frozenset({"pregnancy"}))
    settings = {"today": date(2026, 11, 24), "own_words": "I sing outdoors.", "prices": prices()} | changes
    return wanted, consultation.written(evidence, wanted, **settings)


def test_a_saved_consultation_loads_completely(evidence):
    wanted, content = saved(evidence, with_health=True, table=("mine.csv", b"name,cost\nA,1\n"))
    found = consultation.read(content, evidence)
    assert found.opened.preferences == replace(wanted, conditions=frozenset())
    assert found.conditions == wanted.conditions
    assert found.own_words == "I sing outdoors."
    assert found.prices == prices()
    assert found.table == ("mine.csv", b"name,cost\nA,1\n")


def test_a_consultation_saved_before_files_named_their_currency_is_read_as_dollars(evidence):
    """Prices and tables were read as dollars then, whatever their column names said."""
    written = json.loads(saved(evidence, table=("mine.csv", b"name,cost\nA,1\n"))[1])
    written["prices"]["rows"][0][1] = "price_per_session"
    del written["table"]["money"]
    found = consultation.read(json.dumps(written).encode(), evidence)
    assert found.prices == prices()
    assert found.table_is_in is Answer.US_DOLLARS
    test = clinics()
    upload(test, "_consultation_file", json.dumps(written).encode(), "old.json", "application/json")
    assert test.session_state[TABLE].evidence is not None


@pytest.mark.parametrize("answer", Answer)
def test_the_currency_answer_for_a_table_is_saved_with_it(evidence, answer):
    content = saved(evidence, table=("mine.csv", b"name,cost\nA,1\n"), table_is_in=answer)[1]
    assert consultation.read(content, evidence).table_is_in is answer


def test_a_saved_consultation_cannot_bring_in_another_currency(evidence):
    written = json.loads(saved(evidence)[1])
    written["prices"]["rows"][1][1] = "£350"
    kept = consultation.read(json.dumps(written).encode(), evidence).prices
    assert kept is None or "microneedling_pen" not in kept.offers


def test_health_answers_are_saved_only_if_the_box_is_ticked(evidence):
    assert b"pregnan" not in saved(evidence)[1]
    assert b"pregnan" in saved(evidence, with_health=True)[1]


def test_an_option_put_back_against_a_health_answer_is_saved_only_with_that_answer(evidence):
    """An option that only keloids exclude, put back in the file, would reveal the keloids."""
    barred = min(barred_by(evidence, "keloid_history"))
    wanted = replace(start(evidence), conditions=frozenset({"keloid_history"}), put_back=frozenset({barred}))
    for with_health in (False, True):
        content = consultation.written(evidence, wanted, today=date(2026, 11, 24), with_health=with_health)
        found = consultation.read(content, evidence).opened.preferences.put_back
        assert (barred in found) == with_health


def test_the_link_in_the_handout_reveals_no_more_than_a_shared_link(evidence, monkeypatch):
    from types import SimpleNamespace
    from urllib.parse import parse_qs, urlsplit

    from pages.ui.take_home import take_home_files

    seen = SimpleNamespace(url="https://example.org/where-i-lean")
    monkeypatch.setattr(take_home_files.st, "context", seen)
    barred = min(barred_by(evidence, "keloid_history"))
    wanted = replace(start(evidence), conditions=frozenset({"keloid_history"}), put_back=frozenset({barred}))
    link = urlsplit(take_home_files.link_back(wanted))
    assert (link.netloc, link.path) == ("example.org", "/")
    assert barred not in parse_qs(link.query).get("back", [])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[]",
        b"{}",
        b'{"skin_options_consultation": "x"}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"skin_options_consultation": 99}',
        b" " * 9_000_000,
        dict(consultations())["lists"],
    ],
)
def test_a_file_that_is_not_a_consultation_is_refused_with_a_remedy(evidence, content):
    with pytest.raises(consultation.NoConsultationError, match=r"not a saved consultation|newer version"):
        consultation.read(content, evidence)


@pytest.mark.parametrize("name", ["half a character", "half a character in a price"])
def test_a_consultation_with_half_a_character_is_refused_with_a_remedy(evidence, name):
    """A view, own words or a price with half a character could not be shown or saved again."""
    with pytest.raises(
        consultation.NoConsultationError, match=r"half of a character.* Save the consultation again"
    ):
        consultation.read(dict(consultations())[name], evidence)


def test_saved_prices_with_more_rows_than_a_price_list_may_have_are_refused(evidence):
    def saved(count):
        rows = [["treatment", "price_per_session"], *[["nothing", "1"]] * count]
        prices = {"clinic": "A", "as_of": "2026-11-24", "rows": rows}
        return json.dumps({"skin_options_consultation": 1, "prices": prices}).encode()

    consultation.read(saved(2000), evidence)
    with pytest.raises(consultation.NoConsultationError, match=r"more than 2,000 rows .* Save the consul"):
        consultation.read(saved(2001), evidence)


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ({"prices": 1}, "prices"),
        ({"prices": {"clinic": "A", "as_of": "today", "rows": []}}, "prices"),
        ({"prices": {"clinic": 5, "as_of": "2026-11-24", "rows": []}}, "prices"),
        ({"prices": {"clinic": "A", "as_of": "2026-11-24"}}, "prices"),
        ({"prices": {"clinic": "A", "as_of": "2026-11-24", "rows": [1]}}, "prices"),
        ({"prices": {"clinic": "A", "as_of": "2026-11-24", "rows": "text"}}, "prices"),
        ({"prices": {"clinic": "A", "as_of": "2026-11-24", "rows": ["text"]}}, "prices"),
        ({"prices": {"clinic": "A", "as_of": "2026-11-24", "rows": [["x"] * 1000]}}, "prices"),
        ({"table": {"name": "mine.csv"}}, "table"),
        ({"table": {"name": "mine.csv", "content": "no base64"}}, "table"),
        ({"table": []}, "table"),
    ],
    ids=str,
)
def test_a_damaged_part_is_named_and_never_left_out_in_silence(evidence, part, what):
    content = json.dumps({"skin_options_consultation": 1, **part}).encode()
    with pytest.raises(
        consultation.NoConsultationError, match=rf"The {what} in this file (is|are) damaged\."
    ):
        consultation.read(content, evidence)


@pytest.mark.parametrize("name", [name for name, _ in consultations()])
def test_no_consultation_takes_more_than_two_seconds_to_read(evidence, name):
    """Regression: a cell of 60 kB took five seconds; one of 5 MB would have taken hours."""
    content = dict(consultations())[name]
    before = time.process_time()
    with suppress(consultation.NoConsultationError):
        assert consultation.read(content, evidence).prices is None
    assert time.process_time() - before < 2


def test_saved_text_that_looks_like_a_formula_loads_unchanged(evidence):
    words = "=2 visits; -10% later\t@noon"
    given = replace(prices(), offers={"microneedling_pen": ClinicOffer("microneedling_pen", 400, 2, words)})
    _, content = saved(evidence, prices=given)
    (offer,) = consultation.read(content, evidence).prices.offers.values()
    assert offer.included == "=2 visits; -10% later @noon"


def test_a_thousand_mutated_consultations_never_show_a_traceback(evidence):
    import random

    source = random.Random(20261124)
    content = saved(evidence, with_health=True)[1]
    for _ in range(1000):
        data = bytearray(content)
        for _ in range(source.randint(1, 6)):
            at = source.randrange(len(data))
            data[at : at + source.randint(0, 3)] = bytes(
                source.randrange(256) for _ in range(source.randint(0, 3))
            )
        try:
            found = consultation.read(bytes(data), evidence)
        except consultation.NoConsultationError:
            continue
        assert found.opened.preferences.concern_id in evidence.concerns


def test_loading_a_consultation_sets_every_widget(evidence):
    _, content = saved(evidence, with_health=True)
    test = clinics()
    upload(test, "_consultation_file", content, "consultation.json", "application/json")
    assert "The consultation is loaded" in test.success[0].value
    assert test.selectbox(key="phototype").value.startswith("V:")
    assert test.text_input(key="budget").value == "3000"
    assert test.session_state[PRICES] == prices()
    test.switch_page("what_matters.py").run()
    assert test.text_area(key="_own_words").value == "I sing outdoors."
    test.switch_page("right_for_me.py").run()
    assert test.checkbox(key="_condition_pregnancy").value is True


def test_an_opened_price_list_appears_in_no_log_and_no_address(caplog):
    import logging

    with caplog.at_level(logging.DEBUG):
        test = clinics()
        upload(test, "_prices_file", PRICE_LIST)
        test.text_input(key="_clinic_name").set_value("Lakeside Skin").run()
    assert not any("Lakeside" in r.getMessage() or "numbing" in r.getMessage() for r in caplog.records)
    assert dict(test.query_params) == {}
