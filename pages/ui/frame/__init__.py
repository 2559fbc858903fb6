"""What is around every page: looks, notices, the way on, the share panel, paper."""
