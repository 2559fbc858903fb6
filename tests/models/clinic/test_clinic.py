"""A clinic's own prices replace the public ones, which stay visible; nothing else changes."""

import io
import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from broken_tables import PEEL, PEN, price_csv
from evidence_folder import set_cell, write_folder
from reading_grade import reading_grade
from words import BANNED, names_in

from models import ROOT
from models.clinic.overlay import altered, overlay, usual_course
from models.clinic.price_list import clinic_name, prices_template, read_prices
from models.doubt.standings import doubt
from models.evidence.clinic_prices import CLINIC_SOURCE, ClinicOffer, ClinicPrices
from models.evidence.terms import NO_TREATMENT, Basis, Certainty
from models.folder.validation import find_problems
from models.link.share_link import full_query, open_link
from models.options.profile import figures
from models.person.preferences import start
from models.ranking.badges import Mark
from models.ranking.comparison import compare
from models.ranking.screening import Reason
from models.take_home.ask import questions
from models.take_home.handout import handout
from models.take_home.notes import as_text
from models.uploads.export import as_csv
from models.uploads.file_currency import Answer
from models.uploads.spreadsheet import read
from models.wording.citations import full_citation, short_citation
from models.wording.estimate_words import certainty_in_words, range_in_words
from pages.charts.range_chart import range_chart
from pages.charts.trade_off import trade_off
from pages.ui.blocks import export
from pages.ui.ranking.board import SYMBOLS

DAY = date(2026, 11, 24)


def prices(*offers, clinic="Aurora Skin"):
    return ClinicPrices(clinic, DAY, {offer.treatment_id: offer for offer in offers})


PEN_OFFER = ClinicOffer("microneedling_pen", 450, 3, "numbing cream")


@pytest.fixture
def preferences(evidence):
    return replace(start(evidence), phototype="II")


@pytest.fixture
def over(evidence):
    """The clinic offers only the pen, with its own number of sessions, and the peel, with the usual one."""
    return overlay(evidence, prices(PEN_OFFER, ClinicOffer("peel_medium", 1000)))


def cell(evidence, treatment_id, criterion_id="cost"):
    return evidence.estimate(treatment_id, criterion_id, concern_id="acne_scars", phototype="II")


def line_of(comparison, treatment_id):
    return next(x for x in comparison.lines if x.treatment.treatment_id == treatment_id)


# ------------------------------------------------------------------ the figures


def test_the_clinic_s_figure_counts_and_the_public_one_is_kept_beside_it(over, evidence):
    """450 x 3 = 1350; estimates.csv: microneedling_pen cost 400, 1600, 4000."""
    cost = cell(over, "microneedling_pen")
    assert (cost.low, cost.typical, cost.high) == (1350, 1350, 1350)
    assert (cost.public.low, cost.public.typical, cost.public.high) == (400, 1600, 4000)
    assert cost.public == cell(evidence, "microneedling_pen")
    assert (cell(over, "microneedling_pen", "cost_per_session").typical, cost.basis) == (450, Basis.CLINIC)
    assert cell(over, "microneedling_pen", "sessions").typical == 3


def test_the_usual_number_of_sessions_keeps_its_public_range(over, evidence):
    """estimates.csv: peel_medium sessions 1, 2, 3 with very low certainty; 1000 x 1, 2, 3."""
    cost = cell(over, "peel_medium")
    assert (cost.low, cost.typical, cost.high) == (1000, 2000, 3000)
    assert cost.certainty is Certainty.VERY_LOW
    assert cell(over, "peel_medium", "sessions") == cell(evidence, "peel_medium", "sessions")


def test_a_figure_stated_by_the_clinic_has_high_certainty(over):
    assert cell(over, "microneedling_pen").certainty is Certainty.HIGH
    assert certainty_in_words(cell(over, "microneedling_pen")) == "high, clinic's figure"


def test_the_price_of_home_care_is_multiplied_as_in_the_public_cost(evidence):
    """estimates.csv: roller 20 a piece, 80 a year; retinoid 30 a month, 12 months."""
    assert usual_course(evidence, "at_home_roller").typical == 4
    assert usual_course(evidence, "topical_retinoid").typical == 12
    over = overlay(
        evidence, prices(ClinicOffer("at_home_roller", 30, 5), ClinicOffer("topical_retinoid", 40))
    )
    assert cell(over, "at_home_roller").typical == 150
    assert cell(over, "at_home_roller", "sessions") == cell(evidence, "at_home_roller", "sessions")
    assert cell(over, "topical_retinoid").typical == 480


