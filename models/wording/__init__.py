"""One wording for a figure, a gap, a range, a source, and people of 100: for screen, paper and ear."""
