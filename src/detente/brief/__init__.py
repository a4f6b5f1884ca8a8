"""A record as a page to read."""
