"""Rules on everything besides figures: texts in equal detail, complete presets, dated reviews, sources.

Each rule takes the tables that it reads, and reports to the one that has to be corrected.
"""

import re
from itertools import product

from models.evidence.terms import GRADES, NO_TREATMENT, PHOTOTYPES, Slot, Verdict
from models.folder.figure_rules import weighted_rows
from models.folder.problems import quoted
from models.folder.tables import Table

#: The tables with a column source_ids.
CITING = (
    *("treatment_texts", "concerns", "phototypes", "estimates", "suitability", "contraindications"),
    *("warnings", "recovery", "aftercare", "dark_marks_duration", "article_claims"),
)

#: The fewest words that explain a concern and its usual course.
CONCERN_WORDS = 40

#: The lowest and highest ratio of benefits to harms, in words and in items, for equal detail.
EQUAL_DETAIL = (0.5, 2.0)

#: Lasers that remove the skin's surface, or are described together with those.
_ABLATIVE = frozenset(
    {"laser_co2_fractional", "laser_co2_full", "laser_eryag_fractional", "laser_eryag_full"}
)
_NOT_ABLATIVE = frozenset({"laser_nonablative_fractional", "laser_pico", "laser_qswitched"})

#: Devices and substances: the name in a message, a pattern for its words, and the families and treatments
#: that use it. A reason against any other treatment may not name it.
BELONGS_TO: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("needling", r"needl\w*|dermapen|skinpen", frozenset({"microneedling"})),
    ("radiofrequency", r"rf|radiofrequency|electric(?:al)? current", frozenset({"rf_microneedling"})),
    ("PRP", r"prp|platelets?|plasma", frozenset({"microneedling_prp"})),
    ("a roller", r"(?:derma)?rollers?", frozenset({"at_home_roller"})),
    ("a laser", r"lasers?|ipl", frozenset({"laser"})),
    ("resurfacing", r"resurfac\w*", _ABLATIVE | {"laser_nonablative_fractional"}),
    ("an ablative laser", r"ablative", _ABLATIVE),
    ("a non-ablative laser", r"non-?ablative", _NOT_ABLATIVE),
    (
        "a non-ablative fractional laser",
        r"non-?ablative fractional",
        frozenset({"laser_nonablative_fractional"}),
    ),
    ("a CO2 laser", r"co2", frozenset({"laser_co2_fractional", "laser_co2_full"})),
    ("an Er:YAG laser", r"er:?yag|erbium", frozenset({"laser_eryag_fractional", "laser_eryag_full"})),
    ("a picosecond laser", r"pico\w*", frozenset({"laser_pico"})),
    ("a Q-switched laser", r"q-?switch\w*", frozenset({"laser_qswitched"})),
    ("a peel", r"peels?", frozenset({"peel"})),
    ("an acid of light peels", r"glycolic|lactic|salicylic|mandelic", frozenset({"peel_superficial"})),
    ("TCA", r"tca|trichloroacetic", frozenset({"peel_medium"})),
    ("a retinoid", r"retinoids?|tretinoin|adapalene|tazarotene", frozenset({"topical"})),
    ("sunscreen", r"sunscreens?", frozenset({"topical"})),
    # A cream and a peel are put on skin that is not numbed.
    ("numbing cream", r"numbing|an(?:a)?esthetics?", frozenset({"microneedling", "laser"})),
)


def no_treatment_is_there(treatments: Table) -> None:
    if treatments.missing([(NO_TREATMENT,)], "treatment_id"):
        what = f"there is no row {quoted(NO_TREATMENT)}."
        treatments.report(0, "treatment_id", what, "Doing nothing for now is always an option: add it.")


def phototypes_are_six(phototypes: Table) -> None:
    missing = phototypes.missing(((phototype,) for phototype in PHOTOTYPES), "phototype")
    if missing:
        what = f"{', '.join(str(phototype) for (phototype,) in missing)} not described."
        phototypes.report(0, "phototype", what, "Describe all six.")


def grades_are_five(grades: Table) -> None:
    missing = grades.missing(((grade,) for grade in GRADES), "grade")
    if missing:
        what = f"no words for {', '.join(str(grade) for (grade,) in missing)}."
        grades.report(0, "grade", what, "Give words to each grade from 0 to 4.")


def postponing_says_how_long(contraindications: Table) -> None:
    for row in contraindications:
        if row["action"] == "postpone" and row.is_blank("wait"):
            what, remedy = "postpone, but not how long.", "Say how long, or until when."
            contraindications.report(row.line, "wait", what, remedy)


def plain_words_are_there(table: Table, shorthand: str) -> None:
    plain = f"plain_{shorthand}"
    for row in table:
        if row.is_blank(shorthand) != row.is_blank(plain):
            empty, full = (plain, shorthand) if row.is_blank(plain) else (shorthand, plain)
            what = f"the cell is blank, but {full} is filled in."
            remedy = "Say the same in both: short for readers, plain for the screen."
            table.report(row.line, empty, what, remedy)


