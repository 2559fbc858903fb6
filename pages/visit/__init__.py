"""Which evidence and which settings a visit has."""
