"""A clinic's own prices laid over the evidence: its figures count, beside the public range."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.evidence.clinic_prices import CLINIC_SOURCE, ClinicOffer, ClinicPrices
from models.evidence.nouns import Estimate, Evidence, not_offered
from models.evidence.provenance import Source
from models.evidence.readings import beyond_scale
from models.evidence.terms import COST, NO_TREATMENT, Basis, Certainty, Status
from models.person.preferences import Preferences
from models.wording.citations import long_date
from models.wording.units import figure, plain_number, span

#: The facts in a price list besides the cost of a course.
PRICE, SESSIONS = "cost_per_session", "sessions"


@dataclass(frozen=True, slots=True)
class Course:
    """The usual number of sessions; for home care, how many times its price is paid in a year."""

    low: float
    typical: float
    high: float
    unit: str
    certainty: Certainty | None


def public_estimate(evidence: Evidence, treatment_id: str, criterion_id: str) -> Estimate | None:
    """The public row, even where a clinic's figure replaces it; None where there is no such row."""
    found = evidence.fact(treatment_id, criterion_id)
    return found.public or found if found else None


def usual_course(evidence: Evidence, treatment_id: str) -> Course | None:
    """The public number of sessions; for home care without one, public cost divided by public price."""
    sessions = public_estimate(evidence, treatment_id, SESSIONS)
    # For home care that row may count months of use, which are not paid one by one.
    if sessions is not None and sessions.typical and sessions.unit == SESSIONS:
        low = sessions.typical if sessions.low is None else sessions.low
        high = sessions.typical if sessions.high is None else sessions.high
        return Course(low, sessions.typical, high, sessions.unit, sessions.certainty)
    price, cost = (public_estimate(evidence, treatment_id, c) for c in (PRICE, COST))
    if price is None or cost is None or not price.typical or not cost.typical:
        return None
    times = round(cost.typical / price.typical, 2)
    return Course(times, times, times, "times", cost.certainty)


def overlay(evidence: Evidence, prices: ClinicPrices) -> Evidence:
    """``evidence`` with the clinic's price, sessions and cost for each option that it prices.

    Low, typical and high are all the clinic's figure; the cost of a course of the usual number of sessions
    keeps the range of that number. The price has high certainty, since the clinic sets it. The new row holds
    the public one. Nothing else changes.
    """
    changed = {
        (new.treatment_id, new.criterion_id): new
        for offer in prices.offers.values()
        for new in _clinic_estimates(evidence, prices, offer)
    }
    source = Source(
        source_id=CLINIC_SOURCE,
        kind=CLINIC_SOURCE,
        title=f"Price list of {prices.clinic}, {long_date(prices.as_of)}",
        authors="",
        year="",
        url="",
        read_as=CLINIC_SOURCE,
        accessed=prices.as_of,
    )
    content = (prices.clinic, prices.as_of, sorted(prices.offers.items()))
    return replace(
        evidence,
        version=hashlib.sha256(f"{evidence.version}{content!r}".encode()).hexdigest()[:8],
        estimates=tuple(changed.get((e.treatment_id, e.criterion_id), e) for e in evidence.estimates),
        sources={**evidence.sources, CLINIC_SOURCE: source},
        clinic=prices,
    )


