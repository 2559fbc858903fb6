"""A small, complete and valid evidence folder, and ways to break it.

Two treatments, one concern, four weighted criteria and one fact, written in milliseconds. No cell
contains a line break, so a row's line is its position in the lists below: the header is line 1.
"""

import csv
import io
import shutil
from pathlib import Path

from models import DATA

REAL_DATA = DATA
DESCRIPTOR = "datapackage.json"
PHOTOTYPES = ("I", "II", "III", "IV", "V", "VI")
READ_ON = "2026-11-22"

#: Forty words, the minimum.
ABOUT = (
    "Acne scars are dents that stay after acne has healed. They are not live spots and they are not "
    "flat marks. With no treatment they tend to stay. New spots can leave yet more scars, so ask about "
    "those first."
)


def _figures(treatment: str, low: int, typical: int, high: int, basis: str) -> list[list[str]]:
    """Six rows of dark marks, one for each phototype, without sources."""
    figures = [str(low), str(typical), str(high)]
    end = ["per 100", "estimated", basis, "very_low", "", READ_ON, "", "", ""]
    return [[treatment, "dark_marks", "", phototype, *figures, *end] for phototype in PHOTOTYPES]


def _texts(treatment: str) -> list[list[str]]:
    slots = ("what_it_is", "who_does_it", "session", "may_do", "may_cost")
    return [[treatment, slot, "1", "Four words say it.", "trial"] for slot in slots]


TABLES: dict[str, list[list[str]]] = {
    "treatments": [
        ["treatment_id", "label", "family", "setting"],
        ["peel", "Light peel", "peel", "clinic"],
        ["no_treatment", "No treatment", "none", "none"],
    ],
    "treatment_texts": [
        ["treatment_id", "slot", "position", "text", "source_ids"],
        *_texts("peel"),
        *_texts("no_treatment"),
    ],
    "concerns": [
        ["concern_id", "label", "implies_condition", "about", "source_ids"],
        ["acne_scars", "Acne scars", "active_acne", ABOUT, "trial"],
    ],
    "phototypes": [
        ["phototype", "words", "source_ids"],
        *([phototype, f"skin of type {phototype}", "trial"] for phototype in PHOTOTYPES),
    ],
    "conditions": [
        ["condition_id", "label", "plain_label", "in_short", "topic"],
        ["active_acne", "Active acne", "I have acne now", "with acne", "skin as it is now"],
    ],
    "criteria": [
        [
            *("criterion_id", "label", "short_label", "unit", "direction", "kind"),
            *("scale_worst", "scale_best", "varies_by", "role", "definition", "plain_definition"),
        ],
        ["results", "Visible results", "Results", "grade 0-4"]
        + ["higher_is_better", "benefit", "0", "4", "concern", "weighted", "", ""],
        ["cost", "Cost of a course", "Cost", "USD"]
        + ["lower_is_better", "burden", "1000", "0", "", "weighted", "", ""],
        ["downtime", "Days of downtime", "Downtime", "days"]
        + ["lower_is_better", "burden", "35", "0", "", "weighted", "", ""],
        ["dark_marks", "Risk of dark marks", "Dark marks", "per 100"]
        + ["lower_is_better", "harm", "100", "0", "phototype", "weighted", "", ""],
        ["sessions", "Sessions in a course", "Sessions", "sessions"]
        + ["", "fact", "", "", "", "fact", "", ""],
    ],
    "grades": [
        ["grade", "words"],
        ["0", "no change"],
        ["1", "a little better"],
        ["2", "some better"],
        ["3", "much better"],
        ["4", "almost gone"],
    ],
    "presets": [
        ["preset_id", "label", "assumes", "is_start"],
        ["balanced", "Balanced", "All count the same.", "true"],
        ["lowest_cost", "Lowest cost", "Price counts most.", "false"],
    ],
    "preset_importances": [
        ["preset_id", "criterion_id", "importance"],
        ["balanced", "results", "5"],
        ["balanced", "cost", "5"],
        ["balanced", "downtime", "5"],
        ["balanced", "dark_marks", "5"],
        ["lowest_cost", "results", "1"],
        ["lowest_cost", "cost", "10"],
        ["lowest_cost", "downtime", "0"],
        ["lowest_cost", "dark_marks", "1"],
    ],
    "estimates": [
        [
            *("treatment_id", "criterion_id", "concern_id", "phototype", "low", "typical", "high"),
            *("unit", "status", "basis", "certainty", "source_ids", "as_of", "note", "plain_note"),
            "second_reader",
        ],
        ["peel", "results", "acne_scars", "", "1", "2", "3", "grade 0-4"]
        + ["estimated", "sourced", "moderate", "trial", READ_ON, "", "", "agree"],
        ["peel", "cost", "", "", "200", "400", "900", "USD"]
        + ["estimated", "derived", "low", "trial;prices", READ_ON, "Midpoint.", "The middle.", ""],
        ["peel", "downtime", "", "", "1", "", "7", "days"]
        + ["bounded", "sourced", "low", "trial", READ_ON, "", "", ""],
        ["peel", "sessions", "", "", "", "", "", "sessions"]
        + ["not_reported", "", "", "", READ_ON, "", "", ""],
        *_figures("peel", 0, 2, 5, "assumed"),  # lines 6 to 11
        ["no_treatment", "results", "acne_scars", "", "0", "0", "0", "grade 0-4"]
        + ["estimated", "definition", "high", "", READ_ON, "", "", ""],
        ["no_treatment", "cost", "", "", "0", "0", "0", "USD"]
        + ["estimated", "definition", "high", "", READ_ON, "", "", ""],
        ["no_treatment", "downtime", "", "", "0", "0", "0", "days"]
        + ["estimated", "definition", "high", "", READ_ON, "", "", ""],
        *_figures("no_treatment", 0, 0, 0, "definition"),  # lines 15 to 20
    ],
    "suitability": [
        ["treatment_id", "phototype", "rating", "reason", "plain_reason", "certainty", "source_ids"],
        *(
            [treatment, phototype, "suitable", "No heat", "It uses no heat.", "low", "trial"]
            for treatment in ("peel", "no_treatment")
            for phototype in PHOTOTYPES
        ),
    ],
    "contraindications": [
        ["condition_id", "treatment_id", "action", "wait", "plain_wait"]
        + ["reason", "plain_reason", "source_ids"],
        ["active_acne", "peel", "postpone", "until clear", "Until it has cleared."]
        + ["Flares", "It can flare up.", "trial"],
        ["active_acne", "no_treatment", "ask_first", "", "", "Treatable", "Ask about it.", "trial"],
    ],
    "warnings": [
        ["treatment_id", "warning", "plain_warning", "source_ids"],
        ["peel", "Burns reported; no rate.", "Burns have been reported.", "trial"],
    ],
    "recovery": [
        ["treatment_id", "day_from", "day_to", "phase", "what_people_notice", "plain_notice"]
        + ["home", "certainty", "basis", "source_ids"],
        ["peel", "0", "0", "treatment_day", "Stinging.", "It stings.", "yes", "low", "sourced", "trial"],
        ["peel", "1", "3", "peeling", "Flakes.", "Skin flakes.", "yes", "low", "sourced", "trial"],
        ["peel", "4", "7", "clear", "Nothing.", "Nothing.", "no", "low", "assumed", ""],
    ],
    "aftercare": [
        ["treatment_id", "what", "wait_days_low", "wait_days_typical", "wait_days_high"]
        + ["certainty", "basis", "source_ids"],
        ["peel", "makeup", "1", "2", "3", "low", "sourced", "trial"],
        ["peel", "sun", "", "", "", "very_low", "assumed", ""],
    ],
    "dark_marks_duration": [
        ["treatment_id", "weeks_low", "weeks_typical", "weeks_high"]
        + ["lasting_per_100_of_those_affected", "certainty", "basis", "source_ids", "note", "plain_note"],
        ["peel", "1", "4", "12", "10", "very_low", "assumed", "trial", "Guess.", "We guess."],
    ],
    "article_claims": [
        ["claim", "said", "verdict", "finding", "found_in", "source_ids"],
        ["1", "It is magic.", "overclaim", "It is a peel.", "", ""],
        ["2", "It is said in four words.", "supported", "It is.", "Four words say it", "trial"],
    ],
    "sources": [
        ["source_id", "kind", "title", "authors", "year", "url", "read_as", "accessed"],
        ["trial", "randomised_trial", "A trial", "A. Author", "2021", "", "abstract", READ_ON],
        ["prices", "price_survey", "A price list", "", "", "", "page", READ_ON],
    ],
    "reviews": [
        ["review_id", "compiled_by", "compiled_on", "checked_by", "checked_on", "next_review", "funded_by"],
        ["first", "the developers", READ_ON, "", "", "2027-05-22", "nobody"],
    ],
}


