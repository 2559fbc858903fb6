"""One wording for figures, gaps, ranges, sources and people of 100, on screen, on paper and read aloud."""
