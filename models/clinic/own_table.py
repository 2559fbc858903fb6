"""A visitor's own table: a row per treatment, compared by the same model and kept for one visit.

It gives figures and ratings, nothing else: no texts, no days of recovery, no health conditions.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from models.clinic.own_columns import ENDS, RATINGS, columns, figure_column, suitability_column
from models.clinic.own_evidence import Figures, Option, own_evidence
from models.evidence.nouns import Evidence, Treatment
from models.evidence.terms import NO_TREATMENT, PHOTOTYPES, RESULTS, Rating
from models.folder.problems import UploadProblem
from models.uploads.column_names import folded
from models.uploads.file_currency import Answer, settle
from models.uploads.sheet import Sheet, shown
from models.uploads.upload_rows import LONGEST_NAME, OneRow, Rows, rows_of
from models.wording.listing import listed

#: Shown wherever an own table is compared.
OWN_TABLE_NOTE = (
    "The table says nothing of health conditions, so your health answers set nothing aside here. Ask about "
    "them."
)

#: Names for doing nothing.
_NOTHING = frozenset(["no_treatment", "no_treatment_for_now", "nothing", "doing_nothing", "do_nothing"])


#: The most options that are compared at once. Every page computes with all of them, so a longer table would
#: keep other visitors waiting.
MOST_COMPARED = 200


@dataclass(frozen=True, slots=True)
class OwnTable:
    """``evidence`` holds every valid row, None where there is none. ``notes`` say how the file was read.

    ``left_out`` holds texts that are not shown, in rows that count. ``asks`` is why the person must say
    whether the costs are in US dollars, '' where the file says so; until then nothing is compared.
    """

    evidence: Evidence | None
    problems: tuple[UploadProblem, ...]
    notes: tuple[str, ...]
    left_out: tuple[UploadProblem, ...] = ()
    asks: str = ""


def read_own_table(sheet: Sheet, public: Evidence, *, as_of: date, answer: Answer = Answer.NONE) -> OwnTable:
    """The sheet as evidence of its own, on the scales, concerns and presets of ``public``.

    A row with a problem is not used, every other row is. ``answer`` is the person's answer on the currency,
    where the file names none.
    """
    rows = rows_of(sheet, columns(public))
    count = len(sheet.lines) - 1
    if count > MOST_COMPARED:
        what = f"The table has {count:,} rows. At most {MOST_COMPARED} are compared, since others would wait."
        rows.refuse_all(0, "", what, "Leave out what you do not need, or open it in parts.")
        return OwnTable(None, rows.in_order(), tuple(rows.notes))
    asks = settle(rows, answer)
    options = _options(rows, public)
    _say_what_is_missing(rows, public, options)
    if not rows.is_whole or not any(o.treatment.treatment_id != NO_TREATMENT for o in options):
        if rows.is_whole and not rows.problems:
            rows.report(0, "", "The table names no treatment.", "Add a row for each.")
        return OwnTable(None, rows.in_order(), tuple(rows.notes), tuple(rows.left_out))
    evidence = None if asks else own_evidence(sheet.file, options, public, as_of)
    return OwnTable(evidence, rows.in_order(), tuple(rows.notes), tuple(rows.left_out), asks)


def _options(rows: Rows, public: Evidence) -> list[Option]:
    found: dict[str, Option] = {}
    first: dict[str, int] = {}
    twice: set[str] = set()
    for row in rows:
        option = _option(row, public)
        if option is None:
            continue
        is_nothing = option.treatment.treatment_id == NO_TREATMENT
        key = NO_TREATMENT if is_nothing else option.treatment.label.casefold()
        if first.setdefault(key, row.line.number) != row.line.number:
            what = f"{shown(option.treatment.label)} is already in row {first[key]}, so neither is used."
            row.refuse(row.column("name"), what, "Keep one of the two rows, or tell the names apart.")
            twice.add(key)
        elif row.is_good:
            found[key] = option
    return [option for key, option in found.items() if key not in twice]


def _option(row: OneRow, public: Evidence) -> Option | None:
    """One row, None where it has no name. Every cell is checked; ``row.is_good`` says if the row counts."""
    label = row.text("name", LONGEST_NAME)
    if not label and row.is_good and "name" in row.rows.places:
        row.refuse(row.column("name"), "the name is missing.", "Name the treatment, or clear the row.")
    figures = {
        criterion.criterion_id: _figures(row, name)
        for criterion in public.weighted
        if (name := figure_column(criterion.criterion_id)) is not None
    }
    ratings = {phototype: _rating(row, suitability_column(phototype)) for phototype in PHOTOTYPES}
    family, note = row.aside("family", LONGEST_NAME), row.aside("note")
    source = row.aside("source", is_title=True)
    if not label:
        return None
    if folded(label) in _NOTHING:
        _refuse_burdens(row, figures)
        return Option(public.treatments[NO_TREATMENT], figures, ratings, note, source)
    return Option(Treatment(_own_id(label), label, family, ""), figures, ratings, note, source)


def _own_id(label: str) -> str:
    """An id from the name alone, so that other rows do not change the random draws for this one."""
    plain = re.sub(r"[^a-z0-9]+", "_", label.casefold()).strip("_")[:40]
    digest = hashlib.blake2b(label.encode(), digest_size=4).hexdigest()
    return f"own_{plain}_{digest}" if plain else f"own_{digest}"


def _figures(row: OneRow, name: str) -> Figures:
    typical, low, high = row.number(name), *(row.number(f"{name}_{end}") for end in ENDS)
    known = [
        (column, x)
        for column, x in ((f"{name}_low", low), (name, typical), (f"{name}_high", high))
        if x is not None
    ]
    for (lower, a), (upper, b) in pairwise(known):
        if a > b:
            what = f"{a:g} is above {b:g}, which is in {row.column(upper)}."
            row.refuse(row.column(lower), what, f"Order them: {name}_low, {name}, {name}_high.")
    return low, typical, high


def _rating(row: OneRow, name: str) -> Rating | None:
    """The rating in a cell; None if it is unknown or has a problem."""
    if row.is_gap(name):
        return None
    typed = row.text(name)
    found = RATINGS.get(folded(typed))
    if found is None and row.is_good:
        remedy = "Write suitable, caution, specialist_only or avoid, or leave it blank."
        row.refuse(row.column(name), f"{shown(typed)} is not a rating.", remedy)
    return found


def _refuse_burdens(row: OneRow, figures: Mapping[str, Figures]) -> None:
    """Doing nothing has no price and does no harm from treatment, in any table."""
    for criterion_id, ends in figures.items():
        if criterion_id != RESULTS and any(ends):
            name = figure_column(criterion_id) or criterion_id
            what = "doing nothing costs nothing and does no harm from treatment."
            row.refuse(row.column(name), what, "Write 0, or leave the cell blank.")


def _say_what_is_missing(rows: Rows, public: Evidence, options: Sequence[Option]) -> None:
    if not rows.is_whole:
        return
    figures = [name for c in public.weighted if (name := figure_column(c.criterion_id)) is not None]
    lost = [n for n in figures if rows.places.keys().isdisjoint((n, *(f"{n}_{end}" for end in ENDS)))]
    if lost:
        rows.notes.append(
            f"No column for {', '.join(lost)}: not known for any option, so the bad end counts."
        )
    unrated = [o.treatment.label for o in options if None in o.ratings.values()]
    unrated = [label for label in unrated if folded(label) not in _NOTHING]
    if unrated:
        rows.notes.append(
            f"Not rated for every skin type: {listed(unrated, 5)}. What is not known counts as caution."
        )
    if not any(o.treatment.treatment_id == NO_TREATMENT for o in options):
        label = public.treatments[NO_TREATMENT].label
        rows.notes.append(f"{label} was added: it is an option in every comparison.")
