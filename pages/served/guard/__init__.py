"""Security headers and policies, plain answers, and logs without visitors' data."""
