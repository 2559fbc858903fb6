"""Rules on figures: fixed scales, ends in order, no hole, no figure that nothing stands behind.

Each rule takes the folder it reports to and the tables that it reads.
"""

from models.problems import quoted
from models.tables import Folder, Row, Table
from models.terms import COST, DOWNTIME, PHOTOTYPES, RESULTS, Basis, Status


def weighted_rows(criteria: Table) -> list[Row]:
    """The rows of the criteria that have an importance."""
    return [row for row in criteria if row["role"] == "weighted"]


def scales_are_fixed(folder: Folder, criteria: Table) -> None:
    for row in criteria:
        worst, best, direction = row["scale_worst"], row["scale_best"], row["direction"]
        if row["role"] == "fact":
            if (worst, best, direction) != (None, None, None):
                what = "a fact has no scale and no direction."
                folder.report(
                    criteria.file,
                    row.line,
                    "role",
                    what,
                    "Leave scale_worst, scale_best and direction blank.",
                )
        elif worst is None or best is None or direction is None:
            what = "a weighted criterion needs both ends of its scale and its direction."
            folder.report(
                criteria.file, row.line, "role", what, "Fill in scale_worst, scale_best and direction."
            )
        elif worst == best or (best > worst) != (direction == "higher_is_better"):
            what = f"the scale from {worst:g} to {best:g} does not run the way {direction} says."
            folder.report(
                criteria.file, row.line, "scale_best", what, "Swap the ends, or correct the direction."
            )
    weighted = {row["criterion_id"] for row in weighted_rows(criteria)}
    for name in (RESULTS, COST, DOWNTIME):
        if name not in weighted:
            what = f"there is no weighted criterion {quoted(name)}."
            folder.report(criteria.file, 0, "criterion_id", what, "Screening asks for it by name: add it.")


def _figures_are_in_order(folder: Folder, table: Table, columns: tuple[str, str, str]) -> None:
    low, typical, high = columns
    for row in table:
        ends = row[low], row[high]
        if None not in ends and ends[0] > ends[1]:
            what = f"{ends[0]:g} is above {ends[1]:g}."
            folder.report(table.file, row.line, low, what, f"Order them {low} <= {typical} <= {high}.")
        elif row[typical] is not None and (
            (ends[0] is not None and row[typical] < ends[0])
            or (ends[1] is not None and row[typical] > ends[1])
        ):
            span = "-".join("" if end is None else f"{end:g}" for end in ends)
            what = f"{row[typical]:g} is outside {span}."
            folder.report(table.file, row.line, typical, what, f"Order them {low} <= {typical} <= {high}.")


def estimate_figures(folder: Folder, estimates: Table) -> None:
    _figures_are_in_order(folder, estimates, ("low", "typical", "high"))


def aftercare_figures(folder: Folder, aftercare: Table) -> None:
    _figures_are_in_order(folder, aftercare, ("wait_days_low", "wait_days_typical", "wait_days_high"))


def dark_marks_figures(folder: Folder, durations: Table) -> None:
    _figures_are_in_order(folder, durations, ("weeks_low", "weeks_typical", "weeks_high"))


def status_tells_the_truth(folder: Folder, estimates: Table) -> None:
    for row in estimates:
        if row["status"] is None:
            continue
        status = Status(row["status"])
        figures = [row[c] for c in ("low", "typical", "high")]

        def report(column: str, what: str, remedy: str, line: int = row.line) -> None:
            folder.report(estimates.file, line, column, what, remedy)

        if not status.has_figures and any(f is not None for f in figures):
            report(
                "status",
                f"{status} is a gap, but there is a figure.",
                "Remove the figure, or change the status.",
            )
        if status is Status.ESTIMATED and all(f is None for f in figures):
            report(
                "status",
                "estimated, but there is no figure.",
                "Add the figure, or say which kind of gap it is.",
            )
        if status is Status.BOUNDED and (row["typical"] is not None or None in (row["low"], row["high"])):
            report(
                "status",
                "bounded means a low and a high end without a typical figure.",
                "Give both ends only.",
            )
        if not status.has_figures:
            continue
        for column in ("basis", "certainty"):
            if row[column] is None:
                report(
                    column,
                    "a figure needs it, the cell is blank.",
                    "Say how it was reached and how sure it is.",
                )
        if row["basis"] and Basis(row["basis"]).needs_source and not row["source_ids"]:
            report(
                "source_ids", "a figure without a source.", "Cite the source, or set the basis to assumed."
            )


