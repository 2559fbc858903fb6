"""The handout: its content, what it leaves out, and the PDF file."""

import io
import json
import re
from dataclasses import asdict, replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pypdf
import pytest
from reading_grade import reading_grade
from views import TODAY, nothing_weighed, writer
from words import BANNED, FREQUENCY, names_in

from models.clinic.overlay import overlay
from models.evidence.clinic_prices import ClinicOffer, ClinicPrices
from models.evidence.terms import NO_TREATMENT, PHOTOTYPES
from models.link import share_link
from models.person.preferences import CalendarChoices, start
from models.take_home.handout_parts import Room
from models.take_home.handout_words import LEFT_OUT
from models.take_home.notes import as_text
from models.wording.citations import short_citation
from pages.printed import engine, signs
from pages.printed import handout as printed


def said(evidence, **view):
    return writer(evidence, **view)()


def words_of(taken):
    """All the text of the data."""
    return json.dumps(asdict(taken), default=str, ensure_ascii=False)


def reader_of(file):
    return pypdf.PdfReader(io.BytesIO(file))


def text_of(file):
    """The text of all pages, with single spaces and without zero-width spaces."""
    text = " ".join(page.extract_text() for page in reader_of(file).pages)
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def printed_view(evidence, paper="A4", **view):
    return printed.pdf(writer(evidence, **view), paper)


def struct_elements(reader):
    """Every element of the structure tree."""
    waiting, found = [reader.trailer["/Root"]["/StructTreeRoot"]], []
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += [n for n in node if not isinstance(n, int)]
        elif isinstance(node, dict):
            found.append(node)
            if "/K" in node and not isinstance(node["/K"], int):
                waiting.append(node["/K"])
    return found


def test_the_figures_match_the_evidence_and_risks_are_in_both_frames(evidence):
    """estimates.csv: pen, IV: 7 of 100 (0 to 17); cost $1,600 ($400 to $4,000); downtime 6 days (1 to 12)."""
    text = text_of(printed_view(evidence, phototype="IV"))
    assert "7 of 100 people get dark marks, 93 do not (0 to 17 of 100 people)" in text
    assert "$1,600 ($400 to $4,000)" in text
    assert "6 days (1 to 12 days)" in text
    assert "Dark marks, skin type IV" in text


def test_an_assumed_figure_is_marked(evidence):
    """estimates.csv: downtime of retinoid cream is partly assumed."""
    taken = said(evidence, phototype="IV").options[0]
    assert taken.name == "Retinoid cream and sunscreen"
    downtime = next(f for f in taken.figures if f.criterion_id == "downtime")
    assert downtime.certainty == "very low, assumed"


def test_every_number_in_brackets_refers_to_a_source_of_its_figure(evidence):
    found = said(evidence, phototype="IV")
    by_number = {s.number: s.name for s in found.sources}
    pen = next(o for o in found.options if o.name == "Microneedling (clinic pen)")
    cost = next(f for f in pen.figures if f.criterion_id == "cost")
    row = evidence.estimate("microneedling_pen", "cost", concern_id="", phototype="")
    assert len(cost.numbers) == len(row.source_ids)
    assert [by_number[n] for n in cost.numbers] == [
        short_citation(evidence.sources[s]) for s in row.source_ids
    ]
    assert [s.number for s in found.sources] == list(range(1, len(found.sources) + 1))


def test_no_treatment_and_the_leaning_are_always_on_the_handout(evidence):
    for lean in ("laser_co2_fractional", "peel_superficial", NO_TREATMENT):
        names = [o.name for o in said(evidence, lean=lean).options]
        assert evidence.treatments[lean].label in names
        assert evidence.treatments[NO_TREATMENT].label in names


def test_uncounted_dark_marks_are_stated_in_words_and_never_as_an_empty_picture(evidence):
    """estimates.csv: roller, II: bounded, no typical figure, 0 to 10 of 100."""
    found = said(evidence, phototype="II", lean="at_home_roller")
    roller = next(o for o in found.options if o.name == "At-home roller")
    marks = next(f for f in roller.figures if f.criterion_id == "dark_marks")
    assert (marks.typical, marks.range) == ("not measured", "0 to 10 of 100 people")
    data = printed._as_data(found, "A4")
    for option, taken in zip(data["options"], found.options, strict=True):
        for figure in option["figures"]:
            has_picture = bool(figure["picture"])
            assert has_picture == (figure["criterion_id"] == "dark_marks" and taken.people is not None)
            assert bool(figure["alt"]) == has_picture
    picture = next(
        f for o in data["options"] if o["name"] == "At-home roller" for f in o["figures"] if f["picture"]
    )
    assert "Nobody has counted them" in picture["alt"]
    assert "url(#maybe)" in picture["picture"]
    assert "url(#filled)" not in picture["picture"].split("</defs>")[1]


