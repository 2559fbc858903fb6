"""The board, what was set aside, and how sure the order is."""
