"""Our scripts in every page, and what a page says without a connection."""