def test_with_an_unknown_skin_type_the_handout_lists_the_types_without_a_figure(evidence):
    """For every option that is measured for only some skin types, read from the rows."""
    checked = 0
    for treatment in evidence.treatments:
        rows = [evidence.estimate(treatment, "dark_marks", concern_id="", phototype=k) for k in PHOTOTYPES]
        gaps = [row.phototype for row in rows if row.typical is None]
        view = said(evidence, lean=treatment, put_back=frozenset(evidence.treatments))
        taken = next(o for o in view.options if o.name == evidence.treatments[treatment].label)
        marks = next(f for f in taken.figures if f.criterion_id == "dark_marks")
        wanted = f"Not measured for skin types {', '.join(gaps)}." if 0 < len(gaps) < len(rows) else ""
        assert marks.gap == wanted
        checked += bool(wanted)
    assert checked


def test_the_handout_states_the_serious_harm_of_each_option(evidence):
    """warnings.csv: radiofrequency microneedling has one, the picosecond laser none."""
    found = {o.name: o.serious for o in said(evidence, phototype="V", lean="rf_microneedling").options}
    assert found["Radiofrequency microneedling"] == evidence.serious_harms["rf_microneedling"].plain_warning
    assert found["Picosecond laser"].startswith("We found no report of serious harm")
    text = text_of(printed_view(evidence, phototype="V", lean="rf_microneedling"))
    assert "Serious harm" in text
    assert evidence.serious_harms["rf_microneedling"].plain_warning in text


def test_no_picture_is_drawn_if_neither_end_is_known(evidence):
    gap = replace(said(evidence).options[0], people=None)
    assert all(f["picture"] == "" for f in printed._option(gap)["figures"])


def test_the_handout_reveals_no_health_answer_unless_asked(evidence):
    """For each condition and for all together: its label, its tick box and the text of its rules must not
    appear more often than they do for somebody who ticked nothing."""
    for condition in [*evidence.conditions, None]:
        ticked = frozenset(evidence.conditions if condition is None else {condition})
        lean = next((t for c, t in evidence.contraindications if c in ticked), None)
        view = {"lean": lean, "put_back": frozenset({lean} - {None})}
        # A name may be in lower case in the middle of a sentence.
        text = words_of(said(evidence, conditions=ticked, **view)).casefold()
        unticked = words_of(said(evidence, **view)).casefold()
        for one in ticked:
            telling = [evidence.conditions[one].label, evidence.conditions[one].plain_label]
            for (condition, _), rule in evidence.contraindications.items():
                telling += [rule.plain_reason, rule.plain_wait] if condition == one else []
            found = [t.casefold() for t in telling if t]
            assert [t for t in found if text.count(t) > unticked.count(t)] == []


def test_an_omitted_reason_is_mentioned_and_included_on_request(evidence):
    kept = said(evidence, conditions=frozenset({"pregnancy"}))
    assert kept.health is None
    assert LEFT_OUT in words_of(kept)
    asked = said(evidence, conditions=frozenset({"pregnancy"}), with_health=True)
    assert asked.health == ("I am pregnant",)
    assert LEFT_OUT not in words_of(asked)
    assert "Not advised with pregnancy" in words_of(asked)


def test_the_link_opens_the_same_view_without_health_answers(evidence):
    preferences = replace(start(evidence), phototype="V", budget=3000, conditions=frozenset({"pregnancy"}))
    file = printed_view(evidence, phototype="V", budget=3000, conditions=frozenset({"pregnancy"}))
    links = [
        note.get_object()["/A"]["/URI"]
        for page in reader_of(file).pages
        for note in page["/Annots"]
        if "/A" in note.get_object()
    ]
    back = next(link for link in links if link.startswith("https://skin-options.example.org/"))
    opened = share_link.open_link(parse_qs(urlsplit(back).query, keep_blank_values=True), evidence)
    assert opened.note == ""
    assert opened.preferences == replace(preferences, conditions=frozenset())


def test_the_clinic_s_changes_replace_the_sentence_that_there_are_none(evidence):
    plain = text_of(printed_view(evidence))
    assert "No clinic has given these prices" in plain
    offer = ClinicOffer("microneedling_pen", 350.0, 4, "numbing cream")
    priced = overlay(evidence, ClinicPrices("Lakeside Skin", TODAY, {offer.treatment_id: offer}))
    altered = text_of(printed_view(priced))
    assert "These prices are those of Lakeside Skin, as of 24 November 2026" in altered
    assert "$350" in altered
    assert "Prices marked as a clinic's figure are those of Lakeside Skin" in altered
    assert "No clinic has given these prices" not in altered


