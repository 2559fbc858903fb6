"""What rules an option out and nobody has asked about stands wherever the option is shown or handed out."""

import csv
import io
import json
import re
from dataclasses import replace
from html import escape

import pypdf
import pytest
from broken_tables import own_csv
from previewed import Head, ask, page
from reading_grade import reading_grade
from rendered import board, one_option, opened, texts_of
from views import TODAY, writer
from words import BANNED

from models import ROOT
from models.clinic.own_table import read_own_table
from models.doubt.standings import doubt
from models.evidence.terms import NO_TREATMENT, Slot, Topic
from models.folder.descriptor import read_descriptor
from models.options.questions import Question
from models.options.side_by_side import side_by_side
from models.person.hard_stops import not_asked, not_asked_here, not_for, not_on_paper, sentence
from models.person.preferences import SideChoices, start
from models.ranking.comparison import compare
from models.take_home.notes import as_text
from models.talk.shared_screen import heads
from models.uploads.file_currency import Answer
from models.uploads.spreadsheet import read
from pages.printed import handout as printed
from pages.served.first_sight import first_sight
from pages.served.link import preview
from pages.ui.options.side_table import table_file, table_html
from pages.ui.ranking.board import board_data, details_data

CREAM, LASER, ROLLER = "topical_retinoid", "laser_co2_fractional", "at_home_roller"

#: By hand from contraindications.csv (do_not) and conditions.csv.
NOT_FOR_CREAM = "Not in pregnancy or with medicines that make skin sensitive to light."
NOT_FOR_LASER = (
    "Not with keloids or raised scars; past radiotherapy to the area; melasma; "
    "skin cancer or an unexplained spot in the area."
)
NOT_FOR_ROLLER = (
    "Not with inflamed acne; keloids or raised scars; a bleeding disorder; "
    "a history of cold sores; a flare of eczema, psoriasis or rosacea; a weak immune system; "
    "lupus, scleroderma or the like; skin cancer or an unexplained spot in the area."
)
SHORT_OF_ROLLER = "Not with inflamed acne; keloids or raised scars; a bleeding disorder; and 5 more."
TOPICS = (
    "pregnancy, breastfeeding, medicines, illness, allergies, implants, cold sores, scars, "
    "skin as it is now, age."
)
SHORT_TOPICS = "pregnancy, breastfeeding, medicines and 7 more."


def rows_of(name):
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


#: Treatments that have a hard stop, in the files themselves.
STOPPED = sorted({r["treatment_id"] for r in rows_of("contraindications.csv") if r["action"] == "do_not"})


def seen(evidence, *conditions, **wanted):
    return compare(evidence, replace(start(evidence), conditions=frozenset(conditions), **wanted))


def said(evidence, **view):
    return writer(evidence, **view)()


def line_of(comparison, treatment):
    return next(x for x in comparison.lines if x.treatment.treatment_id == treatment)


def row_of(data, treatment):
    return next(row for row in data["rows"] if row["id"] == treatment)


def side(*treatments):
    return SideChoices(treatments=treatments)


# ------------------------------------------------------------------ the sentences


@pytest.mark.parametrize(
    ("treatment", "words"),
    [(CREAM, NOT_FOR_CREAM), (LASER, NOT_FOR_LASER), (ROLLER, NOT_FOR_ROLLER), (NO_TREATMENT, "")],
)
def test_every_hard_stop_is_named(evidence, treatment, words):
    assert sentence(not_for(evidence, treatment)) == words


def test_where_there_is_room_for_a_line_the_others_are_counted(evidence):
    assert sentence(not_for(evidence, ROLLER, most=4)) == SHORT_OF_ROLLER
    assert not_for(evidence, CREAM, most=1) == "not in pregnancy, and 1 more"
    assert sentence(not_for(evidence, LASER, most=4)) == NOT_FOR_LASER


def test_a_condition_that_was_ticked_is_named_no_more_and_the_others_still_are(evidence):
    assert not_for(evidence, CREAM, {"pregnancy"}) == "not with medicines that make skin sensitive to light"
    assert not_for(evidence, CREAM, {"pregnancy", "photosensitising_drugs"}) == ""
    assert not_for(evidence, CREAM, {"vitiligo"}) == not_for(evidence, CREAM)


