"""Taking a report out with all its facts."""

from __future__ import annotations

from collections.abc import Iterable

from detente.errors import StoreError
from detente.records.coding import Record
from detente.store.codings import drop_coding, has_report, set_supersedes
from detente.store.current import keep_current
from detente.store.database import MEMORY, Store, set_meta, transaction
from detente.store.readings import article_of, drop_reading, drop_unused_texts, keep_place, reading_of
from detente.store.versions import Reading, Version, order_versions


def forget(store: Store, identity: str) -> Record:
    """Take a report out with all its facts, compare the rest again, and give that record; StoreError on an unknown id.

    The other versions of the article keep their ids. The bytes leave the file, too.
    """
    if not has_report(store, identity):
        raise StoreError(f"{store.path}: expected the id of a stored report, found {identity!r}")
    with transaction(store):
        article = article_of(store, reading_of(store, identity))
        before = order_versions(article)
        (gone,) = [version for version in before if version.id == identity]
        drop_coding(store, identity)
        for reading in article:
            if reading.digest in gone.readings:
                drop_reading(store, reading)
        rest = [reading for reading in article if reading.digest not in gone.readings]
        if {v.id for v in _versions_of(store, rest)} != {v.id for v in before} - {identity}:
            keep_place(store, gone.reading)
        for version in _versions_of(store, rest):
            set_supersedes(store, version.id, version.supersedes)
        drop_unused_texts(store)
        set_meta(store, "compared", "")
        record = keep_current(store)
    _shred(store)
    return record


def _versions_of(store: Store, readings: Iterable[Reading]) -> list[Version]:
    """The versions these readings are now, article by article: without the forgotten one they may be two articles."""
    articles = {article_of(store, reading) for reading in readings}
    return [version for article in sorted(articles, key=repr) for version in order_versions(article)]


def _shred(store: Store) -> None:
    """Write the file anew, so that no page of it keeps what was forgotten."""
    connection = store.connection
    connection.execute("INSERT INTO report_words (report_words) VALUES ('rebuild')")
    if store.path != MEMORY:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
