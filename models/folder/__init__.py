"""The evidence folder: read, checked, described, packed."""
