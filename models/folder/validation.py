"""Checks the meaning of the tables. ``python -m models.validate [folder]`` lists every problem.

``tables`` checks what the descriptor says (columns, types, allowed values, keys); ``figure_rules`` and
``content_rules`` check the rest. Every problem is found in one run.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from models import DATA
from models.folder import content_rules as content
from models.folder import figure_rules as figures
from models.folder.problems import EvidenceError, Problem
from models.folder.tables import Table, read_folder

#: The tables that a rule takes, and the rule.
_RULES: tuple[tuple[tuple[str, ...], Callable[..., None]], ...] = (
    (("treatments",), content.no_treatment_is_there),
    (("criteria",), figures.scales_are_fixed),
    (("criteria",), figures.screening_has_its_criteria),
    (("estimates",), figures.figures_are_in_order),
    (("aftercare",), partial(figures.figures_are_in_order, prefix="wait_days_")),
    (("dark_marks_duration",), partial(figures.figures_are_in_order, prefix="weeks_")),
    (("estimates",), figures.status_tells_the_truth),
    (("estimates", "criteria"), figures.figures_fit_their_criterion),
    (("estimates", "criteria", "treatments", "concerns"), figures.no_hole_in_the_table),
    (("suitability", "treatments"), figures.suitability_is_complete),
    (("phototypes",), content.phototypes_are_six),
    (("grades",), content.grades_are_five),
    (("contraindications",), content.postponing_says_how_long),
    (("estimates",), partial(content.plain_words_are_there, shorthand="note")),
    (("dark_marks_duration",), partial(content.plain_words_are_there, shorthand="note")),
    (("contraindications",), partial(content.plain_words_are_there, shorthand="wait")),
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
        return check(folder)[1]
    except EvidenceError as error:
        return error.problems


def check(folder: Path) -> tuple[dict[str, Table], list[Problem]]:
    """The tables of ``folder`` by name, and the problems of their form and of their meaning.

    A rule is checked if the tables that it needs could be read, so that one bad file does not hide the
    problems of the others. Nothing is concluded from a cell that was refused. Raises EvidenceError if there
    is no usable descriptor.
    """
    tables, problems = read_folder(folder)
    for needs, rule in _RULES:
        if all(name in tables for name in needs):
            rule(*(tables[name] for name in needs))
    return tables, sorted(set(problems))


def main(arguments: list[str]) -> int:
    """Print every problem of a folder, one line each. Returns 0 if there are none, else 1."""
    folder = Path(arguments[0]) if arguments else DATA
    problems = find_problems(folder)
    for problem in problems:
        print(problem)
    print(f"{folder}: {len(problems)} problem{'' if len(problems) == 1 else 's'}.")
    return 1 if problems else 0