def test_what_nobody_asked_is_said_until_a_condition_is_ticked(evidence):
    assert not_asked(evidence, start(evidence)) == f"Not asked yet: {TOPICS}"
    assert not_asked(evidence, start(evidence), most=3) == f"Not asked yet: {SHORT_TOPICS}"
    assert not_asked(evidence, seen(evidence, "vitiligo").preferences) == ""
    # Picking melasma counts as having it, and answers nothing else.
    assert not_asked(evidence, seen(evidence, concern_id="melasma").preferences)


def test_topics_are_those_of_the_conditions_and_the_descriptor_has_the_same(evidence):
    fields = {
        (r["name"], f["name"]): f["constraints"].get("enum")
        for r in read_descriptor(ROOT / "data")["resources"]
        for f in r["schema"]["fields"]
        if "constraints" in f
    }
    assert fields["conditions", "topic"] == [str(topic) for topic in Topic]
    assert {row["topic"] for row in rows_of("conditions.csv")} == {str(topic) for topic in Topic}


def test_every_condition_reads_on_after_not():
    prepositions = {row["in_short"].split()[0] for row in rows_of("conditions.csv")}
    assert prepositions == {"with", "in", "while", "under"}


def test_the_sentences_read_at_grade_8_or_lower_and_hold_no_banned_word(evidence):
    told = {sentence(not_for(evidence, t, most=most)) for t in STOPPED for most in (None, 4, 1)}
    told |= {not_asked(evidence, start(evidence)), not_asked_here(evidence), not_on_paper(evidence)}
    told |= {not_asked(evidence, start(evidence), most=3), not_asked_here(evidence, most=3)}
    assert {t: g for t in told if (g := reading_grade(t)) > 8} == {}
    assert [t for t in told if BANNED.search(t)] == []


def test_a_table_of_ones_own_knows_of_no_hard_stop_and_none_is_made_up(evidence):
    content = own_csv("Retinoid cream and sunscreen,300,2,1,suitable", "New laser,900,,3,")
    answer = Answer.US_DOLLARS
    table = read_own_table(read(content, "own.csv"), evidence, as_of=TODAY, answer=answer).evidence
    assert not_asked(table, start(table)) == not_asked_here(table) == not_on_paper(table) == ""
    comparison = compare(table, start(table))
    data = board_data(table, comparison, doubt(comparison))
    assert data["notAsked"] == ""
    assert {row["stop"] for row in data["rows"]} == {""}
    assert "not asked" not in as_text(said(table)).lower()
    shown = table_html(
        table, side_by_side(table, compare(table, replace(start(table), side=side(*table.treatments))))
    )
    assert "Who is it not for?" not in shown


# ------------------------------------------------------------------ where an option is shown


@pytest.mark.parametrize("treatment", STOPPED)
def test_a_row_of_the_board_says_it_and_its_details_say_why(evidence, treatment):
    wanted = {"put_back": frozenset({treatment})}  # so that it is on the board
    comparison = seen(evidence, **wanted)
    row = row_of(board_data(evidence, comparison, doubt(comparison)), treatment)
    assert row["stop"] == sentence(not_for(evidence, treatment, most=4))
    details = details_data(evidence, comparison)["html"][treatment]
    for (_, of), rule in evidence.contraindications.items():
        if of == treatment and rule.action == "do_not":
            assert escape(rule.plain_reason) in details


def test_the_board_says_what_nobody_asked_and_which_step_asks(evidence):
    comparison = seen(evidence)
    data = board_data(evidence, comparison, doubt(comparison))
    assert data["notAsked"] == f"Not asked yet: {SHORT_TOPICS} Step 2 asks."
    ticked = seen(evidence, "vitiligo")
    assert board_data(evidence, ticked, doubt(ticked))["notAsked"] == ""


