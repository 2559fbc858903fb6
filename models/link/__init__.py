"""A view as a link, or as a file of its own."""
