"""Screen, score and rank the options, and say why."""
