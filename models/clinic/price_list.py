"""A sheet of prices -> what a clinic offers, with every problem reported at its cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.clinic.overlay import PRICE as PRICE_FACT
from models.clinic.overlay import public_estimate, usual_course
from models.evidence.clinic_prices import ClinicOffer, ClinicPrices
from models.evidence.nouns import Evidence
from models.evidence.terms import NO_TREATMENT
from models.folder.cells import LARGEST
from models.folder.problems import UploadProblem, shortened
from models.uploads.column_names import PRICE, SESSIONS, folded
from models.uploads.file_currency import Answer, settle
from models.uploads.number_formats import plain
from models.uploads.sheet import Sheet, cleaned, shown
from models.uploads.typed_numbers import NumberRule
from models.uploads.upload_rows import LONGEST_NAME, Column, OneRow, nearest, rows_of
from models.wording.outside_words import plain_name
from models.wording.units import figure, plain_number

PRICE_COLUMNS = (
    Column(
        "treatment",
        "Which option, by its name in this app or by its id.",
        "an option of this app",
        "Microneedling (clinic pen)",
        is_required=True,
        aliases=("treatment_id", "treatment_name", "option", "name"),
    ),
    Column(
        "price_per_session",
        "Your price for one session, in US dollars. For home care: one device, or one month.",
        "more than 0, at most 100,000",
        "450",
        NumberRule(0, 100_000, "450", PRICE),
        is_required=True,
        aliases=("cost_per_session", "session_price"),
    ),
    Column(
        "sessions",
        "How many sessions a course has with you. For home care: how many times the price is paid in a year.",
        "a whole number, 1 to 100; blank: the usual number",
        "4",
        NumberRule(1, 100, "4", SESSIONS, is_whole=True),
        aliases=("number_of_sessions", "session_count"),
    ),
    Column(
        "included",
        "What the price includes, in your words and without praise.",
        "up to 300 characters",
        "numbing cream and one check-up",
        aliases=("includes", "what_is_included"),
    ),
    Column(
        "offered",
        "Whether you offer it.",
        "yes or no; blank: yes where there is a price",
        "yes",
        aliases=("offered_here",),
    ),
    Column("public_price", "The public price of one session, beside yours. It is not read.", "", ""),
    Column("public_sessions", "The usual number of sessions, beside yours. It is not read.", "", ""),
)

_YES = frozenset(["yes", "y", "true", "1", "x", "✓", "✔"])
_NO = frozenset(["no", "n", "false", "0", "✗", "not offered"])


@dataclass(frozen=True, slots=True)
class ReadPrices:
    """``prices`` hold every valid row, None where there is none. ``notes`` say how the file was read.

    ``left_out`` holds texts that are not shown, in rows that count. ``asks`` is why the person must say
    whether the prices are in US dollars, '' where the file says so; until then there are no prices.
    """

    prices: ClinicPrices | None
    problems: tuple[UploadProblem, ...]
    notes: tuple[str, ...]
    left_out: tuple[UploadProblem, ...] = ()
    asks: str = ""


def clinic_name(typed: str) -> str:
    """The clinic's name as it is shown; 'this clinic' where it has none."""
    return shortened(plain_name(cleaned(typed))) or "this clinic"


def read_prices(
    sheet: Sheet, evidence: Evidence, *, clinic: str, as_of: date, answer: Answer = Answer.NONE
) -> ReadPrices:
    """The prices in the sheet. A row with a problem is not used, every other row is.

    ``answer`` is the person's answer on the currency, where the file names none.
    """
    rows = rows_of(sheet, PRICE_COLUMNS)
    asks = settle(rows, answer)
    names = {folded(name): name for name in evidence.treatments}
    names |= {t.label.casefold(): t.treatment_id for t in evidence.treatments.values()}
    first: dict[str, int] = {}
    twice: set[str] = set()
    offers: dict[str, ClinicOffer] = {}
    usual: list[str] = []
    silent: list[str] = []
    for row in rows:
        treatment_id = _treatment(row, names, evidence)
        offer = _offer(row, treatment_id, evidence)
        if treatment_id is None:
            continue
        if first.setdefault(treatment_id, row.line.number) != row.line.number:
            name = evidence.treatments[treatment_id].label
            what = f"{shown(name)} is already in row {first[treatment_id]}, so neither is used."
            row.refuse(row.column("treatment"), what, "Keep one of the two rows.")
            twice.add(treatment_id)
        if offer is None and row.is_good and _says_nothing(row):
            silent.append(evidence.treatments[treatment_id].label)
        if offer is not None and row.is_good:
            offers[treatment_id] = offer
            course = usual_course(evidence, treatment_id)
            if offer.price is not None and offer.sessions is None and course is not None:
                usual.append(f"{evidence.treatments[treatment_id].label} ({plain_number(course.typical)})")
    kept = {t: offer for t, offer in offers.items() if t not in twice} if rows.is_whole else {}
    if usual:
        rows.notes.append(f"No sessions given, so the usual number counts: {', '.join(usual)}.")
    if silent:
        rows.notes.append(f"No price, and no word under offered, so not offered: {', '.join(silent)}.")
    if rows.is_whole and not kept and not rows.problems:
        rows.report(0, "", "No row says what you offer.", "Write a price in each row that you offer.")
    prices = ClinicPrices(clinic_name(clinic), as_of, kept) if kept and not asks else None
    return ReadPrices(prices, rows.in_order(), tuple(rows.notes), tuple(rows.left_out), asks if kept else "")


