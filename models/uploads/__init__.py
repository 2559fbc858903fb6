"""From a CSV or XLSX file that somebody opens to rows of cells."""