def test_the_months_of_use_of_a_cream_are_not_counted_as_payments(evidence):
    """estimates.csv: retinoid 3 / 12 / 24 months of use; a price of 30, four times a year, is 120 a year."""
    assert usual_course(evidence, "topical_retinoid").unit == "times"
    over = overlay(evidence, prices(ClinicOffer("topical_retinoid", 30, 4)))
    cost = cell(over, "topical_retinoid")
    assert (cost.low, cost.typical, cost.high) == (120, 120, 120)
    assert cell(over, "topical_retinoid", "sessions") == cell(evidence, "topical_retinoid", "sessions")
    assert "months" not in cost.plain_note


def test_a_badge_mentions_the_end_of_the_scale_only_if_the_price_counts_as_it(evidence):
    """4 sessions at 2,500 cost 10,000, which is on the scale; 4 at 4,000 cost 16,000."""
    for price, ends in ((2500, False), (4000, True)):
        over = overlay(evidence, prices(ClinicOffer("microneedling_pen", price)))
        line = line_of(compare(over, replace(start(over), phototype="IV")), "microneedling_pen")
        (badge,) = (b for b in line.badges if b.mark is Mark.CLINIC)
        assert ("the end of the scale" in badge.reason) is ends


def test_an_overlay_changes_only_the_cells_it_names(over, evidence):
    named = {("microneedling_pen", c) for c in ("cost_per_session", "sessions", "cost")}
    named |= {("peel_medium", c) for c in ("cost_per_session", "cost")}
    changed = {
        (old.treatment_id, old.criterion_id)
        for old, new in zip(evidence.estimates, over.estimates, strict=True)
        if old != new
    }
    assert changed == named
    same = ("treatments", "criteria", "concerns", "suitability", "contraindications", "passages", "recovery")
    assert all(getattr(over, name) is getattr(evidence, name) for name in same)
    assert over.sources.keys() - evidence.sources.keys() == {CLINIC_SOURCE}


def test_other_options_keep_exactly_the_same_total(over, evidence, preferences):
    before, after = compare(evidence, preferences), compare(over, preferences)
    priced = {"microneedling_pen", "peel_medium"}
    for line in before.lines:
        if line.treatment.treatment_id not in priced:
            assert line_of(after, line.treatment.treatment_id).total == line.total


def test_a_second_list_replaces_the_first_and_keeps_the_public_figures(over, evidence):
    again = overlay(over, prices(ClinicOffer("microneedling_pen", 500, 2)))
    assert cell(again, "microneedling_pen").typical == 1000
    assert cell(again, "microneedling_pen").public == cell(evidence, "microneedling_pen")


def test_each_price_list_has_a_different_version(evidence, over):
    versions = {
        evidence.version,
        over.version,
        overlay(evidence, prices(replace(PEN_OFFER, price=451))).version,
        overlay(evidence, prices(PEN_OFFER, clinic="Another")).version,
    }
    assert len(versions) == 4
    assert overlay(evidence, prices(PEN_OFFER)).version == overlay(evidence, prices(PEN_OFFER)).version


def test_a_price_for_no_treatment_is_ignored(evidence):
    over = overlay(evidence, prices(ClinicOffer(NO_TREATMENT, 99, 1)))
    assert cell(over, NO_TREATMENT) == cell(evidence, NO_TREATMENT)


# ------------------------------------------------------------------ beyond the scale


@pytest.fixture
def dear(evidence):
    """5,000 x 3 = 15,000, on a scale that ends at 12,000."""
    return overlay(evidence, prices(ClinicOffer("microneedling_pen", 5000, 3)))


def test_a_price_beyond_the_scale_counts_as_the_end_of_it_and_is_shown_in_full(dear, preferences):
    line = line_of(compare(dear, preferences), "microneedling_pen")
    assert line.contributions["cost"] == 0
    badge = next(b for b in line.badges if b.mark is Mark.CLINIC)
    assert "$15,000" in badge.reason
    assert "It counts as $12,000, the end of the scale." in badge.reason


def test_a_price_beyond_the_scale_is_drawn_within_it(dear, preferences):
    comparison = compare(dear, preferences)
    column = comparison.values.criterion_ids.index("cost")
    assert comparison.values.floor[:, column].min() >= 0
    assert doubt(comparison) is not None
    for chart in (range_chart(dear, comparison, "cost"), trade_off(dear, comparison, "cost", "results")):
        drawn = [x for trace in chart.figure.data for x in trace.x if isinstance(x, (int, float))]
        assert max(drawn) <= 12_000
        table = chart.table.set_index("Treatment").loc[PEN]
        assert "$15,000" in table.to_list()
    words = next(t for t in range_chart(dear, comparison, "cost").figure.data if t.mode == "text").text
    assert f"<b>{PEN}</b><br>$15,000 (clinic's figure, beyond the scale)" in words