def test_what_is_served_before_the_page_has_both():
    html = first_sight.of_link(b"", b"")
    data = json.loads(
        re.search(r'data-board="([^"]*)"', html)[1].replace("&quot;", '"').replace("&#x27;", "'")
    )
    assert row_of(data, CREAM)["stop"] == NOT_FOR_CREAM
    assert data["notAsked"].startswith("Not asked yet: pregnancy")
    assert '"so-stop"' in html
    assert '"so-asked"' in html


def test_a_tick_takes_the_line_away_and_sets_the_option_aside_as_before():
    test = opened("compare.py", conditions=["pregnancy"])
    assert board(test)["notAsked"] == ""
    assert CREAM not in [row["id"] for row in board(test)["rows"]]
    aside = next(text for text in texts_of(test) if text.startswith("Not advised with pregnancy."))
    assert "keep using it" in aside


def test_an_option_put_back_against_a_tick_says_the_tick_as_before_and_the_rest_as_a_stop(evidence):
    line = line_of(seen(evidence, "pregnancy", put_back=frozenset({CREAM})), CREAM)
    texts = {badge.mark.value: badge.text for badge in line.badges}
    assert texts["put_back"] == "put back by you"
    assert texts["hard_stop"] == "not with medicines that make skin sensitive to light"


@pytest.mark.parametrize("treatment", STOPPED)
def test_one_option_says_it_before_all_that_speaks_for_it(evidence, treatment):
    test = one_option(treatment=evidence.treatments[treatment].label)
    texts = [e.value for e in test.markdown]
    stop = texts.index(f"**⊘ {sentence(not_for(evidence, treatment))}**")
    asked = texts.index(f"**Not asked yet: {TOPICS}**")
    assert stop < asked < texts.index(" ".join(evidence.passages_of(treatment, Slot.WHAT_IT_IS)))
    for (_, of), rule in evidence.contraindications.items():
        if of == treatment and rule.action == "do_not":
            assert any(
                text.startswith("**⊘ Do not have this**") and rule.plain_reason in text for text in texts
            )


def test_side_by_side_says_it_first_whatever_is_asked_and_whether_names_show_or_not(evidence):
    for hidden in (False, True):
        choices = replace(
            side(CREAM, NO_TREATMENT), rows=(Question.PAIN,), differences_only=True, names_hidden=hidden
        )
        html = table_html(evidence, side_by_side(evidence, seen(evidence, side=choices)))
        body = html.split("<tbody")[1]
        assert body.index("Who is it not for?") < body.index("How much does it hurt?")
        assert f"⊘ {NOT_FOR_CREAM}" in body
        assert "Nothing listed." in body  # of doing nothing


def test_the_page_of_side_by_side_says_what_nobody_asked_above_its_table():
    texts = [e.value for e in opened("side_by_side.py").markdown]
    table = next(k for k, text in enumerate(texts) if text.startswith('<div class="side-box">'))
    assert texts.index(f"**Not asked yet: {TOPICS}**") < table


def test_the_file_of_side_by_side_says_it_and_a_tick_changes_nothing_of_it(evidence):
    def told(*conditions):
        return table_file(
            evidence, side_by_side(evidence, seen(evidence, *conditions, side=side(CREAM, LASER)))
        )

    first = told().iloc[0]
    assert list(first) == ["Who is it not for?", NOT_FOR_CREAM, NOT_FOR_LASER]
    assert told("pregnancy", "keloid_history").iloc[0].equals(first)


def test_present_says_it_over_every_column_and_a_tick_changes_nothing_of_it(evidence):
    for conditions in ((), ("pregnancy",)):
        found = heads(evidence, seen(evidence, *conditions, side=side(CREAM, ROLLER, NO_TREATMENT)))
        first = ["Not in pregnancy, and 1 more.", "Not with inflamed acne, and 7 more.", ""]
        assert [head.stop for head in found] == first
        assert [head.stops for head in found] == [NOT_FOR_CREAM, NOT_FOR_ROLLER, ""]