def _clinic_estimates(evidence: Evidence, prices: ClinicPrices, offer: ClinicOffer) -> Iterator[Estimate]:
    course = usual_course(evidence, offer.treatment_id)
    rows = {c: public_estimate(evidence, offer.treatment_id, c) for c in (PRICE, SESSIONS, COST)}
    if offer.price is None or offer.treatment_id == NO_TREATMENT:
        return
    said = f"{prices.clinic} said so on {long_date(prices.as_of)}."
    if (price := rows[PRICE]) is not None:
        yield _stated(price, prices, (offer.price,) * 3, Certainty.HIGH, said)
    # For home care the number is how often the price is paid, not a number of sessions.
    stated = rows[SESSIONS]
    if offer.sessions and stated is not None and stated.status.has_figures and stated.unit == SESSIONS:
        yield _stated(stated, prices, (offer.sessions,) * 3, Certainty.HIGH, said)
    cost = rows[COST]
    if cost is None:
        return
    if offer.sessions:
        note = f"{in_full(evidence, offer)} {said}"
        times = (float(offer.sessions),) * 3
    elif course is not None:
        note = f"{in_full(evidence, offer)} {said} The number of sessions is the usual one, not the clinic's."
        times = (course.low, course.typical, course.high)
    else:
        return
    sure = Certainty.HIGH if offer.sessions or course is None else course.certainty
    figures = tuple(round(offer.price * n, 2) for n in times)
    for extra in (_beyond(evidence, max(figures)), _other_course(offer, course)):
        note += f" {extra}" if extra else ""
    yield _stated(cost, prices, (figures[0], figures[1], figures[2]), sure, note)


def _stated(
    public: Estimate,
    prices: ClinicPrices,
    figures: tuple[float, float, float],
    certainty: Certainty | None,
    note: str,
) -> Estimate:
    low, typical, high = figures
    return replace(
        public,
        low=low,
        typical=typical,
        high=high,
        status=Status.ESTIMATED,
        basis=Basis.CLINIC,
        certainty=certainty,
        source_ids=(CLINIC_SOURCE,),
        as_of=prices.as_of,
        plain_note=note,
        second_reader=None,
        public=public,
    )


def in_full(evidence: Evidence, offer: ClinicOffer) -> str:
    """A course in words: '$450 a session, times 4 sessions, makes $1,800.', and what is included."""
    course = usual_course(evidence, offer.treatment_id)
    times = offer.sessions or (course.typical if course else None)
    if offer.price is None or times is None:
        return ""
    unit = course.unit if course else "sessions"
    a_session = " a session" if unit == "sessions" else ""
    number = plain_number(times) if unit == "times" else figure(times, unit)
    total = figure(round(offer.price * times, 2), "USD")
    text = f"{figure(offer.price, 'USD')}{a_session}, times {number}, makes {total}."
    return (
        f"{text} Included, in the clinic's words: {offer.included.rstrip('.')}." if offer.included else text
    )


def _beyond(evidence: Evidence, cost: float) -> str:
    criterion = evidence.criteria[COST]
    if not beyond_scale(criterion, cost):
        return ""
    end = figure(max(criterion.scale), criterion.unit)
    return f"The scale ends at {end}, so more than that counts the same."


def _other_course(offer: ClinicOffer, course: Course | None) -> str:
    """Says which figures a clinic's own number of sessions does not change."""
    if not offer.sessions or course is None or offer.sessions == course.typical or course.unit == "times":
        return ""
    usual = figure(course.typical, course.unit)
    return f"Results, days at home and harm are still those of the usual course: {usual}."


def altered(evidence: Evidence, preferences: Preferences) -> tuple[str, ...]:
    """Everything that the clinic's prices change on screen, in plain sentences; empty without any."""
    prices = evidence.clinic
    if prices is None:
        return ()
    clinic, day = prices.clinic, long_date(prices.as_of)
    found = [f"These prices are those of {clinic}, as of {day}. They replace the public ones."]
    for treatment_id, treatment in evidence.treatments.items():
        offer = prices.offers.get(treatment_id)
        if offer is None:
            continue
        public = public_estimate(evidence, treatment_id, COST)
        has_range = public is not None and public.status.has_figures
        range_ = span(public.low, public.high, public.unit) if public and has_range else "not known"
        own = in_full(evidence, offer)
        told = own or "offered, with no price of its own. The public price stays."
        found.append(f"{treatment.label}: {told}" + (f" Public range of a course: {range_}." if own else ""))
    hidden = [t for t in not_offered(evidence) if preferences.offered_here and t not in preferences.put_back]
    if hidden:
        names = ", ".join(evidence.treatments[t].label for t in hidden)
        found.append(f"Set aside, because {clinic} does not offer it: {names}.")
    return tuple(found)
