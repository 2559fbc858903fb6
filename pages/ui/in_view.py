"""The evidence that one visitor looks at: the public one, a clinic's prices over it, or their own table."""

import streamlit as st

from models.clinic import overlay
from models.clinic_prices import ClinicPrices
from models.evidence import Evidence
from models.own_table import OwnTable
from pages.ui.current_evidence import served_now
from pages.ui.evidence_watch import Served

#: Session keys. Both are kept to the visit, in memory; neither is in a link or on a disk.
PRICES, TABLE = "_clinic_prices", "_own_table"

#: Session key of the last prices that were laid over the evidence, with the result.
_LAID = "_laid_over"


#: Session key of what was served when the visit began.
_BEGAN_WITH = "_began_with"


def of_visit() -> Served | None:
    """What was served when this visit began, or None while there is nothing to serve.

    It stays until the page is loaded again, whatever comes into the evidence folder: the figures of a view
    must not change halfway down the page, nor between two steps of a decision, without a word.
    """
    began_with: Served | None = st.session_state.get(_BEGAN_WITH)
    if began_with is None:
        began_with = served_now()
        if began_with is not None:
            st.session_state[_BEGAN_WITH] = began_with
    return began_with


def public_evidence() -> Evidence:
    """The public evidence of this visit."""
    served = of_visit()
    assert served is not None, "the frame stops before any page where there is no evidence"
    return served.evidence


def evidence_in_view() -> Evidence:
    """The evidence for this visitor; the same object for as long as nothing was changed."""
    public = public_evidence()
    table: OwnTable | None = st.session_state.get(TABLE)
    if table is not None and table.evidence is not None:
        return table.evidence
    prices: ClinicPrices | None = st.session_state.get(PRICES)
    if prices is None:
        return public
    of = (public.version, prices)
    laid: tuple[tuple[str, ClinicPrices], Evidence] | None = st.session_state.get(_LAID)
    if laid is None or laid[0] != of:
        laid = (of, overlay(public, prices))
        st.session_state[_LAID] = laid
    return laid[1]
