"""Which reports one command line named together: they are one story, as the user put them side by side."""

from __future__ import annotations

from collections.abc import Iterable

from detente.records.ids import make_id
from detente.store.database import Store, set_meta, transaction
from detente.store.readings import report_of
from detente.store.versions import Reading

BATCH = 20
"""At most so many reports named on one command line are taken for one story."""


def add_batch(store: Store, readings: Iterable[Reading]) -> None:
    """Keep which reports one command named together, if they are more than one and at most `BATCH`."""
    digests = sorted({reading.digest for reading in readings})
    placed = {report_of(store, digest) for digest in digests}
    if not 1 < len(placed) <= BATCH:
        return
    name = make_id("story", *digests)
    with transaction(store) as connection:
        if connection.execute("SELECT 1 FROM batch WHERE batch = ?", (name,)).fetchone():
            return
        connection.executemany("INSERT INTO batch VALUES (?, ?)", [(name, digest) for digest in digests])
        set_meta(store, "compared", "")


def load_batches(store: Store) -> tuple[frozenset[str], ...]:
    """The batches as ids of the reports that hold today, each version replaced by its newest."""
    newer = dict(store.connection.execute("SELECT supersedes, id FROM report WHERE supersedes IS NOT NULL"))
    rows = store.connection.execute(
        "SELECT batch.batch, report.id FROM batch JOIN reading ON reading.digest = batch.reading"
        " JOIN report ON report.key = reading.report"
    )
    batches: dict[str, set[str]] = {}
    for name, identity in rows:
        while identity in newer:
            identity = newer[identity]
        batches.setdefault(name, set()).add(identity)
    found = {frozenset(ids) for ids in batches.values() if len(ids) > 1}
    return tuple(sorted(found, key=sorted))