def as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


_CONTENTS = {table: as_csv(rows) for table, rows in TABLES.items()}


def write_folder(folder: Path) -> Path:
    """Write the valid evidence into ``folder``, creating it if necessary, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(REAL_DATA / DESCRIPTOR, folder / DESCRIPTOR)
    for table, content in _CONTENTS.items():
        write_raw(folder, table, content)
    return folder


def fresh_folder(place: Path) -> Path:
    """The valid evidence, written anew in one place: hundreds of temporary folders would take seconds."""
    shutil.rmtree(place / "evidence", ignore_errors=True)
    return write_folder(place / "evidence")


def file_of(folder: Path, table: str) -> Path:
    return folder / f"{table}.csv"


def read_rows(folder: Path, table: str) -> list[list[str]]:
    """The rows as they are in the file, the header first."""
    with file_of(folder, table).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(folder: Path, table: str, rows: list[list[str]]) -> None:
    write_raw(folder, table, as_csv(rows))


def set_cell(folder: Path, table: str, line: int, column: str, value: str) -> None:
    """Overwrite one cell of the row on ``line``; line 1 renames a column."""
    rows = read_rows(folder, table)
    rows[line - 1][rows[0].index(column)] = value
    write_rows(folder, table, rows)


def set_row(folder: Path, table: str, line: int, **cells: str) -> None:
    """Overwrite several cells of the row on ``line``."""
    for column, value in cells.items():
        set_cell(folder, table, line, column, value)


def drop_rows(folder: Path, table: str, *lines: int) -> None:
    rows = read_rows(folder, table)
    write_rows(folder, table, [row for line, row in enumerate(rows, 1) if line not in lines])


def drop_where(folder: Path, column: str, value: str) -> None:
    """Drop the rows with ``value`` in ``column``, from every table that has the column."""
    for table, (header, *_) in TABLES.items():
        if column in header:
            at = header.index(column)
            write_rows(folder, table, [row for row in read_rows(folder, table) if row[at] != value])


def append_row(folder: Path, table: str, row: list[str]) -> None:
    write_rows(folder, table, [*read_rows(folder, table), row])


def drop_file(folder: Path, table: str) -> None:
    file_of(folder, table).unlink()


def read_raw(folder: Path, table: str) -> bytes:
    return file_of(folder, table).read_bytes()


def write_raw(folder: Path, table: str, content: bytes) -> None:
    file_of(folder, table).write_bytes(content)
