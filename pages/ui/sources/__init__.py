"""The pages Evidence and Method in parts."""
