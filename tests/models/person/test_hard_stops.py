"""Hard stops that were not asked about are stated wherever an option is shown or handed out."""

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


#: Treatments with a hard stop, read from the files.
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


def test_a_short_sentence_counts_the_stops_it_does_not_name(evidence):
    assert sentence(not_for(evidence, ROLLER, most=4)) == SHORT_OF_ROLLER
    assert not_for(evidence, CREAM, most=1) == "not in pregnancy, and 1 more"
    assert sentence(not_for(evidence, LASER, most=4)) == NOT_FOR_LASER


def test_a_ticked_condition_is_no_longer_named_but_the_others_are(evidence):
    assert not_for(evidence, CREAM, {"pregnancy"}) == "not with medicines that make skin sensitive to light"
    assert not_for(evidence, CREAM, {"pregnancy", "photosensitising_drugs"}) == ""
    assert not_for(evidence, CREAM, {"vitiligo"}) == not_for(evidence, CREAM)


def test_the_topics_not_asked_are_listed_until_a_condition_is_ticked(evidence):
    assert not_asked(evidence, start(evidence)) == f"Not asked yet: {TOPICS}"
    assert not_asked(evidence, start(evidence), most=3) == f"Not asked yet: {SHORT_TOPICS}"
    assert not_asked(evidence, seen(evidence, "vitiligo").preferences) == ""
    # Choosing melasma as the concern counts as having it, but answers no other question.
    assert not_asked(evidence, seen(evidence, concern_id="melasma").preferences)


def test_the_topics_match_the_conditions_and_the_descriptor(evidence):
    fields = {
        (r["name"], f["name"]): f["constraints"].get("enum")
        for r in read_descriptor(ROOT / "data")["resources"]
        for f in r["schema"]["fields"]
        if "constraints" in f
    }
    assert fields["conditions", "topic"] == [str(topic) for topic in Topic]
    assert {row["topic"] for row in rows_of("conditions.csv")} == {str(topic) for topic in Topic}


def test_every_condition_can_follow_the_word_not():
    prepositions = {row["in_short"].split()[0] for row in rows_of("conditions.csv")}
    assert prepositions == {"with", "in", "while", "under"}


def test_the_sentences_read_at_grade_8_or_lower_without_banned_words(evidence):
    told = {sentence(not_for(evidence, t, most=most)) for t in STOPPED for most in (None, 4, 1)}
    told |= {not_asked(evidence, start(evidence)), not_asked_here(evidence), not_on_paper(evidence)}
    told |= {not_asked(evidence, start(evidence), most=3), not_asked_here(evidence, most=3)}
    assert {t: g for t in told if (g := reading_grade(t)) > 8} == {}
    assert [t for t in told if BANNED.search(t)] == []


def test_an_own_table_has_no_hard_stops(evidence):
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
def test_a_row_of_the_board_states_its_stops_and_its_details_the_reasons(evidence, treatment):
    wanted = {"put_back": frozenset({treatment})}  # so that it is on the board
    comparison = seen(evidence, **wanted)
    row = row_of(board_data(evidence, comparison, doubt(comparison)), treatment)
    assert row["stop"] == sentence(not_for(evidence, treatment, most=4))
    details = details_data(evidence, comparison)["html"][treatment]
    for (_, of), rule in evidence.contraindications.items():
        if of == treatment and rule.action == "do_not":
            assert escape(rule.plain_reason) in details


def test_the_board_lists_the_topics_not_asked_and_the_step_that_asks(evidence):
    comparison = seen(evidence)
    data = board_data(evidence, comparison, doubt(comparison))
    assert data["notAsked"] == f"Not asked yet: {SHORT_TOPICS} Step 2 asks."
    ticked = seen(evidence, "vitiligo")
    assert board_data(evidence, ticked, doubt(ticked))["notAsked"] == ""


def test_the_static_first_view_has_the_stops_and_the_topics():
    html = first_sight.of_link(b"", b"")
    data = json.loads(
        re.search(r'data-board="([^"]*)"', html)[1].replace("&quot;", '"').replace("&#x27;", "'")
    )
    assert row_of(data, CREAM)["stop"] == NOT_FOR_CREAM
    assert data["notAsked"].startswith("Not asked yet: pregnancy")
    assert '"so-stop"' in html
    assert '"so-asked"' in html


def test_a_tick_removes_the_list_of_topics_and_sets_the_option_aside():
    test = opened("compare.py", conditions=["pregnancy"])
    assert board(test)["notAsked"] == ""
    assert CREAM not in [row["id"] for row in board(test)["rows"]]
    aside = next(text for text in texts_of(test) if text.startswith("Not advised with pregnancy."))
    assert "keep using it" in aside


def test_an_option_put_back_against_a_tick_still_states_its_other_stops(evidence):
    line = line_of(seen(evidence, "pregnancy", put_back=frozenset({CREAM})), CREAM)
    texts = {badge.mark.value: badge.text for badge in line.badges}
    assert texts["put_back"] == "put back by you"
    assert texts["hard_stop"] == "not with medicines that make skin sensitive to light"


@pytest.mark.parametrize("treatment", STOPPED)
def test_one_option_states_its_stops_before_its_description(evidence, treatment):
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


def test_side_by_side_states_the_stops_first_with_or_without_names(evidence):
    for hidden in (False, True):
        choices = replace(
            side(CREAM, NO_TREATMENT), rows=(Question.PAIN,), differences_only=True, names_hidden=hidden
        )
        html = table_html(evidence, side_by_side(evidence, seen(evidence, side=choices)))
        body = html.split("<tbody")[1]
        assert body.index("Who is it not for?") < body.index("How much does it hurt?")
        assert f"⊘ {NOT_FOR_CREAM}" in body
        assert "Nothing listed." in body  # for no treatment


