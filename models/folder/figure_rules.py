"""Rules on figures: fixed scales, ends in order, no missing rows, no figure without a source.

Each rule takes the tables that it reads, and reports to the one that has to be corrected.
"""

from itertools import product

from models.evidence.terms import COST, DOWNTIME, PHOTOTYPES, RESULTS, Basis, Status
from models.folder.problems import quoted
from models.folder.tables import Row, Table

_SCALE = "scale_worst, scale_best and direction"


def weighted_rows(criteria: Table) -> list[Row]:
    """The rows of weighted criteria whose id and ``varies_by`` could be read."""
    return [row for row in criteria.sure_rows("criterion_id", "varies_by") if row["role"] == "weighted"]


def scales_are_fixed(criteria: Table) -> None:
    columns = ("scale_worst", "scale_best", "direction")
    for row in criteria:
        worst, best, direction = (row[column] for column in columns)
        if row["role"] == "fact" and (worst, best, direction) != (None, None, None):
            what, remedy = "a fact has no scale and no direction.", f"Leave {_SCALE} blank."
            criteria.report(row.line, "role", what, remedy)
        elif row["role"] == "weighted" and any(row.is_blank(column) for column in columns):
            what = "a weighted criterion needs both ends of its scale and its direction."
            criteria.report(row.line, "role", what, f"Fill in {_SCALE}.")
        elif None not in (worst, best, direction) and (
            worst == best or (best > worst) != (direction == "higher_is_better")
        ):
            what = f"the scale from {worst:g} to {best:g} does not run the way {direction} says."
            remedy = "Swap the ends, or correct the direction."
            criteria.report(row.line, "scale_best", what, remedy)


def screening_has_its_criteria(criteria: Table) -> None:
    wanted = [(name, "weighted") for name in (RESULTS, COST, DOWNTIME)]
    for name, _ in criteria.missing(wanted, "criterion_id", "role"):
        what = f"there is no weighted criterion {quoted(str(name))}."
        criteria.report(0, "criterion_id", what, "Screening asks for it by name: add it.")


def figures_are_in_order(table: Table, prefix: str = "") -> None:
    low, typical, high = (f"{prefix}{end}" for end in ("low", "typical", "high"))
    for row in table:
        ends = row[low], row[high]
        if None not in ends and ends[0] > ends[1]:
            what = f"{ends[0]:g} is above {ends[1]:g}."
            table.report(row.line, low, what, f"Order them {low} <= {typical} <= {high}.")
        elif row[typical] is not None and (
            (ends[0] is not None and row[typical] < ends[0])
            or (ends[1] is not None and row[typical] > ends[1])
        ):
            what = f"{row[typical]:g} is outside {_range(*ends)}."
            table.report(row.line, typical, what, f"Order them {low} <= {typical} <= {high}.")


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return f"the range up to {high:g}"
    return f"the range from {low:g}" if high is None else f"{low:g}-{high:g}"


def status_tells_the_truth(estimates: Table) -> None:
    ends = ("low", "typical", "high")
    for row in estimates:
        if row["status"] is None:
            continue
        status = Status(row["status"])
        if not status.has_figures:
            if any(row[end] is not None for end in ends):
                what = f"{status} is a gap, but there is a figure."
                estimates.report(row.line, "status", what, "Remove the figure, or change the status.")
            continue
        if status is Status.ESTIMATED and all(row.is_blank(end) for end in ends):
            remedy = "Add the figure, or say which kind of gap it is."
            estimates.report(row.line, "status", "estimated, but there is no figure.", remedy)
        if status is Status.BOUNDED and (
            row["typical"] is not None or row.is_blank("low") or row.is_blank("high")
        ):
            what = "bounded means a low and a high end without a typical figure."
            estimates.report(row.line, "status", what, "Give both ends only.")
        for column in ("basis", "certainty"):
            if row.is_blank(column):
                remedy = "Say how it was reached and how sure it is."
                estimates.report(row.line, column, "a figure needs it, the cell is blank.", remedy)
        if row["basis"] and Basis(row["basis"]).needs_source and row.is_blank("source_ids"):
            remedy = "Cite the source, or set the basis to assumed."
            estimates.report(row.line, "source_ids", "a figure without a source.", remedy)


