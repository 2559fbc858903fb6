"""The screens that a consultant presents."""