def test_side_by_side_lists_the_topics_not_asked_above_its_table():
    texts = [e.value for e in opened("side_by_side.py").markdown]
    table = next(k for k, text in enumerate(texts) if text.startswith('<div class="side-box">'))
    assert texts.index(f"**Not asked yet: {TOPICS}**") < table


def test_the_file_of_side_by_side_has_the_same_stops_with_or_without_ticks(evidence):
    def told(*conditions):
        return table_file(
            evidence, side_by_side(evidence, seen(evidence, *conditions, side=side(CREAM, LASER)))
        )

    first = told().iloc[0]
    assert list(first) == ["Who is it not for?", NOT_FOR_CREAM, NOT_FOR_LASER]
    assert told("pregnancy", "keloid_history").iloc[0].equals(first)


def test_present_has_the_same_stops_above_every_column_with_or_without_ticks(evidence):
    for conditions in ((), ("pregnancy",)):
        found = heads(evidence, seen(evidence, *conditions, side=side(CREAM, ROLLER, NO_TREATMENT)))
        first = ["Not in pregnancy, and 1 more.", "Not with inflamed acne, and 7 more.", ""]
        assert [head.stop for head in found] == first
        assert [head.stops for head in found] == [NOT_FOR_CREAM, NOT_FOR_ROLLER, ""]


@pytest.mark.parametrize("slide", ["choice", "effect", "days", "fit", "serious_harm"])
def test_every_screen_with_columns_has_short_stops_that_unfold_in_full(evidence, slide):
    labels = [evidence.treatments[t].label for t in (CREAM, NO_TREATMENT)]
    texts = " ".join(texts_of(opened("present.py", {"slide": slide, "side": labels})))
    assert "⊘ Not in pregnancy, and 1 more." in texts
    assert NOT_FOR_CREAM in texts


def test_the_first_screen_lists_the_topics_not_asked_with_or_without_ticks():
    for conditions in ((), ("pregnancy",)):
        test = opened("present.py", conditions=conditions)
        assert f"Not asked here: {SHORT_TOPICS}" in " ".join(texts_of(test))


# ------------------------------------------------------------------ where it is handed out


def test_the_handout_states_the_stops_and_that_nothing_else_is_listed(evidence):
    pages = pypdf.PdfReader(io.BytesIO(printed.pdf(writer(evidence), "A4"))).pages
    text = re.sub(r"\s+", " ", " ".join(p.extract_text() for p in pages))
    assert "Health " + NOT_FOR_CREAM in text
    assert f"Not asked, or left out here: {TOPICS}" in text
    assert "Nothing else listed." in text
    cream, *_, nothing = said(evidence).options
    assert (cream.stop, nothing.stop) == (NOT_FOR_CREAM, "")


@pytest.mark.parametrize("room", printed.ROOMS)
def test_the_handout_never_cuts_the_stops(evidence, room):
    taken = writer(
        evidence, lean=ROLLER, put_back=frozenset({ROLLER}), conditions=frozenset(), phototype="VI"
    )
    assert next(o for o in taken(room).options if o.name == "At-home roller").stop == NOT_FOR_ROLLER


def test_the_notes_state_the_stops_directly_under_the_name(evidence):
    text = as_text(said(evidence))
    assert f"1. Retinoid cream and sunscreen\n   {NOT_FOR_CREAM}\n" in text
    assert f"\nNot asked, or left out here: {TOPICS}\n" in text


def test_without_health_answers_a_tick_does_not_change_the_handout(evidence):
    wanted = {"put_back": frozenset({CREAM})}
    plain, ticked = said(evidence, **wanted), said(evidence, conditions=frozenset({"pregnancy"}), **wanted)
    assert plain.not_asked == ticked.not_asked
    assert [o.stop for o in plain.options] == [o.stop for o in ticked.options]


def test_with_health_answers_the_handout_states_only_the_other_stops(evidence):
    asked = said(evidence, with_health=True)
    assert asked.not_asked == f"Not asked yet: {TOPICS}"
    ticked = said(
        evidence, conditions=frozenset({"pregnancy"}), put_back=frozenset({CREAM}), with_health=True
    )
    assert ticked.not_asked == ""
    cream = next(o for o in ticked.options if o.name == "Retinoid cream and sunscreen")
    assert cream.stop == "Not with medicines that make skin sensitive to light."


def test_the_description_of_a_link_states_the_stops_of_its_options():
    described = Head(ask(page)[2].decode()).tags["description"]
    assert f"Retinoid cream and sunscreen: n{NOT_FOR_CREAM[1:]}" in described
    assert f"Not asked here: {SHORT_TOPICS}" in described


def test_the_picture_of_a_link_states_the_stops_of_its_options(evidence):
    comparison = seen(evidence)
    shown = preview.view(evidence, comparison)
    stops = {row["name"]: row["stop"] for row in shown["rows"]}
    assert stops["Retinoid cream and sunscreen"] == "not in pregnancy, and 1 more"
    assert stops["Picosecond laser"] == "not with skin cancer or an unexplained spot in the area"
    assert all(stops.values())
    assert f"Not asked here: {SHORT_TOPICS}" in shown["foot"]


@pytest.mark.parametrize("treatment", STOPPED)
def test_every_stop_fits_into_the_picture(evidence, treatment):
    line = line_of(seen(evidence, put_back=frozenset({treatment})), treatment)
    stop = preview._stops(evidence, seen(evidence), line)
    assert stop.startswith("not ")
    assert len(stop) <= preview.MARKS_FIT
