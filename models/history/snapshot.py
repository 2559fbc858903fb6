"""Every figure of the evidence as one flat row, and a version for all of them.

The rows hold figures, ratings and actions but no texts, so rewording a text does not change the version. A
snapshot is these rows as a CSV file, from which the version can be worked out again.
"""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from enum import StrEnum

from models.evidence.kept import kept
from models.evidence.nouns import Evidence


class Kind(StrEnum):
    """What a row is about, and what its columns hold besides the treatment."""

    #: ``what`` is a criterion.
    ESTIMATE = "estimate"
    #: ``status`` is a rating for a phototype.
    SUITABILITY = "suitability"
    #: ``what`` is a health condition, ``status`` an action.
    CONTRAINDICATION = "contraindication"
    #: ``what`` is a criterion, ``low`` its worst and ``high`` its best end. About no treatment.
    SCALE = "scale"
    #: ``what`` is what people wait for after a session.
    WAIT = "wait"
    #: ``what`` is a phase after one session and its number, ``low`` and ``high`` its first and last day.
    RECOVERY = "recovery"
    #: How long dark marks last (``what`` is ``lasts``), and how many keep them (``stays``).
    DARK_MARKS = "dark_marks"


Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True, order=True)
class FigureRow:
    """One figure in ``unit``, or a word in ``status``. A blank concern or phototype means all."""

    kind: str
    treatment_id: str
    what: str
    concern_id: str
    phototype: str
    low: str
    typical: str
    high: str
    unit: str
    status: str

    @property
    def key(self) -> Key:
        """What the row is about; no two rows share it."""
        return self.kind, self.treatment_id, self.what, self.concern_id, self.phototype


COLUMNS = tuple(field.name for field in fields(FigureRow))


def rows_of(evidence: Evidence) -> tuple[FigureRow, ...]:
    """Every figure, rating and action, in the evidence's order."""
    return tuple(row for row, _ in _rows(evidence))


def assumed(evidence: Evidence) -> frozenset[Key]:
    """The keys of the figures that were assumed. A snapshot does not hold them: a basis is not a figure."""
    return frozenset(row.key for row, is_assumed in _rows(evidence) if is_assumed)


@kept(8)
def figures_version(evidence: Evidence) -> str:
    """Eight hexadecimal digits. A link holds them, to show later whether its figures have changed."""
    return version_of(rows_of(evidence))


def version_of(rows: Iterable[FigureRow]) -> str:
    """Eight hexadecimal digits that name the figures, whatever their order."""
    return hashlib.sha256(as_csv(rows).encode()).hexdigest()[:8]


def as_csv(rows: Iterable[FigureRow]) -> str:
    """The rows as a file: sorted, with a header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(row) for row in sorted(rows))
    return out.getvalue()


def from_csv(text: str) -> tuple[FigureRow, ...]:
    """The rows of a file. Raises ValueError for anything that ``as_csv`` did not write."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header, *lines = reader
    except csv.Error as error:
        raise ValueError(str(error)) from error
    if tuple(header) != COLUMNS or any(len(line) != len(COLUMNS) for line in lines):
        raise ValueError("These are not the columns of a snapshot.")
    rows = tuple(FigureRow(*line) for line in lines)
    for row in rows:
        for cell in (row.low, row.typical, row.high):
            number(cell)
    return rows


def number(cell: str) -> float | None:
    """The number in a cell, None in a blank one. Raises ValueError for any other text."""
    return float(cell) if cell else None


def _row(
    kind: Kind,
    treatment_id: str,
    what: str,
    *,
    concern_id: str | None = None,
    phototype: str | None = None,
    span: tuple[float | None, float | None, float | None] = (None, None, None),
    unit: str = "",
    status: str = "",
) -> FigureRow:
    # 1600.0 and 1600 are written alike.
    low, typical, high = ("" if value is None else f"{value:.12g}" for value in span)
    place = str(kind), treatment_id, what, concern_id or "", phototype or ""
    return FigureRow(*place, low, typical, high, unit, str(status))


def _rows(evidence: Evidence) -> Iterator[tuple[FigureRow, bool]]:
    """Each row, and whether its figure was assumed."""
    for c in evidence.weighted:
        worst, best = c.scale
        yield _row(Kind.SCALE, "", c.criterion_id, span=(worst, None, best), unit=c.unit), False
    for e in evidence.estimates:
        row = _row(
            Kind.ESTIMATE,
            e.treatment_id,
            e.criterion_id,
            concern_id=e.concern_id,
            phototype=e.phototype,
            span=(e.low, e.typical, e.high),
            unit=e.unit,
            status=e.status,
        )
        yield row, e.is_assumed
    for s in evidence.suitability.values():
        yield _row(Kind.SUITABILITY, s.treatment_id, "", phototype=s.phototype, status=s.rating), False
    for r in evidence.contraindications.values():
        yield _row(Kind.CONTRAINDICATION, r.treatment_id, r.condition_id, status=r.action), False
    for a in evidence.aftercare:
        days = a.low, a.typical, a.high
        yield _row(Kind.WAIT, a.treatment_id, a.what, span=days, unit="days"), a.basis.is_assumed
    seen: Counter[tuple[str, str]] = Counter()
    for p in evidence.recovery:
        seen[p.treatment_id, p.phase] += 1
        # A phase may come twice, with another one in between.
        phase = f"{p.phase}_{seen[p.treatment_id, p.phase]}"
        first_last = p.day_from, None, p.day_to
        status = "at_home" if p.at_home else ""
        row = _row(Kind.RECOVERY, p.treatment_id, phase, span=first_last, unit="days", status=status)
        yield row, p.basis.is_assumed
    for d in evidence.dark_marks_duration.values():
        weeks = d.weeks_low, d.weeks_typical, d.weeks_high
        stay = None, d.lasting_per_100, None
        for what, figures, unit in (("lasts", weeks, "weeks"), ("stays", stay, "per 100")):
            row = _row(Kind.DARK_MARKS, d.treatment_id, what, span=figures, unit=unit)
            yield row, d.basis.is_assumed
