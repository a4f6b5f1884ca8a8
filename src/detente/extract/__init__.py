"""A parsed report -> records."""
