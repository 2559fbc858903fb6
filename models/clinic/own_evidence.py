"""The valid rows of a visitor's own table -> evidence, on the public scales, with all the rest empty."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.clinic.table_in_view import notice
from models.evidence.citing import sources_behind
from models.evidence.nouns import Criterion, Estimate, Evidence, TableInView, Treatment
from models.evidence.provenance import Review, Source
from models.evidence.suitability import Suitability
from models.evidence.terms import NO_TREATMENT, PHOTOTYPES, RESULTS, Basis, Rating, Status, VariesBy
from models.wording.citations import OWN_TABLE_SOURCE

UNRATED = "The table does not say whether it suits this skin type."

Figures = tuple[float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Option:
    """One valid row. ``figures`` holds low, typical and high by criterion id."""

    treatment: Treatment
    figures: Mapping[str, Figures]
    ratings: Mapping[str, Rating | None]
    note: str
    source: str


def own_evidence(file: str, options: Sequence[Option], public: Evidence, as_of: date) -> Evidence:
    """The options on the public scales. Whatever an own table cannot hold is empty."""
    in_view = TableInView(file, as_of)
    table = _source(OWN_TABLE_SOURCE, f"Your table {file}", as_of)
    sources = {table.source_id: table}
    treatments: dict[str, Treatment] = {}
    estimates: list[Estimate] = []
    suitability: dict[tuple[str, str], Suitability] = {}
    for option in options:
        cited = table
        if option.source:
            digest = hashlib.blake2b(option.source.encode(), digest_size=4).hexdigest()
            cited = _source(f"own_table_{digest}", option.source, as_of)
            sources[cited.source_id] = cited
        name = option.treatment.treatment_id
        treatments[name] = option.treatment
        if name != NO_TREATMENT:
            estimates += [
                _estimate(option, criterion, concern, phototype, cited, as_of)
                for criterion in public.weighted
                for concern in (public.concerns if criterion.varies_by is VariesBy.CONCERN else (None,))
                for phototype in (PHOTOTYPES if criterion.varies_by is VariesBy.PHOTOTYPE else (None,))
            ]
            suitability |= _suitability(option, cited)
    treatments.setdefault(NO_TREATMENT, public.treatments[NO_TREATMENT])
    nothing = next((o for o in options if o.treatment.treatment_id == NO_TREATMENT), None)
    estimates += _of_no_treatment(nothing, public, table, as_of)
    suitability |= {key: row for key, row in public.suitability.items() if key[0] == NO_TREATMENT}
    content = repr((public.version, options)).encode()
    paid = "somebody we do not know"
    kept = replace(
        public,
        version=hashlib.sha256(content).hexdigest()[:8],
        treatments=treatments,
        estimates=tuple(estimates),
        passages=tuple(p for p in public.passages if p.treatment_id == NO_TREATMENT),
        suitability=suitability,
        contraindications={},
        serious_harms={},
        recovery=tuple(r for r in public.recovery if r.treatment_id == NO_TREATMENT),
        aftercare=tuple(a for a in public.aftercare if a.treatment_id == NO_TREATMENT),
        dark_marks_duration={t: d for t, d in public.dark_marks_duration.items() if t == NO_TREATMENT},
        # Nobody reviews it, so no review of it is ever overdue.
        review=Review(f"whoever made {file}", as_of, None, None, date.max, paid, notice(in_view)),
        clinic=None,
        table=in_view,
    )
    cited_there = sources_behind(
        (
            *kept.concerns.values(),
            *kept.estimates,
            *kept.passages,
            *kept.suitability.values(),
            *kept.recovery,
            *kept.aftercare,
            *kept.dark_marks_duration.values(),
        )
    )
    return replace(kept, sources={s: public.sources[s] for s in cited_there if s in public.sources} | sources)


def _source(source_id: str, title: str, as_of: date) -> Source:
    url = title if title.startswith(("https://", "http://")) else ""
    return Source(source_id, OWN_TABLE_SOURCE, title, "", "", url, OWN_TABLE_SOURCE, as_of)


def _estimate(
    option: Option,
    criterion: Criterion,
    concern: str | None,
    phototype: str | None,
    cited: Source,
    as_of: date,
) -> Estimate:
    low, typical, high = option.figures.get(criterion.criterion_id, (None, None, None))
    status = Status.ESTIMATED
    if typical is None:
        known = (low is not None) + (high is not None)
        status = (Status.NOT_REPORTED, Status.ESTIMATED, Status.BOUNDED)[known]
    told = ["The table names no concern. This figure is used for each one."] if concern else []
    told += ["The table gives one figure for all skin types."] if phototype else []
    told = told if status.has_figures else []
    return Estimate(
        treatment_id=option.treatment.treatment_id,
        criterion_id=criterion.criterion_id,
        concern_id=concern,
        phototype=phototype,
        low=low,
        typical=typical,
        high=high,
        unit=criterion.unit,
        status=status,
        basis=Basis.OWN_TABLE,
        certainty=None,
        source_ids=(cited.source_id,),
        as_of=as_of,
        plain_note=" ".join([*told, *([option.note] if option.note else [])]),
        second_reader=None,
    )


def _suitability(option: Option, cited: Source) -> dict[tuple[str, str], Suitability]:
    """The ratings in the table. An unknown one is never suitable: it counts as caution, with a reason."""
    name = option.treatment.treatment_id
    said = f"The table says so. {option.note}".strip()
    return {
        (name, phototype): Suitability(
            name, phototype, rating or Rating.CAUTION, said if rating else UNRATED, None, (cited.source_id,)
        )
        for phototype, rating in option.ratings.items()
    }


def _of_no_treatment(typed: Option | None, public: Evidence, cited: Source, as_of: date) -> list[Estimate]:
    """The public rows of doing nothing, with the table's results if it gives any."""
    rows = [e for e in public.estimates if e.treatment_id == NO_TREATMENT]
    if typed is None or not any(x is not None for x in typed.figures.get(RESULTS, ())):
        return rows
    results = public.criteria[RESULTS]
    return [
        _estimate(typed, results, e.concern_id, None, cited, as_of) if e.criterion_id == RESULTS else e
        for e in rows
    ]