def figures_fit_their_criterion(estimates: Table, criteria: Table) -> None:
    known = {row["criterion_id"]: row for row in criteria if not row.refused}
    for row in estimates:
        criterion = known.get(row["criterion_id"])
        if criterion is None:
            continue
        for column in ("concern_id", "phototype"):
            varies = criterion["varies_by"] == column.removesuffix("_id")
            if varies and row.is_blank(column):
                what = f"{row['criterion_id']} varies by {column.removesuffix('_id')}, the cell is blank."
                estimates.report(row.line, column, what, "Say which one the figure is for.")
            elif not varies and row[column] is not None:
                what = f"{row['criterion_id']} does not vary by {column.removesuffix('_id')}."
                estimates.report(row.line, column, what, "Leave the cell blank.")
        if criterion["role"] != "weighted" or None in (criterion["scale_worst"], criterion["scale_best"]):
            continue
        if row["unit"] not in (None, criterion["unit"]):
            what = f"{quoted(row['unit'])} is not the unit of {row['criterion_id']}."
            estimates.report(row.line, "unit", what, f"Convert the figures to {criterion['unit']}.")
        ends = sorted((criterion["scale_worst"], criterion["scale_best"]))
        for column in ("low", "typical", "high"):
            if row[column] is not None and not ends[0] <= row[column] <= ends[1]:
                what = (
                    f"{row[column]:g} is outside the scale {ends[0]:g}-{ends[1]:g} of {row['criterion_id']}."
                )
                remedy = f"Correct it, or move the end of the scale in {criteria.file}."
                estimates.report(row.line, column, what, remedy)


def no_hole_in_the_table(estimates: Table, criteria: Table, treatments: Table, concerns: Table) -> None:
    variants: dict[str | None, list[tuple[str | None, str | None]]] = {
        None: [(None, None)],
        "concern": [(row["concern_id"], None) for row in concerns.sure_rows("concern_id")],
        "phototype": [(None, phototype) for phototype in PHOTOTYPES],
    }
    wanted = [
        (treatment["treatment_id"], criterion["criterion_id"], concern, phototype)
        for criterion in weighted_rows(criteria)
        for treatment in treatments.sure_rows("treatment_id")
        for concern, phototype in variants[criterion["varies_by"]]
    ]
    for key in estimates.missing(wanted, "treatment_id", "criterion_id", "concern_id", "phototype"):
        what = f"there is no row for {' / '.join(str(part) for part in key if part)}."
        remedy = "Add it; where nothing is known, say so in its status."
        estimates.report(0, "", what, remedy)


def suitability_is_complete(suitability: Table, treatments: Table) -> None:
    ids = [row["treatment_id"] for row in treatments.sure_rows("treatment_id")]
    for treatment, phototype in suitability.missing(product(ids, PHOTOTYPES), "treatment_id", "phototype"):
        what = f"there is no rating of {treatment} for phototype {phototype}."
        suitability.report(0, "", what, "Add it: unknown is never suitable.")


def recovery_has_no_gap(recovery: Table) -> None:
    for treatment, phases in recovery.sure_groups("treatment_id", "day_from", "day_to").items():
        expected = 0
        for row in phases:
            first, last = row["day_from"], row["day_to"]
            if first != expected:
                what = f"day {first} follows, but day {expected} is next for {treatment}."
                remedy = "Let each phase start the day after the last."
                recovery.report(row.line, "day_from", what, remedy)
            if last < first:
                what, remedy = f"{last} is before {first}.", "A phase ends on or after its first day."
                recovery.report(row.line, "day_to", what, remedy)
            expected = last + 1
