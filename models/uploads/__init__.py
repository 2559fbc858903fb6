"""A file that somebody opens: from CSV or XLSX to rows of cells."""
