"""The currency of a figure: the file or the person must state US dollars; the app never assumes them."""

from datetime import date

import pytest
from broken_tables import PEEL, PEN, own_csv, price_csv, price_workbook

from models.clinic.overlay import overlay
from models.clinic.own_columns import own_table_example
from models.clinic.own_table import read_own_table
from models.clinic.price_list import prices_template, read_prices
from models.uploads.currencies import CODES, currencies_in, currency_of
from models.uploads.export import as_csv
from models.uploads.file_currency import Answer
from models.uploads.number_formats import LONGEST_CODE, Look, look_of
from models.uploads.spreadsheet import read

DAY = date(2026, 11, 24)
LASER = "Fractional CO2 laser"


def prices(evidence, content, answer=Answer.NONE, name="list.csv"):
    return read_prices(read(content, name), evidence, clinic="Aurora", as_of=DAY, answer=answer)


def own(evidence, content, answer=Answer.NONE):
    return read_own_table(read(content, "own.csv"), evidence, as_of=DAY, answer=answer)


def taken(found):
    """The prices that count, by option."""
    return {t: offer.price for t, offer in found.prices.offers.items()} if found.prices else {}


def said(found):
    return [f"{p.what} {p.remedy}" for p in found.problems]


def formatted(*codes):
    """A workbook with the price 1450 in a row for each format, and no other mention of a currency."""
    options = [PEN, PEEL, LASER, "Picosecond laser"]

    def change(book):
        for row, code in enumerate(codes, start=2):
            book.active[f"B{row}"].number_format = code

    return price_workbook(*[[options[k], 1450, 3] for k in range(len(codes))], change=change)


# ------------------------------------------------------------------ a file without a currency


def test_bare_numbers_count_only_once_the_person_confirms_us_dollars(evidence):
    content = price_csv(f"{PEN},220,3", f"{PEEL},350,1")
    found = prices(evidence, content)
    assert (found.prices, found.asks) == (None, "The file names no currency.")
    found = prices(evidence, content, Answer.US_DOLLARS)
    assert taken(found) == {"microneedling_pen": 220, "peel_medium": 350}
    assert found.asks == ""
    found = prices(evidence, content, Answer.ANOTHER)
    assert (found.prices, found.asks) == (None, "")
    assert said(found) == [
        "You said that its figures are in another currency. "
        "Figures in US dollars are needed for now, so no row is used."
    ]


def test_a_dollar_sign_alone_does_not_mean_us_dollars(evidence):
    for content in (
        price_csv(f"{PEN},$220"),
        price_csv(f"{PEN},220", header="treatment,price_per_session ($)"),
        formatted('"$"#,##0'),
    ):
        found = prices(evidence, content)
        assert found.prices is None
        assert "dollar sign" in found.asks
        assert set(taken(prices(evidence, content, Answer.US_DOLLARS)).values()) <= {220, 1450}


@pytest.mark.parametrize(
    "content",
    [
        price_csv(f"{PEN},US$220"),
        price_csv(f"{PEN},220 USD"),
        price_csv(f"{PEN},220 US dollars"),
        price_csv(f"{PEN},220", header="treatment,Price per session (USD)"),
        price_csv(f"{PEN},$220", header="treatment,Price per session in US$"),
        price_csv(f"{PEN},220,USD", header="treatment,price_per_session,currency"),
        price_csv(f"{PEN},220", "All prices in US dollars"),
    ],
)
def test_no_question_is_asked_about_a_file_in_us_dollars(evidence, content):
    found = prices(evidence, content)
    assert found.asks == ""
    assert taken(found)["microneedling_pen"] == 220


def test_a_number_format_for_the_united_states_means_us_dollars(evidence):
    found = prices(evidence, formatted("[$$-409]#,##0.00"))
    assert (taken(found), found.asks) == ({"microneedling_pen": 1450}, "")


def test_our_template_and_our_example_state_us_dollars(evidence):
    over = overlay(evidence, prices(evidence, price_csv(f"{PEN},220"), Answer.US_DOLLARS).prices)
    assert taken(prices(evidence, as_csv(prices_template(over)))) == {"microneedling_pen": 220}
    assert own(evidence, as_csv(own_table_example(evidence))).evidence is not None


def test_no_question_is_asked_about_a_file_without_prices(evidence):
    found = own(evidence, own_csv("Peel,2,2", header="name,downtime,results"))
    assert found.asks == ""
    assert found.evidence is not None
    assert prices(evidence, price_csv(f"{PEN},,,,yes")).asks == ""


# ------------------------------------------------------------------ another currency

