"""The evidence that one visitor sees: public, public with a clinic's prices, or a table of their own."""

from collections.abc import Callable

import streamlit as st

from models.clinic.overlay import overlay
from models.clinic.own_table import OwnTable
from models.clinic.table_in_view import of_clinic
from models.evidence.clinic_prices import ClinicPrices
from models.evidence.nouns import Evidence
from pages.visit.current_evidence import served_now
from pages.visit.evidence_watch import Served

#: Session keys. Both exist only in the memory of the visit, and are neither in a link nor on a disk.
PRICES, TABLE = "_clinic_prices", "_own_table"

#: Session key of the field for the clinic's name. Keys that start with an underscore are not in links.
CLINIC_NAME = "_clinic_name"

#: Session key of the evidence that was last made for this visitor, with what it was made from.
_MADE = "_evidence_made"

#: Session key of what was served when the visit began.
_BEGAN_WITH = "_began_with"


def of_visit() -> Served | None:
    """What was served when this visit began, or None while there is nothing to serve.

    It stays the same until the page is loaded again, even if the evidence folder changes: figures must not
    change without notice within a page, nor between two steps of a decision.
    """
    began_with: Served | None = st.session_state.get(_BEGAN_WITH)
    if began_with is None:
        began_with = served_now()
        if began_with is not None:
            st.session_state[_BEGAN_WITH] = began_with
    return began_with


def served_to_visit() -> Served:
    """What this visit began with. Raises RuntimeError while there is nothing to serve."""
    served = of_visit()
    if served is None:
        raise RuntimeError("This visit has no evidence: pages/app.py stops before whatever needs it.")
    return served


def public_evidence() -> Evidence:
    """The public evidence of this visit. Raises RuntimeError while there is none."""
    return served_to_visit().evidence


def evidence_in_view() -> Evidence:
    """The evidence for this visitor; the same object until the visitor changes something."""
    public = public_evidence()
    table: OwnTable | None = st.session_state.get(TABLE)
    prices: ClinicPrices | None = st.session_state.get(PRICES)
    if table is not None and (own := table.evidence) is not None:
        name = str(st.session_state.get(CLINIC_NAME) or "")
        return _made((table, name, prices), lambda: of_clinic(own, name, prices))
    if prices is None:
        return public
    return _made((public.version, prices), lambda: overlay(public, prices))


def _made(of: tuple[object, ...], make: Callable[[], Evidence]) -> Evidence:
    """The result of ``make``, which is called again only when ``of`` has changed."""
    last: tuple[tuple[object, ...], Evidence] | None = st.session_state.get(_MADE)
    if last is None or last[0] != of:
        last = (of, make())
        st.session_state[_MADE] = last
    return last[1]
