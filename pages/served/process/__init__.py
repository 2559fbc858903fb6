"""The process: its settings, health, version and visits."""
