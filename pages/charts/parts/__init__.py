"""What several charts are made of: colours, axes, ranges, the person in words."""
