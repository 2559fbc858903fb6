"""The widgets in which a person says what matters, and how their skin and health are."""
