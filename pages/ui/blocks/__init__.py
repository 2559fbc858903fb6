"""Parts that several pages share: a chart, a table, a list of sources, an opened file."""
