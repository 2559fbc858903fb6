"""A clinic's own prices: what it offers, for how much and with what included. Kept to the visit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

#: Id and kind of the source that stands behind a clinic's figures.
CLINIC_SOURCE = "clinic_price_list"


@dataclass(frozen=True, slots=True)
class ClinicOffer:
    """One treatment that the clinic offers. ``price`` in US dollars for one session; None: on request.

    ``sessions`` None: the clinic does not say, so the usual number counts. ``included`` is in the clinic's
    own words.
    """

    treatment_id: str
    price: float | None
    sessions: int | None = None
    included: str = ""


@dataclass(frozen=True, slots=True)
class ClinicPrices:
    """``offers`` by treatment id; what is not among them is not offered. ``as_of`` is the list's date."""

    clinic: str
    as_of: date
    offers: Mapping[str, ClinicOffer]
