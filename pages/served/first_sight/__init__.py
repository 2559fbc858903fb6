"""The still page that is seen before the app answers."""
