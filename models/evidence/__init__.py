"""What a row of data/ is once it is read, and how one cell is read for one person."""
