"""A link made with older figures shows which of them have changed since."""

import re
import shutil
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_grade import reading_grade
from rendered import app
from words import BANNED, names_in

from models import ROOT
from models.evidence.terms import Action, Basis, Rating
from models.history.changes import NO_COPY, by_view, changes, in_short
from models.history.snapshot import COLUMNS, Kind, as_csv, figures_version, from_csv, rows_of, version_of
from models.history.versions import HISTORY, Snapshot, file_name, held, keep, main
from models.person.preferences import start
from pages.visit.current_evidence import FOLDER_VARIABLE

DATA = ROOT / "data"


def then(evidence, **by_key):
    """Today's snapshot with cells changed. Keys: kind, treatment, what, concern, phototype, with ``__``."""
    today = held(DATA, figures_version(evidence))
    wanted = {tuple(key.split("__")): cells for key, cells in by_key.items()}
    rows = [replace(row, **wanted.pop(row.key, {})) for row in today.rows]
    assert not wanted, "no such row"
    return Snapshot(today.day, tuple(rows))


def sentences(found):
    return [change.sentence for change in found]


def test_todays_figures_have_a_snapshot(evidence):
    assert held(DATA, figures_version(evidence)), "run `make data-history` and commit the file it writes"


def test_every_snapshot_matches_the_version_in_its_name():
    paths = sorted((DATA / HISTORY).iterdir())
    assert paths
    for path in paths:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d_[0-9a-f]{8}\.csv", path.name)
        assert held(DATA, path.stem.partition("_")[2]), f"{path.name} was changed after it was written"


def test_a_snapshot_has_one_sorted_row_per_figure(evidence):
    text = next((DATA / HISTORY).glob(f"*_{figures_version(evidence)}.csv")).read_text(encoding="utf-8")
    header, *lines = text.splitlines()
    assert header == ",".join(COLUMNS)
    assert lines == sorted(lines)
    keys = [row.key for row in from_csv(text)]
    assert len(keys) == len(set(keys))
    assert Counter(kind for kind, *_ in keys) == {
        Kind.SCALE: len(evidence.weighted),
        Kind.ESTIMATE: len(evidence.estimates),
        Kind.SUITABILITY: len(evidence.suitability),
        Kind.CONTRAINDICATION: len(evidence.contraindications),
        Kind.WAIT: len(evidence.aftercare),
        Kind.RECOVERY: len(evidence.recovery),
        # One row for how long dark marks last, one for how many people keep them.
        Kind.DARK_MARKS: 2 * len(evidence.treatments),
    }
    assert "estimate,microneedling_pen,cost,,,400,1600,4000,USD,estimated" in lines


def test_the_version_depends_on_figures_and_not_on_texts(evidence):
    first = evidence.estimates[0]

    def version(**parts):
        return figures_version(replace(evidence, **parts))

    same = [
        {"estimates": (replace(first, plain_note="other words"), *evidence.estimates[1:])},
        {"estimates": tuple(reversed(evidence.estimates))},
        {"passages": evidence.passages[1:]},
        {"review": replace(evidence.review, funded_by="somebody")},
    ]
    assert {version(**parts) for parts in same} == {figures_version(evidence)}
    suitability = dict(evidence.suitability)
    suitability["microneedling_pen", "I"] = replace(
        suitability["microneedling_pen", "I"], rating=Rating.AVOID
    )
    rules = dict(evidence.contraindications)
    at = next(key for key, rule in rules.items() if rule.action is not Action.DO_NOT)
    rules[at] = replace(rules[at], action=Action.DO_NOT)
    other = [
        {"estimates": (replace(first, high=first.high + 1), *evidence.estimates[1:])},
        {"estimates": evidence.estimates[1:]},
        {"suitability": suitability},
        {"contraindications": rules},
        {"aftercare": evidence.aftercare[1:]},
        {"recovery": evidence.recovery[1:]},
        {"criteria": {c: replace(x, scale_worst=99_999) for c, x in evidence.criteria.items()}},
    ]
    assert len({version(**parts) for parts in other} | {figures_version(evidence)}) == len(other) + 1


def test_there_are_no_changes_since_todays_snapshot(evidence):
    assert changes(evidence, held(DATA, figures_version(evidence))) == ()


def test_a_changed_typical_figure_is_listed_with_todays_range(evidence):
    """estimates.csv: microneedling_pen, cost: 400, 1600, 4000."""
    found = changes(evidence, then(evidence, estimate__microneedling_pen__cost____={"typical": "1800"}))
    assert sentences(found) == [
        "Cost of a full course of Microneedling (clinic pen): now $1,600 ($400 to $4,000), was $1,800."
    ]


def test_a_changed_range_is_listed_with_the_old_and_the_new_one(evidence):
    found = changes(evidence, then(evidence, estimate__microneedling_pen__cost____={"high": "5000"}))
    assert sentences(found) == [
        "Cost of a full course of Microneedling (clinic pen): now $1,600 ($400 to $4,000), "
        "was $1,600 ($400 to $5,000)."
    ]


