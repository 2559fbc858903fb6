"""The evidence that one visitor looks at: the public one, a clinic's prices over it, or their own table."""

import streamlit as st

from models.clinic import overlay
from models.clinic_prices import ClinicPrices
from models.evidence import Evidence
from models.own_table import OwnTable
from pages.ui.current_evidence import current_evidence

#: Session keys. Both are kept to the visit, in memory; neither is in a link or on a disk.
PRICES, TABLE = "_clinic_prices", "_own_table"

#: Session key of the last prices that were laid over the evidence, with the result.
_LAID = "_laid_over"


def public_evidence() -> Evidence:
    """The evidence that this process serves to everyone."""
    evidence = current_evidence()
    assert evidence is not None, "the frame stops before any page where there is no evidence"
    return evidence


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
