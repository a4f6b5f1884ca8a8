"""Data files -> typed rules with ids; the only place that reads ``data/``."""
