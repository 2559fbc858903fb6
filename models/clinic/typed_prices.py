"""Prices typed into fields, read by the rules for files; each problem is shown at its field."""

from collections.abc import Mapping
from datetime import date

from models.clinic.price_list import PRICE_COLUMNS, read_prices
from models.evidence.clinic_prices import ClinicPrices
from models.evidence.nouns import Evidence
from models.uploads.file_currency import Answer
from models.uploads.sheet import of_texts

#: The columns that have a field for each option, and what counts while the field cannot be read.
MEANWHILE = {
    "price_per_session": "Until then it does not count, and the public price is used.",
    "sessions": "Until then the usual number counts.",
    "included": "The price counts.",
}


def read_typed(
    typed: Mapping[str, Mapping[str, str]], evidence: Evidence, *, clinic: str, as_of: date
) -> tuple[ClinicPrices | None, dict[tuple[str, str], str]]:
    """The offers, and the problem of each field, by option and column, with what counts meanwhile.

    ``typed`` is by option and column. What cannot be read counts as blank, and the rest is read again: a
    mistake in one field loses no other. The label of the field says that prices are in US dollars.
    """
    columns = [column for column in PRICE_COLUMNS if column.name in ("treatment", *MEANWHILE, "offered")]
    named = {column.title: column.name for column in columns}
    good = {option: {name: fields.get(name, "") for name in MEANWHILE} for option, fields in typed.items()}
    options = list(good)
    said: dict[tuple[str, str], str] = {}
    while options:
        found = read_prices(
            of_texts([list(named), *([o, *good[o].values(), "yes"] for o in options)], ""),
            evidence,
            clinic=clinic,
            as_of=as_of,
            answer=Answer.US_DOLLARS,
        )
        for problem in (*found.problems, *found.left_out):
            at = options[problem.line - 2], named[problem.column]
            said.setdefault(at, f"{problem.what} {problem.remedy} {MEANWHILE[at[1]]}")
        if not found.problems:
            return found.prices, said
        for problem in found.problems:
            fields, column = good[options[problem.line - 2]], named[problem.column]
            # A blank field cannot be cleared: then the price is what does not count.
            fields[column if fields[column] else "price_per_session"] = ""
    return None, said
