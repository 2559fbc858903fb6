"""Rules on everything beside the figures: texts in equal detail, complete presets, dated reviews, sources.

Each rule takes the folder it reports to and the tables that it reads.
"""

from collections import Counter, defaultdict

from models.figure_rules import weighted_rows
from models.problems import quoted
from models.tables import Folder, Table
from models.terms import NO_TREATMENT, PHOTOTYPES, Slot

#: Words that a concern's text needs before it says what it is and its usual course.
CONCERN_WORDS = 40

#: Benefits against harms, in words and in items: outside this the detail is not equal.
EQUAL_DETAIL = (0.5, 2.0)


def no_treatment_is_there(folder: Folder, treatments: Table) -> None:
    if NO_TREATMENT not in {row["treatment_id"] for row in treatments}:
        what = f"there is no row {quoted(NO_TREATMENT)}."
        folder.report(
            treatments.file, 0, "treatment_id", what, "Doing nothing for now is always an option: add it."
        )


def phototypes_are_six(folder: Folder, phototypes: Table) -> None:
    missing = [p for p in PHOTOTYPES if p not in {row["phototype"] for row in phototypes}]
    if missing:
        what = f"{', '.join(missing)} not described."
        folder.report(phototypes.file, 0, "phototype", what, "Describe all six.")


def postponing_says_how_long(folder: Folder, contraindications: Table) -> None:
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


def plain_notes(folder: Folder, estimates: Table, durations: Table, contraindications: Table) -> None:
    _plain_words_are_there(folder, estimates, "note", "plain_note")
    _plain_words_are_there(folder, durations, "note", "plain_note")
    _plain_words_are_there(folder, contraindications, "wait", "plain_wait")


def texts_in_equal_detail(folder: Folder, texts: Table, treatments: Table) -> None:
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


def concerns_are_explained(folder: Folder, concerns: Table) -> None:
    for row in concerns:
        words = len((row["about"] or "").split())
        if words < CONCERN_WORDS:
            what = f"{words} words."
            folder.report(
                concerns.file, row.line, "about", what, f"Explain it in {CONCERN_WORDS} words or more."
            )


def presets_are_complete(folder: Folder, presets: Table, importances: Table, criteria: Table) -> None:
    weighted = [row["criterion_id"] for row in weighted_rows(criteria)]
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


def reviews_are_dated(folder: Folder, reviews: Table) -> None:
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


def no_orphan_sources(folder: Folder, sources: Table) -> None:
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
