"""What the person said and looks at: skin, health answers, importances."""
