"""The lists of the evidence contain everything in the files, and a gap stays a gap."""

import csv
import io
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import product

import frictionless
import pytest
from evidence_folder import write_folder
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_grade import reading_grade
from words import BANNED

from models import ROOT
from models.evidence.terms import PHOTOTYPES, Basis, Verdict
from models.folder.data_package import packed
from models.folder.descriptor import read_descriptor
from models.folder.load import load
from models.person.preferences import EvidenceFilters
from models.sources import studied
from models.sources.evidence_list import PAGE_LENGTH, EvidenceList
from models.sources.source_list import SourceList
from models.sources.source_uses import uses
from models.wording import provenance
from pages.charts.studied_map import studied_map
from pages.ui.blocks.export import as_csv

DATA = ROOT / "data"


def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


#: The key of a row of estimates.csv.
KEY = ("treatment_id", "criterion_id", "concern_id", "phototype")

#: The statuses with a figure.
FIGURES = ("estimated", "bounded")


def keys(estimates):
    return [tuple(getattr(e, column) or "" for column in KEY) for e in estimates]


def listed(evidence, **filters):
    return EvidenceList(evidence, EvidenceFilters(**filters))


def words_of(shown, **cell):
    """The row of the list whose estimate matches ``cell``."""
    every = [row for page in range(1, len(shown.pages) + 1) for g in shown.groups(page) for row in g.rows]
    return next(r for r in every if all(getattr(r.estimate, k) == v for k, v in cell.items()))


