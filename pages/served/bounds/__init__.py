"""What one client may ask for, send and keep."""
