"""A clinic's own prices: what it offers, at what price, and what that includes. Kept for one visit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

#: Id and kind of the source of a clinic's figures.
CLINIC_SOURCE = "clinic_price_list"


@dataclass(frozen=True, slots=True)
class ClinicOffer:
    """One treatment that the clinic offers. ``price`` in US dollars for one session; None: on request.

    ``sessions`` is None where the clinic gives no number, so that the usual one counts. ``included`` is in
    the clinic's own words.
    """

    treatment_id: str
    price: float | None
    sessions: int | None = None
    included: str = ""


@dataclass(frozen=True, slots=True)
class ClinicPrices:
    """``offers`` by treatment id; a treatment without one is not offered. ``as_of`` dates the list."""

    clinic: str
    as_of: date
    offers: Mapping[str, ClinicOffer]
