"""The figures as a list: filtered, with the filter in words, in pages of tables, and whole for a file."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

import pandas as pd

from models.evidence.nouns import Criterion, Estimate, Evidence
from models.evidence.terms import Basis, Certainty, Status
from models.person.preferences import NO_FIGURE, EvidenceFilters
from models.wording.citations import short_citation
from models.wording.estimate_words import certainty_in_words, ends_in_words, figure_in_words
from models.wording.listing import listed
from models.wording.provenance import BASIS_WORDS, basis_in_words
from models.wording.units import plain_number

#: The most figures on one page, unless one block alone has more.
PAGE_LENGTH = 20

#: How many names a sentence lists; it counts the rest.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, or one gap, in words. ``about`` is the concern or skin type that it is for."""

    estimate: Estimate
    treatment: str
    about: str
    typical: str
    range: str
    certainty: str
    basis: str

    @property
    def is_gap(self) -> bool:
        return not self.estimate.status.has_figures


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one criterion. ``about`` is the concern or skin type of all rows; empty if they differ."""

    criterion: Criterion
    about: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, eq=False)
class EvidenceList:
    """The figures that match ``filters``: at least one value of each filter.

    The filter "no figure" keeps every gap, whatever else is known about it.
    """

    evidence: Evidence
    filters: EvidenceFilters

    @cached_property
    def estimates(self) -> tuple[Estimate, ...]:
        """By criterion, then concern or skin type, then treatment, in the order of the files."""
        return tuple(sorted(filter(self._is_kept, self.evidence.estimates), key=self._place))

    def _place(self, estimate: Estimate) -> tuple[int, ...]:
        pairs = (
            (self.evidence.criteria, estimate.criterion_id),
            (self.evidence.concerns, estimate.concern_id),
            (self.evidence.phototypes, estimate.phototype),
            (self.evidence.treatments, estimate.treatment_id),
        )
        return tuple(list(names).index(name) if name else -1 for names, name in pairs)

    def _is_kept(self, estimate: Estimate) -> bool:
        gap = () if estimate.status.has_figures else (NO_FIGURE,)
        wanted = self.filters
        return all(
            not chosen or not set(has).isdisjoint(chosen)
            for chosen, has in (
                (wanted.treatments, (estimate.treatment_id,)),
                (wanted.criteria, (estimate.criterion_id,)),
                (wanted.concerns, (estimate.concern_id,)),
                (wanted.certainties, (estimate.certainty, *gap)),
                (wanted.bases, (estimate.basis, *gap)),
            )
        )

    @property
    def is_filtered(self) -> bool:
        return self.filters != EvidenceFilters()

    def in_words(self) -> str:
        """How many figures are shown, with which filter, and how many of them are gaps."""
        every, shown = len(self.evidence.estimates), len(self.estimates)
        if not shown:
            none = f"None of the {every} figures fits these filters: {self._filter_in_words()}."
            return f"{none} {self._left_out_in_words()}".strip()
        start = f"{shown} of {every} figures: {self._filter_in_words()}."
        if not self.is_filtered:
            start = f"All {every} figures."
        return " ".join((start, self._gaps_in_words(), self._left_out_in_words())).strip()

    def _gaps_in_words(self) -> str:
        gaps = sum(not e.status.has_figures for e in self.estimates)
        bounded = sum(e.status is Status.BOUNDED for e in self.estimates)
        words = "None of them is a gap."
        if gaps:
            words = f"{gaps} of them {'is a gap' if gaps == 1 else 'are gaps'}: there is no number."
        if bounded:
            words += (
                f" {bounded} {'has' if bounded == 1 else 'have'} a low and a high end, and no typical figure."
            )
        return words

    def _left_out_in_words(self) -> str:
        """How many figures are hidden because they apply to every concern, such as cost."""
        if not self.filters.concerns:
            return ""
        of_any = EvidenceList(self.evidence, replace(self.filters, concerns=())).estimates
        alike = sum(e.concern_id is None for e in of_any)
        verb = "is" if alike == 1 else "are"
        return (
            f"{alike} more {verb} the same for every concern: clear the concern to see them." if alike else ""
        )

    def _filter_in_words(self) -> str:
        """'visible results; for melasma; of At-home roller; very low certainty or no figure'."""
        evidence, wanted = self.evidence, self.filters
        certainties = [Certainty(c).in_words for c in wanted.certainties if c != NO_FIGURE]
        bases = [BASIS_WORDS[Basis(b)] for b in wanted.bases if b != NO_FIGURE]
        parts = (
            ("", [_lower(evidence.criteria[c].label) for c in wanted.criteria]),
            ("for ", [_lower(evidence.concerns[c].label) for c in wanted.concerns]),
            ("of ", [evidence.treatments[t].label for t in wanted.treatments]),
            ("certainty ", certainties + [NO_FIGURE.replace("_", " ")] * (NO_FIGURE in wanted.certainties)),
            ("how we know: ", bases + [NO_FIGURE.replace("_", " ")] * (NO_FIGURE in wanted.bases)),
        )
        return "; ".join(f"{lead}{listed(names, NAMED, last='or')}" for lead, names in parts if names)

    @cached_property
    def pages(self) -> tuple[tuple[Estimate, ...], ...]:
        """The figures in pages. The figures of all treatments for the same thing stay together."""
        pages: list[tuple[Estimate, ...]] = []
        for _, same in groupby(self.estimates, key=lambda e: (e.criterion_id, e.concern_id, e.phototype)):
            block = tuple(same)
            if pages and len(pages[-1]) + len(block) <= PAGE_LENGTH:
                pages[-1] += block
            else:
                pages.append(block)
        return tuple(pages)

    def groups(self, page: int) -> tuple[Group, ...]:
        """The tables of one page, which is counted from 1."""
        found = []
        for criterion_id, estimates in groupby(self.pages[page - 1], key=lambda e: e.criterion_id):
            rows = tuple(self._row(e) for e in estimates)
            abouts = {row.about for row in rows}
            about = abouts.pop() if len(abouts) == 1 else ""
            found.append(Group(self.evidence.criteria[criterion_id], about, rows))
        return tuple(found)

    def _row(self, estimate: Estimate) -> Row:
        typical = figure_in_words(estimate, self.evidence)
        if estimate.unit == "per 100" and estimate.typical is not None:
            typical += f"; {plain_number(100 - estimate.typical)} do not"
        return Row(
            estimate=estimate,
            treatment=self.evidence.treatments[estimate.treatment_id].label,
            about=about(estimate, self.evidence),
            typical=typical,
            range=ends_in_words(estimate),
            certainty=certainty_in_words(estimate),
            basis=basis_in_words(estimate),
        )

    def table(self) -> pd.DataFrame:
        """Every column of every figure, a name beside each id; a gap is a blank with its status."""
        evidence = self.evidence
        return pd.DataFrame(
            [
                {
                    "treatment": evidence.treatments[e.treatment_id].label,
                    "criterion": evidence.criteria[e.criterion_id].label,
                    "for": about(e, evidence),
                    "low": e.low,
                    "typical": e.typical,
                    "high": e.high,
                    "unit": e.unit,
                    "status": str(e.status),
                    "basis": str(e.basis or ""),
                    "certainty": str(e.certainty or ""),
                    "sources": "; ".join(short_citation(evidence.sources[s]) for s in e.source_ids),
                    "source_ids": ";".join(e.source_ids),
                    "as_of": e.as_of.isoformat(),
                    "second_reader": e.second_reader or "",
                    "note": e.plain_note,
                    "treatment_id": e.treatment_id,
                    "criterion_id": e.criterion_id,
                }
                for e in self.estimates
            ],
            dtype=object,  # or a gap in a column of whole numbers would turn them into 400.0
        )


def about(estimate: Estimate, evidence: Evidence) -> str:
    """The concern or the skin type that a figure is for; empty if it is for everyone."""
    if estimate.concern_id:
        return _lower(evidence.concerns[estimate.concern_id].label)
    return f"skin type {estimate.phototype}" if estimate.phototype else ""


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
