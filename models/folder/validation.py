"""What the tables must mean, beyond their form. ``python -m models.validate [folder]`` lists it all.

``tables`` checks what the descriptor says (columns, types, allowed values, keys); ``figure_rules`` and
``content_rules`` check the rest. Every problem is found in one go.
"""

from pathlib import Path

from models import DATA
from models.folder import content_rules as content
from models.folder import figure_rules as figures
from models.folder.problems import EvidenceError, Problem
from models.folder.tables import Folder, read_folder

_RULES = (
    (("treatments",), content.no_treatment_is_there),
    (("criteria",), figures.scales_are_fixed),
    (("criteria",), figures.screening_has_its_criteria),
    (("estimates",), figures.estimate_figures),
    (("aftercare",), figures.aftercare_figures),
    (("dark_marks_duration",), figures.dark_marks_figures),
    (("estimates",), figures.status_tells_the_truth),
    (("estimates", "criteria"), figures.figures_fit_their_criterion),
    (("estimates", "criteria", "treatments", "concerns"), figures.no_hole_in_the_table),
    (("suitability", "treatments"), figures.suitability_is_complete),
    (("phototypes",), content.phototypes_are_six),
    (("grades",), content.grades_are_five),
    (("contraindications",), content.postponing_says_how_long),
    (("estimates",), content.estimates_in_plain_words),
    (("dark_marks_duration",), content.dark_marks_in_plain_words),
    (("contraindications",), content.waits_in_plain_words),
    (("contraindications", "treatments"), content.reasons_name_their_own_treatment),
    (("recovery",), figures.recovery_has_no_gap),
    (("treatment_texts", "treatments"), content.texts_answer_every_question),
    (("treatment_texts",), content.texts_in_equal_detail),
    (("concerns",), content.concerns_are_explained),
    (("article_claims", "treatment_texts", "concerns"), content.upheld_claims_can_be_found),
    (("presets", "preset_importances", "criteria"), content.presets_are_complete),
    (("presets",), content.one_preset_is_the_start),
    (("reviews",), content.reviews_are_dated),
    (("sources", *content.CITING), content.no_orphan_sources),
)


def find_problems(folder: Path) -> list[Problem]:
    """Everything that is wrong with an evidence folder, in file and line order."""
    try:
        return check(read_folder(folder))
    except EvidenceError as error:
        return error.problems


def check(folder: Folder) -> list[Problem]:
    """The problems found while reading ``folder``, and those of its meaning.

    Meaning is checked as far as the tables it needs could be read, so that one bad file does not
    hide what is wrong with the others. Nothing is concluded from a cell that was refused.
    """
    for needs, rule in _RULES:
        if all(name in folder.tables for name in needs):
            rule(folder, *(folder.tables[name] for name in needs))
    return sorted(set(folder.problems))


def main(arguments: list[str]) -> int:
    """Print every problem of a folder, one line each. Returns 0 if there are none, else 1."""
    folder = Path(arguments[0]) if arguments else DATA
    problems = find_problems(folder)
    for problem in problems:
        print(problem)
    print(f"{folder}: {len(problems)} problem{'' if len(problems) == 1 else 's'}.")
    return 1 if problems else 0