def test_a_figure_that_was_a_gap_is_listed_with_the_word_for_the_gap(evidence):
    gap = {"low": "", "typical": "", "high": "", "status": "not_reported"}
    found = changes(evidence, then(evidence, estimate__microneedling_pen__cost____=gap))
    assert sentences(found)[0].endswith(": now $1,600 ($400 to $4,000), was not reported.")


def test_a_changed_figure_is_marked_if_it_is_assumed(evidence):
    cell = evidence.estimate("at_home_roller", "dark_marks", concern_id="", phototype="IV")
    assert cell.is_assumed
    found = changes(evidence, then(evidence, estimate__at_home_roller__dark_marks____IV={"typical": "31"}))
    assert "), assumed, was 31 of 100 people" in sentences(found)[0]


def test_changed_ratings_and_precautions_are_listed_in_words(evidence):
    assert evidence.suitability["microneedling_pen", "I"].rating is Rating.SUITABLE
    assert evidence.contraindications["active_acne", "microneedling_pen"].action is Action.POSTPONE
    old = then(
        evidence,
        suitability__microneedling_pen______I={"status": "avoid"},
        contraindication__microneedling_pen__active_acne____={"status": "ask_first"},
    )
    assert sentences(changes(evidence, old)) == [
        "Microneedling (clinic pen) for skin type I: now suitable, was avoid.",
        "Microneedling (clinic pen) with active inflamed acne in the area: now wait, was ask first.",
    ]


def test_changed_waits_phases_lasting_marks_and_scales_are_listed(evidence):
    """aftercare.csv: microneedling_pen, exercise: 1, 3, 7; recovery.csv: treatment_day, 0 to 0, at home."""
    old = then(
        evidence,
        wait__microneedling_pen__exercise____={"typical": "2"},
        recovery__microneedling_pen__treatment_day_1____={"high": "1", "status": ""},
        dark_marks__rf_microneedling__stays____={"typical": "4"},
        scale____cost____={"low": "10000"},
    )
    assert sentences(changes(evidence, old)) == [
        "The scale of cost of a full course: now from $12,000 to $0, was from $10,000 to $0.",
        "Exercise after Microneedling (clinic pen): now 3 days (1 to 7 days), was 2 days.",
        "Treatment day after a session of Microneedling (clinic pen): now day 0, most stay at home, "
        "was days 0 to 1, most need not stay at home.",
        "People who keep dark marks after Radiofrequency microneedling: now 0 of 100 people, "
        "was 4 of 100 people.",
    ]


def test_a_new_option_is_listed_once_with_the_number_of_its_figures(evidence):
    today = held(DATA, figures_version(evidence))
    kept = tuple(row for row in today.rows if row.treatment_id != "at_home_roller")
    found = changes(evidence, Snapshot(today.day, kept))
    figures = len(today.rows) - len(kept)
    assert sentences(found) == [f"New: At-home roller ({figures} figures)."]
    assert in_short(found, today).startswith(
        f"This link was made with the figures of 27 November 2026. {figures} figures have changed since then."
    )


def test_a_removed_option_is_named(evidence):
    today = held(DATA, figures_version(evidence))
    gone = replace(rows_of(evidence)[6], treatment_id="old_laser")
    found = changes(evidence, Snapshot(today.day, (*today.rows, gone)))
    assert sentences(found) == ["No longer listed: Old laser (1 figure)."]


def test_figures_of_a_kind_missing_from_an_old_snapshot_are_not_listed(evidence):
    today = held(DATA, figures_version(evidence))
    kept = tuple(row for row in today.rows if row.kind != Kind.WAIT)
    assert changes(evidence, Snapshot(today.day, kept)) == ()


def test_a_rating_that_no_longer_exists_is_listed_as_it_was(evidence):
    old = then(evidence, suitability__microneedling_pen______I={"status": "only_on_mondays"})
    assert sentences(changes(evidence, old))[0].endswith("now suitable, was only on mondays.")


def test_changes_in_the_current_view_come_first(evidence):
    old = then(
        evidence,
        estimate__microneedling_pen__results__acne_scars__={"high": "4"},
        estimate__microneedling_pen__results__wrinkles__={"high": "4"},
        estimate__microneedling_pen__dark_marks____IV={"high": "99"},
        estimate__microneedling_pen__dark_marks____V={"high": "99"},
    )
    found = changes(evidence, old)
    about, rest = by_view(found, replace(start(evidence), phototype="IV"))
    assert [(c.concern_id, c.phototype) for c in about] == [("acne_scars", None), (None, "IV")]
    assert [(c.concern_id, c.phototype) for c in rest] == [("wrinkles", None), (None, "V")]
    assert len(by_view(found, start(evidence))[0]) == 3