@pytest.mark.parametrize("slide", ["choice", "effect", "days", "fit", "serious_harm"])
def test_every_screen_with_columns_has_it_over_them_and_unfolds_it_in_full(evidence, slide):
    labels = [evidence.treatments[t].label for t in (CREAM, NO_TREATMENT)]
    texts = " ".join(texts_of(opened("present.py", {"slide": slide, "side": labels})))
    assert "⊘ Not in pregnancy, and 1 more." in texts
    assert NOT_FOR_CREAM in texts


def test_the_first_screen_says_what_is_not_asked_there_ticked_or_not():
    for conditions in ((), ("pregnancy",)):
        test = opened("present.py", conditions=conditions)
        assert f"Not asked here: {SHORT_TOPICS}" in " ".join(texts_of(test))


# ------------------------------------------------------------------ where it is handed out


def test_the_handout_says_it_under_the_name_and_never_that_nothing_is_listed(evidence):
    pages = pypdf.PdfReader(io.BytesIO(printed.pdf(writer(evidence), "A4"))).pages
    text = re.sub(r"\s+", " ", " ".join(p.extract_text() for p in pages))
    assert "Health " + NOT_FOR_CREAM in text
    assert f"Not asked, or left out here: {TOPICS}" in text
    assert "Nothing else listed." in text
    cream, *_, nothing = said(evidence).options
    assert (cream.stop, nothing.stop) == (NOT_FOR_CREAM, "")


@pytest.mark.parametrize("room", printed.ROOMS)
def test_no_want_of_room_cuts_it(evidence, room):
    taken = writer(
        evidence, lean=ROLLER, put_back=frozenset({ROLLER}), conditions=frozenset(), phototype="VI"
    )
    assert next(o for o in taken(room).options if o.name == "At-home roller").stop == NOT_FOR_ROLLER


def test_the_notes_say_it_right_under_the_name(evidence):
    text = as_text(said(evidence))
    assert f"1. Retinoid cream and sunscreen\n   {NOT_FOR_CREAM}\n" in text
    assert f"\nNot asked, or left out here: {TOPICS}\n" in text


def test_on_paper_a_tick_changes_nothing_where_health_answers_are_left_out(evidence):
    wanted = {"put_back": frozenset({CREAM})}
    plain, ticked = said(evidence, **wanted), said(evidence, conditions=frozenset({"pregnancy"}), **wanted)
    assert plain.not_asked == ticked.not_asked
    assert [o.stop for o in plain.options] == [o.stop for o in ticked.options]


def test_with_health_answers_on_paper_only_what_is_left_is_said(evidence):
    asked = said(evidence, with_health=True)
    assert asked.not_asked == f"Not asked yet: {TOPICS}"
    ticked = said(
        evidence, conditions=frozenset({"pregnancy"}), put_back=frozenset({CREAM}), with_health=True
    )
    assert ticked.not_asked == ""
    cream = next(o for o in ticked.options if o.name == "Retinoid cream and sunscreen")
    assert cream.stop == "Not with medicines that make skin sensitive to light."


def test_the_text_of_a_link_says_it_of_each_option_that_it_names():
    described = Head(ask(page)[2].decode()).tags["description"]
    assert f"Retinoid cream and sunscreen: n{NOT_FOR_CREAM[1:]}" in described
    assert f"Not asked here: {SHORT_TOPICS}" in described


def test_the_picture_of_a_link_says_it_of_each_option_in_it(evidence):
    comparison = seen(evidence)
    shown = preview.view(evidence, comparison)
    stops = {row["name"]: row["stop"] for row in shown["rows"]}
    assert stops["Retinoid cream and sunscreen"] == "not in pregnancy, and 1 more"
    assert stops["Picosecond laser"] == "not with skin cancer or an unexplained spot in the area"
    assert all(stops.values())
    assert f"Not asked here: {SHORT_TOPICS}" in shown["foot"]


@pytest.mark.parametrize("treatment", STOPPED)
def test_no_stop_is_too_long_for_the_picture(evidence, treatment):
    line = line_of(seen(evidence, put_back=frozenset({treatment})), treatment)
    stop = preview._stops(evidence, seen(evidence), line)
    assert stop.startswith("not ")
    assert len(stop) <= preview.MARKS_FIT
