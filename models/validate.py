"""What the tables must mean, beyond their form. ``python -m models.validate [folder]`` lists it all.

``tables`` checks what the descriptor says (columns, types, allowed values, keys). Here is the rest:
figures in order and on their scale, no hole in the table, no figure without a source, texts in equal
detail. Every problem is found in one go.
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

from models.evidence import COST, DOWNTIME, NO_TREATMENT, PHOTOTYPES, RESULTS, Basis, Slot, Status
from models.problems import EvidenceError, Problem, quoted
from models.tables import Folder, Row, Table, read_folder

#: Words that a concern's text needs before it says what it is and its usual course.
CONCERN_WORDS = 40

#: Benefits against harms, in words and in items: outside this the detail is not equal.
EQUAL_DETAIL = (0.5, 2.0)


def find_problems(folder: Path) -> list[Problem]:
    """Everything that is wrong with an evidence folder, in file and line order."""
    try:
        return check(read_folder(folder))
    except EvidenceError as error:
        return error.problems


def check(folder: Folder) -> list[Problem]:
    """The problems found while reading ``folder``, and those of its meaning.

    Meaning is checked as far as the tables it needs could be read, so that one bad file does not
    hide what is wrong with the others.
    """
    for needs, rule in _RULES:
        if all(name in folder.tables for name in needs):
            rule(folder, *(folder.tables[name] for name in needs))
    return sorted(set(folder.problems))


def _weighted(criteria: Table) -> list[Row]:
    return [row for row in criteria if row["role"] == "weighted"]


def _no_treatment_is_there(folder: Folder, treatments: Table) -> None:
    if NO_TREATMENT not in {row["treatment_id"] for row in treatments}:
        what = f"there is no row {quoted(NO_TREATMENT)}."
        folder.report(
            treatments.file, 0, "treatment_id", what, "Doing nothing for now is always an option: add it."
        )


def _scales_are_fixed(folder: Folder, criteria: Table) -> None:
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
    weighted = {row["criterion_id"] for row in _weighted(criteria)}
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


def _estimate_figures(folder: Folder, estimates: Table) -> None:
    _figures_are_in_order(folder, estimates, ("low", "typical", "high"))


def _aftercare_figures(folder: Folder, aftercare: Table) -> None:
    _figures_are_in_order(folder, aftercare, ("wait_days_low", "wait_days_typical", "wait_days_high"))


def _dark_marks_figures(folder: Folder, durations: Table) -> None:
    _figures_are_in_order(folder, durations, ("weeks_low", "weeks_typical", "weeks_high"))


def _status_tells_the_truth(folder: Folder, estimates: Table) -> None:
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


def _figures_fit_their_criterion(folder: Folder, estimates: Table, criteria: Table) -> None:
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


def _no_hole_in_the_table(
    folder: Folder, estimates: Table, criteria: Table, treatments: Table, concerns: Table
) -> None:
    present = {(r["treatment_id"], r["criterion_id"], r["concern_id"], r["phototype"]) for r in estimates}
    variants: dict[str | None, list[tuple[str | None, str | None]]] = {
        None: [(None, None)],
        "concern": [(row["concern_id"], None) for row in concerns],
        "phototype": [(None, phototype) for phototype in PHOTOTYPES],
    }
    for criterion in _weighted(criteria):
        for treatment in treatments:
            for concern, phototype in variants[criterion["varies_by"]]:
                key = treatment["treatment_id"], criterion["criterion_id"], concern, phototype
                if key not in present:
                    cell = " / ".join(part for part in key if part)
                    what = f"there is no row for {cell}."
                    folder.report(
                        estimates.file, 0, "", what, "Add it; where nothing is known, say so in its status."
                    )


def _suitability_is_complete(folder: Folder, suitability: Table, treatments: Table) -> None:
    present = {(row["treatment_id"], row["phototype"]) for row in suitability}
    for treatment in treatments:
        for phototype in PHOTOTYPES:
            if (treatment["treatment_id"], phototype) not in present:
                what = f"there is no rating of {treatment['treatment_id']} for phototype {phototype}."
                folder.report(suitability.file, 0, "", what, "Add it: unknown is never suitable.")


def _phototypes_are_six(folder: Folder, phototypes: Table) -> None:
    missing = [p for p in PHOTOTYPES if p not in {row["phototype"] for row in phototypes}]
    if missing:
        what = f"{', '.join(missing)} not described."
        folder.report(phototypes.file, 0, "phototype", what, "Describe all six.")


def _postponing_says_how_long(folder: Folder, contraindications: Table) -> None:
    for row in contraindications:
        if row["action"] == "postpone" and row["wait"] is None:
            folder.report(
                contraindications.file,
                row.line,
                "wait",
                "postpone, but not how long.",
                "Say how long, or until when.",
            )


def _plain_words_are_there(folder: Folder, table: Table, shorthand: str, plain: str) -> None:
    for row in table:
        if (row[shorthand] is None) != (row[plain] is None):
            empty, full = (plain, shorthand) if row[plain] is None else (shorthand, plain)
            what = f"the cell is blank, but {full} is filled in."
            folder.report(
                table.file,
                row.line,
                empty,
                what,
                "Say the same in both: short for readers, plain for the screen.",
            )


def _plain_notes(folder: Folder, estimates: Table, durations: Table, contraindications: Table) -> None:
    _plain_words_are_there(folder, estimates, "note", "plain_note")
    _plain_words_are_there(folder, durations, "note", "plain_note")
    _plain_words_are_there(folder, contraindications, "wait", "plain_wait")


def _recovery_has_no_gap(folder: Folder, recovery: Table) -> None:
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


def _texts_in_equal_detail(folder: Folder, texts: Table, treatments: Table) -> None:
    slots: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in texts:
        if row["slot"] and row["text"]:
            slots[row["treatment_id"], row["slot"]].append(row["text"])
    for treatment in treatments:
        name = treatment["treatment_id"]
        missing = [slot for slot in Slot if not slots[name, slot]]
        if missing:
            what = f"{name} has no text for {', '.join(missing)}."
            folder.report(texts.file, 0, "slot", what, "Every treatment answers the same questions.")
            continue
        good, bad = slots[name, Slot.MAY_DO], slots[name, Slot.MAY_COST]
        words = sum(len(t.split()) for t in good) / sum(len(t.split()) for t in bad)
        for ratio, of in ((words, "words"), (len(good) / len(bad), "items")):
            if not EQUAL_DETAIL[0] <= ratio <= EQUAL_DETAIL[1]:
                what = f"{name}: benefits to harms is {ratio:.2f} in {of}."
                folder.report(texts.file, 0, "slot", what, "Tell both in equal detail (0.5 to 2).")


def _concerns_are_explained(folder: Folder, concerns: Table) -> None:
    for row in concerns:
        words = len((row["about"] or "").split())
        if words < CONCERN_WORDS:
            what = f"{words} words."
            folder.report(
                concerns.file, row.line, "about", what, f"Explain it in {CONCERN_WORDS} words or more."
            )


def _presets_are_complete(folder: Folder, presets: Table, importances: Table, criteria: Table) -> None:
    weighted = [row["criterion_id"] for row in _weighted(criteria)]
    present = {(row["preset_id"], row["criterion_id"]) for row in importances}
    for row in importances:
        if row["criterion_id"] is not None and row["criterion_id"] not in weighted:
            what = f"{row['criterion_id']} is not weighted."
            folder.report(importances.file, row.line, "criterion_id", what, "Remove the row.")
    for preset in presets:
        for criterion in weighted:
            if (preset["preset_id"], criterion) not in present:
                what = f"{preset['preset_id']} has no importance for {criterion}."
                folder.report(importances.file, 0, "", what, "Add it, 0 to 10.")
    starts = sum(row["is_start"] is True for row in presets)
    if starts != 1:
        folder.report(
            presets.file, 0, "is_start", f"{starts} presets are the start.", "Mark exactly one as true."
        )


def _reviews_are_dated(folder: Folder, reviews: Table) -> None:
    for row in reviews:
        compiled, due = row["compiled_on"], row["next_review"]
        if compiled and due and due <= compiled:
            folder.report(
                reviews.file,
                row.line,
                "next_review",
                f"{due} is not after {compiled}.",
                "Give the next date.",
            )
        if (row["checked_by"] is None) != (row["checked_on"] is None):
            column = "checked_on" if row["checked_on"] is None else "checked_by"
            folder.report(
                reviews.file,
                row.line,
                column,
                "who checked and when go together.",
                "Fill in both, or neither.",
            )


def _no_orphan_sources(folder: Folder, sources: Table) -> None:
    cited: Counter[str] = Counter()
    for table in folder.tables.values():
        if table.rows and "source_ids" in table.rows[0].values:
            for row in table:
                cited.update(row["source_ids"])
    for row in sources:
        if row["source_id"] is not None and not cited[row["source_id"]]:
            what = f"nothing cites {quoted(row['source_id'])}."
            folder.report(
                sources.file, row.line, "source_id", what, "Cite it where it is used, or remove it."
            )


_RULES = (
    (("treatments",), _no_treatment_is_there),
    (("criteria",), _scales_are_fixed),
    (("estimates",), _estimate_figures),
    (("aftercare",), _aftercare_figures),
    (("dark_marks_duration",), _dark_marks_figures),
    (("estimates",), _status_tells_the_truth),
    (("estimates", "criteria"), _figures_fit_their_criterion),
    (("estimates", "criteria", "treatments", "concerns"), _no_hole_in_the_table),
    (("suitability", "treatments"), _suitability_is_complete),
    (("phototypes",), _phototypes_are_six),
    (("contraindications",), _postponing_says_how_long),
    (("estimates", "dark_marks_duration", "contraindications"), _plain_notes),
    (("recovery",), _recovery_has_no_gap),
    (("treatment_texts", "treatments"), _texts_in_equal_detail),
    (("concerns",), _concerns_are_explained),
    (("presets", "preset_importances", "criteria"), _presets_are_complete),
    (("reviews",), _reviews_are_dated),
    (("sources",), _no_orphan_sources),
)


def main(arguments: list[str]) -> int:
    """Print every problem of a folder, one line each. Returns 0 if there are none, else 1."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent.parent / "data"
    problems = find_problems(folder)
    for problem in problems:
        print(problem)
    print(f"{folder}: {len(problems)} problem{'' if len(problems) == 1 else 's'}.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
