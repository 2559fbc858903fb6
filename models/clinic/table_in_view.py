"""An own table while it is in view: whose numbers are shown, and which prices are hidden meanwhile."""

from dataclasses import replace

from models.clinic.price_list import clinic_name
from models.evidence.clinic_prices import ClinicPrices
from models.evidence.nouns import Evidence, TableInView
from models.wording.citations import NOT_ADVICE, long_date


def of_clinic(evidence: Evidence, typed: str, prices: ClinicPrices | None) -> Evidence:
    """The evidence of a table, with the names of its clinic and of the price list that it hides.

    ``typed`` is the name in the clinic's field. Where it is blank, the price list may hold one.
    """
    if evidence.table is None:
        raise ValueError("This is not the evidence of an own table.")
    listed = prices.clinic if prices else ""
    table = replace(
        evidence.table, clinic=clinic_name(typed) if typed.strip() else listed, kept_prices=listed
    )
    return replace(evidence, table=table, review=replace(evidence.review, notice=notice(table)))


def notice(table: TableInView) -> str:
    """The notice at the foot of every page and file, in place of who gathered and paid for the evidence."""
    whose = f"the table {table.file} of {table.clinic}" if table.clinic else f"your own table {table.file}"
    opened = long_date(table.opened)
    return f"Figures from {whose}, opened {opened}. Nobody here has checked them. {NOT_ADVICE}"


def whose_numbers(table: TableInView) -> tuple[str, ...]:
    """Says where every number comes from and, if a price list is hidden, that it is kept."""
    of = f" of {table.clinic}" if table.clinic else ""
    numbers = (
        f"Every number is from {table.file}{of}, opened {long_date(table.opened)}. Only those of doing "
        "nothing are public ones. Nobody here has checked the table."
    )
    return (numbers, kept_prices(table)) if table.kept_prices else (numbers,)


def kept_prices(table: TableInView) -> str:
    return (
        f"The prices of {table.kept_prices} are not shown while the table is open. They are kept, and come "
        "back when it is closed."
    )
