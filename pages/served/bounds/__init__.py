"""Limits on what one client may send and keep."""
