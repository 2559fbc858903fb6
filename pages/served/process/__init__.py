"""The process: its settings, health, version, visits and memory."""
