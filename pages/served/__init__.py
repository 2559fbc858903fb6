"""What the server hands out beside the pages: what a link looks like where it is pasted."""
