"""One treatment in full, at its own address: the same sections in the same order for every treatment."""

import streamlit as st

from pages.ui.options import treatment_profile
from pages.visit import state
from pages.visit.in_view import evidence_in_view

evidence = evidence_in_view()

treatment = treatment_profile.pick(evidence)
preferences = state.read_widgets(evidence)
st.title(treatment.label, anchor=False)
treatment_profile.hard_stops(evidence, treatment, preferences)
treatment_profile.texts(evidence, treatment)
treatment_profile.serious_harm(evidence, treatment)
treatment_profile.figures(evidence, treatment, preferences)
treatment_profile.dark_marks(evidence, treatment, preferences)
treatment_profile.recovery(evidence, treatment)
treatment_profile.living_with_it(evidence, treatment)
treatment_profile.precautions(evidence, treatment, preferences)