def test_without_a_filter_every_row_of_the_file_is_listed_once(evidence):
    assert sorted(keys(listed(evidence).estimates)) == sorted(
        tuple(row[c] for c in KEY) for row in rows("estimates")
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_filters_agree_with_a_plain_loop_over_the_file(evidence, data):
    def some(values):
        return tuple(data.draw(st.lists(st.sampled_from(values), max_size=3, unique=True)))

    grades, bases = ("high", "moderate", "low", "very_low", "no_figure"), (*map(str, Basis), "no_figure")
    t, c, n = (some(list(x)) for x in (evidence.treatments, evidence.criteria, evidence.concerns))
    g, b = some(grades), some(bases)
    kept = [
        tuple(row[k] for k in KEY)
        for row in rows("estimates")
        if (not t or row["treatment_id"] in t)
        and (not c or row["criterion_id"] in c)
        and (not n or row["concern_id"] in n)
        and (not g or row["certainty"] in g or ("no_figure" in g and row["status"] not in FIGURES))
        and (not b or row["basis"] in b or ("no_figure" in b and row["status"] not in FIGURES))
    ]
    every = len(rows("estimates"))
    shown = listed(evidence, treatments=t, criteria=c, concerns=n, certainties=g, bases=b)
    assert sorted(keys(shown.estimates)) == sorted(kept)
    assert shown.in_words().startswith(
        (f"{len(kept)} of {every}", f"All {every}") if kept else f"None of the {every}"
    )


def test_the_sentence_counts_the_figures_and_the_gaps(evidence):
    """In estimates.csv a gap is any row that is neither estimated nor bounded."""
    statuses = [row["status"] for row in rows("estimates")]
    gaps = sum(status not in FIGURES for status in statuses)
    assert listed(evidence).in_words() == (
        f"All {len(statuses)} figures. {gaps} of them are gaps: there is no number. "
        f"{statuses.count('bounded')} have a low and a high end, and no typical figure."
    )
    counted = Counter(row["status"] for row in rows("estimates") if row["concern_id"] == "melasma")
    melasma = listed(evidence, concerns=("melasma",))
    gaps = sum(n for status, n in counted.items() if status not in FIGURES)
    assert (
        f"{sum(counted.values())} of {len(statuses)} figures: for melasma. {gaps} of them are gaps"
        in melasma.in_words()
    )
    alike = sum(not row["concern_id"] for row in rows("estimates"))
    assert melasma.in_words().endswith(
        f"{alike} more are the same for every concern: clear the concern to see them."
    )
    cost = listed(evidence, concerns=("melasma",), criteria=("cost",))
    others = len(evidence.treatments)
    assert cost.in_words().endswith(
        f"{others} more are the same for every concern: clear the concern to see them."
    )
    results = listed(evidence, concerns=("melasma",), criteria=("results",))
    assert "more" not in results.in_words()


def test_the_sentence_names_each_filter_and_counts_beyond_three(evidence):
    shown = listed(
        evidence,
        treatments=("at_home_roller", "laser_pico"),
        criteria=("results", "cost", "pain", "sessions", "downtime"),
        certainties=("very_low", "no_figure"),
        bases=("assumed",),
    )
    assert shown.in_words().startswith(f"None of the {len(rows('estimates'))} figures fits these filters: ")
    assert (
        "visible results, cost of a full course, comfort or 2 more; of At-home roller or Picosecond laser; "
        "certainty very low or no figure; how we know: assumed."
    ) in shown.in_words()


def test_every_sentence_reads_at_grade_8_or_lower_without_banned_words(evidence):
    names = [*evidence.treatments.values(), *evidence.concerns.values(), *evidence.criteria.values()]
    labels = sorted((n.label for n in names), key=len, reverse=True)
    said = set()
    for t, c, n in product(
        ((), ("laser_pico",)), ((), ("results",), ("cost",)), ((), ("melasma", "hair_loss"))
    ):
        for basis in ((), *((str(b),) for b in Basis), ("no_figure",)):
            said.add(listed(evidence, treatments=t, criteria=c, concerns=n, bases=basis).in_words())
    assert len(said) > 50
    for text in said:
        plain = text
        for label in labels:
            plain = plain.replace(label, " ").replace(label[:1].lower() + label[1:], " ")
        assert reading_grade(plain) <= 8, text
        assert not BANNED.search(text)


def test_the_pages_list_every_figure_once_and_keep_comparisons_together(evidence):
    for shown in (listed(evidence), listed(evidence, treatments=("laser_pico", "no_treatment"))):
        assert [e for page in shown.pages for e in page] == list(shown.estimates)
        assert all(len(page) <= PAGE_LENGTH for page in shown.pages)
        started = [{(e.criterion_id, e.concern_id, e.phototype) for e in page} for page in shown.pages]
        assert not any(started[a] & started[b] for a in range(len(started)) for b in range(a))


def test_the_first_page_shows_one_criterion_for_every_option(evidence):
    (group,) = listed(evidence).groups(1)
    assert (group.criterion.criterion_id, group.about) == ("results", "acne scars")
    assert [row.treatment for row in group.rows] == [t.label for t in evidence.treatments.values()]


def test_a_figure_shows_its_range_certainty_basis_and_both_frames(evidence):
    """estimates.csv: microneedling_pen, dark_marks, IV: 0,7,17, derived, low."""
    row = words_of(
        listed(evidence), treatment_id="microneedling_pen", criterion_id="dark_marks", phototype="IV"
    )
    assert (row.typical, row.range) == ("7 of 100 people; 93 do not", "0 to 17 of 100 people")
    assert (row.about, row.certainty, row.basis) == ("skin type IV", "low", "worked out from sources")


@pytest.mark.parametrize(
    ("cell", "typical", "ends", "is_gap"),
    [
        (
            {"treatment_id": "at_home_roller", "criterion_id": "dark_marks", "phototype": "IV"},
            "not measured",
            "0 to 25 of 100 people",
            False,
        ),
        (
            {"treatment_id": "rf_microneedling", "criterion_id": "result_duration"},
            "no typical figure",
            "6 months or more",
            False,
        ),
        (
            {"treatment_id": "rf_microneedling", "criterion_id": "results", "concern_id": "melasma"},
            "it helps, how much is not known",
            "",
            True,
        ),
        (
            {"treatment_id": "laser_qswitched", "criterion_id": "results", "concern_id": "acne_scars"},
            "not studied",
            "",
            True,
        ),
        (
            {"treatment_id": "microneedling_prp", "criterion_id": "maintenance_interval"},
            "not reported",
            "",
            True,
        ),
        (
            {"treatment_id": "at_home_roller", "criterion_id": "sessions"},
            "does not apply",
            "",
            True,
        ),
    ],
)
def test_a_missing_figure_is_shown_as_words_and_never_as_a_number(evidence, cell, typical, ends, is_gap):
    row = words_of(listed(evidence), **cell)
    assert (row.typical, row.range, row.is_gap) == (typical, ends, is_gap)


def test_an_assumed_figure_is_marked_twice(evidence):
    shown = listed(evidence, bases=("assumed", "partly_assumed"))
    assert len(shown.estimates) == 26  # 23 assumed and 3 assumed in part in estimates.csv
    for page in range(1, len(shown.pages) + 1):
        for row in (row for group in shown.groups(page) for row in group.rows):
            assert row.certainty.endswith(", assumed")
            assert row.basis.startswith("assumed")


def test_the_file_of_figures_has_the_numbers_of_the_evidence_and_blanks_for_gaps(evidence):
    text = as_csv(listed(evidence).table(), "about").decode("utf-8-sig")
    written = list(csv.DictReader(io.StringIO(text)))
    source = {
        (r["treatment_id"], r["criterion_id"], r["concern_id"], r["phototype"]): r for r in rows("estimates")
    }
    assert len(written) == len(source) == len(rows("estimates"))
    concerns = {c.label.casefold(): c.concern_id for c in evidence.concerns.values()}
    for row in written:
        concern = concerns.get(row["for"].casefold(), "")
        phototype = row["for"].removeprefix("skin type ") if row["for"].startswith("skin type") else ""
        original = source[row["treatment_id"], row["criterion_id"], concern, phototype]
        for column in ("low", "typical", "high"):
            number = original[column]
            assert row[column] == number or float(row[column]) == float(number)
        for column in ("status", "basis", "certainty", "unit", "as_of", "source_ids", "second_reader"):
            assert row[column] == original[column]


def test_an_empty_list_gives_an_empty_file(evidence):
    assert listed(evidence, bases=("assumed",), certainties=("high",)).table().empty


def test_the_uses_of_a_source_are_all_rows_that_cite_it(evidence):
    cited = Counter()
    for resource in read_descriptor(DATA)["resources"]:
        for row in rows(resource["name"]):
            cited.update(filter(None, row.get("source_ids", "").split(";")))
    found = uses(evidence)
    assert {s: sum(u.count for u in of) for s, of in found.items()} == dict(cited)
    assert set(found) == set(evidence.sources)


def test_the_uses_of_a_source_are_named(evidence):
    """E04 is cited by two results, one share without change, three texts and claim 20."""
    named = {u.use: (u.count, u.words) for u in uses(evidence)["E04"]}
    assert named["Figures"] == (
        3,
        "Microneedling (clinic pen): results (acne scars); "
        "No treatment for now: results (acne scars), little or no visible change (acne scars)",
    )
    assert named["Claims of the article"] == (1, "Claim 20")
    ratings = {u.use: u.words for u in uses(evidence)["dogra2014"]}["Figures"]
    assert "dark marks (skin type I, II, III, IV, V, VI)" in ratings


def test_sources_are_found_by_kind_and_by_all_words_of_a_search(evidence):
    assert SourceList(evidence).in_words() == f"All {len(rows('sources'))} sources, by name."
    trials = SourceList(evidence, "randomised_trial")
    assert len(trials.sources) == sum(r["kind"] == "randomised_trial" for r in rows("sources"))
    assert "E114" in [s.source_id for s in SourceList(evidence, text="MINOXIDIL kumar").sources]
    assert SourceList(evidence, "textbook", "minoxidil kumar").sources == ()
    assert SourceList(evidence, text="zzz").in_words() == f"None of the {len(rows('sources'))} sources fits."


def test_the_pages_list_every_source_once(evidence):
    shown = SourceList(evidence)
    paged = [s for page in range(1, shown.page_count + 1) for s in shown.page(page)]
    assert sorted(s.source_id for s in paged) == sorted(evidence.sources)
    assert SourceList(evidence, text="zzz").page_count == 1


def test_the_file_of_sources_has_every_column_and_the_uses_of_each(evidence):
    table = SourceList(evidence).table().set_index("source_id")
    for row in rows("sources"):
        for column in ("kind", "title", "authors", "year", "url", "read_as", "accessed"):
            assert table.loc[row["source_id"], column] == row[column]
    assert "figures 3" in table.loc["E04", "rests_on_it"]


def test_every_allowed_value_in_the_files_has_plain_words():
    fields = {
        (r["name"], f["name"]): f.get("constraints", {}).get("enum", [])
        for r in read_descriptor(DATA)["resources"]
        for f in r["schema"]["fields"]
    }
    assert set(provenance.SOURCE_KINDS) == set(fields["sources", "kind"])
    assert set(provenance.SECOND_READER) == {None, *fields["estimates", "second_reader"]}
    of_visitors = {Basis.CLINIC, Basis.OWN_TABLE}
    assert set(provenance.BASIS_WORDS) == set(map(Basis, fields["estimates", "basis"])) | of_visitors
    assert {str(v) for v in provenance.VERDICT_WORDS} == set(fields["article_claims", "verdict"])
    assert {str(v) for v in Verdict} == set(fields["article_claims", "verdict"])


def test_the_plain_words_read_at_grade_8_or_lower_without_banned_words():
    phrases = [
        *provenance.SOURCE_KINDS.values(),
        *provenance.SECOND_READER.values(),
        *provenance.BASIS_WORDS.values(),
        *(words for _, words in provenance.VERDICT_WORDS.values()),
    ]
    assert not [p for p in phrases if BANNED.search(p)]
    # The formula is for sentences, so each phrase is tested inside one.
    assert not [p for p in phrases if reading_grade(f"This is how we know it, and it is {p}") > 8]


def test_a_value_known_only_to_another_folder_is_shown_as_it_is(evidence):
    assert provenance.kind_in_words("patient_diary") == "patient diary"
    asked = replace(evidence.estimates[0], second_reader="asked_again")
    assert provenance.second_reader_in_words(asked) == "A second reader: asked again."


def test_how_a_source_was_read_is_stated_in_words(evidence):
    source = evidence.sources["E04"]
    assert source.read_as == "rct_placebo_controlled"
    assert provenance.read_as(source) == "Read as: rct placebo controlled."


# The map of skin types


def test_the_map_counts_only_figures_from_sources_as_studied(evidence):
    by_type = Counter(
        row["phototype"]
        for row in rows("estimates")
        if row["criterion_id"] == "dark_marks"
        and row["basis"] in ("sourced", "derived")
        and row["status"] in FIGURES
    )
    criterion = studied.criterion_by_phototype(evidence)
    listed = ", ".join(f"{by_type[p]} for type {p}" for p in PHOTOTYPES)
    assert studied.in_words(evidence, criterion).endswith(f"{listed}.")
    cells = [cell for cells in studied.by_phototype(evidence, criterion).values() for cell in cells]
    assert cells.count("studied") == sum(by_type.values())
    assert len(cells) == 90


def test_the_map_calls_the_roller_assumed_and_no_treatment_defined(evidence):
    found = studied.by_phototype(evidence, evidence.criteria["dark_marks"])
    assert set(found["at_home_roller"]) == {"assumed"}
    assert set(found["no_treatment"]) == {"defined"}
    assert found["microneedling_pen"] == ("judged", "judged", "judged", "studied", "judged", "judged")


def test_a_gap_is_shown_as_a_gap_on_the_map(evidence):
    gap = next(e for e in evidence.estimates if e.status == "no_evidence")
    assert studied.behind(gap) == "gap"


def test_the_map_shows_every_cell_as_a_word_and_a_shape_and_in_its_table(evidence):
    chart = studied_map(evidence, evidence.criteria["dark_marks"], "IV")
    cells = chart.figure.data[-2].text  # the last trace holds the names above the rows
    assert Counter(cells) == {"✓<br>studied": 18, "≈<br>judged": 54, "◇<br>assumed": 12, "=<br>defined": 6}
    table = chart.table.set_index("Treatment")
    assert list(table.columns) == list(PHOTOTYPES)
    assert table.loc["Superficial chemical peel"].tolist() == ["studied"] * 6
    assert len(chart.alt) > 60
    assert "gap:" not in chart.note  # no cell is a gap
    assert "yours" in " ".join(chart.figure.layout.xaxis.ticktext)


# The data package


def test_the_package_contains_every_file_byte_for_byte_and_is_valid(evidence, tmp_path):
    package = packed(DATA, evidence.review.compiled_on)
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        assert sorted(file.namelist()) == sorted(p.name for p in DATA.iterdir() if p.is_file())
        for name in file.namelist():
            assert file.read(name) == (DATA / name).read_bytes()
        file.extractall(tmp_path)
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid
    assert load(tmp_path).version == evidence.version


def test_the_same_evidence_gives_the_same_package():
    assert packed(DATA, date(2026, 11, 22)) == packed(DATA, date(2026, 11, 22))


def test_the_package_of_another_folder_contains_only_evidence_files(tmp_path):
    folder = write_folder(tmp_path / "other")
    (folder / "patients.csv").write_text("name\n", encoding="utf-8")
    (folder / ".env").write_text("secret", encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(packed(folder, date(2026, 11, 22)))) as file:
        assert "estimates.csv" in file.namelist()
        assert {"patients.csv", ".env"}.isdisjoint(file.namelist())


def test_another_folder_can_be_listed_completely(tmp_path):
    other = load(write_folder(tmp_path / "other"))
    shown = EvidenceList(other, EvidenceFilters())
    assert len(shown.estimates) == 19
    assert "1 of them is a gap" in shown.in_words()
    assert "1 has a low and a high end" in shown.in_words()
    assert [u.use for u in uses(other)["prices"]] == ["Figures"]
