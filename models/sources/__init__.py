"""Figures and sources as lists, what rests on what, and how good this aid is."""
