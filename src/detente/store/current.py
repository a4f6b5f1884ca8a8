"""The record of all that is stored, whether or not it was compared already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from detente.compare.comparison import Compared
from detente.compare.inputs import Judged
from detente.records.coding import Record
from detente.records.corrections import Correction
from detente.records.ids import make_id
from detente.records.kinds import Issue
from detente.store.batches import load_batches
from detente.store.codings import load_codings
from detente.store.compared import correct_versions, is_compared, save_comparison, saved_record
from detente.store.correction_log import log_digest, read_log
from detente.store.database import Store, snapshot
from detente.store.judged import judge_of, load_judged
from detente.store.making import kept_making


@dataclass(frozen=True, slots=True)
class Current:
    """What all that is stored comes to now, with the digest of the log of corrections that was replayed."""

    compared: Compared
    log: str

    @property
    def record(self) -> Record:
        """The record."""
        return self.compared.record


def compare_store(store: Store, *, more: Iterable[Correction] = (), anew: bool = False) -> Current:
    """Compare all that is stored, in the way the last command asked for, with the corrections beside it (and ``more``) replayed.

    A story that nothing has changed in keeps its saved findings; ``anew`` judges every story again, which comes to the same.
    """
    making, digest, log = kept_making(store), log_digest(store.log), read_log(store.log)
    if making is None:
        return Current(Compared(saved_record(store)), digest)
    compared = correct_versions(
        load_codings(store),
        (*log.corrections, *more),
        header=making.header,
        batches=load_batches(store),
        one_story=making.one_story,
        compare=making.compare,
        known=Judged(judge_of(making.header)) if anew else load_judged(store, making.header),
    )
    unread = tuple(
        Issue(make_id("issue", "correction-unreadable", problem), "correction-unreadable", problem, None, None)
        for problem in log.problems
    )
    record = compared.record
    return Current(replace(compared, record=replace(record, issues=(*record.issues, *unread))), digest)


def keep_current(store: Store) -> Record:
    """Compare all that is stored, keep that record in place of the last, and give it."""
    current = compare_store(store)
    save_comparison(store, current.compared, log=current.log)
    return current.record


def load_record(store: Store) -> Record:
    """The record of all that is stored: the saved one, or a new comparison where a read was cut off before it or the log has changed."""
    with snapshot(store):
        return saved_record(store) if is_compared(store) else compare_store(store).record