#: The places where a list can name a currency, and words of the refusal.
ELSEWHERE = {
    "header sign": (price_csv(f"{PEN},220", header="treatment,Price per session (£)"), "(£)"),
    "header code": (price_csv(f"{PEN},220", header="treatment,Price per session (GBP)"), "(GBP)"),
    "header small letters": (price_csv(f"{PEN},220", header="treatment,price_per_session_eur"), "(eur)"),
    "header letters": (price_csv(f"{PEN},220", header="treatment,price per session (kr)"), "(kr)"),
    "header name": (price_csv(f"{PEN},220", header="treatment,price per session in rupees"), "(rupees)"),
    "header, dollars": (price_csv(f"{PEN},$220", header="treatment,price_per_session (CAD)"), "(CAD)"),
    "column": (price_csv(f"{PEN},220,EUR", header="treatment,price_per_session,currency"), "(EUR)"),
    "another column": (
        price_csv(f"{PEN},220,1", header="treatment,price_per_session,Course of 3 (€)"),
        "(€)",
    ),
    "line below": (price_csv(f"{PEN},220", "All prices in GBP"), "(GBP)"),
    "line below, names": (price_csv(f"{PEN},220", "Prices are in Canadian dollars"), "(Canadian dollars)"),
    "one cell": (price_csv(f"{PEN},₹6500", f"{PEEL},12000"), "(₹)"),
    **{
        f"cell {text}": (price_csv(f'{PEN},"{text}"'), "in another currency")
        for text in (
            *("£220", "220 GBP", "220 eur", "CHF 220.-", "kr 220", "220 kr", "zł220", "R$220", "A$ 220"),
            *("C$220", "CA$220", "NZ$220", "S$220", "AED 220", "220 د.إ", "Rs. 4,500/-", "RM220", "¥220"),
            *("220 pesos", "₺220", "₫220", "Fr. 220", "220 Kč", "R 220", "from £95", "￡220", "220 zloty"),
        )
    },
    **{
        f"format {code}": (formatted(code), "in another currency")
        for code in (
            *("[$£-809]#,##0", '"kr" #,##0', '#,##0.00\\ "zł"', "[$AED] #,##0", "[$R$-416] #,##0.00"),
            *('"R"\\ #,##0.00', '"Fr."\\ #,##0', "[$RM-43E]#,##0", "[$S$-4809]#,##0", "[$Kč-405] #,##0"),
            *('"pesos" #,##0', "[$$-1009]#,##0", "[$$-C09]#,##0", '"A$"#,##0', "[$€-407] #,##0", "#,##0 €"),
            *("_-[$£-809]* #,##0.00_-;-[$£-809]* #,##0.00_-", "[$₹-4009] #,##0", "[$CA$]#,##0", "[$CHF] 0"),
        )
    },
}


@pytest.mark.parametrize(("content", "words"), ELSEWHERE.values(), ids=ELSEWHERE)
@pytest.mark.parametrize("answer", [Answer.NONE, Answer.US_DOLLARS])
def test_a_list_in_another_currency_is_refused_in_one_sentence(evidence, content, words, answer):
    found = prices(evidence, content, answer)
    assert (found.prices, found.asks) == (None, "")
    (sentence,) = said(found)
    assert words in sentence
    assert sentence.endswith("Figures in US dollars are needed for now, so no row is used.")


def test_the_refusal_states_where_the_currency_is(evidence):
    def where(content):
        problem = prices(evidence, content).problems[0]
        return problem.line, problem.column

    assert where(price_csv(f"{PEN},220", f"{PEEL},£95")) == (3, "price_per_session")
    assert where(ELSEWHERE["header sign"][0]) == (1, "Price per session (£)")
    assert where(ELSEWHERE["column"][0]) == (2, "currency")
    assert where(ELSEWHERE["line below"][0]) == (3, "")


def test_in_a_mixed_list_only_the_rows_in_us_dollars_count(evidence):
    found = prices(evidence, price_csv(f"{PEN},£220", f"{PEEL},US$350", f"{LASER},€900"))
    assert taken(found) == {"peel_medium": 350}
    assert [(p.line, p.what) for p in found.problems] == [
        (2, '"£220" is in another currency (£).'),
        (4, '"€900" is in another currency (€).'),
    ]
    found = prices(evidence, formatted("[$R$-416] #,##0", '"kr" #,##0', "[$$-409]#,##0", "[$€-407]0"))
    assert taken(found) == {"laser_co2_fractional": 1450}
    assert [p.line for p in found.problems] == [2, 3, 5]


def test_a_bare_number_in_a_mixed_list_needs_an_answer(evidence):
    content = price_csv(f"{PEN},£220", f"{PEEL},US$350", f"{LASER},900")
    assert prices(evidence, content).prices is None
    assert prices(evidence, content).asks == "The file names no currency."
    assert taken(prices(evidence, content, Answer.US_DOLLARS)) == {
        "peel_medium": 350,
        "laser_co2_fractional": 900,
    }


