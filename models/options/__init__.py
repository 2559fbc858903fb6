"""One option in full, options side by side, and what each costs over three years."""
