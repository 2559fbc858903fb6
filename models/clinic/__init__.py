"""A clinic's own prices and its own table, laid over the evidence."""