def test_every_sentence_on_changes_reads_at_grade_8_without_banned_words(evidence):
    """Every row of today's figures is compared with a different one."""
    words = {Kind.SUITABILITY: "avoid", Kind.CONTRAINDICATION: "do_not", Kind.RECOVERY: "at_home"}
    rows = [
        replace(row, status=words[row.kind]) if row.kind in words else replace(row, low="1", high="4.5")
        for row in rows_of(evidence)
    ]
    found = changes(evidence, Snapshot(evidence.review.compiled_on, tuple(rows)))
    assert len(found) > len(rows) / 2
    names = "|".join(re.escape(c.label.lower()) for c in evidence.conditions.values())
    names = re.compile(f"{names}|{names_in(evidence).pattern}")
    said = [*sentences(found), NO_COPY, in_short(found, held(DATA, figures_version(evidence)))]
    assert [text for text in said if BANNED.search(text)] == []
    assert {text: g for text in said if (g := reading_grade(names.sub(" ", text))) > 8} == {}


@given(st.text(max_size=40) | st.from_regex(r"[0-9a-f]{8}", fullmatch=True))
def test_an_unknown_version_has_no_snapshot(version):
    assert held(DATA, version) is None or version in {p.stem[-8:] for p in (DATA / HISTORY).iterdir()}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"kind\n",
        (",".join(COLUMNS) + "\n").encode(),
        (",".join(COLUMNS) + "\nestimate,a\n").encode(),
        (",".join(COLUMNS) + '\n"unclosed').encode(),
        (",".join(COLUMNS) + "\nestimate,a,b,,,one,2,3,USD,estimated\n").encode(),
        b"x" * 3_000_000,
    ],
)
def test_a_damaged_snapshot_is_ignored(tmp_path, content):
    (tmp_path / HISTORY).mkdir()
    (tmp_path / HISTORY / "2026-11-22_0badf00d.csv").write_bytes(content)
    assert held(tmp_path, "0badf00d") is None


def test_a_folder_without_history_has_no_snapshots(tmp_path, evidence):
    assert held(tmp_path, figures_version(evidence)) is None


def test_a_snapshot_is_written_once(tmp_path, evidence, capsys):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns(HISTORY))
    assert main([str(folder)]) == 0
    path = folder / HISTORY / file_name(evidence)
    assert path.name == f"2026-11-27_{figures_version(evidence)}.csv"
    assert version_of(from_csv(path.read_text(encoding="utf-8"))) == figures_version(evidence)
    assert keep(folder, evidence) is None
    main([str(folder)])
    assert "kept already" in capsys.readouterr().out


@pytest.fixture
def older_folder(tmp_path, monkeypatch, evidence):
    """The version of a snapshot in which the clinic pen cost $1,800; the app uses a folder that has it."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    rows = then(evidence, estimate__microneedling_pen__cost____={"typical": "1800"}).rows
    (folder / HISTORY / f"2026-05-01_{version_of(rows)}.csv").write_text(as_csv(rows), encoding="utf-8")
    monkeypatch.setenv(FOLDER_VARIABLE, str(folder))
    return version_of(rows)


def test_a_link_made_with_older_figures_shows_which_have_changed(older_folder):
    test = app(d=older_folder, concern="Melasma")
    assert [i.value for i in test.info] == [
        "This link was made with the figures of 1 May 2026. 1 figure has changed since then. "
        "You see today's figures, so the order may not be the one that was sent."
    ]
    assert any(
        m.value.startswith("**In this view**") and "now $1,600 ($400 to $4,000), was $1,800." in m.value
        for m in test.markdown
    )
    assert test.switch_page("how_sure.py").run().info[0].value.startswith("This link was made with the fig")


def test_a_link_made_with_todays_figures_shows_no_notice(evidence):
    assert not app(d=figures_version(evidence), concern="Melasma").info
    assert not app(concern="Melasma").info


@pytest.mark.parametrize("version", ["0badf00d", "../../etc/passwd", "", "é" * 5000, "*", "e9e6c5c?"])
def test_a_link_made_with_unknown_figures_shows_one_notice(version):
    test = app(d=version, concern="Melasma")
    assert not test.exception
    assert [i.value for i in test.info] == ([NO_COPY] if version else [])


def test_without_a_history_a_link_still_opens(tmp_path, monkeypatch):
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns(HISTORY))
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "data"))
    assert [i.value for i in app(d="0badf00d").info] == [NO_COPY]


def test_the_version_does_not_depend_on_the_basis_of_a_figure(evidence):
    first = next(e for e in evidence.estimates if e.basis is Basis.SOURCED)
    others = tuple(e for e in evidence.estimates if e is not first)
    assert figures_version(replace(evidence, estimates=(replace(first, basis=Basis.ASSUMED), *others))) == (
        figures_version(evidence)
    )
