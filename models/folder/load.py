"""A folder of CSV files -> one immutable ``Evidence``, or one error that lists every problem."""

import hashlib
from pathlib import Path

from models.evidence.after_session import Aftercare, DarkMarksDuration, RecoveryPhase
from models.evidence.nouns import (
    Concern,
    Criterion,
    Estimate,
    Evidence,
    Passage,
    Preset,
    SeriousHarm,
    Treatment,
)
from models.evidence.provenance import ArticleClaim, Review, Source
from models.evidence.suitability import Condition, Contraindication, Suitability
from models.evidence.terms import Action, Basis, Certainty, Rating, Slot, Status, Topic, VariesBy, Verdict
from models.folder.problems import EvidenceError
from models.folder.tables import Folder, Row, read_folder
from models.folder.validation import check


def load(folder: Path) -> Evidence:
    """Read, check and build the evidence in ``folder``.

    Raises EvidenceError with every problem; nothing is ever built from half a folder.
    """
    contents = read_folder(folder)
    problems = check(contents)
    if problems:
        raise EvidenceError(problems)
    return _build(contents)


def _version(contents: Folder) -> str:
    """Eight hexadecimal digits that name the content, whatever the file dates and line ends."""
    digest = hashlib.sha256()
    for name in sorted(contents.tables):
        digest.update(name.encode())
        for row in contents.tables[name]:
            digest.update(repr(sorted(row.values.items())).encode())
    return digest.hexdigest()[:8]


def _build(contents: Folder) -> Evidence:
    tables = contents.tables
    presets = {row["preset_id"]: _preset(row, contents) for row in tables["presets"]}
    start = next(row["preset_id"] for row in tables["presets"] if row["is_start"])
    return Evidence(
        version=_version(contents),
        treatments={
            r["treatment_id"]: Treatment(r["treatment_id"], r["label"], r["family"], r["setting"])
            for r in tables["treatments"]
        },
        concerns={
            r["concern_id"]: Concern(
                r["concern_id"], r["label"], r["implies_condition"], r["about"], r["source_ids"]
            )
            for r in tables["concerns"]
        },
        phototypes={r["phototype"]: r["words"] for r in tables["phototypes"]},
        phototype_sources={r["phototype"]: r["source_ids"] for r in tables["phototypes"]},
        conditions={
            r["condition_id"]: Condition(
                r["condition_id"], r["label"], r["plain_label"], r["in_short"], Topic(r["topic"])
            )
            for r in tables["conditions"]
        },
        criteria={r["criterion_id"]: _criterion(r) for r in tables["criteria"]},
        grades={r["grade"]: r["words"] for r in tables["grades"]},
        presets=presets,
        start_preset=presets[start],
        estimates=tuple(_estimate(r) for r in tables["estimates"]),
        passages=tuple(
            Passage(r["treatment_id"], Slot(r["slot"]), r["text"], r["source_ids"])
            for r in sorted(tables["treatment_texts"], key=lambda r: r["position"])
        ),
        suitability={
            (r["treatment_id"], r["phototype"]): Suitability(
                r["treatment_id"],
                r["phototype"],
                Rating(r["rating"]),
                r["plain_reason"],
                Certainty(r["certainty"]),
                r["source_ids"],
            )
            for r in tables["suitability"]
        },
        contraindications={
            (r["condition_id"], r["treatment_id"]): Contraindication(
                r["condition_id"],
                r["treatment_id"],
                Action(r["action"]),
                r["plain_wait"] or "",
                r["plain_reason"],
                r["source_ids"],
            )
            for r in tables["contraindications"]
        },
        serious_harms={
            r["treatment_id"]: SeriousHarm(r["treatment_id"], r["plain_warning"], r["source_ids"])
            for r in tables["warnings"]
        },
        recovery=tuple(
            RecoveryPhase(
                r["treatment_id"],
                r["day_from"],
                r["day_to"],
                r["phase"],
                r["plain_notice"],
                r["home"] == "yes",
                Certainty(r["certainty"]),
                Basis(r["basis"]),
                r["source_ids"],
            )
            for r in tables["recovery"]
        ),
        aftercare=tuple(
            Aftercare(
                r["treatment_id"],
                r["what"],
                r["wait_days_low"],
                r["wait_days_typical"],
                r["wait_days_high"],
                Certainty(r["certainty"]),
                Basis(r["basis"]),
                r["source_ids"],
            )
            for r in tables["aftercare"]
        ),
        dark_marks_duration={
            r["treatment_id"]: DarkMarksDuration(
                r["treatment_id"],
                r["weeks_low"],
                r["weeks_typical"],
                r["weeks_high"],
                r["lasting_per_100_of_those_affected"],
                Certainty(r["certainty"]),
                Basis(r["basis"]),
                r["source_ids"],
                r["plain_note"] or "",
            )
            for r in tables["dark_marks_duration"]
        },
        article_claims=tuple(
            ArticleClaim(r["claim"], r["said"], Verdict(r["verdict"]), r["finding"], r["source_ids"])
            for r in tables["article_claims"]
        ),
        sources={
            r["source_id"]: Source(
                r["source_id"],
                r["kind"],
                r["title"],
                r["authors"] or "",
                r["year"] or "",
                r["url"] or "",
                r["read_as"],
                r["accessed"],
            )
            for r in tables["sources"]
        },
        review=_review(tables["reviews"].rows),
    )


def _criterion(row: Row) -> Criterion:
    return Criterion(
        criterion_id=row["criterion_id"],
        label=row["label"],
        short_label=row["short_label"],
        unit=row["unit"],
        scale_worst=row["scale_worst"],
        scale_best=row["scale_best"],
        varies_by=VariesBy(row["varies_by"]) if row["varies_by"] else None,
        is_weighted=row["role"] == "weighted",
        plain_definition=row["plain_definition"] or "",
    )


def _estimate(row: Row) -> Estimate:
    return Estimate(
        treatment_id=row["treatment_id"],
        criterion_id=row["criterion_id"],
        concern_id=row["concern_id"],
        phototype=row["phototype"],
        low=row["low"],
        typical=row["typical"],
        high=row["high"],
        unit=row["unit"],
        status=Status(row["status"]),
        basis=Basis(row["basis"]) if row["basis"] else None,
        certainty=Certainty(row["certainty"]) if row["certainty"] else None,
        source_ids=row["source_ids"],
        as_of=row["as_of"],
        plain_note=row["plain_note"] or "",
        second_reader=row["second_reader"],
    )


def _preset(row: Row, contents: Folder) -> Preset:
    importances = {
        r["criterion_id"]: r["importance"]
        for r in contents.tables["preset_importances"]
        if r["preset_id"] == row["preset_id"]
    }
    return Preset(row["preset_id"], row["label"], row["assumes"], importances)


def _review(rows: list[Row]) -> Review:
    """The newest review: the one compiled last."""
    row = max(rows, key=lambda r: r["compiled_on"])
    return Review(
        row["compiled_by"],
        row["compiled_on"],
        row["checked_by"],
        row["checked_on"],
        row["next_review"],
        row["funded_by"],
    )