def test_a_limit_is_compared_with_the_full_price(dear, preferences):
    comparison = compare(dear, replace(preferences, budget=13_000))
    aside = next(i for i in comparison.set_aside if i.treatment.treatment_id == "microneedling_pen")
    assert aside.reasons[0].text == (
        "Over your limit of $13,000. A full course costs about $15,000 "
        "(clinic's figure, public range $400 to $4,000)."
    )


# ------------------------------------------------------------------ how it is shown


def test_the_board_shows_the_clinic_s_figure_with_the_public_range_and_the_source(over, preferences):
    line = line_of(compare(over, preferences), "microneedling_pen")
    badge = next(b for b in line.badges if b.mark is Mark.CLINIC)
    assert badge.text == "clinic's figure"
    assert badge.reason == "Cost of a full course: $1,350. Aurora Skin says so. Public range: $400 to $4,000."
    assert badge.source_ids == (CLINIC_SOURCE,)
    assert not any(b.mark is Mark.CLINIC for b in line_of(compare(over, preferences), "laser_pico").badges)
    assert SYMBOLS.keys() == set(Mark)


def test_a_clinic_s_figure_is_worded_the_same_wherever_a_range_is_shown(over, preferences):
    reading = line_of(compare(over, preferences), "microneedling_pen").reading("cost")
    assert range_in_words(reading) == "clinic's figure, public range $400 to $4,000"
    reading = line_of(compare(over, preferences), "peel_medium").reading("cost")
    assert range_in_words(reading) == "clinic's figure $1,000 to $3,000, public range $600 to $3,000"
    rows = {f.name: f for f in figures(over, "microneedling_pen", preferences)}
    assert rows["Price per session"].range == "clinic's figure, public range $100 to $1,000"
    assert rows["Cost of a full course"].range == "clinic's figure, public range $400 to $4,000"


def test_charts_draw_the_public_range_as_a_thin_line_and_the_clinic_s_figure_as_a_house(over, preferences):
    comparison = compare(over, preferences)
    chart = range_chart(over, comparison, "cost")
    marks = next(t for t in chart.figure.data if t.mode == "markers")
    symbols = dict(zip((d[0] for d in marks.customdata), marks.marker.symbol, strict=True))
    assert [name for name, symbol in symbols.items() if symbol == "pentagon"] == [
        x.treatment.label for x in comparison.lines if x.treatment.label in (PEN, PEEL)
    ]
    row = next(-k for k, x in enumerate(comparison.lines) if x.treatment.label == PEN)
    thin = next(t for t in chart.figure.data if t.mode == "lines" and t.line.width == 2)
    ends = [x for x, y in zip(thin.x, thin.y, strict=True) if y == row]
    assert ends == [400, 4000]
    assert f"{PEN}: $1,350, clinic's figure, public range $400 to $4,000" in chart.alt
    assert (
        chart.table.set_index("Treatment").loc[PEN, "Range"] == "clinic's figure, public range $400 to $4,000"
    )

    chart = trade_off(over, comparison, "cost", "results")
    houses = next(t for t in chart.figure.data if t.mode == "markers" and t.marker.symbol == "pentagon-open")
    assert sorted(houses.x) == [1350, 2000]
    assert "clinic's figure, public range $400 to $4,000" in chart.alt
    assert "House around it: a clinic's figure." in chart.marks


def test_the_public_range_is_thin_where_cost_is_the_upward_axis_too(over, preferences):
    comparison = compare(over, preferences)
    public = cell(over, "microneedling_pen").public
    (thin,) = [
        trace
        for trace in trade_off(over, comparison, "results", "cost").figure.data
        if trace.mode == "lines" and public.low in trace.y and public.high in trace.y
    ]
    place = list(thin.y).index(public.low)
    assert thin.y[place + 1] == public.high
    assert thin.x[place] == thin.x[place + 1]


def test_charts_without_a_clinic_do_not_mention_one(evidence, preferences):
    comparison = compare(evidence, preferences)
    for chart in (
        range_chart(evidence, comparison, "cost"),
        trade_off(evidence, comparison, "cost", "results"),
    ):
        assert "clinic's" not in chart.alt + chart.note + chart.marks


