"""Codings of several reports -> stories, aligned facts, findings."""
