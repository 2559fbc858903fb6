"""Where I lean, and the files to take home."""
