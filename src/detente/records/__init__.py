"""Frozen, typed records: the shapes, the kinds, their ids and their codec. Standard library only."""