def test_dates_follow_the_day_to_be_ready_for(evidence):
    days = CalendarChoices(start=date(2027, 1, 4), ready=date(2027, 6, 12))
    found = said(evidence, calendar=days)
    assert found.days_from.startswith("From the first session on 4 January 2027 to your day, 12 June 2027")
    assert all(
        any(line.startswith(f"{question} by my day: ") for line in o.recovery)
        for o in found.options
        for question in ("Skin clear", "Result to see")
    )
    backwards = CalendarChoices(start=date(2027, 6, 12), ready=date(2027, 1, 4))
    assert "My day comes before it" in said(evidence, calendar=backwards).days_from


def test_clear_skin_by_the_day_is_not_presented_as_a_result_by_the_day(evidence):
    """63 days. Cream: clear from day 15, first result usually after 16 weeks, day 112 (SITOHANG2022)."""
    days = CalendarChoices(start=date(2026, 11, 27), ready=date(2027, 1, 29))
    found = said(evidence, phototype="V", budget=1500, calendar=days)
    cream = next(o for o in found.options if o.name == "Retinoid cream and sunscreen")
    answers = (
        "Skin clear by my day: yes, at the usual pace.",
        "Result to see by my day: perhaps, if it comes early. Usual: by 19 March 2027 (certainty: moderate).",
    )
    assert cream.recovery[:2] == answers
    cited = {s.name for s in found.sources if s.number in cream.recovery_numbers}
    assert short_citation(evidence.sources["SITOHANG2022"]) in cited
    nothing = next(o for o in found.options if o.name == "No treatment for now")
    assert "Result to see by my day: none, since nothing is done." in nothing.recovery
    notes, paper = as_text(found), text_of(printed_view(evidence, phototype="V", budget=1500, calendar=days))
    assert all(answer in notes and answer in paper for answer in answers)


HARD = [
    "I sing outdoors.",
    '#read("/etc/passwd") #panic() $x^2$ *bold* _it_ `raw` \\ // @ref <label> [x] ~ "quote" {{}}',
    "ציפורים שרות בחוץ בבוקר",
    "café naïve façade Ελλάδα привет “quotes” … – —",
    "line one\n\n= not a heading\n- not a list\n/ term: x",
]


@pytest.mark.parametrize("own_words", HARD)
def test_own_words_are_printed_as_they_were_written(evidence, own_words):
    text = text_of(printed_view(evidence, own_words=own_words))
    wanted = " ".join(own_words.split())
    # A PDF reader may extract right-to-left words in another order.
    hebrew = "\u05d0" <= wanted[0] <= "\u05ea"
    assert all(word in text for word in wanted.split()) if hebrew else wanted in text
    assert signs.BOX not in text


def test_a_character_that_no_font_has_becomes_a_box_with_a_note(evidence):
    text = text_of(printed_view(evidence, own_words="I love 😀 and 中文\x07."))
    assert f"I love {signs.BOX} and {signs.BOX}{signs.BOX}." in text
    assert "stands for a character that we cannot print" in text


def test_one_very_long_word_does_not_run_off_the_page(evidence):
    file = printed_view(evidence, own_words="x" * 600)
    assert "x" * 600 in re.sub(r"\s", "", text_of(file))
    assert len(reader_of(file).pages) <= printed.MOST_PAGES


def views(evidence):
    """Each concern in several views, some of them with the longest possible texts."""
    ids = list(evidence.treatments)
    kinds = [None, "I", "III", "V", "VI"]
    for k, concern in enumerate(evidence.concerns):
        phototype = kinds[k % len(kinds)]
        yield {"concern_id": concern, "phototype": phototype, "lean": ids[k]}
        yield {
            "concern_id": concern,
            "phototype": kinds[(k + 3) % len(kinds)],
            "lean": ids[-k - 1],
            "put_back": frozenset(ids),
            "own_words": "Wwwwww " * 85,
            "conditions": frozenset(evidence.conditions),
            "with_health": True,
            "budget": 100_000,
            "days_off": 365,
            "calendar": CalendarChoices(start=TODAY, ready=date(2027, 6, 12)),
        }
        yield {
            "concern_id": concern,
            "phototype": phototype,
            "conditions": frozenset(evidence.conditions),
            "with_health": bool(k % 2),
            "own_words": "W" * 600,
        }
    yield {"budget": 0, "days_off": 0}
    yield {"importances": nothing_weighed(evidence), "phototype": "VI"}


def test_the_handout_has_at_most_two_pages_and_300_kilobytes(evidence):
    for number, view in enumerate(views(evidence)):
        paper = list(printed.PAPERS)[number % 2]
        file = printed_view(evidence, paper, **view)
        assert len(reader_of(file).pages) <= 2, (paper, view)
        assert len(file) < 300_000, (paper, view)


#: One view sets many options aside; the other has more questions and sources than the smallest room fits.
FULL = {
    "every condition": {"conditions": True, "with_health": True},
    "much to ask": {"lean": "microneedling_pen"},
}


