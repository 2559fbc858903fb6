"""One option, options side by side, the calendar."""
