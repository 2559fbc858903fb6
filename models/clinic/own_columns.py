"""The columns of a visitor's own table, and the files to start from: template and example."""

from collections.abc import Iterator

from models.evidence.nouns import Criterion, Evidence
from models.evidence.readings import Reading, read_cell
from models.evidence.terms import COST, DOWNTIME, NO_TREATMENT, PHOTOTYPES, RESULTS, Rating
from models.person.preferences import START_SIDE, Preferences, start
from models.uploads.column_names import COURSE, DAYS, GRADE, OF_100, PAIN
from models.uploads.number_formats import plain
from models.uploads.typed_numbers import NumberRule
from models.uploads.upload_rows import LONGEST_NAME, LONGEST_TEXT, Column

#: The column of each weighted criterion, what it holds, an example, and what else it may be called.
_FIGURES = (
    (COST, "cost", "US dollars for a full course", "1600", ("cost_of_course", "course_cost")),
    (DOWNTIME, "downtime", "days over the whole course that keep most people at home", "6", ("days_off",)),
    (
        "complications",
        "risk",
        "people of 100 who get lasting harm other than dark marks",
        "2",
        ("complications", "other_harm", "other_lasting_harm"),
    ),
    ("dark_marks", "dark_marks", "people of 100 who get dark marks, one figure for all skin types", "7", ()),
    ("pain", "pain", "pain from 0 to 10: 0 is none, 10 the most", "4.5", ()),
    (RESULTS, "results", "grade of improvement: 0 none, 4 nearly all", "2", ("result", "grade")),
)

#: The unit of each column's figures by that of its criterion.
_UNITS = {"USD": COURSE, "days": DAYS, "per 100": OF_100, "0-10": PAIN, "grade 0-4": GRADE}

#: How a rating may be written.
RATINGS = {
    "suitable": Rating.SUITABLE,
    "caution": Rating.CAUTION,
    "specialist_only": Rating.SPECIALIST_ONLY,
    "specialist": Rating.SPECIALIST_ONLY,
    "avoid": Rating.AVOID,
}

#: The ends of a range, as the names of their columns end.
ENDS = ("low", "high")


def figure_column(criterion_id: str) -> str | None:
    """The column that holds a criterion; None where an own table has none for it."""
    return next((name for criterion, name, *_ in _FIGURES if criterion == criterion_id), None)


def suitability_column(phototype: str) -> str:
    return f"suitability_{phototype}"


def columns(evidence: Evidence) -> tuple[Column, ...]:
    """Every column that is read, in the order of the template."""
    return (
        Column(
            "name",
            "What the treatment is called.",
            f"up to {LONGEST_NAME} characters, each name once",
            "Microneedling",
            is_required=True,
            aliases=("treatment", "option", "label"),
        ),
        Column("family", "Which kind of treatment it is.", f"up to {LONGEST_NAME} characters", "needling"),
        *_figure_columns(evidence),
        *(
            Column(
                suitability_column(phototype),
                f"Whether it suits skin type {phototype}.",
                "suitable, caution, specialist_only or avoid; blank: counts as caution",
                "suitable",
            )
            for phototype in PHOTOTYPES
        ),
        Column("note", "What else to know.", f"up to {LONGEST_TEXT} characters", "", aliases=("notes",)),
        Column(
            "source",
            "Where the figures come from: a title or a web address.",
            f"up to {LONGEST_TEXT} characters",
            "Our own count of 2026",
            aliases=("sources",),
        ),
    )


def _figure_columns(evidence: Evidence) -> Iterator[Column]:
    for criterion_id, name, what, example, aliases in _FIGURES:
        criterion = evidence.criteria.get(criterion_id)
        if criterion is None or not criterion.is_weighted:
            continue
        rule = _rule(criterion, example)
        allowed = f"a number from {plain(rule.low)} to {plain(rule.high)}; blank: not known"
        opposites = ("comfort",) if name == "pain" else ()
        typical = f"The typical figure: {what}."
        yield Column(name, typical, allowed, example, rule, aliases=aliases, opposites=opposites)
        for end, word in zip(ENDS, ("lowest", "highest"), strict=True):
            others = tuple(f"{alias}_{end}" for alias in aliases)
            others += (f"{name}_{'min' if end == 'low' else 'max'}",)
            yield Column(
                f"{name}_{end}", f"The {word} plausible figure for it.", allowed, "", rule, aliases=others
            )


def _rule(criterion: Criterion, example: str) -> NumberRule:
    low, high = sorted(criterion.scale)
    return NumberRule(
        low,
        high,
        example,
        unit=_UNITS.get(criterion.unit),
        has_ends=True,
        beyond=(
            f"The scale ends at {plain(high)}. Look at it again. If it is right, leave the cell blank and "
            "say it in the note: then it counts as the bad end."
            if criterion.scale[0] > criterion.scale[1]
            else f"The scale ends at {plain(high)}."
        ),
    )


def own_table_template(evidence: Evidence) -> list[list[str]]:
    """The header alone."""
    return [[column.title for column in columns(evidence)]]


def own_table_example(evidence: Evidence) -> list[list[str]]:
    """The template with a few options of the evidence as they are now, for an unknown skin type."""
    names = [t for t in START_SIDE if t in evidence.treatments and t != NO_TREATMENT]
    names = names or [t for t in evidence.treatments if t != NO_TREATMENT][:1]
    rows = own_table_rows(evidence, names, start(evidence))
    return [*own_table_template(evidence), *rows]


def own_table_rows(evidence: Evidence, treatment_ids: list[str], preferences: Preferences) -> list[list[str]]:
    """Rows of an own table with the figures of the evidence, read for one concern and one phototype."""
    concern, phototype = preferences.concern_id, preferences.phototype
    rows = []
    for treatment_id in treatment_ids:
        treatment = evidence.treatments[treatment_id]
        row = {"name": treatment.label, "family": treatment.family}
        for criterion in evidence.weighted:
            name = figure_column(criterion.criterion_id)
            if name is not None:
                reading = read_cell(
                    evidence, treatment_id, criterion, concern_id=concern, phototype=phototype
                )
                row |= _cells(name, reading)
        for kind in PHOTOTYPES:
            row[suitability_column(kind)] = evidence.suitability[treatment_id, kind].rating.value
        row["source"] = "Skin Options"
        rows.append([row.get(column.name, "") for column in columns(evidence)])
    return rows


def _cells(name: str, reading: Reading) -> dict[str, str]:
    figures = {name: reading.typical, f"{name}_low": reading.low, f"{name}_high": reading.high}
    return {column: "" if figure is None else plain(figure) for column, figure in figures.items()}
