"""A view as a link or as a file."""
