"""Parts that several pages are made of: a chart, a table, a list of sources, an opened file."""
