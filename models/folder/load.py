"""A folder of CSV files -> one immutable ``Evidence``, or one error that lists every problem."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import EnumType
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

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
from models.folder.cells import Value
from models.folder.problems import EvidenceError
from models.folder.tables import Row, Table
from models.folder.validation import check

T = TypeVar("T")

#: Field of ``Evidence`` -> its table, the class of its rows, and the columns of its key.
_TABLES: dict[str, tuple[str, type[Any], tuple[str, ...]]] = {
    "treatments": ("treatments", Treatment, ("treatment_id",)),
    "concerns": ("concerns", Concern, ("concern_id",)),
    "conditions": ("conditions", Condition, ("condition_id",)),
    "criteria": ("criteria", Criterion, ("criterion_id",)),
    "estimates": ("estimates", Estimate, ()),
    "suitability": ("suitability", Suitability, ("treatment_id", "phototype")),
    "contraindications": ("contraindications", Contraindication, ("condition_id", "treatment_id")),
    "serious_harms": ("warnings", SeriousHarm, ("treatment_id",)),
    "recovery": ("recovery", RecoveryPhase, ()),
    "aftercare": ("aftercare", Aftercare, ()),
    "dark_marks_duration": ("dark_marks_duration", DarkMarksDuration, ("treatment_id",)),
    "article_claims": ("article_claims", ArticleClaim, ()),
    "sources": ("sources", Source, ("source_id",)),
}

#: Fields that are not filled from the column of their name.
_OTHERWISE: dict[type[Any], dict[str, Callable[[Row], Any]]] = {
    Criterion: {"is_weighted": lambda row: row["role"] == "weighted"},
    RecoveryPhase: {"at_home": lambda row: row["home"] == "yes"},
    Aftercare: {end: itemgetter(f"wait_days_{end}") for end in ("low", "typical", "high")},
    DarkMarksDuration: {"lasting_per_100": itemgetter("lasting_per_100_of_those_affected")},
}

#: Fields that no column fills.
_NO_COLUMN = ("public", "notice")


def load(folder: Path) -> Evidence:
    """Read, check and build the evidence in ``folder``.

    Raises EvidenceError with every problem; nothing is built from a folder with problems.
    """
    tables, problems = check(folder)
    if problems:
        raise EvidenceError(problems)
    return _build(tables)


def _version(tables: Mapping[str, Table]) -> str:
    """Eight hexadecimal digits that name the content, whatever the file dates and line endings."""
    digest = hashlib.sha256()
    for name in sorted(tables):
        digest.update(name.encode())
        for row in tables[name]:
            digest.update(repr(sorted(row.values.items())).encode())
    return digest.hexdigest()[:8]


def _build(tables: Mapping[str, Table]) -> Evidence:
    phototypes = {row["phototype"]: row for row in tables["phototypes"]}
    (start,) = (row["preset_id"] for row in tables["presets"] if row["is_start"])
    presets = {row["preset_id"]: _preset(row, tables["preset_importances"]) for row in tables["presets"]}
    return Evidence(
        version=_version(tables),
        phototypes={name: row["words"] for name, row in phototypes.items()},
        phototype_sources={name: row["source_ids"] for name, row in phototypes.items()},
        grades={row["grade"]: row["words"] for row in tables["grades"]},
        presets=presets,
        start_preset=presets[start],
        passages=tuple(_nouns(Passage, sorted(tables["treatment_texts"], key=lambda row: row["position"]))),
        review=max(_nouns(Review, tables["reviews"]), key=lambda review: review.compiled_on),
        **{field: _by_key(noun, tables[table], keys) for field, (table, noun, keys) in _TABLES.items()},
    )


def _by_key(noun: type[T], rows: Iterable[Row], keys: tuple[str, ...]) -> Any:
    """The rows by the value of their key, or by a tuple of values; without a key, all of them in a tuple."""
    built = tuple(_nouns(noun, rows))
    return dict(zip(map(attrgetter(*keys), built), built, strict=True)) if keys else built


def _nouns(noun: type[T], rows: Iterable[Row]) -> Iterator[T]:
    """One ``noun`` for each row, with fields from the columns of their names, or as in ``_OTHERWISE``."""
    kinds = {name: kind for name, kind in get_type_hints(noun).items() if name not in _NO_COLUMN}
    otherwise = _OTHERWISE.get(noun, {})
    for row in rows:
        yield noun(
            **{
                name: otherwise[name](row) if name in otherwise else _typed(row[name], kind)
                for name, kind in kinds.items()
            }
        )


def _typed(value: Value, kind: Any) -> Any:
    """``value`` as a field of this kind holds it: a word as its enum member, a blank text as ''."""
    options = get_args(kind) or (kind,)
    if value is None:
        return "" if options == (str,) else None
    return options[0](value) if isinstance(options[0], EnumType) else value


def _preset(row: Row, every: Table) -> Preset:
    importances = {r["criterion_id"]: r["importance"] for r in every if r["preset_id"] == row["preset_id"]}
    return Preset(row["preset_id"], row["label"], row["assumes"], importances)