def _treatment(row: OneRow, names: Mapping[str, str], evidence: Evidence) -> str | None:
    typed = row.text("treatment", LONGEST_NAME)
    if not typed:
        if row.is_good and "treatment" in row.rows.places:
            row.refuse(row.column("treatment"), "the cell is blank.", "Name the option, or clear the row.")
        return None
    found = names.get(typed.casefold()) or names.get(folded(typed))
    if found is None and row.is_good:
        near = nearest(typed, list(names))
        label = evidence.treatments[names[near]].label if near else ""
        remedy = f"Did you mean {shown(label)}?" if near else "The template lists the options."
        row.refuse(row.column("treatment"), f"{shown(typed)} is not an option in this app.", remedy)
    return found


def _offer(row: OneRow, treatment_id: str | None, evidence: Evidence) -> ClinicOffer | None:
    """The offer in a row; None if it is not offered or has a problem. Every cell is checked."""
    offered = _offered(row)
    price, sessions, included = row.number("price_per_session"), row.number("sessions"), row.aside("included")
    if not row.is_good or treatment_id is None:
        return None
    name, number = evidence.treatments[treatment_id].label, row.line.number
    if treatment_id == NO_TREATMENT:
        if price:
            row.refuse(row.column("price_per_session"), "doing nothing costs nothing.", "Take the row out.")
        return None
    if offered is False:
        if price is not None:
            row.rows.notes.append(f"Row {number}, {name}: not offered, so its price is not used.")
        return None
    if price == 0:
        remedy = "Write the price. If it is not known, leave the cell blank and write yes under offered."
        remedy = "Write the price, or leave it blank." if offered else remedy
        row.refuse(row.column("price_per_session"), "0 would say that it is free.", remedy)
        return None
    if price is None:
        if offered is None and _says_nothing(row):
            return None
        if offered is None:
            remedy = "Write it, or say under offered whether you offer it."
            row.refuse(row.column("price_per_session"), "the price is missing.", remedy)
            return None
        row.rows.notes.append(f"Row {number}, {name}: offered without a price, so the public price stays.")
    course = usual_course(evidence, treatment_id)
    times = sessions or (course.typical if course else None)
    if price is not None and times is None:
        row.refuse(
            row.column("sessions"),
            "the number of sessions is missing.",
            "There is no usual number: write it.",
        )
        return None
    if price is not None and times is not None and price * times > LARGEST:
        what = f"a course would cost {figure(price * times, 'USD')}, more than any here."
        row.refuse(row.column("price_per_session"), what, "Look at the price and at the sessions.")
        return None
    return ClinicOffer(treatment_id, price, int(sessions) if sessions else None, included)


def _offered(row: OneRow) -> bool | None:
    if row.is_gap("offered"):
        return None
    typed = row.text("offered").casefold()
    if typed not in _YES | _NO and row.is_good:
        row.refuse(row.column("offered"), f"{shown(typed)} is neither yes nor no.", "Write yes or no.")
    return typed in _YES


def _says_nothing(row: OneRow) -> bool:
    """Whether a row holds only the name of an option, as in the template."""
    return all(row.is_gap(name) for name in ("price_per_session", "sessions", "included", "offered"))


def prices_template(evidence: Evidence) -> list[list[str]]:
    """Rows to fill in, the header first, with the public figures beside.

    They hold the clinic's own figures once it has given some. Until then they are blank: a public figure that
    nobody has changed must not be read back as the clinic's.
    """
    rows = [[column.title for column in PRICE_COLUMNS]]
    clinic = evidence.clinic
    for treatment_id, treatment in evidence.treatments.items():
        if treatment_id == NO_TREATMENT:
            continue
        offer = clinic.offers.get(treatment_id) if clinic else None
        own = ["", "", "", "no" if clinic else ""]
        if offer is not None:
            own = [_digits(offer.price), _digits(offer.sessions), offer.included, "yes"]
        price, course = (
            public_estimate(evidence, treatment_id, PRICE_FACT),
            usual_course(evidence, treatment_id),
        )
        public = [_digits(price.typical if price else None), _digits(course.typical if course else None)]
        rows.append([treatment.label, *own, *public])
    return rows


def _digits(number: float | None) -> str:
    return "" if number is None else plain(number)