@pytest.mark.parametrize("view", FULL)
@pytest.mark.parametrize("room", printed.ROOMS)
def test_the_number_of_cut_items_is_stated_and_every_option_set_aside_is_named(evidence, room, view):
    wanted = dict(FULL[view])
    if wanted.pop("conditions", False):
        wanted["conditions"] = frozenset(evidence.conditions)
    write = writer(evidence, phototype="VI", **wanted)
    whole, cut = write(Room()), write(room)
    named = " ".join([*(a.name for a in cut.set_aside), cut.more_set_aside])
    assert all(a.name in named for a in whole.set_aside)
    gone = len(whole.asks) - len(cut.asks)
    assert cut.more_asks.startswith(f"And {gone} more question") if gone else cut.more_asks == ""
    every = len(write(replace(room, sources=None)).sources)
    gone = every - len(cut.sources)
    assert cut.more_sources.startswith(f"And {gone} more source") if gone else cut.more_sources == ""
    if view == "much to ask" and room == printed.ROOMS[-1]:
        assert cut.more_asks
        assert cut.more_sources
    numbers = {n for o in cut.options for f in o.figures for n in f.numbers}
    assert numbers <= {s.number for s in cut.sources}


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_handout_has_the_requested_paper_size(evidence, paper, size):
    box = reader_of(printed_view(evidence, paper)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_the_same_input_gives_the_same_bytes(evidence):
    assert printed_view(evidence, phototype="IV") == printed_view(evidence, phototype="IV")


def test_the_handout_has_tags_a_title_and_a_language_for_screen_readers(evidence):
    reader = reader_of(printed_view(evidence, phototype="IV"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Acne scars: my options to talk over"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    elements = struct_elements(reader)
    kinds = [e.get("/S") for e in elements]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 6
    assert kinds.count("/TH") >= 5
    figures = [e for e in elements if e.get("/S") == "/Figure"]
    assert figures
    assert all(f.get("/Alt") for f in figures)
    alts = [str(f["/Alt"]) for f in figures]
    assert sum("Picture of 100 people." in alt for alt in alts) == 4


def test_no_text_is_smaller_than_nine_points():
    template = printed.TEMPLATE.read_text(encoding="utf-8")
    sizes = [float(size) for size in re.findall(r"(?:size: |small = )([\d.]+)pt", template)]
    assert len(sizes) >= 4
    assert min(sizes) >= 9


def test_a_failing_engine_raises_an_error_that_quotes_nobody(evidence, monkeypatch, tmp_path):
    broken = tmp_path / "handout.typ"
    broken.write_text("#panic(sys.inputs.data)", encoding="utf-8")
    monkeypatch.setattr(printed, "TEMPLATE", broken)
    monkeypatch.setattr(printed, "HERE", tmp_path)
    with pytest.raises(engine.CannotPrintError) as caught:
        printed_view(evidence, own_words="I sing outdoors.")
    assert "sing" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((), ""), ((3,), "3"), ((2, 1), "1, 2"), ((4, 6, 5, 1), "1, 4–6"), ((1, 2, 4), "1, 2, 4")],
)
def test_consecutive_source_numbers_are_written_as_a_range(numbers, words):
    assert printed.in_runs(numbers) == words


def test_the_notes_contain_everything_in_the_handout(evidence):
    found = said(evidence, phototype="IV", own_words="I sing outdoors.")
    text = as_text(found)
    for line in (
        found.decision,
        found.days_from,
        found.prices,
        found.link,
        found.version,
        found.notice,
        *found.doubt,
    ):
        assert line in text
    for taken in found.options:
        assert all(f.typical in text and f.range in text for f in taken.figures)
        assert taken.doubt in text
        assert taken.serious in text
        assert all(line in text for line in (*taken.heed, *taken.recovery))
    assert all(f"[{s.number}] {s.name}" in text for s in found.sources)


def test_every_sentence_of_the_handout_is_plain(evidence):
    """Grade 8 at most, no banned word, no frequency word without a number; quoted sources are exempt."""
    texts = set()
    for view in views(evidence):
        found = said(evidence, **(view | {"own_words": ""}))
        texts |= {
            found.order,
            found.more_options,
            found.days_from,
            found.prices,
            found.more_asks,
            found.decision,
        }
        texts |= {found.more_sources, LEFT_OUT, *found.about_me, *found.doubt}
        texts |= {line for o in found.options for line in (*o.heed, *o.recovery, o.doubt)}
    names = names_in(evidence)
    texts = {t for t in texts if t}
    assert {t: g for t in texts if (g := reading_grade(names.sub(" ", t))) > 8} == {}
    assert [t for t in texts if BANNED.search(t)] == []
    assert [t for t in texts if FREQUENCY.search(t) and not any(ch.isdigit() for ch in t)] == []
