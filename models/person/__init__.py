"""What the person has entered and is looking at: skin, health answers, importances."""
