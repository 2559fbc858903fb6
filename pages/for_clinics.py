"""For clinics: own prices, an own table, and a consultation saved on the clinic's own device."""

import streamlit as st

from pages.ui.clinic import clinic_prices, consultation, own_table
from pages.visit.in_view import public_evidence

evidence = public_evidence()

st.title("For clinics", anchor=False)
st.markdown(
    "Show your own prices, or a table of your own, in a talk with a patient. What you type or open here is "
    "kept to this visit, in memory. It is never written to a disk and is in no link. Our server forgets it "
    "within half an hour after you close the page."
)
clinic_prices.draw(evidence)
own_table.draw(evidence)
consultation.draw(evidence)