def test_a_currency_column_applies_row_by_row(evidence):
    header = "treatment,price_per_session,currency"
    found = prices(evidence, price_csv(f"{PEN},220,EUR", f"{PEEL},350,USD", header=header))
    assert taken(found) == {"peel_medium": 350}
    assert said(found) == ["it is in another currency: the column currency says EUR. Write it in US dollars."]


def test_the_nearest_currency_counts(evidence):
    """A cell takes precedence over its column, and a column over a separate line."""
    header = "treatment,price_per_session (USD)"
    assert taken(prices(evidence, price_csv(f"{PEN},220", "All prices in GBP", header=header))) == {
        "microneedling_pen": 220
    }
    found = prices(evidence, price_csv(f"{PEN},£220", f"{PEEL},350", header=header))
    assert taken(found) == {"peel_medium": 350}


def test_an_own_table_follows_the_same_rules(evidence):
    assert own(evidence, own_csv("Peel,595")).evidence is None
    assert own(evidence, own_csv("Peel,595")).asks
    assert own(evidence, own_csv("Peel,595"), Answer.US_DOLLARS).evidence is not None
    found = own(evidence, own_csv("Peel,595,1", header="name,cost (£),downtime"), Answer.US_DOLLARS)
    assert found.evidence is None
    assert said(found) == [
        '"cost (£)" names another currency (£). Figures in US dollars are needed for now, so no row is used.'
    ]
    rows = own_csv("Peel,US$300,200", "Laser,US$500,€400", header="name,cost,cost_low (USD)")
    found = own(evidence, rows)
    assert [t.label for t in found.evidence.treatments.values()] == ["Peel", "No treatment for now"]


# ------------------------------------------------------------------ the table of currencies


def test_every_code_of_iso_4217_is_recognised():
    assert len(CODES) > 180
    assert {currency_of(f"{code} 450") for code in CODES} == CODES
    assert all(currency_of(f"450{code}") == code for code in CODES)


@pytest.mark.parametrize(
    "text", ["USD 5", "5USD", "US$5", "$US 5", "U$S 5", "u.s. $5", "5 US dollars", "usd"]
)
def test_us_dollars_are_recognised_in_every_notation(text):
    assert currency_of(text) == "USD"


@pytest.mark.parametrize(
    "text",
    ["450", "from 95", "POA", "microneedling pen", "TRY our peel", "all areas", "SOS cream", "1,20,000"],
)
def test_words_that_look_like_codes_are_not_currencies(text):
    assert currencies_in(text) == ()


@pytest.mark.parametrize(
    ("code", "look"),
    [
        ("General", (Look.PLAIN, "")),
        ("#,##0.00", (Look.PLAIN, "")),
        ("0%", (Look.PERCENT, "")),
        ("dd/mm/yyyy", (Look.DATE, "")),
        ("[$-409]d mmm yyyy", (Look.DATE, "")),
        ("[h]:mm", (Look.DATE, "")),
        ("#,##0\\ _€", (Look.PLAIN, "")),
        ("[$£-809]#,##0", (Look.PLAIN, "£")),
        ("[$$-409]#,##0", (Look.PLAIN, "USD")),
        ("[$$-en-US]#,##0", (Look.PLAIN, "USD")),
        ("[$$-1009]#,##0", (Look.PLAIN, "CAD")),
        ("[$$-80A]#,##0", (Look.PLAIN, "MXN")),
        ('"$"#,##0', (Look.PLAIN, "$")),
        ('_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)', (Look.PLAIN, "$")),
        ('0;-0;"€"0', (Look.PLAIN, "€")),
        ('0 "weeks"', (Look.PLAIN, "weeks")),
        ('#,##0,"k"', (Look.PLAIN, "")),
        ('#,##0"k"', (Look.PLAIN, "k")),
        ("", (Look.PLAIN, "")),
        ("[", (Look.PLAIN, "")),
        ('"', (Look.PLAIN, "")),
    ],
)
def test_a_number_format_gives_its_kind_and_the_text_beside_the_number(code, look):
    assert look_of(code) == look


def test_a_number_format_longer_than_any_program_writes_is_ignored():
    longest = '"£"' + "0" * (LONGEST_CODE - 3)
    assert look_of(longest) == (Look.PLAIN, "£")
    assert look_of(longest + "0") == (Look.PLAIN, "")


def test_a_stored_number_keeps_its_value_beside_its_currency(evidence):
    """A cell that stores 1.125 is a number, not a text that could mean 1125."""
    found = prices(evidence, price_workbook([PEN, 1.125], change=lambda b: _format(b, "[$$-409]0.000")))
    assert taken(found) == {"microneedling_pen": 1.125}


def _format(book, code):
    book.active["B2"].number_format = code
