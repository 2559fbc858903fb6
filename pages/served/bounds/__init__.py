"""What one client may send and keep."""
