"""Days after a session, paces of healing, the calendar."""
