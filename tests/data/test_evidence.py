"""The evidence data is complete, plain, balanced and free of the article's errors."""

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import product

import frictionless
import pytest
from reading_grade import reading_grade
from words import BANNED, COUNTED, FREQUENCY, RELATIVE, rows, screen_texts

from models import ROOT
from models.evidence.terms import NO_TREATMENT, PHOTOTYPES, Basis, Slot, Status, VariesBy
from models.folder.data_readme import main as data_readme
from models.history.snapshot import rows_of
from models.history.versions import HISTORY, held

DATA = ROOT / "data"

#: The one column that quotes the original article, errors included, in order to correct them.
QUOTES_THE_ARTICLE = ("article_claims.csv", "said")

#: What the original article garbled or got wrong (fact check, claims 1 to 17).
WRONG_CLAIMS = re.compile(
    r"endometriosis|goes offline|cosmetic surgery|this drug|pain reliever|more pleasant|hormone imbalance"
    r"|risk-free|skin cooler|loose, old skin|appear younger|tiktok",
    re.IGNORECASE,
)


def test_the_data_package_is_valid_by_the_frictionless_standard():
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["fileName", "rowNumber", "fieldName", "message"])


def test_every_file_in_the_folder_is_described():
    described = {
        r["path"] for r in json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    }
    assert described == {path.name for path in DATA.glob("*.csv")}


def test_the_readme_of_the_data_is_not_stale():
    assert data_readme(["--check"]) == 0


def each(*kinds):
    """The expected count of each combination: one."""
    return dict.fromkeys(product(*kinds), 1)


def test_every_treatment_has_one_row_for_every_criterion(evidence):
    """A criterion that varies by concern or phototype has a row for each. ``no_visible_change`` covers only
    some concerns, the same for every treatment."""
    for criterion_id, criterion in evidence.criteria.items():
        found = [e for e in evidence.estimates if e.criterion_id == criterion_id]
        if criterion_id == "no_visible_change":
            concerns, phototypes = sorted({e.concern_id for e in found}), [None]
            assert len(concerns) > 1
        else:
            concerns = evidence.concerns if criterion.varies_by is VariesBy.CONCERN else [None]
            phototypes = PHOTOTYPES if criterion.varies_by is VariesBy.PHOTOTYPE else [None]
        rows_of_it = Counter((e.treatment_id, e.concern_id, e.phototype) for e in found)
        assert rows_of_it == each(evidence.treatments, concerns, phototypes), criterion_id
    assert {e.criterion_id for e in evidence.estimates} == set(evidence.criteria)


def test_every_treatment_has_one_rating_for_every_phototype(evidence):
    assert Counter((r["treatment_id"], r["phototype"]) for r in rows("suitability.csv")) == each(
        evidence.treatments, PHOTOTYPES
    )
    assert set(evidence.suitability) == set(each(evidence.treatments, PHOTOTYPES))


def test_every_condition_and_every_treatment_has_a_contraindication(evidence):
    conditions, treated = (set(part) for part in zip(*evidence.contraindications, strict=True))
    assert conditions == set(evidence.conditions)
    assert treated == set(evidence.treatments) - {NO_TREATMENT}
    assert len(evidence.contraindications) == len(rows("contraindications.csv"))


def test_every_treatment_has_its_waits_its_dark_marks_duration_and_its_recovery_phases(evidence):
    activities = {a.what for a in evidence.aftercare}
    assert Counter((a.treatment_id, a.what) for a in evidence.aftercare) == each(
        evidence.treatments, activities
    )
    assert set(evidence.dark_marks_duration) == set(evidence.treatments)
    assert {phase.treatment_id for phase in evidence.recovery} == set(evidence.treatments)


def test_every_figure_of_an_earlier_snapshot_still_exists(evidence):
    """The first snapshot is the original research."""
    now = {row.key for row in rows_of(evidence)}
    copies = [held(DATA, path.stem.partition("_")[2]) for path in sorted((DATA / HISTORY).iterdir())]
    assert [row.key for copy in copies for row in copy.rows if row.key not in now] == []
    assert all(copy.rows for copy in copies)


def test_every_source_is_cited_and_every_cited_source_exists(evidence):
    """Read from the files, so a source is removed together with the last row that cites it."""
    cited = {
        source
        for path in DATA.glob("*.csv")
        for row in rows(path.name)
        for source in row.get("source_ids", "").split(";")
        if source
    }
    assert cited == set(evidence.sources) == {row["source_id"] for row in rows("sources.csv")}


def test_gaps_are_words_never_numbers(evidence):
    gaps = [e for e in evidence.estimates if not e.status.has_figures]
    assert Status.NO_EVIDENCE in {e.status for e in gaps}
    assert [e for e in gaps if (e.low, e.typical, e.high) != (None, None, None)] == []


def test_an_estimate_without_a_source_is_refused_unless_it_is_assumed(evidence):
    sourced = next(e for e in evidence.estimates if e.basis is Basis.SOURCED)
    with pytest.raises(ValueError, match="needs a source"):
        replace(sourced, source_ids=())
    with pytest.raises(ValueError, match="needs a source"):
        replace(sourced, basis=None)
    assert replace(sourced, source_ids=(), basis=Basis.ASSUMED).is_assumed