def test_the_source_is_the_clinic_s_list_with_name_and_date(over):
    source = over.sources[CLINIC_SOURCE]
    assert short_citation(source) == "Price list of Aurora Skin, 24 November 2026"
    assert full_citation(source).startswith("Price list of Aurora Skin, 24 November 2026.")


def test_questions_and_notes_name_the_clinic_s_price_as_such(over, preferences):
    comparison = compare(over, replace(preferences, lean="microneedling_pen"))
    found = doubt(comparison)
    asked = questions(over, comparison, found)
    assert any("On the list: $1,350 for a course" in ask.why for ask in asked)
    text = as_text(handout(over, comparison, found, asked, today=DAY, link_back=""))
    assert "These prices are those of Aurora Skin" in text


# ------------------------------------------------------------------ offered here


def test_an_option_not_offered_is_set_aside_by_clinic_name_and_can_be_put_back(over, preferences):
    comparison = compare(over, replace(preferences, offered_here=True))
    shown = {x.treatment.treatment_id for x in comparison.lines}
    assert shown == {"microneedling_pen", "peel_medium", NO_TREATMENT}
    for item in comparison.set_aside:
        because = next(b for b in item.reasons if b.reason is Reason.NOT_OFFERED)
        assert because.text == "Not offered by Aurora Skin."
    back = replace(preferences, offered_here=True, put_back=frozenset({"topical_retinoid"}))
    line = line_of(compare(over, back), "topical_retinoid")
    assert (line.badges[0].mark, line.badges[0].reason) == (Mark.PUT_BACK, "Not offered by Aurora Skin.")


def test_the_switch_has_no_effect_without_a_clinic_or_when_it_is_off(evidence, over, preferences):
    on = replace(preferences, offered_here=True)
    assert [x.treatment for x in compare(evidence, on).lines] == [
        x.treatment for x in compare(evidence, preferences).lines
    ]
    assert compare(evidence, on).set_aside == compare(evidence, preferences).set_aside
    assert not any(
        b.reason is Reason.NOT_OFFERED for i in compare(over, preferences).set_aside for b in i.reasons
    )


def test_hiding_options_not_offered_never_reorders_the_others(over, preferences):
    everyone = compare(over, preferences)
    fewer = compare(over, replace(preferences, offered_here=True))
    kept = [x.treatment.treatment_id for x in fewer.lines]
    assert [x.treatment.treatment_id for x in everyone.lines if x.treatment.treatment_id in kept] == kept


def test_the_switch_is_part_of_a_link_and_off_by_default(evidence):
    on = replace(start(evidence), offered_here=True)
    assert full_query(on, evidence)["offered"] == ["true"]
    assert open_link({"offered": ["true"]}, evidence).preferences == on
    assert open_link({}, evidence).preferences.offered_here is False


# ------------------------------------------------------------------ what the clinic changed


def test_everything_that_the_clinic_changed_is_listed_in_sentences(over, evidence, preferences):
    assert altered(evidence, preferences) == ()
    told = altered(over, replace(preferences, offered_here=True))
    assert told[0] == (
        "These prices are those of Aurora Skin, as of 24 November 2026. They replace the public ones."
    )
    assert told[1] == (
        f"{PEN}: $450 a session, times 3 sessions, makes $1,350. "
        "Included, in the clinic's words: numbing cream. Public range of a course: $400 to $4,000."
    )
    assert told[2] == (
        f"{PEEL}: $1,000 a session, times 2 sessions, makes $2,000. Public range of a course: $600 to $3,000."
    )
    assert told[3].startswith(
        "Set aside, because Aurora Skin does not offer it: Radiofrequency microneedling, "
    )
    hidden = set(evidence.treatments) - {"microneedling_pen", "peel_medium", NO_TREATMENT}
    assert all(evidence.treatments[t].label in told[3] for t in hidden)
    assert len(told) == 4
    assert len(altered(over, preferences)) == 3


def test_the_text_about_a_clinic_reads_at_grade_8_or_lower(over, dear, evidence, preferences):
    names = names_in(evidence)
    said = [*altered(over, replace(preferences, offered_here=True)), *altered(dear, preferences)]
    for overlaid in (over, dear):
        said += [e.plain_note for e in overlaid.estimates if e.basis is Basis.CLINIC]
        comparison = compare(overlaid, replace(preferences, offered_here=True))
        said += [b.reason for x in comparison.lines for b in x.badges if b.mark is Mark.CLINIC]
    assert [s for s in said if reading_grade(names.sub(" ", s)) > 8] == []
    assert [s for s in said if BANNED.search(s)] == []


