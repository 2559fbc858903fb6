"""A clinic's price list: the file, and the prices read from it."""

from datetime import date

from models.evidence.clinic_prices import ClinicOffer, ClinicPrices

PRICE_LIST = (
    b"treatment,price_per_session (US dollars),sessions,included\n"
    b"Microneedling (clinic pen),350,4,numbing cream\n"
    b"Fractional CO2 laser,1500,2,one check-up\n"
)


def prices():
    """The prices in ``PRICE_LIST``, for a clinic with a name."""
    offers = {
        "microneedling_pen": ClinicOffer("microneedling_pen", 350.0, 4, "numbing cream"),
        "laser_co2_fractional": ClinicOffer("laser_co2_fractional", 1500.0, 2, "one check-up"),
    }
    return ClinicPrices("Lakeside Skin", date(2026, 11, 24), offers)