def figures_fit_their_criterion(folder: Folder, estimates: Table, criteria: Table) -> None:
    known = {row["criterion_id"]: row for row in criteria}
    for row in estimates:
        criterion = known.get(row["criterion_id"])
        if criterion is None:
            continue
        for column in ("concern_id", "phototype"):
            varies = criterion["varies_by"] == column.removesuffix("_id")
            if varies and row[column] is None:
                what = f"{row['criterion_id']} varies by {column.removesuffix('_id')}, the cell is blank."
                folder.report(estimates.file, row.line, column, what, "Say which one the figure is for.")
            elif not varies and row[column] is not None:
                what = f"{row['criterion_id']} does not vary by {column.removesuffix('_id')}."
                folder.report(estimates.file, row.line, column, what, "Leave the cell blank.")
        if criterion["role"] != "weighted" or None in (criterion["scale_worst"], criterion["scale_best"]):
            continue
        if row["unit"] != criterion["unit"]:
            what = f"{quoted(str(row['unit']))} is not the unit of {row['criterion_id']}."
            folder.report(
                estimates.file, row.line, "unit", what, f"Convert the figures to {criterion['unit']}."
            )
        ends = sorted((criterion["scale_worst"], criterion["scale_best"]))
        for column in ("low", "typical", "high"):
            if row[column] is not None and not ends[0] <= row[column] <= ends[1]:
                what = (
                    f"{row[column]:g} is outside the scale {ends[0]:g}-{ends[1]:g} of {row['criterion_id']}."
                )
                remedy = f"Correct it, or move the end of the scale in {criteria.file}."
                folder.report(estimates.file, row.line, column, what, remedy)


def no_hole_in_the_table(
    folder: Folder, estimates: Table, criteria: Table, treatments: Table, concerns: Table
) -> None:
    present = {(r["treatment_id"], r["criterion_id"], r["concern_id"], r["phototype"]) for r in estimates}
    variants: dict[str | None, list[tuple[str | None, str | None]]] = {
        None: [(None, None)],
        "concern": [(row["concern_id"], None) for row in concerns],
        "phototype": [(None, phototype) for phototype in PHOTOTYPES],
    }
    for criterion in weighted_rows(criteria):
        for treatment in treatments:
            for concern, phototype in variants[criterion["varies_by"]]:
                key = treatment["treatment_id"], criterion["criterion_id"], concern, phototype
                if key not in present:
                    cell = " / ".join(part for part in key if part)
                    what = f"there is no row for {cell}."
                    folder.report(
                        estimates.file, 0, "", what, "Add it; where nothing is known, say so in its status."
                    )


def suitability_is_complete(folder: Folder, suitability: Table, treatments: Table) -> None:
    present = {(row["treatment_id"], row["phototype"]) for row in suitability}
    for treatment in treatments:
        for phototype in PHOTOTYPES:
            if (treatment["treatment_id"], phototype) not in present:
                what = f"there is no rating of {treatment['treatment_id']} for phototype {phototype}."
                folder.report(suitability.file, 0, "", what, "Add it: unknown is never suitable.")


def recovery_has_no_gap(folder: Folder, recovery: Table) -> None:
    next_day: dict[str, int] = {}
    for row in recovery:
        treatment, first, last = row["treatment_id"], row["day_from"], row["day_to"]
        if None in (treatment, first, last):
            continue
        expected = next_day.get(treatment, 0)
        if first != expected:
            what = f"day {first} follows, but day {expected} is next for {treatment}."
            folder.report(
                recovery.file, row.line, "day_from", what, "Let each phase start the day after the last."
            )
        if last < first:
            folder.report(
                recovery.file,
                row.line,
                "day_to",
                f"{last} is before {first}.",
                "A phase ends on or after its first day.",
            )
        next_day[treatment] = last + 1
