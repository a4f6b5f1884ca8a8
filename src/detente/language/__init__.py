"""Regions, paragraphs, parse and times."""
