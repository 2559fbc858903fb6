"""Figures and sources as lists, which source supports what, and how good this aid is."""
