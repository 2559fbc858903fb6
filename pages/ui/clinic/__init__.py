"""Prices, tables and consultations that somebody opens."""