def test_the_note_on_the_clinic_s_sessions_says_what_they_do_not_change(over):
    note = cell(over, "microneedling_pen").plain_note
    assert "Results, days at home and harm are still those of the usual course: 4 sessions." in note
    assert (
        "The number of sessions is the usual one, not the clinic's." in cell(over, "peel_medium").plain_note
    )


# ------------------------------------------------------------------ reading a list


def read_list(evidence, content):
    sheet = read(content, "prices.csv")
    return read_prices(sheet, evidence, clinic="Aurora Skin", as_of=DAY, answer=Answer.US_DOLLARS)


def test_a_price_list_is_read_with_its_sessions_and_offers(evidence):
    found = read_list(
        evidence, price_csv(f"{PEN},450,3,numbing cream,yes", f"{PEEL},1000,,,", "Picosecond laser,,,,no")
    )
    assert found.problems == ()
    assert found.prices == prices(PEN_OFFER, ClinicOffer("peel_medium", 1000))
    assert found.notes == (f"No sessions given, so the usual number counts: {PEEL} (2).",)


def test_an_offer_without_a_price_keeps_the_public_price_and_says_so(evidence):
    found = read_list(evidence, price_csv(f"{PEN},n/a,,,yes", f"{PEEL},1000"))
    assert "offered without a price, so the public price stays" in " ".join(found.notes)
    over = overlay(evidence, found.prices)
    assert cell(over, "microneedling_pen") == cell(evidence, "microneedling_pen")
    told = altered(over, start(evidence))
    assert f"{PEN}: offered, with no price of its own. The public price stays." in told


def test_an_empty_template_gives_no_prices(evidence):
    found = read_list(evidence, as_csv(prices_template(evidence)))
    assert found.prices is None
    assert [p.what for p in found.problems] == ["No row says what you offer."]


def test_a_filled_template_reads_back_unchanged(evidence, over):
    found = read_list(evidence, as_csv(prices_template(over)))
    assert found.problems == ()
    assert found.prices == over.clinic


def test_the_template_lists_every_treatment_with_its_public_figures(evidence):
    header, *rows = prices_template(evidence)
    assert [row[0] for row in rows] == [t.label for k, t in evidence.treatments.items() if k != NO_TREATMENT]
    pen = dict(zip(header, rows[0], strict=True))
    assert (pen["public_price"], pen["public_sessions"]) == ("400", "4")
    assert pen["price_per_session (US dollars)"] == ""


def test_a_clinic_without_a_name_is_called_this_clinic():
    assert clinic_name("  ") == "this clinic"
    assert clinic_name("Aurora\u202e <Skin>\n& Laser") == "Aurora Skin & Laser"
    assert len(clinic_name("x" * 500)) <= 60


# ------------------------------------------------------------------ never in data/, escaped in files


def test_a_clinic_s_figure_is_refused_in_the_data_folder(tmp_path):
    fields = [
        field
        for resource in json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))["resources"]
        for field in resource["schema"]["fields"]
    ]
    bases = [f["constraints"]["enum"] for f in fields if f["name"] == "basis"]
    assert bases
    assert not any({Basis.CLINIC, Basis.OWN_TABLE} & set(allowed) for allowed in bases)
    folder = write_folder(tmp_path)
    set_cell(folder, "estimates", 2, "basis", Basis.CLINIC.value)
    assert any(p.column == "basis" for p in find_problems(folder))


HOSTILE = ["=1+1", "@SUM(A1)", "+1", "-1", "\t=1", "\r=1", "＝1+1", "x;=1+1", "x\n@y"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_exported_file_has_a_cell_that_a_spreadsheet_would_run(text):
    """With commas or semicolons as separators, in a cell and in a header."""
    ours = (as_csv([[text, "a"], ["b", text]]), export.as_csv(pd.DataFrame({text: [text]}), "about"))
    for content in ours:
        for separator in (",", ";"):
            read_back = pd.read_csv(
                io.BytesIO(content),
                sep=separator,
                header=None,
                dtype=str,
                encoding="utf-8-sig",
                names=range(9),
            )
            cells = [c.strip() for c in read_back.to_numpy().ravel() if isinstance(c, str)]
            assert not [c for c in cells if c.startswith(("=", "+", "-", "@", "＝"))]


def test_an_escaped_text_reads_back_unchanged(evidence):
    found = read_list(
        evidence, as_csv([["treatment", "price_per_session", "included"], [PEN, "450", "+ cream"]])
    )
    assert found.prices.offers["microneedling_pen"].included == "+ cream"
