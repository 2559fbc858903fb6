"""A clinic's prices, its own table and saved consultations."""
