"""What to ask, where a person leans, the handout and the notes."""
