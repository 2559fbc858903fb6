"""The figures as they were, and what has changed since."""
