"""What surrounds every page: appearance, notices, the route, the share panel, print."""
