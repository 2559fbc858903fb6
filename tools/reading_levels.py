"""Write the reading grade of each kind of text for the Method page: ``make reading-levels``."""

import csv
import io
import statistics
import sys
from pathlib import Path

from reading_grade import reading_grade
from words import everything_said, names_in, screen_texts

from models import ROOT
from models.folder.load import load
from models.sources.reading_levels import COLUMNS, FILE

#: The files whose texts are graded together, by section.
SECTIONS = {
    "What the options are, do and cost": ("treatment_texts.csv",),
    "What bothers you": ("concerns.csv",),
    "Skin and health": ("phototypes.csv", "suitability.csv", "contraindications.csv", "conditions.csv"),
    "Recovery and serious harm": ("recovery.csv", "warnings.csv", "dark_marks_duration.csv"),
    "Notes on the figures": ("estimates.csv", "criteria.csv"),
    "Presets": ("presets.csv",),
}


def levels() -> str:
    """The expected file: a row for each section, with the median and the highest grade of its texts."""
    evidence = load(ROOT / "data")
    texts = {
        section: [text for file, _, text in screen_texts() if file in files]
        for section, files in SECTIONS.items()
    }
    texts["Sentences made for your own view"] = [
        names_in(evidence).sub(" ", sentence) for sentence in sorted(everything_said(evidence))
    ]
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for section, found in texts.items():
        grades = [reading_grade(text) for text in found]
        writer.writerow(
            {
                "section": section,
                "texts": len(found),
                "half_at_or_below": f"{max(0, statistics.median(grades)):.1f}",
                "hardest": f"{max(grades):.1f}",
                "evidence_version": evidence.version,
            }
        )
    return out.getvalue()


def main(file: Path = FILE) -> None:
    file.write_text(levels(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
