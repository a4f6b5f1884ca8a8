"""The record of all that is stored, whether or not it was compared already."""

from __future__ import annotations

from detente.records.coding import Record
from detente.store.batches import load_batches
from detente.store.codings import load_codings
from detente.store.compared import compare_versions, is_compared, saved_record
from detente.store.database import Store, snapshot
from detente.store.making import kept_making


def compare_store(store: Store) -> Record:
    """Compare all that is stored, in the way the last command asked for."""
    making = kept_making(store)
    if making is None:
        return saved_record(store)
    return compare_versions(
        load_codings(store),
        header=making.header,
        batches=load_batches(store),
        one_story=making.one_story,
        compare=making.compare,
    )


def load_record(store: Store) -> Record:
    """The record of all that is stored: the saved one, or a new comparison where a read was cut off before it."""
    with snapshot(store):
        return saved_record(store) if is_compared(store) else compare_store(store)
