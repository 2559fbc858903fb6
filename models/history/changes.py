"""What has changed in the figures since a snapshot, in plain sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.evidence.kept import kept
from models.evidence.nouns import Evidence
from models.evidence.terms import Status
from models.history.snapshot import FigureRow, Key, Kind, assumed, number, rows_of
from models.history.versions import Snapshot
from models.person.preferences import Preferences
from models.wording.aftercare_words import AFTERCARE_WORDS
from models.wording.citations import long_date
from models.wording.estimate_words import ACTION_WORDS, GAPS, RATING_WORDS
from models.wording.units import figure, span


@dataclass(frozen=True, slots=True)
class Change:
    """One change in a sentence, for one concern and one phototype; None for all of them.

    ``figures`` is how many figures it covers: a new option adds several at once.
    """

    sentence: str
    figures: int
    concern_id: str | None = None
    phototype: str | None = None

    def is_about(self, preferences: Preferences) -> bool:
        """Whether a view with these preferences could show it. Without a phototype, a view shows all six."""
        return self.concern_id in (None, preferences.concern_id) and (
            self.phototype is None or preferences.phototype in (None, self.phototype)
        )


@kept(16)
def changes(evidence: Evidence, then: Snapshot) -> tuple[Change, ...]:
    """Everything that differs: first what is entirely new or gone, then the rest in the evidence's order.

    A kind of row that only one side has is left out: a snapshot may be too old to hold it.
    """
    rows = rows_of(evidence)
    kinds = {row.kind for row in then.rows} & {row.kind for row in rows}
    before = {row.key: row for row in then.rows if row.kind in kinds}
    now = {row.key: row for row in rows if row.kind in kinds}
    marked = dict.fromkeys(assumed(evidence), ", assumed")
    new, new_groups = _only_in(now, before)
    gone, gone_groups = _only_in(before, now)
    told = [
        (row, f"now {_words(row)}{marked.get(key, '')}, was {_before(before[key], row)}")
        for key, row in now.items()
        if key in before and row != before[key]
    ]
    told += [(row, f"newly listed, {_words(row)}{marked.get(row.key, '')}") for row in new]
    told += [(row, f"no longer listed, was {_words(row)}") for row in gone]
    return (
        *_of_groups("New", new_groups, evidence),
        *_of_groups("No longer listed", gone_groups, evidence),
        *(
            Change(f"{_name(row, evidence)}: {what}.", 1, row.concern_id or None, row.phototype or None)
            for row, what in told
        ),
    )


#: Shown where the figures that a link was made with are not known.
NO_COPY = (
    "We hold no copy of the figures that this link was made with. So we cannot say what has changed since."
)


def in_short(found: Sequence[Change], then: Snapshot) -> str:
    """How much has changed, and what that may do to the view."""
    count = sum(change.figures for change in found)
    have = "1 figure has" if count == 1 else f"{count} figures have"
    return (
        f"This link was made with the figures of {long_date(then.day)}. {have} changed since then. "
        "You see today's figures, so the order may not be the one that was sent."
    )


def by_view(found: Sequence[Change], preferences: Preferences) -> tuple[list[Change], list[Change]]:
    """The changes that could show in the view, and the others."""
    parts: tuple[list[Change], list[Change]] = [], []
    for change in found:
        parts[not change.is_about(preferences)].append(change)
    return parts


def _only_in(
    rows: Mapping[Key, FigureRow], other: Mapping[Key, FigureRow]
) -> tuple[list[FigureRow], dict[str, list[FigureRow]]]:
    """The rows that ``other`` lacks: single rows, and rows of an option, a concern or the like that ``other``
    lacks entirely, grouped by its id."""
    known = {part for row in other.values() for part in (row.treatment_id, row.concern_id, row.what)}
    single: list[FigureRow] = []
    groups: dict[str, list[FigureRow]] = {}
    for key, row in rows.items():
        if key in other:
            continue
        whats = [row.what] if row.kind in (Kind.ESTIMATE, Kind.CONTRAINDICATION, Kind.SCALE) else []
        parts = [part for part in (row.treatment_id, row.concern_id, *whats) if part and part not in known]
        if parts:
            groups.setdefault(parts[0], []).append(row)
        else:
            single.append(row)
    return single, groups


def _of_groups(lead: str, groups: Mapping[str, list[FigureRow]], evidence: Evidence) -> Iterator[Change]:
    for part, rows in groups.items():
        count = f"{len(rows)} figure{'' if len(rows) == 1 else 's'}"
        concern = part if all(row.concern_id == part for row in rows) else None
        yield Change(f"{lead}: {_label(part, evidence)} ({count}).", len(rows), concern)


def _label(part: str, evidence: Evidence) -> str:
    """The label of an id today; the id itself in words where it is no longer listed."""
    for kind in (evidence.treatments, evidence.concerns, evidence.criteria, evidence.conditions):
        if part in kind:
            label: str = kind[part].label
            # 'Skin-tone safety: dark marks' would put two colons into one sentence.
            return label.partition(": ")[2].capitalize() or label
    return part.replace("_", " ").capitalize()


def _name(row: FigureRow, evidence: Evidence) -> str:
    """What a row is about: 'Cost of a full course of Picosecond laser'."""
    treatment, what = _label(row.treatment_id, evidence), _label(row.what, evidence)
    match row.kind:
        case Kind.ESTIMATE:
            concern = f" for {_label(row.concern_id, evidence).lower()}" if row.concern_id else ""
            skin = f" with skin type {row.phototype}" if row.phototype else ""
            return f"{what} of {treatment}{concern}{skin}"
        case Kind.SUITABILITY:
            return f"{treatment} for skin type {row.phototype}"
        case Kind.CONTRAINDICATION:
            return f"{treatment} with {what.lower()}"
        case Kind.SCALE:
            return f"The scale of {what.lower()}"
        case Kind.WAIT:
            return f"{AFTERCARE_WORDS.get(row.what, what)} after {treatment}"
        case Kind.RECOVERY:
            phase = row.what.rpartition("_")[0].replace("_", " ").capitalize()
            return f"{phase} after a session of {treatment}"
        case _:
            how = "How long dark marks last" if row.what == "lasts" else "People who keep dark marks"
            return f"{how} after {treatment}"


def _words(row: FigureRow, *, with_range: bool = True) -> str:
    """The figure of a row with its range, or its word."""
    low, typical, high = number(row.low), number(row.typical), number(row.high)
    match row.kind:
        case Kind.SUITABILITY:
            return _said(row.status, {rating: words for rating, (_, words) in RATING_WORDS.items()}).lower()
        case Kind.CONTRAINDICATION:
            return _said(row.status, {action: words for action, (_, words) in ACTION_WORDS.items()}).lower()
        case Kind.SCALE:
            return f"from {figure(low, row.unit)} to {figure(high, row.unit)}"
        case Kind.RECOVERY:
            days = f"day {row.low}" if low == high else f"days {row.low} to {row.high}"
            return f"{days}, {'most stay at home' if row.status else 'most need not stay at home'}"
    if low is typical is high is None:
        return _said(row.status, GAPS) if row.status else "no figure found"
    usual = figure(typical, row.unit) if typical is not None else GAPS[Status.BOUNDED]
    # The figure for people who keep dark marks has no range.
    counted = row.kind == Kind.DARK_MARKS and row.what == "stays"
    return f"{usual} ({span(low, high, row.unit)})" if with_range and not counted else usual


def _said(status: str, words: Mapping[Any, str]) -> str:
    """The words for a status; the id itself in words where it no longer exists."""
    return words.get(status, status.replace("_", " "))


def _before(was: FigureRow, now: FigureRow) -> str:
    """The old figure; its range only where that changed too."""
    same_range = (was.low, was.high, was.unit) == (now.low, now.high, now.unit)
    return _words(was, with_range=not same_range or was.typical in ("", now.typical))
