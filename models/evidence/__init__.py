"""The rows of data/ once they are read, and how one cell is read for one person."""