def test_a_missing_fact_is_none_and_a_missing_estimate_is_an_error(evidence):
    shown = {"concern_id": "acne_scars", "phototype": "IV"}
    assert evidence.fact("microneedling_pen", "cost") is evidence.estimate(
        "microneedling_pen", "cost", **shown
    )
    assert evidence.fact("microneedling_pen", "no_such_fact", **shown) is None
    assert evidence.fact("microneedling_pen", "dark_marks") is None  # it varies by skin type
    with pytest.raises(KeyError, match=r"No row of estimates\.csv is for .*dark_marks"):
        evidence.estimate("microneedling_pen", "dark_marks", concern_id="acne_scars")


def test_the_version_depends_on_the_content_alone(evidence, tmp_path):
    from models.folder.load import load

    for path in (p for p in DATA.iterdir() if p.is_file()):
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(tmp_path).version == evidence.version
    reviews = tmp_path / "reviews.csv"
    reviews.write_text(
        reviews.read_text(encoding="utf-8").replace("2027-05-22", "2027-05-23"), encoding="utf-8"
    )
    assert load(tmp_path).version != evidence.version


def test_every_text_reads_at_grade_8_or_lower():
    too_hard = [(f, round(g, 1), t) for f, _, t in screen_texts() if (g := reading_grade(t)) > 8]
    assert too_hard == []


def test_plain_words_have_a_lower_reading_grade_than_hard_words():
    """Flesch-Kincaid by hand: 6 words, 1 sentence, 6 syllables -> 0.39*6 + 11.8*1 - 15.59 = -1.45."""
    assert reading_grade("The cat sat on the mat.") == pytest.approx(-1.45)
    assert reading_grade("Notwithstanding considerable heterogeneity, hyperpigmentation predominated.") > 20


def test_no_text_contains_a_banned_word():
    assert [(f, t) for f, _, t in screen_texts() if BANNED.search(t)] == []


def test_a_word_like_rare_appears_only_beside_a_number():
    sentences = [s for f, _, t in screen_texts() for s in re.split(r"(?<=[.!?])\s", t)]
    assert [s for s in sentences if FREQUENCY.search(s) and not re.search(r"\d", s)] == []


def test_every_relative_risk_comes_with_an_absolute_one():
    found = [t for _, _, t in screen_texts() if RELATIVE.search(t)]
    assert found, "no text contains a relative risk, so this test checks nothing"
    assert [t for t in found if not COUNTED.search(t)] == []


def test_benefits_and_harms_are_told_in_equal_detail(evidence):
    for treatment in evidence.treatments:
        good, bad = (evidence.passages_of(treatment, slot) for slot in (Slot.MAY_DO, Slot.MAY_COST))
        assert len(good) == len(bad) == 4, treatment
        ratio = len(" ".join(good).split()) / len(" ".join(bad).split())
        assert 0.5 <= ratio <= 2, (treatment, ratio)


def test_treatment_texts_repeat_no_figure_of_the_evidence(evidence):
    """Prices, days and shares are shown from estimates.csv beside the text."""
    typed = [
        p.text for p in evidence.passages if re.search(r"\$|\d+ (days?|of 100|sessions?|weeks?)|%", p.text)
    ]
    assert typed == []


def test_no_text_repeats_a_wrong_claim_of_the_article():
    everything = [(f, t) for f, c, t in screen_texts() if (f, c) != QUOTES_THE_ARTICLE]
    everything += [("treatments.csv", r["label"]) for r in rows("treatments.csv")]
    assert [(f, t) for f, t in everything if WRONG_CLAIMS.search(t)] == []
    assert not any("uneven" in r["label"].lower() for r in rows("conditions.csv"))


def test_the_pattern_of_wrong_claims_matches_the_quoted_claims():
    """The quotes are exempt from the rule above, but the pattern must match most of them."""
    quoted = [r["said"] for r in rows("article_claims.csv") if not r["found_in"]]
    assert sum(bool(WRONG_CLAIMS.search(text)) for text in quoted) >= 8


def upheld_claims():
    return [r for r in rows("article_claims.csv") if r["found_in"]]


@pytest.mark.parametrize("claim", upheld_claims(), ids=lambda c: c["claim"])
def test_each_upheld_claim_of_the_article_is_in_the_texts(evidence, claim):
    texts = [p.text for p in evidence.passages] + [c.about for c in evidence.concerns.values()]
    assert any(claim["found_in"] in text for text in texts)


def test_every_claim_of_the_fact_check_has_its_verdict(evidence):
    """Claims 1 to 17 are wrong or garbled, 18 to 38 are true at least in part, 21 is not confirmed."""
    assert [c.claim for c in evidence.article_claims] == list(range(1, 39))
    assert [c.claim for c in evidence.article_claims if c.verdict.is_upheld] == list(range(18, 39))
    assert [int(c["claim"]) for c in upheld_claims()] == list(range(18, 39))
    verdicts = {c.claim: c.verdict for c in evidence.article_claims}
    assert (verdicts[2], verdicts[12], verdicts[21]) == ("contradicted", "overclaim", "not_confirmed")


def test_every_concern_is_explained_in_forty_words_or_more(evidence):
    assert all(len(c.about.split()) >= 40 for c in evidence.concerns.values())