def reasons_name_their_own_treatment(contraindications: Table, treatments: Table) -> None:
    """Finds reasons copied from another treatment, which name a device or substance of that one."""
    family = {row["treatment_id"]: row["family"] for row in treatments.sure_rows("treatment_id", "family")}
    for row in contraindications.sure_rows("treatment_id"):
        treatment = row["treatment_id"]
        if treatment not in family:
            continue  # reported where its table is read
        own = {treatment, family[treatment]}
        for column in ("reason", "plain_reason", "wait", "plain_wait"):
            for named, words, belongs_to in BELONGS_TO:
                if own.isdisjoint(belongs_to) and _says(words, row[column]):
                    what = f"it names {named}, which {treatment} is not."
                    remedy = "Say what is true of this treatment, or that nothing was found."
                    contraindications.report(row.line, column, what, remedy)


def _says(words: str, text: str | None) -> bool:
    """Whether ``text`` holds one of ``words``, neither inside a longer word nor after a hyphen."""
    return re.search(rf"(?<![\w-])(?:{words})(?!\w)", text or "", re.IGNORECASE) is not None


def texts_answer_every_question(texts: Table, treatments: Table) -> None:
    for row in treatments.sure_rows("treatment_id"):
        name = row["treatment_id"]
        missing = texts.missing(((name, slot) for slot in Slot), "treatment_id", "slot")
        if missing:
            what = f"{name} has no text for {', '.join(str(slot) for _, slot in missing)}."
            texts.report(0, "slot", what, "Every treatment answers the same questions.")


def texts_in_equal_detail(texts: Table) -> None:
    for name, rows in texts.sure_groups("treatment_id", "slot", "text").items():
        good, bad = (
            [len(row["text"].split()) for row in rows if row["slot"] == slot]
            for slot in (Slot.MAY_DO, Slot.MAY_COST)
        )
        if not good or not bad:
            continue  # already reported as a question without an answer
        for ratio, of in ((sum(good) / sum(bad), "words"), (len(good) / len(bad), "items")):
            if not EQUAL_DETAIL[0] <= ratio <= EQUAL_DETAIL[1]:
                what = f"{name}: benefits to harms is {ratio:.2f} in {of}."
                texts.report(0, "slot", what, "Describe both in equal detail (0.5 to 2).")


def concerns_are_explained(concerns: Table) -> None:
    for row in concerns.sure_rows("about"):
        words = len((row["about"] or "").split())
        if words < CONCERN_WORDS:
            what = f"{words} words."
            concerns.report(row.line, "about", what, f"Explain it in {CONCERN_WORDS} words or more.")


def upheld_claims_can_be_found(claims: Table, texts: Table, concerns: Table) -> None:
    """True claims of the starting article must be in the texts; false ones must not."""
    passages = [row["text"] for row in texts.sure_rows("text")]
    passages += [row["about"] for row in concerns.sure_rows("about")]
    whole = len(passages) == len(texts.rows) + len(concerns.rows)
    for row in claims.sure_rows("verdict", "found_in"):
        upheld, words = Verdict(row["verdict"]).is_upheld, row["found_in"]
        if upheld and words is None:
            what = f"{row['verdict']}, but not where it is said."
            remedy = f"Give words of {texts.file} or {concerns.file} that say it."
        elif not upheld and words is not None:
            what, remedy = f"{row['verdict']}, so it is kept out of the texts.", "Leave the cell blank."
        elif words is not None and whole and not any(words in passage for passage in passages):
            what = f"{quoted(words)} is in no text."
            remedy = f"Quote words from {texts.file} or {concerns.file}."
        else:
            continue
        claims.report(row.line, "found_in", what, remedy)


def presets_are_complete(presets: Table, importances: Table, criteria: Table) -> None:
    asked = {(row["criterion_id"], "weighted") for row in importances.sure_rows("criterion_id")}
    not_weighted = {name for name, _ in criteria.missing(asked, "criterion_id", "role")}
    for row in importances:
        if row["criterion_id"] in not_weighted:
            what = f"{row['criterion_id']} is not weighted."
            importances.report(row.line, "criterion_id", what, "Remove the row.")
    ids = [row["preset_id"] for row in presets.sure_rows("preset_id")]
    weighted = [row["criterion_id"] for row in weighted_rows(criteria)]
    for preset, criterion in importances.missing(product(ids, weighted), "preset_id", "criterion_id"):
        what = f"{preset} has no importance for {criterion}."
        importances.report(0, "", what, "Add it, 0 to 10.")


def one_preset_is_the_start(presets: Table) -> None:
    sure = presets.sure_rows("is_start")
    starts = sum(row["is_start"] for row in sure)
    if starts != 1 and len(sure) == len(presets.rows):
        presets.report(0, "is_start", f"{starts} presets are the start.", "Mark exactly one as true.")


def reviews_are_dated(reviews: Table) -> None:
    for row in reviews:
        compiled, due = row["compiled_on"], row["next_review"]
        if compiled and due and due <= compiled:
            reviews.report(row.line, "next_review", f"{due} is not after {compiled}.", "Give the next date.")
        if row.is_blank("checked_by") != row.is_blank("checked_on"):
            column = "checked_on" if row.is_blank("checked_on") else "checked_by"
            reviews.report(row.line, column, "who checked and when go together.", "Fill in both, or neither.")


def no_orphan_sources(sources: Table, *citing: Table) -> None:
    if any(len(table.sure_rows("source_ids")) < len(table.rows) for table in citing):
        return  # a refused list may cite any source
    cited = {source for table in citing for row in table for source in row["source_ids"]}
    for row in sources.sure_rows("source_id"):
        if row["source_id"] not in cited:
            what = f"nothing cites {quoted(row['source_id'])}."
            sources.report(row.line, "source_id", what, "Cite it where it is used, or remove it.")
