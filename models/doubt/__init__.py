"""Draws from the ranges, tipping points, and what any weights could change."""
