"""Headers, policies and answers that keep a page and its log to itself."""
