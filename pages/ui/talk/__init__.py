"""The presenter's screens."""
